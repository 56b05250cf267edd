#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# On this machine as it is: a program that is 5 % slower is never called the same or faster, nor is an equal one called
# slower or faster. A machine that is too busy to tell may say so, by `unclear` or `void`. One program plays all parts:
# the same functions elsewhere in another one may well take 3 % more or less.
set -eu
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"

slowed() { # PERCENT: a program
    printf '#!/bin/sh\nexec "%s" %s "$@"\n' "$AWE_BUILD/tests/slow_player" "$1" >"slower-by-$1"
    chmod +x "slower-by-$1"
}

status=0
check() { # PROGRAM, verdicts that are not false: of the player as compared with that program
    "$AWE_BUILD/tests/slow_player" bench --against "$1" --stress 32-voices,dense-song,worst-voices -z 64,256 >table
    sed -n '/^verdict/,$p' table
    sed -n '/^verdict/,$p' table | tail -n +2 >verdicts
    [[ $(wc -l <verdicts) == 6 ]] || status=1
    if grep -vE "$2|unclear|void: too noisy" verdicts; then
        echo "FAILED: false verdicts against $1" >&2
        status=1
    fi
}

slowed 0
slowed 6 # the player takes 1 / 1.06 of that: 5.7 % less
check ./slower-by-0 same
check ./slower-by-6 faster
exit $status
