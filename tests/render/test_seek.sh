#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Seek equals play (seek_points.c) in real songs: five random points of each of three. With AWE_ALL_SONGS set: twenty
# of each of ten, from four packages: ports, system exclusives of GS, a ramp of the master volume, a game's music.
set -eu
bank=/usr/share/sounds/sf2/TimGM6mb.sf2
corpus=${AWE_CORPUS:-${XDG_CACHE_HOME:-$HOME/.cache}/awe-player/corpus}
openmsx=$corpus/openttd-openmsx/usr/share/games/openttd/baseset/openmsx
[[ -e $bank && -d $openmsx ]] || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

songs=("$openmsx"/{boogi_marabi_redfarn,city_blues_redfarn,chemistry_lab}.mid) points=5
if [[ -n ${AWE_ALL_SONGS:-} ]]; then
    points=20
    [[ -d $corpus/simutrans-data && -d $corpus/mma && -d $corpus/freedoom ]] || exit 77
    for wad in "$corpus"/freedoom/usr/share/games/doom/freedoom1.wad; do
        "$AWE_BUILD/tests/wad_songs" "$wad" "$work" >/dev/null
    done
    simutrans=$corpus/simutrans-data/usr/share/games/simutrans/music
    mma=$corpus/mma/usr/share/doc/mma/examples
    songs+=("$simutrans"/{01-Simutrans-Main-Theme,24-needlessly-striking,52-Dreamy-Oriental-Nights}.mid
        "$mma"/{aria/when-or-where,volume/midivolume}.mid "$work"/D_{E1M1,E1M4}.mid)
fi
failures=0 seed=1
for song in "${songs[@]}"; do
    basename "$song"
    "$AWE_BUILD/tests/seek_points" "$bank" "$song" "$points" "$seed" || failures=$((failures + 1))
    seed=$((seed + 1))
done
echo "$failures of ${#songs[@]} songs failed"
[[ $failures == 0 ]]
