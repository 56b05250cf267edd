#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Compressed banks (SF3): a song has only its own samples decoded and sounds the same, what cannot be decoded is told,
# and --cache-samples keeps and reuses what was decoded, whatever happens to those files.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"
need sox
export XDG_CACHE_HOME=$scratch/cache

for pitch in 300 441 700; do
    sox -q -n -r 44100 -c 1 "$pitch.ogg" synth 0.1 sine "$pitch" gain -3 2>/dev/null || exit 77
done
# Programs 1 to 4, the last of them not decodable, and the bank's own 5.
head -c 200 300.ogg >broken.ogg
"$AWE_BUILD/tests/make_test_bank" sf3 0 5 300.ogg 441.ogg 700.ogg broken.ogg >bank.sf3
make_song two.mid 00C00200903C6478803C0000FF2F00
make_song four.mid 00C00400903C6478803C0000FF2F00

hash() {
    player render --progress none --hash -f bank.sf3 "$@" 2>err | cut -d' ' -f1
}

kept() {
    find cache -name '*.pcm' | wc -l
}

two=$(hash two.mid)
[[ -n $two && ! -e cache ]] || fail "kept without being asked"
grep -q 'cannot be decoded' err && fail "a sample was decoded that the song does not need"
# Against a program that has everything decoded: several songs are rendered so.
player render --progress none --hash -f bank.sf3 -o sounds/ two.mid four.mid >all 2>err
grep -q "${two#XXH3_}" all || fail "sounds otherwise when all is decoded ($two, $(cat all))"

# What cannot be decoded is told with its place, and another preset stands in.
four=$(hash --explain four.mid)
grep -qE '^awe-player: bank.sf3: sample 5 .*, byte [0-9]+: cannot be decoded; silent$' err || fail "$(cat err)"
grep -q "${four#XXH3_}" all || fail "silence is played otherwise when all is decoded"
[[ $four != "$two" ]] || fail "the same"
status=0
player render --strict --hash -f bank.sf3 four.mid >/dev/null 2>err || status=$?
[[ $status == 2 ]] || fail "--strict: exit code $status"

# The cache: one file, for the one sample; used, repaired when it is damaged, harmless when it cannot be written.
[[ $(hash --cache-samples two.mid) == "$two" && $(kept) == 1 ]] || fail "$(kept) samples are kept"
file=$(find cache -name '*.pcm')
cp "$file" whole.pcm
[[ $(hash --cache-samples two.mid) == "$two" ]] || fail "sounds otherwise from the cache"
printf X | dd of="$file" bs=1 seek=1000 conv=notrunc status=none
[[ $(hash --cache-samples two.mid) == "$two" ]] || fail "a damaged file was used"
cmp -s "$file" whole.pcm || fail "a damaged file was left"
truncate -s 500 "$file"
[[ $(hash --cache-samples two.mid) == "$two" ]] || fail "a cut file was used"
printf 'awe-pcm1\377\377\377\377\377\377\377\377\0\0\0\0\0\0\0\0' >"$file"
[[ $(hash --cache-samples two.mid) == "$two" ]] || fail "a wild length was used"
# Proof that it is read at all: other frames with the right hash are what is heard.
"$AWE_BUILD/tests/make_cached_sample" 9000 >"$file"
[[ $(hash --cache-samples two.mid) != "$two" ]] || fail "the cache is not used"
rm -r cache
touch cache
expect 1 '.*/cache/awe-player: Not a directory' render --hash --cache-samples -f bank.sf3 two.mid
