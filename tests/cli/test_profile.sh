#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# A profile names stages, presets and start-up, for people and for programs, and Ctrl-C brings what there is so far.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

player profile -q --seconds 1 >table
for line in 'profile  *32-voices' control voices effects rest '0:0 filtered' 'first sound' 'synth new'; do
    grep -q "^$line" table || fail "no $line: $(cat table)"
done
player profile -q song.mid >table
grep -q '^0:0 ' table || fail "$(cat table)"
grep -q '^bank load' table && grep -q '^song load' table || fail "no start: $(cat table)"
[[ $(wc -L <table) -le 80 ]] || fail "a line of $(wc -L <table) columns"
player profile -q --top 1 song.mid | sed -n '/^hotspots/,/^$/p' >spots
[[ $(grep -c . spots) == 2 ]] || fail "$(cat spots)"
if command -v jq >/dev/null; then
    player profile -q --json song.mid >lines
    jq -es '.[0].workload == "song.mid" and .[0].kind == "profile" and .[0].first_sound_ms > 0 and
        (map(select(.kind == "stage")) | length) == 4 and
        (map(select(.kind == "preset")) | length == 1 and .[0].notes == 3 and .[0].total_ms > 0) and
        (map(select(.name == "song load")) | length) == 1' lines >/dev/null || fail "$(cat lines)"
fi
expect 1 'profile takes one file' profile song.mid long.mid
expect 2 'no-such: No such file or directory' profile no-such
expect 1 '--slow takes a time such as 10us, 500ns or 2ms, not "10"' profile --slow 10
expect 1 '--top takes a number from 1, not "0"' profile --top 0

"$AWE_PLAYER" profile --seconds 3600 long.mid >out 2>err &
pid=$!
sleep 0.7
kill -INT $pid
status=0
wait $pid || status=$?
[[ $status == 4 ]] || fail "exit code $status after an interrupt"
grep -q '^voices' out || fail "no report after an interrupt: $(cat out err)"
