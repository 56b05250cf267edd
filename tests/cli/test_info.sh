#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# awe-player info: songs and banks, for people and for programs.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

make_bank=$AWE_BUILD/tests/make_test_bank
"$make_bank" sf2 0 5 >tempo.sf2
# 60 bpm and 3/4; after a second 120 bpm; bank 1 program 5, then program 0 of bank 9.
make_song tempo.mid 00FF51030F4240"00FF580403021808"00B0000100C005"00903C64"78"803C00"00FF510307A120"00B00009""00C000""00903C64"78"803C00"00FF2F00

player info tempo.mid >out 2>/dev/null || fail "info"
cat >expected <<X
tempo.mid: 0:01, format 0, 1 tracks, 1 ports, 120 ticks a quarter, 2 notes, 2 tempo changes
  0:00, bar 1: 60.00 bpm, 3/4
  0:01, bar 1: 120.00 bpm, 3/4
  channel 1: 1:5 "preset" of ./tempo.sf2, 1 notes
  channel 1: 0:0 "Acoustic Grand" of $AWE_SOUNDFONT; stands in for 9:0, 1 notes
X
sed -i 's|"preset" of \./|"preset" of |; s|of \./tempo|of tempo|' expected
diff expected out || fail "info"

player info --json tempo.mid tempo.sf2 2>/dev/null >out || fail "--json"
[[ $(wc -l <out) == 2 ]] || fail "one object a file: $(cat out)"
grep -q '"song":"tempo.mid","seconds":1.5,"format":0,"tracks":1,"ports":1,"division":120,"notes":2,' out || fail "$(cat out)"
grep -q '{"seconds":1.0,"bar":1,"beat":2,"bpm":120.0,"beats":3,"beat_unit":4}' out || fail "$(cat out)"
grep -q '"bank":9,"program":0,"how":"bank 0","silent":false,"in_rom":false,"found":{"file":' out || fail "$(cat out)"
grep -q '"name":"preset"}},' out || fail "$(cat out)"
grep -q '^{"bank":"tempo.sf2","name":"sf2","version":"2.01",' out || fail "$(cat out)"

player info --no-sidecar tempo.mid 2>/dev/null | grep -q 'stands in for 1:5' || fail "--no-sidecar"
player info tempo.sf2 | grep -q '^tempo.sf2: SoundFont 2.01 "sf2", 1 presets, 1 instruments, 1 samples' || fail "bank"

# Some, and all, cannot be read.
echo text >text.mid
status=0
player info text.mid tempo.sf2 >/dev/null 2>&1 || status=$?
[[ $status == 3 ]] || fail "some failed: $status"
expect 2 'text.mid: byte 0: a text file, not a MIDI file' info text.mid
expect 1 'info needs a song or a bank; --help shows how' info
