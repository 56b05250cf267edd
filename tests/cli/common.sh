#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Sourced by the tests of this folder: a scratch folder that is the current one, songs made on the spot, and checks.

set -eu
export LC_ALL=C
export AWE_SOUNDFONT=$AWE_SOURCE/soundfonts/awe-gm.sf2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

fail() {
    echo "FAILED: $*" >&2
    exit 1
}

# hex DIGITS: those bytes.
hex() {
    # shellcheck disable=SC2059,SC2001
    printf "$(sed 's/../\\x&/g' <<<"$1")"
}

# make_song FILE TRACK: a MIDI file of one track, given in hexadecimal, at 120 ticks per quarter and 120 bpm.
make_song() {
    local length=$((${#2} / 2))
    hex "4D546864000000060000000100784D54726B$(printf %08X "$length")$2" >"$1"
}

# A chord of one second, then its tail.
make_song song.mid 00C00000903C6400904064009043648170803C00008040000080430000FF2F00
# A chord of many minutes: long enough to be interrupted.
make_song long.mid 00C01000903C640090406400904364BFFF7F803C00008040000080430000FF2F00

player() {
    "$AWE_PLAYER" "$@"
}

# expect CODE PATTERN ARGUMENT...: the program ends with CODE and one line of stderr that matches PATTERN, in at most
# one line more than that; nothing on stdout.
expect() {
    local code=$1 pattern=$2 status=0
    shift 2
    player "$@" >out 2>err </dev/null || status=$?
    [[ $status == "$code" ]] || fail "exit code $status, not $code: $* ($(cat err))"
    grep -qE -- "^awe-player: $pattern\$" err || fail "no line \"$pattern\": $* ($(cat err))"
    [[ $(grep -cv '^awe-player: bank:' err) == 1 ]] || fail "more than one sentence: $* ($(cat err))"
    [[ ! -s out ]] || fail "stdout is not empty: $*"
}

# frames FILE: how many frames it holds, by sox.
frames() {
    soxi -s "$1" 2>/dev/null
}

need() {
    command -v "$1" >/dev/null || exit 77
}

# watch_eight: as many clients as are served at once look at the player that runs, as $watchers, and have seen it: what
# they are told is in out0 to out7.
watch_eight() {
    local i j
    watchers=()
    for ((i = 0; i < 8; i++)); do
        "$AWE_PLAYER" monitor --json --interval 0.1 >"out$i" </dev/null &
        watchers+=($!)
    done
    for ((i = 0; i < 8; i++)); do
        for ((j = 0; j < 200; j++)); do
            [[ $(wc -l <"out$i") -ge 5 ]] && break
            sleep 0.05
        done
        [[ $(wc -l <"out$i") -ge 5 ]] || fail "client $i is not served"
    done
}
