#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The bench measures 32 voices, says so for people and for programs, and its sound is always the same.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

player bench --seconds 2 >table
grep -q '^real-time factor ' table || fail "$(cat table)"
grep -q 'at most 32 voices' table || fail "$(cat table)"
player bench --seconds 2 --json >one.json
player bench --seconds 2 --json -z 1000 >two.json
hash() { sed 's/.*"xxh3":"\([0-9a-f]*\)".*/\1/' "$1"; }
[[ $(hash one.json) =~ ^[0-9a-f]{16}$ ]] || fail "$(cat one.json)"
[[ $(hash one.json) == "$(hash two.json)" ]] || fail "the block size changes the sound"
grep -q "$(hash one.json)" table || fail "table and JSON have other hashes"
if command -v jq >/dev/null; then
    jq -e '.peak_voices == 32 and .sound_seconds == 2 and .real_time_factor > 0 and .ns_per_voice_frame > 0
        and .voice_frames > 32 * 80000 and .memory.peak_bytes > .memory.synth_bytes
        and .memory.synth_bytes > 0 and .memory.bank_bytes > 0 and .memory.song_bytes > 0' one.json >/dev/null ||
        fail "$(cat one.json)"
fi
mkdir saved
player bench -q --seconds 1 --save saved >/dev/null
player render -q --progress none -f saved/workload.sf2 -o saved/out.wav saved/workload.mid || fail "the saved workload"
expect 1 'no-such/workload.sf2: No such file or directory' bench --seconds 1 --save no-such
player bench -q --json song.mid | grep -q '"workload":"song.mid"' || fail "bench of a song"
expect 2 'no-such: No such file or directory' bench no-such
