#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# A song's own banks: beside it, in it, or named with an offset. What stands in for what is missing, and --strict.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

make_bank=$AWE_BUILD/tests/make_test_bank
# Bank 1, program 5: one note.
make_song plain.mid 00B0000100C00500903C6478803C0000FF2F00

# hash ARGUMENT...: of the sound; what is said goes to the file err.
hash() {
    player render --hash "$@" 2>err | cut -d' ' -f1
}

# says PATTERN: the last run said so.
says() {
    grep -qE -- "$1" err || fail "not said: $1 ($(cat err))"
}

# Beside the song, from DOS.
mkdir dos
cp plain.mid dos/Song.Mid
"$make_bank" sf2 0 5 >dos/SONG.SF2
without=$(hash plain.mid)
with=$(hash dos/Song.Mid)
[[ -n $with && $with != "$without" ]] || fail "the sidecar is not played"
says '^awe-player: sidecar: dos/SONG.SF2 \(sf2, .*\), bank numbers \+1$'
[[ $(hash --no-sidecar dos/Song.Mid) == "$without" ]] || fail "--no-sidecar"
[[ $(hash --sidecar-bank 2 dos/Song.Mid) == "$without" ]] || fail "--sidecar-bank 2"
[[ $(hash -f builtin -f dos/SONG.SF2@1 plain.mid) == "$with" ]] || fail "-f FILE@1"
says 'bank: dos/SONG.SF2 .*, bank numbers \+1$'
[[ $(hash -f builtin -f dos/SONG.SF2@1 dos/Song.Mid) == "$with" ]] || fail "named and beside"
! grep -q sidecar err || fail "loaded twice"
cp dos/SONG.SF2 'at@2'
[[ $(hash -f builtin -f at@2 plain.mid) == "$with" ]] || fail "a name that looks like an offset"
# Where the file itself says bank 1, it stays there.
"$make_bank" sf2 1 5 >dos/SONG.SF2
[[ $(hash dos/Song.Mid) == "$with" ]] || fail "bank 1 in the file"
expect 1 'dos/SONG.SF2@128: a bank offset is 0 to 127' render --hash -f dos/SONG.SF2@128 plain.mid

# SoundFont 1.0, whose ROM samples another bank may answer.
mkdir old
make_song old/song.mid 00B0000100C00600903C6478803C0000FF2F00
"$make_bank" sbk 0 5 >old/song.sbk
"$make_bank" rom 7 7 >rom.sf2
silent=$(hash -v old/song.mid)
says 'sample 2 "\*Rom", byte 0: in the ROM of a sound card; silent'
[[ $(hash --explain -f builtin -f rom.sf2 old/song.mid) != "$silent" ]] || fail "ROM is not answered"
says 'channel 1: 1:6 "preset" of old/song.sbk$'
hash --explain old/song.mid >/dev/null
says 'channel 1: 0:6 .* of .*awe-gm.sf2; stands in for 1:6, whose samples are in the ROM of a sound card$'

# Within the song.
"$make_bank" rmi 0 5 plain.mid >carried.rmi
[[ $(hash carried.rmi) == "$with" ]] || fail "the bank in the song is not played"
says 'bank in the song: carried.rmi'
"$make_bank" dls 0 5 plain.mid >dls.rmi
[[ $(hash dls.rmi) == "$without" ]] || fail "DLS"
says 'carries a DLS bank, which cannot be used'

# Stand-ins, told and forbidden.
hash --explain plain.mid >/dev/null
says '^awe-player: plain.mid: 0:00.0 \(1:1\), channel 1: 0:5 ".*" of .*awe-gm.sf2; stands in for 1:5$'
expect_strict() {
    local pattern=$1 status=0
    shift
    player render --hash --strict "$@" >out 2>err || status=$?
    [[ $status == 2 && ! -s out ]] || fail "exit code $status, not 2: $*"
    says "$pattern"
}
expect_strict 'another preset would stand in' plain.mid
player render -q --hash --strict dos/Song.Mid >/dev/null || fail "--strict refuses what is sound"
"$make_bank" damaged 1 5 >damaged.sf2
expect_strict 'damaged.sf2: not usable as it is' -f damaged.sf2 plain.mid
expect_strict 'missing.sf2: ' -f missing.sf2 plain.mid
cp damaged.sf2 dos/song.sbk && rm dos/SONG.SF2
expect_strict 'song.sbk: not usable as it is' dos/Song.Mid
hash dos/Song.Mid >/dev/null
echo 'no bank' >dos/song.sbk
expect_strict 'song.sbk' dos/Song.Mid
[[ $(hash dos/Song.Mid) == "$without" ]] || fail "a song is not played for its bad sidecar"
says 'dos/song.sbk: played without this bank'
expect_strict 'dls.rmi' dls.rmi
head -c 40 plain.mid >cut.mid
expect_strict 'cut.mid: not playable as it is' cut.mid

# The rules that values are read by.
rules=$(hash -f dos/../rom.sf2 --sf-rules 1.0 plain.mid)
[[ -n $rules && $rules != $(hash -f rom.sf2 plain.mid) ]] || fail "--sf-rules 1.0"
[[ $(hash -f rom.sf2 --sf-rules auto plain.mid) == $(hash -f rom.sf2 --sf-rules 2.01 plain.mid) ]] || fail "auto"
expect 1 '--sf-rules takes 1.0, 2.0, 2.01, 2.04 or auto, not "3"' render --hash --sf-rules 3 plain.mid
expect 1 '--sidecar-bank takes a bank number from 0 to 127, not "128"' render --hash --sidecar-bank 128 plain.mid
