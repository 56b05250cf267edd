#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# A list of songs, some with banks of their own: each is played with its own and with no other's, bit for bit as it is
# rendered; a bank that changes while it plays is taken up; --strict leaves out what it refuses.
set -eu
# shellcheck source=jack.sh
. "$(dirname "$0")/jack.sh"
scratch=$(mktemp -d)
trap 'stop_jack; rm -rf "$scratch"' EXIT
cd "$scratch"
export AWE_SOUNDFONT=$AWE_SOURCE/soundfonts/awe-gm.sf2
make_bank=$AWE_BUILD/tests/make_test_bank

fail() {
    echo "FAILED: $*"
    cat err
    exit 1
}

# Bank 1, program 5, a note of 0.2 s.
note='MThd\0\0\0\6\0\0\0\1\0\170MTrk\0\0\0\23\0\260\0\1\0\300\5\0\220\74\144\60\200\74\0\0\377\57\0'
for name in own none old; do
    # shellcheck disable=SC2059
    printf "$note" >$name.mid
done
"$make_bank" sf2 0 5 >own.sf2
"$make_bank" sbk 0 5 >OLD.SBK
"$make_bank" rmi 0 5 none.mid >carried.mid

dry=(-R off -C off --limiter off)
songs=(own.mid none.mid old.mid own.mid carried.mid)

start_jack 44100 256
record list.raw 60 "$AWE_PLAYER" "${dry[@]}" --explain -r 44100 -d awe-recorder "${songs[@]}" 2>err || fail "no list"
for line in 'sidecar: own.sf2 .*, bank numbers \+1' 'sidecar: OLD.SBK .*' 'bank in the song: carried.mid .*' \
    'own.mid: 0:00.0 .*, channel 1: 1:5 "preset" of own.sf2' 'none.mid: 0:00.0 .*, channel 1: 0:5 ".*; stands in for 1:5' \
    'old.mid: 0:00.0 .*, channel 1: 1:5 "preset" of OLD.SBK' 'carried.mid: 0:00.0 .*, channel 1: 1:5 .* of carried.mid'; do
    grep -qE "^awe-player: $line" err || fail "not said: $line"
done

# The list's pieces, parted by a tenth of a second of nothing: first and last frame of each.
mapfile -t pieces < <(od -An -v -w8 -tf4 list.raw | awk '
    $1 != 0 || $2 != 0 { if (!first || NR - last > 4410) { if (first) print first, last; first = NR } last = NR }
    END { print first, last }')
[[ ${#pieces[@]} == "${#songs[@]}" ]] || fail "${#pieces[@]} pieces: ${pieces[*]}"
for i in "${!songs[@]}"; do
    read -r first last <<<"${pieces[i]}"
    tail -c +$(((first - 1) * 8 + 1)) list.raw | head -c $(((last - first + 1) * 8)) >piece.raw
    "$AWE_PLAYER" render -q "${dry[@]}" --overwrite -F raw -b f32 -o rendered.raw "${songs[i]}"
    "$AWE_BUILD/tests/compare_offset" piece.raw rendered.raw || fail "song $i: ${songs[i]} plays other banks"
done

# While a song is played a bank of its own appears, and then another one in its place.
printf 'MThd\0\0\0\6\0\0\0\1\0\170MTrk\0\0\0\25\0\260\0\1\0\300\5\0\220\74\144\377\377\177\200\74\0\0\377\57\0' >held.mid
"$AWE_PLAYER" "${dry[@]}" --watch-banks -d system held.mid none.mid 2>err &
pid=$!
await() {
    for _ in {1..200}; do
        [[ $(grep -c "$1" err) -ge $2 ]] && return
        sleep 0.05
    done
    kill $pid
    fail "not said: $1"
}
await 'playing held.mid' 1
"$make_bank" sf2 0 5 >held.sf2
await 'sidecar: held.sf2' 1
"$make_bank" sf2 0 6 >other.sf2
mv other.sf2 held.sf2
await 'sidecar: held.sf2' 2
kill -INT $pid
wait $pid || [[ $? == 4 ]] || fail "exit code"

# The same of a general bank, moved or found by the program.
watch_general() { # option...
    "$make_bank" sf2 0 5 >general.sf2
    "$AWE_PLAYER" "${dry[@]}" --no-sidecar --watch-banks "$@" -d system held.mid 2>err &
    pid=$!
    await 'playing held.mid' 1
    "$make_bank" sf2 0 6 >other.sf2
    mv other.sf2 general.sf2
    await 'bank: general.sf2' 2
    kill -INT $pid
    wait $pid || [[ $? == 4 ]] || fail "exit code"
}
watch_general -f general.sf2@1
AWE_SOUNDFONT=general.sf2 watch_general

# --strict: what is refused is left out, and that is an error.
"$make_bank" damaged 0 5 >none.sf2
status=0
"$AWE_PLAYER" "${dry[@]}" --strict -d system own.mid none.mid own.mid 2>err || status=$?
[[ $status == 3 ]] || fail "exit code $status"
grep -q 'none.sf2: not usable as it is, as --strict demands' err || fail "not refused"
grep -q 'playing none.mid' err && fail "played"
[[ $(grep -c 'playing own.mid' err) == 2 ]] || fail "not played"
"$AWE_PLAYER" "${dry[@]}" -d system none.mid 2>err || fail "not played for its bad sidecar"
