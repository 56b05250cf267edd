#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Whatever is wrong with the words or the files: one sentence that names it, the right exit code, no output.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

expect 1 'no file was named; --help shows what can be done'
expect 1 'option --frob is not known; --help shows what is' --frob song.mid
expect 1 'option -y is not known; --help shows what is' -y
expect 1 'option -o needs a value' render song.mid -o
expect 1 'option --output needs a value' render song.mid --output
expect 1 'option --hash=3 takes no value' render song.mid --hash=3
expect 1 '--output is not an option of play' play -o x.wav song.mid
expect 1 '--device is not an option of render' render -d x -o x.wav song.mid
expect 1 '--voices takes a number from 1 to 4096, not "4097"' --voices 4097 song.mid
expect 1 '--voices takes .*, not "0"' -p 0 song.mid
expect 1 '--voices takes .*, not "12x"' -p 12x song.mid
expect 1 '--gain takes .*, not "0"' -g 0 song.mid
expect 1 '--gain takes .*, not "loud"' -g loud song.mid
expect 1 '--reverb takes .*, not "hall3"' -R hall3 song.mid
expect 1 '--chorus takes .*, not "8"' -C 8 song.mid
expect 1 '--model takes emu8000, sf2 or gm, not "gs"' --model gs song.mid
expect 1 '--treble takes dB: -12 -8 -6 -4 -2 0 2 4 6 8 10 12, not "9"' --treble 9 song.mid
expect 1 '--attenuation takes a factor above 0, up to 1, not "2"' --attenuation 2 song.mid
expect 1 '--map takes gm or mt32, not "gs"' --map gs song.mid
expect 1 '--buffer takes .*, not "0"' -z 0 song.mid
expect 1 '--buffer takes .*, not "65537"' -z 65537 song.mid
expect 1 '--rate takes .*, not "44.1k"' -r 44.1k song.mid
expect 1 '--max-length takes .*, not "1:2:3:4"' render --max-length 1:2:3:4 -o x.wav song.mid

expect 1 'render needs a file; --help shows how' render -o x.wav
expect 1 'several songs need -o FOLDER; a name that ends with / is one' render -o x.wav song.mid song.mid
expect 1 'render needs -o FILE, or -o - for standard output' render song.mid
expect 1 'x: the name tells no format; -F names one' render -o x song.mid
expect 1 'x.xyz: the name tells no format; -F names one' render -o x.xyz song.mid
expect 1 '--bits means nothing to ogg' render -b s16 -o x.ogg song.mid
expect 1 'x.flac: flac cannot hold f32' render -q -b f32 -o x.flac song.mid
expect 1 'x.opus: opus knows .* only' render -q -r 44100 -o x.opus song.mid
expect 1 '-: flac cannot be written to a pipe; raw, au and wav can' render -q -F flac -o - song.mid
expect 1 'no-such/x.wav: No such file or directory' render -q -o no-such/x.wav song.mid
mkdir folder.wav

: >empty
echo 'Dear diary' >text
expect 2 'no-such: No such file or directory' render -o x.wav no-such
expect 1 'several songs need -o FOLDER.*' render -o x.wav folder.wav
expect 2 'empty: the file is empty' render -o x.wav empty
expect 2 'text: byte 0: .*' render -o x.wav text
expect 2 'text: byte 0: .*' play text
expect 2 'no-such\?\[31m: No such file or directory' play $'no-such\e[31m'
mkfifo pipe
expect 2 'pipe: is not a regular file' render -o x.wav pipe
if [[ $(id -u) != 0 ]]; then
    cp song.mid secret.mid
    chmod 0 secret.mid
    expect 2 'secret.mid: Permission denied' render -o x.wav secret.mid
fi

expect 1 'no-such: No such file or directory' render -f no-such -o x.wav song.mid
expect 1 'empty: the file is empty' render -f empty -o x.wav song.mid
expect 1 'text: byte 0: .*' render -f text -o x.wav song.mid
AWE_SOUNDFONT=text expect 1 'text: byte 0: .*' render -o x.wav song.mid

expect 1 'devices takes no file; audio or midi shows one kind' devices song.mid
expect 1 '--midi-in takes a part of a name, all or none, at most 16 times, not ""' -m '' song.mid
expect 1 '--midi-api takes portmidi or alsa, not "jack"' --midi-api jack song.mid
expect 1 '--split takes a key above 0 and a channel, such as C4:2 or 60:2, not "C4"' --split C4 song.mid
expect 1 '--layer takes channels from 1 to 16, such as 1,2, not "0"' --layer 0 song.mid
expect 1 '--velocity takes soft, linear, hard or three velocities such as 20,90,127, not "1,2"' --velocity 1,2 song.mid
expect 1 '--split is not an option of render' render --split C4:2 song.mid
expect 1 'bench takes a bank for a song only, and none was named' bench -f text

# The first word is a command only if it is exactly one, and after -- nothing is.
expect 2 'rende: No such file or directory' rende
expect 2 'render: No such file or directory' -- render
expect 2 '\./render: No such file or directory' ./render
expect 1 'render needs a file; --help shows how' -q render

[[ ! -e x.wav ]] || fail "an output was left behind"
