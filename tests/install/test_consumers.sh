#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Installs to a folder, moves that folder, and builds the embedding example against it by pkg-config (shared library)
# and by find_package (both libraries), and the headers as C++. All of them give the same sound.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cmake --install "$AWE_BUILD" --prefix "$scratch/first" >/dev/null
mv "$scratch/first" "$scratch/prefix"
prefix=$scratch/prefix
here=$AWE_SOURCE/tests/install
strict='-std=c11 -Wall -Wextra -Wshadow -Wconversion -Wstrict-prototypes -Werror'

pc=$(find "$prefix" -name awe.pc)
export PKG_CONFIG_PATH=${pc%/*}
# shellcheck disable=SC2046,SC2086
"${CC:-cc}" $strict -o "$scratch/embed" "$here/embed.c" $(pkg-config --cflags --libs awe)
LD_LIBRARY_PATH=$(dirname "$(find "$prefix" -name 'libawe.so')")
export LD_LIBRARY_PATH

cmake -G Ninja -S "$here/consumer" -B "$scratch/consumer" -DCMAKE_PREFIX_PATH="$prefix" -DCMAKE_C_COMPILER="${CC:-cc}" >/dev/null
cmake --build "$scratch/consumer" >/dev/null

bank=$prefix/share/awe-player/awe-gm.sf2
song=$prefix/share/awe-player/demo.mid
"$scratch/embed" "$bank" "$song" >"$scratch/pkg-config.raw"
for library in awe awe_static; do
    "$scratch/consumer/embed_$library" "$bank" "$song" | cmp - "$scratch/pkg-config.raw"
done
[[ $(stat -c %s "$scratch/pkg-config.raw") -gt 1000000 ]]

# What the example shows is what the program does.
"$AWE_PLAYER" render -F raw -b f32 -o - -f "$bank" "$song" 2>/dev/null >"$scratch/player.raw"
n_bytes=$(stat -c %s "$scratch/pkg-config.raw" "$scratch/player.raw" | sort -n | head -1)
cmp -n "$n_bytes" "$scratch/player.raw" "$scratch/pkg-config.raw"

# What the program comes with lies where man and bash look.
[[ -s $prefix/share/man/man1/awe-player.1 && -s $prefix/share/bash-completion/completions/awe-player ]]

if command -v g++ >/dev/null; then
    # shellcheck disable=SC2046
    g++ -std=c++11 -Wall -Wextra -Wpedantic -Werror -o "$scratch/headers" "$here/headers.cpp" $(pkg-config --cflags --libs awe)
    [[ $("$scratch/headers") == $(pkg-config --modversion awe) ]]
fi
