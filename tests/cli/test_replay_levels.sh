#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# A recorded list of levels is applied at its frames, whatever the block size; what is wrong with a list is told.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

hash_with() { # LIST OPTION...: the hash of the song under that list
    local list=$1
    shift
    player render -q --hash --replay-levels "$list" "$@" song.mid
}

cat >list <<'END'
{"frame":5001,"level":"low"}
{"frame":20000,"level":"maximum"}
{"frame":60000,"level":"medium"}
END
for block in 1 33 64 4096; do
    hash_with list -z $block
done | sort -u >hashes
[[ $(wc -l <hashes) == 1 ]] || fail "$(cat hashes)"
player render -q --hash song.mid >best
cmp -s hashes best && fail "the list changes nothing"

echo '{"frame":0,"level":"maximum"}' >nothing
hash_with nothing | cmp -s - best || fail "a list that changes nothing changes something"
echo '{"frame":0,"level":"low"}' >low
hash_with low >other
cmp -s other best && fail "low sounds like maximum"

# Up to the first change the sound is that of the best level.
player render -q -F raw -b f32 -o best.raw song.mid
player render -q -F raw -b f32 -o list.raw --replay-levels list song.mid
cmp -s -n $((5001 * 8)) best.raw list.raw || fail "the first change came early"
cmp -s -n $((5600 * 8)) best.raw list.raw && fail "the first change came late"

echo '{"frame":1,"level":"lowest"}' >bad
expect 1 'bad: line 1: no "level": maximum, high, medium or low' render --hash --replay-levels bad song.mid
printf '{"frame":2,"level":"low"}\n{"frame":1,"level":"low"}\n' >bad
expect 1 'bad: line 2: its frame is before that of a line above' render --hash --replay-levels bad song.mid
expect 1 'missing: .*' render --hash --replay-levels missing song.mid
