# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Sourced by test_server_dies.sh and long_server_dies.sh: a JACK server ends or freezes while the player plays. Within
# five seconds the player has said so, once, and plays on or has ended with exit code 5.
set -eu
# shellcheck source=jack.sh
. "$(dirname "${BASH_SOURCE[0]}")/jack.sh"
scratch=$(mktemp -d)
trap 'stop_jack; rm -rf "$scratch"' EXIT
player_err=$scratch/err

# An organ's C, held for hours.
printf 'MThd\0\0\0\6\0\0\0\1\0\170MTrk\0\0\0\21\0\300\20\0\220\74\144\377\377\177\200\74\0\0\377\57\0' >"$scratch/long.mid"

wait_for() { # STEPS of 50 ms, COMMAND...
    local steps=$1
    shift
    for ((; steps > 0; steps--)); do
        "$@" && return
        sleep 0.05
    done
    return 1
}

fail() {
    echo "$*"
    cat "$player_err"
    kill -KILL "$player_pid" 2>/dev/null
    exit 1
}

has_ended() { ! kill -0 "$player_pid" 2>/dev/null; }
has_settled() { has_ended || grep -q 'is back' "$player_err"; }

# dies SIGNAL [restart]
dies() {
    local code=0
    start_jack 44100 256
    : >"$player_err"
    "$AWE_PLAYER" -f builtin -d system "$scratch/long.mid" 2>"$player_err" &
    player_pid=$!
    wait_for 200 grep -q playing "$player_err" || fail "does not play"
    sleep 0.3
    kill -"$1" "$jack_pid"
    if [[ ${2:-} == restart ]]; then
        stop_jack
        start_jack 44100 256
    fi
    wait_for 100 has_settled || fail "after SIG$1 ${2:-}: goes on for more than five seconds"
    [[ $(grep -c 'does not take sound any more' "$player_err") == 1 ]] || fail "does not say once that the device is lost"
    if has_ended; then
        wait "$player_pid" || code=$?
        [[ $code == 5 ]] || fail "exit code $code, not 5"
    else
        kill -INT "$player_pid"
        wait "$player_pid" || code=$?
        [[ $code == 4 ]] || fail "exit code $code, not 4"
    fi
    [[ $(wc -l <"$player_err") -le 8 ]] || fail "says too much"
    kill -KILL "$jack_pid" 2>/dev/null || true
    stop_jack
}

# dies_at SECONDS after the player's start, which may be while it is looking for its device.
dies_at() {
    local code=0
    start_jack 44100 256
    "$AWE_PLAYER" -f builtin -d system "$scratch/long.mid" 2>"$player_err" &
    player_pid=$!
    sleep "$1"
    kill -KILL "$jack_pid"
    wait_for 340 has_ended || fail "after $1 s: goes on for more than 17 seconds"
    wait "$player_pid" || code=$?
    [[ $code == 5 ]] || fail "after $1 s: exit code $code, not 5"
    stop_jack
}
