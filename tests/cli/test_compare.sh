#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Two sound files are equal, differ inaudibly, or differ: where first, where most, by how much. Files are made and
# changed by SoX.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"
need sox

sound() { # FILE, then what sox is told: a tone of 440 Hz, one second, two channels of 16 bit
    sox -D -n -r 44100 -b 16 -c 2 "$@"
}

compares() { # CODE FILE-OF-OUTPUT ARGUMENT...
    local code=$1 file=$2 status=0
    shift 2
    player compare "$@" >"$file" 2>err || status=$?
    [[ $status == "$code" ]] || fail "exit code $status, not $code: compare $* ($(cat "$file" err))"
}

says() { # FILE PATTERN
    grep -qE -- "$2" "$1" || fail "no line \"$2\": $(cat "$1")"
}

sound a.wav synth 1 sine 440 gain -6
cp a.wav b.wav
compares 0 out a.wav b.wav
[[ $(cat out) == equal ]] || fail "$(cat out)"

# One value of 16 bit in one channel, at frame 12345, one step up: 20 log10 (1 / 32768) = -90.3 dB.
at=$((44 + 12345 * 4))
old=$(od -An -tu1 -j $at -N 1 a.wav | tr -d ' ')
printf "\\x$(printf %02x $(((old + 1) % 256)))" | dd of=b.wav bs=1 seek=$at conv=notrunc status=none
compares 0 out a.wav b.wav
[[ $(head -n 1 out) == inaudible ]] || fail "$(cat out)"
says out '^first difference   frame 12345, 0.280 s$'
says out '^largest            -90.3 dB$'
says out '^worst 50 ms        -126.8 dB, from 0.250 s$' # one of 4410 values: 36.4 dB less
compares 6 out --max-diff -91dB a.wav b.wav
[[ $(head -n 1 out) == different ]] || fail "$(cat out)"
says out '^first above limit  frame 12345, 0.280 s$'
compares 6 out --max-diff 0 a.wav b.wav

# 6.02 dB less from 0.5 s on.
sox -D a.wav head.wav trim 0 22050s
sox -D a.wav tail.wav trim 22050s vol 0.5
sox -D head.wav tail.wav c.wav
compares 6 out a.wav c.wav
[[ $(head -n 1 out) == different ]] || fail "$(cat out)"
says out '^first difference   frame 2205[0-9], 0.500 s$'
says out '^worst 50 ms        -(15.1|15.0) dB, from 0\.(5|6|7|8|9)' # half of a sine at -6 dB: -6 - 3 - 6
says out '^level              -9.01 dB and -11.05 dB$'

# Longer by silence: nobody hears that. Longer by sound: everybody does.
sox -D a.wav longer.wav pad 0 1000s
compares 0 out a.wav longer.wav
says out '^the second is 1000 frames longer$'
[[ $(head -n 1 out) == inaudible ]] || fail "$(cat out)"
sox -D a.wav shorter.wav trim 0 43000s
compares 6 out a.wav shorter.wav
says out '^the second is 1100 frames shorter$'
says out '^first above limit  frame 4300[0-9],'

# Another beginning.
sound noise.wav synth 1 whitenoise gain -20
sox -D noise.wav late.wav pad 777s 0
compares 6 out noise.wav late.wav
compares 0 out --align noise.wav late.wav
says out '^the second begins 777 frames later$'
compares 0 out --align=1000 late.wav noise.wav
says out '^the second begins 777 frames earlier$'
compares 6 out --align=700 noise.wav late.wav

# Other forms.
sox -D a.wav a.flac
compares 0 out a.wav a.flac
[[ $(cat out) == equal ]] || fail "$(cat out)"
player render -q --progress none -b f32 -o one.wav song.mid
player render -q --progress none -b f32 -z 1000 -o two.wav song.mid
compares 0 out one.wav two.wav
[[ $(cat out) == equal ]] || fail "$(cat out)"
sox -D a.wav -c 1 mono.wav
compares 6 out a.wav mono.wav
says err 'a.wav has 2 channels at 44100 Hz, mono.wav 1 at 44100 Hz'

if command -v jq >/dev/null; then
    compares 6 json --json a.wav c.wav
    jq -e '.verdict == "different" and .frames == [44100, 44100] and .first_frame >= 22050 and .first_frame < 22060
        and .level_a_db > .level_b_db and .worst_frame >= 22050 and .offset_frames == 0' json >/dev/null || fail "$(cat json)"
    compares 0 json --json a.wav a.wav
    jq -e '.verdict == "equal" and .first_frame == null and .largest_db == null' json >/dev/null || fail "$(cat json)"
fi

# Lists of hashes.
player render -q --progress none --hash song.mid >one.txt
player render -q --progress none --hash -z 999 song.mid >two.txt
compares 0 out one.txt two.txt
[[ $(head -n 1 out) == equal ]] || fail "$(cat out)"
sed 's/_./_x/' two.txt >three.txt
compares 6 out one.txt three.txt
says out '^from line 1 on: song.mid$'
compares 6 out --json one.txt three.txt
says out '"verdict":"different".*"line":1'

expect 1 'compare takes two files' compare a.wav
expect 2 'no-such.wav: .*No such file.*' compare a.wav no-such.wav
expect 2 'song.mid: .*' compare a.wav song.mid
expect 1 '--max-diff takes .*, not "loud"' compare --max-diff loud a.wav b.wav
