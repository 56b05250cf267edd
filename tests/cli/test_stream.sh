#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Sound on stdout: raw by default, WAV and AU that sox reads from a pipe, nothing on stdout but sound.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"
need sox

for bits in s16 s24 s32 f32; do
    player render -q -b $bits -o file.raw --overwrite song.mid
    player render -b $bits -o - song.mid 2>/dev/null | cmp - file.raw || fail "raw $bits"
    player render -q -b $bits -o file.wav --overwrite song.mid
    sox -V1 file.wav -t raw -e signed -b 32 want.raw
    for format in wav au; do
        player render -q -b $bits -F $format -o - song.mid | sox -V1 -t $format - -t raw -e signed -b 32 \
            got.raw 2>/dev/null
        cmp got.raw want.raw || fail "$format $bits"
    done
done

# To a pipe with a name.
mkfifo pipe
cat pipe >got.raw &
player render -q -b f32 -o pipe song.mid
wait $!
cmp got.raw file.raw || fail "named pipe"

# A reader that goes away: quietly over.
status=0
{ player render -q -o - long.mid 2>err || echo $? >status; } | head -c 100 >/dev/null
[[ $(cat status) == 1 ]] || fail "exit code $(cat status)"
[[ ! -s err ]] || fail "said: $(cat err)"

expect 1 '/dev/full: No space left on device' render -q -o /dev/full song.mid
player render -q -o /dev/null song.mid
[[ -c /dev/null ]] || fail "/dev/null is gone"

# A terminal gets no sound.
if command -v script >/dev/null; then
    script -qec "'$AWE_PLAYER' render -q -o - song.mid" /dev/null </dev/null >typed || true
    grep -q 'sound is not written to a terminal' typed || fail "$(head -c 200 typed)"
fi
