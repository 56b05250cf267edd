#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The same bits from gcc and clang, optimised or not, with AddressSanitizer or without, for every buffer size and every
# kernel variant (tests/render/bits.c). On machines that can cross-compile and emulate it, from AArch64 too.
set -eu
root=${AWE_SOURCE:?}
command -v gcc >/dev/null && command -v clang >/dev/null || exit 77
bank=$root/soundfonts/awe-gm.sf2 song=$root/soundfonts/demo.mid
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"

build() { # name, compiler and options
    local name=$1 cc=$2 objects=() source options
    shift 2
    mkdir -p "$work/$name"
    for source in src/{base,midi,bank,song,chip,synth}/*.c tests/render/bits.c tests/support/read_file.c; do
        options=()
        if [[ $source == */kernel_avx2.c ]]; then
            [[ $cc == *aarch64* ]] && continue
            options=(-mavx2)
        fi
        "$cc" -std=c11 -ffp-contract=off -w -DAWE_VERSION='"test"' -Iinclude -Isrc -Itests "$@" "${options[@]}" \
            -c "$source" -o "$work/$name/${source//\//_}.o"
    done
    "$cc" "$@" "$work/$name"/*.o -o "$work/$name/bits"
}

run() { # name, seconds, emulator
    local name=$1 seconds=$2
    shift 2
    "$@" "$work/$name/bits" "$bank" "$song" "$seconds" >"$work/$name.hashes"
    sed "s/^/$name: /" "$work/$name.hashes"
    cmp "$work/$name.hashes" "$work/first.hashes"
}

build gcc-O3 gcc -O3
"$work/gcc-O3/bits" "$bank" "$song" 20 >"$work/first.hashes"
run gcc-O3 20
build clang-O3 clang -O3
run clang-O3 20
build gcc-O0 gcc -O0
run gcc-O0 20
build gcc-asan gcc -O1 -fsanitize=address
run gcc-asan 20

has_aarch64() {
    echo '#include <stdio.h>
        int main(void) { return 0; }' | aarch64-linux-gnu-gcc -static -x c - -o "$work/probe" &&
        qemu-aarch64-static "$work/probe"
}
if has_aarch64 2>/dev/null; then
    build aarch64 aarch64-linux-gnu-gcc -O2 -static
    run aarch64 20 qemu-aarch64-static
fi
