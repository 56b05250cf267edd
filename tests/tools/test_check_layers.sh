#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# tools/check_layers accepts a tree that keeps the rules, and names the file of each fault put into it.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
head='/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */'

put() { # path, then lines
    mkdir -p "$(dirname "$scratch/$1")"
    printf '%s\n' "$head" "${@:2}" >"$scratch/$1"
}

make_tree() {
    rm -rf "${scratch:?}"/*
    mkdir -p "$scratch"/{tests,tools}
    put include/awe/event.h '#include <stdint.h>'
    put src/base/ring.h '#include <stddef.h>'
    put src/base/bytes.h '#include "base/ring.h"'
    put src/chip/chip.c '#include "base/bytes.h"'
    put src/io/audio.c '#include "base/ring.h"' '#include <stdio.h>' '#include <portaudio.h>'
    put src/app/main.c '#include "io/audio.h"' '#include "awe/event.h"'
}

check() {
    bash "$AWE_SOURCE/tools/check_layers" "$scratch"
}

n_failed=0
expect_fault() { # what the finding begins with, then the arguments of put
    local finding=$1
    make_tree
    put "${@:2}"
    if ! (check || true) | grep -qF "$finding"; then
        echo "not found: $finding"
        n_failed=$((n_failed + 1))
    fi
}

make_tree
check

expect_fault 'src/chip/x.c: chip may not include bank/bank.h' src/chip/x.c '#include "bank/bank.h"'
expect_fault 'src/app/x.c: app may not include synth/synth.h' src/app/x.c '  #  include "synth/synth.h"'
expect_fault 'src/io/x.c: io may not include awe/synth.h' src/io/x.c '#include "awe/synth.h"'
expect_fault 'include/awe/x.h: awe may not include base/ring.h' include/awe/x.h '#include "base/ring.h"'
expect_fault 'src/midi/x.c: the library may not include <math.h>' src/midi/x.c '#include <math.h>'
expect_fault 'src/synth/x.c: the library may not include <stdlib.h>' src/synth/x.c '#include <stdlib.h>'
expect_fault 'src/io/x.c: <portaudio.h> belongs to src/io/audio.c' src/io/x.c '#include <portaudio.h>'
expect_fault 'src/io/x.h: only a .c file of io/ or app/' src/io/x.h '#include <sndfile.h>'
expect_fault 'src/new/x.c: its folder has no row' src/new/x.c '#include <stddef.h>'
expect_fault 'src/app/x.c:4: AWE_RT in a file that has zones' src/app/x.c '#include "app/zone.h"' 'AWE_RT void x(void);'
expect_fault 'src/base/ring.h: is in a circle' src/base/ring.h '#include "base/bytes.h"'
expect_fault 'src/base/x.c:3: 101 columns' src/base/x.c "$(printf '%0101d' 0)"
expect_fault 'src/base/x.h: 201 lines, over 200' src/base/x.h "$(yes x | head -199)"
expect_fault 'src/base/x.c: 401 lines, over 400' src/base/x.c "$(yes x | head -399)"
expect_fault 'tests/x.c:3: goto, TODO or FIXME' tests/x.c '    goto end;'
expect_fault 'tools/x.c:4: tab or space' tools/x.c '' 'x '

make_tree
sed -i 1d "$scratch/src/base/ring.h"
(check || true) | grep -qF 'src/base/ring.h:1: no licence line' || n_failed=$((n_failed + 1))
exit $((n_failed > 0))
