#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# What it takes before the first frame, in instructions, which do not depend on what else the machine does; and memory.
# 1,000 instructions are about a microsecond at the least: the figures in docs/perf.md "Start and memory".
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"
need valgrind
[[ -z ${AWE_SANITIZE:-} ]] || exit 77 # what a sanitizer adds is not ours

# count ARGUMENT...: instructions of a run of the program, with what the libraries' loader does.
count() {
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$AWE_PLAYER" "$@" 2>&1 >/dev/null </dev/null |
        sed -n 's/.*Collected : //p'
}

# at_most WHAT FIGURE LIMIT
at_most() {
    echo "$1: $2, at most $3"
    [[ -n $2 && $2 -gt 0 && $2 -le $3 ]] || fail "$1: $2, more than $3"
}

first_frame() { # BANK
    count render -q --progress none --no-sidecar --max-length 0.001 --hash -f "$1" song.mid
}

help=$(count --help)
at_most "--help, instructions" "$help" 20000000

# Loading looks at the headers only: a bank with sixteen times the sample data costs no more.
"$AWE_BUILD/tests/make_test_bank" sf2 0 0 >small.sf2
"$AWE_BUILD/tests/make_test_bank" big 0 0 >big.sf2
small=$(first_frame small.sf2)
big=$(first_frame big.sf2)
[[ $(stat -c %s big.sf2) -gt 30000000 ]] || fail "big.sf2 is not big"
at_most "32 MB of samples, instructions more" $((big > small ? big - small + 1 : 1)) 20000

# Resident memory, in kB: pages of the bank that are not played do not count.
command -v /usr/bin/time >/dev/null || exit 0
resident() {
    /usr/bin/time -f %M "$AWE_PLAYER" "$@" 2>&1 >/dev/null | tail -n 1
}
base=$(resident --version)
now=$(resident render -q --progress none --no-sidecar --hash -f big.sf2 song.mid)
at_most "resident beyond --version, kB" $((now - base)) 5000

# The largest bank that Debian has, where it was unpacked.
large=${AWE_CORPUS:-${XDG_CACHE_HOME:-$HOME/.cache}/awe-player/corpus}/fluid-soundfont-gm/usr/share/sounds/sf2/FluidR3_GM.sf2
[[ -f $large ]] || exit 0
at_most "first frame with FluidR3_GM, instructions" "$(first_frame "$large")" 40000000
at_most "resident with it, kB" "$(resident render -q --progress none --hash --max-length 1 -f "$large" song.mid)" 15000
