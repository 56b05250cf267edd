#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Tempo, key, channels and places as options: what they leave of a second of sound, and what is refused.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"
need soxi

length() { # FRAMES OPTION...: a chord of 44,100 frames, rendered without its tail, has so many
    local want=$1
    shift
    player render -q --overwrite --tail cut -o x.wav "$@" song.mid
    [[ $(frames x.wav) == "$want" ]] || fail "$(frames x.wav) frames, not $want: $*"
}
length 44100
length 88200 --tempo 50
length 11025 --tempo 400
length 22050 --start 0.5
length 22050 --start 0:00.5
length 11025 --start 75%
length 22050 --start 1:2
length 22050 --end 1:2
length 11025 --start 25% --end 50%
length 22050 --start 25% --end 50% --tempo 50
length 44100 --end 0:30

hash_of() {
    player render -q --hash "$@" song.mid
}
plain=$(hash_of)
silent=$(hash_of --mute 1)
[[ $(hash_of --tempo 100 --transpose 0 --mute 2,B1 --start 0) == "$plain" ]] || fail "neutral options are heard"
[[ $(hash_of --solo 1) == "$plain" ]] || fail "--solo 1 is heard"
[[ $silent != "$plain" ]] || fail "--mute 1 is not heard"
[[ $(hash_of --solo 2 --tail 1) == "$(hash_of --mute 1-16 --tail 1)" ]] || fail "--solo 2 and --mute 1-16 differ"
[[ $(hash_of --solo 1 --mute 1) == "$plain" ]] || fail "--solo does not go before --mute"

# The same notes, written five semitones lower.
make_song high.mid 00C00000903C64009040648170803C000080400000FF2F00
make_song low.mid 00C0000090376400903B64817080370000803B0000FF2F00
[[ $(player render -q --hash high.mid | cut -d' ' -f1) == $(player render -q --hash --transpose 5 low.mid | cut -d' ' -f1) ]] ||
    fail "--transpose 5 is not five semitones"

expect 1 '--tempo takes a percentage from 10 to 400, not "9"' --tempo 9 song.mid
expect 1 '--tempo takes .*, not "fast"' --tempo fast song.mid
expect 1 '--transpose takes semitones from -48 to 48, not "49"' --transpose 49 song.mid
expect 1 '--transpose takes .*, not "--1"' --transpose --1 song.mid
expect 1 '--mute takes channels such as 1-4,10 or B3, not "17"' --mute 17 song.mid
expect 1 '--solo takes .*, not "drums"' --solo drums song.mid
expect 1 '--start takes a place such as 1:23.5, 33% or 17:1, not "1:2.5"' --start 1:2.5 song.mid
expect 1 '--end takes .*, not "101%"' --end 101% song.mid
expect 1 '--loop takes a number, or inf, not "0"' --loop 0 song.mid
expect 1 '--loop is not an option of render' render --loop 2 -o y.wav song.mid
expect 1 'song.mid: --start is behind the end of the song' render --start 2:1 -o y.wav song.mid
expect 1 'song.mid: --end is not behind the start' render --start 0.5 --end 0.25 -o y.wav song.mid
[[ ! -e y.wav ]] || fail "a file was written"
