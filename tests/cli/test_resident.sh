#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Memory for 32 voices from a small bank: synth, bank and song by their tags, and all that is resident beyond what the
# libraries need: a program that does nothing, linked to the same ones, is what that is compared with.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"
need readelf
[[ -z ${AWE_SANITIZE:-} ]] || exit 77 # what a sanitizer adds is not ours
[[ -x /usr/bin/time ]] || exit 77

# resident PROGRAM ARGUMENT...: the most at one time, in kB.
resident() {
    /usr/bin/time -f %M "$@" 2>&1 >/dev/null </dev/null | tail -n 1
}

readelf -d "$AWE_PLAYER" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/-l:\1/p' >libraries
[[ $(wc -l <libraries) -gt 5 ]] || fail "which libraries?"
echo 'int main(void) { return 0; }' |
    xargs -a libraries sh -c 'exec "$0" -x c - -o empty -Wl,--no-as-needed "$@"' "${CC:-cc}"
[[ $(ldd empty | wc -l) == $(ldd "$AWE_PLAYER" | wc -l) ]] || fail "other libraries"

mkdir work
player bench --seconds 1 --save work >/dev/null 2>&1
song=work/32-voices.mid
bank=work/bench.sf2
[[ -f $song && -f $bank ]] || fail "no workload in $(ls work)"
player bench --runs 1 --warmup 0 --json -f "$bank" "$song" >json 2>err || fail "$(cat err)"
bytes=0
for tag in bank song synth; do
    n=$(grep -oE "\"${tag}_bytes\": *[0-9]+" json | grep -oE '[0-9]+$' | sort -n | tail -n 1) # each run tells it
    [[ $n -gt 1000 ]] || fail "no $tag in $(cat json)"
    echo "$tag: $n bytes"
    bytes=$((bytes + n))
done
[[ $bytes -le 3000000 ]] || fail "synth, bank and song: $bytes bytes"

empty=$(resident ./empty)
whole=$(resident "$AWE_PLAYER" render -q --progress none --no-sidecar --hash -f "$bank" "$song")
echo "resident: $whole kB, an empty program $empty kB"
[[ $empty -gt 1000 && $((whole - empty)) -le 5000 ]] || fail "$((whole - empty)) kB beyond an empty program"
