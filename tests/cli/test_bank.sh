#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# awe-player bank: lists, checks, and turns SoundFont 1.0 into 2.01 that sounds the same.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

make_bank=$AWE_BUILD/tests/make_test_bank
"$make_bank" sf2 3 5 >bank.sf2
"$make_bank" sbk 0 0 >old.sbk
"$make_bank" damaged 0 0 >damaged.sf2

[[ $(player bank list bank.sf2) == "  3:5   preset" ]] || fail "list: $(player bank list bank.sf2)"
player bank list --json old.sbk 2>/dev/null >list.json
grep -q '"version":"1.01","instruments":2,"samples":2,"rom_samples":1,"silent_samples":1,' list.json || fail "$(cat list.json)"
grep -q '"presets":\[{"bank":0,"program":0,"name":"preset"},{"bank":0,"program":1,' list.json || fail "$(cat list.json)"

[[ $(player bank check bank.sf2) == "bank.sf2: sound" ]] || fail "a sound bank is not called so"
status=0
player bank check damaged.sf2 >out 2>err || status=$?
[[ $status == 2 && $(cat out) == "damaged.sf2: 1 repairs" ]] || fail "check: $status, $(cat out)"
grep -q 'sample rate makes no sense' err || fail "$(cat err)"

# What was converted plays the same bits.
player bank convert old.sbk -o new.sf2 >rules || fail "convert"
grep -qx '2 times in all: sample modes: bit 0 alone counts' rules || fail "rules: $(cat rules)"
for program in 00 01; do
    make_song song.mid "00C0$program""00903C6478803C0000FF2F00"
    [[ $(player render --hash -q -f old.sbk song.mid) == $(player render --hash -q -f new.sf2 song.mid) ]] ||
        fail "new.sf2 sounds different"
done
[[ $(player bank list new.sf2 2>/dev/null) == $(player bank list old.sbk 2>/dev/null) ]] || fail "other presets"

before=$(cat new.sf2 | cksum)
expect 1 'new.sf2: exists; --overwrite replaces it' bank convert old.sbk -o new.sf2
expect 2 'bank.sf2: not of SoundFont 1.0; nothing to convert' bank convert bank.sf2 -o other.sf2
expect 2 'song.mid: byte 0: not a SoundFont: no RIFF header' bank convert song.mid -o other.sf2
expect 2 'none.sbk: No such file or directory' bank convert none.sbk -o other.sf2
expect 1 'bank convert needs -o FILE' bank convert old.sbk
expect 1 'bank takes list, check or convert, and one bank; --help shows how' bank old.sbk
expect 1 'bank takes list, check or convert, and one bank; --help shows how' bank mend old.sbk
[[ ! -e other.sf2 && $(cat new.sf2 | cksum) == "$before" ]] || fail "something was written"
[[ -z $(find . -name '*.part') ]] || fail "leftovers"
player bank convert old.sbk -o new.sf2 --overwrite >/dev/null || fail "--overwrite"
[[ $(cat new.sf2 | cksum) == "$before" ]] || fail "not the same twice"
