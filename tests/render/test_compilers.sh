#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# test_compilers.sh [all]
# The same bits from gcc and clang, optimised or not, for every buffer size and every kernel variant
# (tests/render/bits.c). all: for a longer piece and a second of each workload of the bench, with AddressSanitizer too,
# and from AArch64 where that can be cross-compiled and emulated.
set -eu
all=${1:-}
root=${AWE_SOURCE:?}
command -v gcc >/dev/null && command -v clang >/dev/null || exit 77
bank=$root/soundfonts/awe-gm.sf2 song=$root/soundfonts/demo.mid
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$root"

build() { # name, compiler and options
    local name=$1 cc=$2 source options
    shift 2
    mkdir -p "$work/$name"
    for source in src/{base,midi,bank,song,chip,synth}/*.c tests/render/bits.c tests/support/read_file.c; do
        options=
        if [[ $source == */kernel_avx2.c ]]; then
            [[ $cc == *aarch64* ]] && continue
            options=-mavx2
        fi
        echo "$options -c $source -o $work/$name/${source//\//_}.o"
    done | xargs -P 2 -L 1 "$cc" -std=c11 -ffp-contract=off -w -DAWE_VERSION='"test"' -Iinclude -Isrc -Itests "$@"
    "$cc" "$@" "$work/$name"/*.o -o "$work/$name/bits"
}

# Of the demo song, and of what the bench plays.
hashes() { # bits, by an emulator or not
    local workload voices hash
    "$@" "$bank" "$song" $seconds
    for workload in "$work"/works/*.mid; do
        voices=32
        [[ $workload != */256-*.mid ]] || voices=256
        hash=$("$@" "$work/works/bench.sf2" "$workload" 1 $voices)
        echo "$(basename "$workload" .mid): $hash"
    done
}

run() { # name, emulator
    local name=$1
    shift
    hashes "$@" "$work/$name/bits" >"$work/$name.hashes"
    sed "s/^/$name: /" "$work/$name.hashes"
    cmp "$work/$name.hashes" "$work/first.hashes"
}

# The library that everything else is tested with is what the others are compared to.
seconds=${all:+20}
seconds=${seconds:-3}
mkdir "$work/dev" "$work/works"
if [[ $all ]]; then
    "$AWE_PLAYER" bench --save "$work/works" --seconds 1
    [[ $(find "$work/works" -name '*.mid' | wc -l) -ge 9 ]]
fi
shopt -s nullglob
gcc -std=c11 -w -Iinclude -Isrc -Itests tests/render/bits.c tests/support/read_file.c "$AWE_BUILD/libawe.a" \
    -o "$work/dev/bits"
hashes "$work/dev/bits" >"$work/first.hashes"
run dev
build clang-O3 clang -O3
run clang-O3
build gcc-O0 gcc -O0
run gcc-O0
[[ $all ]] || exit 0
build gcc-O3 gcc -O3
run gcc-O3
build gcc-asan gcc -O1 -fsanitize=address
run gcc-asan

has_aarch64() {
    echo '#include <stdio.h>
        int main(void) { return 0; }' | aarch64-linux-gnu-gcc -static -x c - -o "$work/probe" &&
        qemu-aarch64-static "$work/probe"
}
if has_aarch64 2>/dev/null; then
    build aarch64 aarch64-linux-gnu-gcc -O2 -static
    run aarch64 qemu-aarch64-static
fi
