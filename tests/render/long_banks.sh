#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The banks of Debian packages load and sound: a song that walks through programs, rendered with each of them.
set -eu
corpus=${AWE_CORPUS:-${XDG_CACHE_HOME:-$HOME/.cache}/awe-player/corpus}
song=$AWE_SOURCE/soundfonts/demo.mid
[[ -d $corpus/opl3-soundfont ]] || exit 77
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

wrong=0 n=0
while IFS= read -r bank; do
    n=$((n + 1)) code=0
    rm -f "$work/out.raw"
    "$AWE_PLAYER" render --progress none -f "$bank" -F raw -b f32 -o "$work/out.raw" "$song" 2>"$work/said" || code=$?
    if [[ $code != 0 ]] || ! "$AWE_BUILD/tests/check_render" "$song" "$work/out.raw"; then
        echo "$bank: exit code $code"
        wrong=$((wrong + 1))
    fi
    sed "s|^|$(basename "$bank"): |" "$work/said"
done < <(find -L "$corpus" /usr/share/sounds/sf2/TimGM6mb.sf2 -type f \( -iname '*.sf2' -o -iname '*.sf3' \) | sort)
echo "$n banks, $wrong wrong"
[[ $wrong == 0 && $n -ge 8 ]]
