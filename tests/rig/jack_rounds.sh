# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Sourced by test_jack_equals_render.sh and long_jack_equals_render.sh: 32 voices through JACK at any period, while
# another program keeps a processor busy.
set -eu
# shellcheck source=jack.sh
. "$(dirname "${BASH_SOURCE[0]}")/jack.sh"
scratch=$(mktemp -d)
MAX_SECONDS=200 # of a song with its tail
trap 'stop_jack; [[ -z ${busy_pid:-} ]] || kill "$busy_pid"; rm -rf "$scratch"' EXIT

# Appends the bytes given in hexadecimal.
put() {
    local byte bytes=
    for byte; do
        bytes+="\\x$byte"
    done
    # shellcheck disable=SC2059
    printf "$bytes" >>"$scratch/track"
}

hex() { printf '%02X' "$1"; }

# make_song SECONDS: a rest, since the connection to the device may become effective a round late; then 32 organ keys
# with modulation on eight channels, of which one is struck anew each quarter of a second, a piano and a drum; tails.
make_song() {
    local channel key
    : >"$scratch/track"
    for channel in 0 1 2 3 4 5 6 7; do
        put 00 "C$channel" 10 00 "B$channel" 01 "$(hex $((8 * channel)))"
    done
    put 30 B0 07 64
    for channel in 0 1 2 3 4 5 6 7; do
        for key in 0 1 2 3; do
            put 00 "9$channel" "$(hex $((36 + 5 * channel + 3 * key)))" 50
        done
    done
    for ((strike = 0; strike < 4 * $1; strike++)); do
        channel=$((strike % 8))
        key=$(hex $((36 + 5 * channel)))
        put 3C "8$channel" "$key" 00 00 "9$channel" "$key" 60 00 98 "$(hex $((48 + strike % 24)))" 60 00 99 26 70
    done
    for channel in 0 1 2 3 4 5 6 7; do
        for key in 0 1 2 3; do
            put 00 "8$channel" "$(hex $((36 + 5 * channel + 3 * key)))" 00
        done
    done
    for key in {48..71}; do
        put 00 88 "$(hex "$key")" 00
    done
    put 00 FF 2F 00
    {
        printf 'MThd\0\0\0\6\0\0\0\1\0\170MTrk'
        # shellcheck disable=SC2059
        printf "$(printf '%08X' "$(stat -c %s "$scratch/track")" | sed 's/../\\x&/g')"
        cat "$scratch/track"
    } >"$scratch/song.mid"
}

# What the player measured of its rounds: how long they took, and nothing that must not happen in them.
check_figures() {
    grep -h 'share: ' "$scratch/err"
    if grep -hE 'guard: (allocations|resizings|frees|memory maps|locks|system calls|NaNs|overflows): [1-9]' "$scratch/err" ||
        ! grep -q 'faults: minor 0, major 0,' "$scratch/err"; then
        grep 'faults:' "$scratch/err"
        echo "the callback did what it must not do"
        return 1
    fi
}

# How often the server could not wait for a client in the log of an asynchronous server.
count_blame() { grep -c "client = $1 was not finished" "$jack_log" || true; }

# What arrives at a device is what `render` writes, bit for bit, from the first sound on.
check_content() { # PERIOD
    start_jack 44100 "$1"
    record "$scratch/played.raw" $MAX_SECONDS "$AWE_PLAYER" play -v -f builtin -d awe-recorder --limiter off \
        "$scratch/song.mid" 2>"$scratch/err" || { cat "$scratch/err"; return 1; }
    stop_jack
    "$AWE_BUILD/tests/compare_offset" "$scratch/played.raw" "$scratch/rendered.raw"
    check_figures
}

# A server that waits for nobody: the player is not to blame much more often than a client beside it that does nothing.
check_time() { # PERIOD
    local idle_pid player idle
    start_jack 44100 "$1" async
    "$AWE_BUILD/tests/jack_idle" $MAX_SECONDS >"$scratch/idle" &
    idle_pid=$!
    "$AWE_PLAYER" play -v -f builtin -d system --limiter off "$scratch/song.mid" 2>"$scratch/err" ||
        { cat "$scratch/err"; return 1; }
    kill -TERM "$idle_pid"
    wait "$idle_pid"
    player=$(count_blame PortAudio)
    idle=$(count_blame awe-idle)
    echo "period $1: of $(<"$scratch/idle"), the player's fault $player, the idle client's $idle"
    stop_jack
    check_figures
    ((player <= 2 * idle + 10)) || { cat "$scratch/err"; return 1; }
}

# What a test begins with: the song and its rendering; a processor that is busy from now on.
set_up() { # SECONDS
    make_song "$1"
    "$AWE_PLAYER" render -q -f builtin -F raw -b f32 -o "$scratch/rendered.raw" "$scratch/song.mid"
    while :; do :; done &
    busy_pid=$!
}
