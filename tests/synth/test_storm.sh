#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Instructions, which depend on nothing else that runs: a note costs no more where notes are many, whatever the
# polyphony, and held voices cost what one costs times their number.
set -eu
[[ -z ${AWE_SANITIZE:-} ]] || exit 77 # what a sanitizer adds is not ours
command -v valgrind >/dev/null || exit 77

collect() { # VOICES RATE TICKS: instructions of a run
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$AWE_BUILD/tests/storm" "$@" 2>&1 |
        sed -n 's/.*Collected : //p'
}

per_tick() { # VOICES RATE TICKS: of a tick, once so many are over
    echo $((($(collect "$1" "$2" $((2 * $3))) - $(collect "$1" "$2" "$3")) / $3))
}

status=0
at_most() { # WHAT FIGURE LIMIT
    echo "$1: $2, at most $3"
    [[ $2 -gt 0 && $2 -le $3 ]] || status=1
}

# What a note and its end cost beyond the voices that sound anyway: from 10,000 to 100,000 per second, 65.3 in a tick.
for voices in 32 256; do
    some=$(per_tick $voices 10000 400)
    many=$(per_tick $voices 100000 200)
    at_most "$voices voices, one more note of a storm" $(((many - some) * 10 / 653)) 16000
done

# The same with 1,024, where a look at all lanes for each note would show: from 50,000 on all of them are in use.
some=$(per_tick 1024 50000 40)
many=$(per_tick 1024 100000 40)
at_most "1024 voices, one more note of a storm" $(((many - some) * 10 / 363)) 16000

held=$(per_tick 4096 0 30)
one=$(per_tick 32 0 100)
more=$(per_tick 256 0 100)
at_most "256 held voices, percent of 8 times 32" $((more * 100 / one / 8)) 105
at_most "4096 held voices, percent of 128 times 32" $((held * 100 / one / 128)) 105
exit $status
