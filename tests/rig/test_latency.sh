#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# `latency` on a JACK server, whose buffers are known: the parts add up, people and programs are told the same, and the
# exit code tells what went wrong. tests/rig/vm_live.sh compares its total with what is heard.
set -eu
# shellcheck source=jack.sh
. "$(dirname "$0")/jack.sh"
scratch=$(mktemp -d)
trap 'stop_jack; rm -rf "$scratch"' EXIT
cd "$scratch"

fail() {
    echo "$*"
    exit 1
}

# expect CODE ARGUMENT...
expect() {
    local code=0
    "$AWE_PLAYER" latency "${@:2}" >out 2>err </dev/null || code=$?
    [[ $code == "$1" ]] || fail "exit code $code, not $1: ${*:2} ($(cat err))"
}

expect 1 song.mid
expect 5 -d "no such device"

start_jack 48000 256
expect 0 -q -d JACK: -m none --midi-delay 20
for row in "placement delay  *20.000 " "  buffer  *5.333 " "device queue  *[0-9]*\.[0-9]* " "total  *2[0-9]\.[0-9]* " \
    "stamp  *?  there is no MIDI input" "-> "; do
    grep -q -- "^$row" out || fail "no row \"$row\": $(cat out)"
done

# Two periods of the dummy driver at most, and the sums in microseconds.
expect 0 -q -d JACK: -m none --json
tr ',{}' '\n' <out | sed 's/"//g; s/_ms:/ /; s/:/ /' | awk '
    !($1 in value) { value[$1] = $2 }
    END {
        off_us = 1000 * (value["delay"] - value["buffer"] - value["late"] - value["thread"] - value["converter"])
        sum_us = 1000 * (value["total"] - value["delay"] - value["queue"])
        print "delay", value["delay"], "queue", value["queue"], "total", value["total"], "off by", off_us, sum_us
        exit !(off_us > -2 && off_us < 2 && sum_us > -2 && sum_us < 2 && value["stamp"] == "null" && value["buffers"] > 400 &&
            value["buffer"] == 5.333 && value["converter"] > 0 && value["queue"] > 2 && value["queue"] < 10.7)
    }' || fail "$(cat out)"
