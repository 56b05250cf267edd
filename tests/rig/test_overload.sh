#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# A machine that is too small: 240 voices in buffers of 32 frames, on one processor that a busy program shares, without
# real-time priority. The sound goes on, and the monitor says why it is lost: not that we render too slowly.
# shellcheck source=jack.sh
. "$(dirname "$0")/jack.sh"
set -eu
export AWE_SOUNDFONT=$AWE_SOURCE/soundfonts/awe-gm.sf2
scratch=$(mktemp -d)
hog=
trap 'kill $hog 2>/dev/null || true; stop_jack; rm -rf "$scratch"' EXIT

fail() {
    echo "FAILED: $*"
    sed 's/^/    /' "$scratch/said" | tail -n 20
    exit 1
}

# 15 melodic channels hold 16 keys of an organ each.
make_song() {
    local track='' channel key
    for channel in 0 1 2 3 4 5 6 7 8 A B C D E F; do
        track+="00C${channel}1300B${channel}0728"
        for key in 24 27 2A 2D 30 33 36 39 3C 3F 42 45 48 4B 4E 51; do
            track+="009$channel${key}40"
        done
    done
    track+='CE20FF2F00'
    # shellcheck disable=SC2059,SC2001
    printf "$(sed 's/../\\x&/g' <<<"4D546864000000060000000100784D54726B$(printf %08X $((${#track} / 2)))$track")"
}
make_song >"$scratch/organ.mid"

last=$(($(nproc) - 1))
start_jack 44100 32
taskset -a -p -c $last "$jack_pid" >/dev/null
taskset -c $last bash -c 'while :; do :; done' &
hog=$!
code=0
taskset -c $last timeout --preserve-status -s INT 8 "$AWE_PLAYER" --rt off --voices 256 --perf-dashboard=json --perf-log "$scratch/log" \
    -v "$scratch/organ.mid" >"$scratch/lines" 2>"$scratch/said" || code=$?
((code == 4)) || fail "exit code $code"

# count CAUSE: incidents of that cause.
count() {
    grep '"event":"xrun"' "$scratch/log" | grep -c "\"cause\":\"$1\"" || true
}
all=$(grep -c '"event":"xrun"' "$scratch/log" || true)
foreign=$(($(count wakeup) + $(count preempted) + $(count device)))
voices=$(sed -n 's/.*"voices":\([0-9]*\).*/\1/p' "$scratch/lines" | sort -n | tail -n 1)
echo "$all incidents: wakeup $(count wakeup), preempted $(count preempted), device $(count device), render" \
    "$(count render), machine $(count machine), unknown $(count unknown); $voices voices"
((all >= 5)) || fail "nothing was lost: the program did not share the processor"
((10 * foreign >= 9 * all)) || fail "the others are not named"
((voices >= 200)) || fail "$voices voices"
last_second=$(sed -n 's/.*"t":\([0-9]*\).*/\1/p' "$scratch/lines" | tail -n 1)
((last_second >= 4)) || fail "the sound does not go on: it ends at $last_second s"
