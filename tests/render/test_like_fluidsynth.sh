#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Our render of real songs beside fluidsynth's, same bank, no effects: see like_fluidsynth.c for the measure. The first
# 40 s of four songs must pass as they are and fail when they are spoilt. With AWE_ALL_SONGS set: all songs of
# openttd-openmsx, whole, as they are.
set -eu
bank=/usr/share/sounds/sf2/TimGM6mb.sf2
songs=${AWE_CORPUS:-${XDG_CACHE_HOME:-$HOME/.cache}/awe-player/corpus}/openttd-openmsx
command -v fluidsynth >/dev/null && [[ -e $bank && -d $songs ]] || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mapfile -t all < <(find "$songs" -name '*.mid' | sort)
[[ ${#all[@]} -ge 4 ]]
bytes=-0 spoil=()
if [[ -z ${AWE_ALL_SONGS:-} ]]; then
    bytes=$((40 * 44100 * 8)) spoil=(spoil)
    all=("${all[2]}" "${all[7]}" "${all[12]}" "${all[20]}")
fi
failures=0
for song in "${all[@]}"; do
    basename "$song"
    fluidsynth -ni -q -R 0 -C 0 -g 0.5 -o synth.polyphony=256 -r 44100 -T raw -O float -F "$work/whole" \
        "$bank" "$song" >/dev/null 2>&1
    head -c "$bytes" "$work/whole" >"$work/reference"
    "$AWE_BUILD/tests/like_fluidsynth" "$bank" "$song" "$work/reference" "${spoil[@]}" || failures=$((failures + 1))
done
echo "$failures of ${#all[@]} songs failed"
[[ $failures == 0 ]]
