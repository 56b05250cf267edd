#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The audio adapter at a JACK server: calls of the wished size at any period, nothing lost but at the very start, and
# what it says about the device's queue.
set -eu
# shellcheck source=jack.sh
. "$(dirname "$0")/jack.sh"
scratch=$(mktemp -d)
trap 'stop_jack; rm -rf "$scratch"' EXIT
cd "$scratch"

# check_rounds PERIOD BUFFER: BUFFER 0 is the host's choice, which is PERIOD.
check_rounds() {
    local size=$(($2 > 0 ? $2 : $1)) n
    n=$((20000 / size))
    record ramp.raw 30 "$AWE_BUILD/tests/audio_rounds" awe-recorder "$2" "$n" >rounds
    # Each recorded frame is the number of the frame that was given; the connection may become effective a period late.
    od -An -v -w8 -tf4 ramp.raw | awk -v period="$1" '
        $1 == 0 && before == 0 { next }
        $1 == 0 { exit }
        {
            n = int($1 * 16777216 + 0.5)
            if (before == 0 && n > period + 1) { print "first frame heard:", n; exit 1 }
            if (before && n != before + 1) { print "frame", n, "after", before; exit 1 }
            before = n
        }
        END { if (before <= period) { print "nothing but silence"; exit 1 } }'
    awk -v size="$size" -v n="$n" 'NR > 1 && $1 != size { print "a call for", $1; exit 1 }
        END { if (NR != n + 1) { print NR, "lines"; exit 1 } }' rounds
}

for period in 64 1024; do
    start_jack 44100 "$period"
    for buffer in 0 64 333 2048; do
        check_rounds "$period" "$buffer"
    done
    # A recorder does not tell its latency, and so the queue is unknown; the server tells that its own device plays one
    # period after the round (two, if it waits for nobody).
    "$AWE_BUILD/tests/audio_rounds" awe-nobody 0 10 2>&1 | grep -q 'no device has "awe-nobody" in its name'
    "$AWE_BUILD/tests/audio_rounds" system 0 20 >rounds
    awk -v period="$period" 'NR > 1 && ($2 < period / 0.0441 - 2 || $2 > period / 0.0441) { print "queued:", $0; exit 1 }' \
        rounds
    stop_jack
done
start_jack 48000 256 async
"$AWE_BUILD/tests/audio_rounds" system 0 100 >rounds
grep -q ': system 48000 0 ' rounds
awk 'NR > 1 && ($2 < 10664 || $2 > 10667) { print "queued:", $0; exit 1 }' rounds
