#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Files of every kind hold what was rendered, appear only when they are whole, and replace nothing unasked.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"
need soxi

render() {
    player render -q song.mid "$@"
}

leftovers() {
    find . -name '.awe-player*'
}

# The reference: floats without a header.
render -F raw -b f32 -o ref.raw
n=$(($(stat -c %s ref.raw) / 8))
[[ $n -gt 44100 ]] || fail "$n frames"
as_raw() { # FILE BITS: its samples as sox reads them
    sox -V1 "$1" -t raw -e signed -b "$2" -
}

for bits in s16 s24 s32 f32; do
    render -b $bits -o $bits.wav
    [[ $(frames $bits.wav) == "$n" ]] || fail "$bits.wav has $(frames $bits.wav) frames, not $n"
    for format in rf64 w64 aiff au; do
        render -b $bits -F $format -o x.$format
        [[ $(frames x.$format) == "$n" ]] || fail "$format $bits: $(frames x.$format) frames, not $n"
        if [[ $bits != f32 ]]; then # sox itself reads floats in more than one way
            cmp -s <(as_raw x.$format 32) <(as_raw $bits.wav 32) || fail "$format $bits: other samples than wav"
        fi
        rm x.$format
    done
done
for bits in s16 s24; do
    render -b $bits -o x.flac
    cmp -s <(as_raw x.flac 24) <(as_raw $bits.wav 24) || fail "flac $bits: other samples than wav"
    rm x.flac
done
render -o default.wav
cmp -s default.wav s16.wav || fail "the default is not s16"

# Integers are the nearest ones: half a step off at most, as od prints the same sound in floats.
paste <(od -An -v -w4 -tf4 ref.raw) <(as_raw s16.wav 16 | od -An -v -w2 -td2) |
    awk '{ d = $1 * 32768 - $2; if (d > 0.5001 || d < -0.5001) bad++ } END { exit bad > 0 }' ||
    fail "s16 is not the nearest integer"

render -r 48000 -o x.wav
want=$((n * 480 / 441))
got=$(frames x.wav)
[[ $((got - want)) -ge -1 && $((got - want)) -le 1 ]] || fail "at 48000 Hz $got frames, not $want"
[[ $(soxi -r x.wav) == 48000 ]] || fail "the rate is $(soxi -r x.wav)"

# Lossy formats where this libsndfile has them.
for format in ogg opus mp3; do
    if render -o x.$format 2>err; then
        [[ $(stat -c %s x.$format) -gt 1000 ]] || fail "$format is too small"
    else
        grep -q 'libsndfile cannot' err || fail "$format: $(cat err)"
    fi
done
if [[ -e x.ogg ]]; then
    [[ $(frames x.ogg) == "$n" ]] || fail "ogg has $(frames x.ogg) frames"
fi

# A WAV that might pass 4 GB becomes RF64; if it then stays below, any reader reads it.
render --max-length 10:00:00 -o big.wav
[[ $(head -c 4 big.wav) == RIFF ]] || fail "not RIFF"
cmp -s <(as_raw big.wav 16) <(as_raw s16.wav 16) || fail "what might have been RF64 differs"

# Where it ends: at the last key; so long after it; no later than the longest.
render --tail cut -o cut.wav
[[ $(frames cut.wav) == 44100 ]] || fail "--tail cut: $(frames cut.wav) frames"
render --tail 2.5 -o tail.wav
[[ $(frames tail.wav) == $((44100 + 110250)) ]] || fail "--tail 2.5: $(frames tail.wav) frames"
render --tail release -o release.wav
[[ $(frames release.wav) -gt 44100 && $(frames release.wav) -le $n ]] || fail "--tail release"
render --max-length 0:00.5 -o half.wav
[[ $(frames half.wav) == 22050 ]] || fail "--max-length: $(frames half.wav) frames"

# Replacing.
cp s16.wav keep.wav
expect 1 'keep.wav: exists; --overwrite replaces it' render -q -b f32 -o keep.wav song.mid
cmp -s s16.wav keep.wav || fail "a refused output was touched"
ln -s keep.wav link.wav
render -b s24 --overwrite -o link.wav
[[ -L link.wav ]] || fail "the link is gone"
cmp -s s24.wav keep.wav || fail "--overwrite through a link"
(umask 027 && render -o masked.wav)
[[ $(stat -c %a masked.wav) == 640 ]] || fail "permissions $(stat -c %a masked.wav)"

# Whole or not at all.
(
    ulimit -f 100 # blocks of 1024 bytes: a disk that is full
    status=0
    render --tail 10 -o full.wav 2>err || status=$?
    [[ $status == 1 ]] || fail "exit code $status on a full disk"
    grep -q 'full.wav: .*File too large' err || fail "no word of it: $(cat err)"
)
[[ ! -e full.wav ]] || fail "half a file"
[[ -z $(leftovers) ]] || fail "left behind: $(leftovers)"
