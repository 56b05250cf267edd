#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The sound does not depend on the block size; the hash is that of the samples, on stdout, and alone there.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

for block in 1 7 64 1000 4096 65536; do
    player render --hash -z $block song.mid 2>/dev/null
done | sort -u >hashes
[[ $(wc -l <hashes) == 1 ]] || fail "$(cat hashes)"
grep -qE '^XXH3_[0-9a-f]{16}  song.mid$' hashes || fail "$(cat hashes)"

player render -q --hash -b s24 -o x.flac song.mid >with_file
cmp -s hashes with_file || fail "the hash depends on the container"
player render -q --hash -F raw -b f32 -o - song.mid >x.raw 2>err
cmp -s hashes err || fail "with sound on stdout the hash is on stderr"
if command -v xxhsum >/dev/null && xxhsum --help 2>&1 | grep -q -- -H3; then
    [[ $(xxhsum -H3 x.raw) == *"$(cut -c6-21 hashes)"* ]] || fail "xxhsum says $(xxhsum -H3 x.raw)"
fi

player render -q --hash --model sf2 song.mid >other
cmp -s hashes other && fail "--model changes nothing"
player render -q --hash -R off song.mid >other
cmp -s hashes other && fail "--reverb changes nothing"
player render -q --hash -R 4 -C chorus3 -g -6dB -p 32 --limiter off song.mid >other
player render -q --hash -R hall2 -C 2 -g -6db --voices=32 song.mid >same
cmp -s same other || fail "numbers and names differ"
