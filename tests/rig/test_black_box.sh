#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# What was played ends in a black box, as lines or as a trace; zones, start-up and budgets are told.
# shellcheck source=jack.sh
. "$(dirname "$0")/jack.sh"
set -eu
command -v jq >/dev/null || exit 77
scratch=$(mktemp -d)
trap 'stop_jack; rm -rf "$scratch"' EXIT
cd "$scratch"
export XDG_STATE_HOME=$scratch/state XDG_CONFIG_HOME=$scratch/config
export AWE_SOUNDFONT=$AWE_SOURCE/soundfonts/awe-gm.sf2
start_jack 48000 256

play() { # options
    "$AWE_PLAYER" -v -d system --end 2 "$@" "$AWE_SOURCE/soundfonts/demo.mid" 2>err </dev/null || {
        cat err
        exit 1
    }
}

check() { # file, jq filter
    jq -es "$2" "$1" >/dev/null || { echo "not so: $2"; head -c 2000 "$1"; exit 1; }
}

play --perf-dump-on none
[[ ! -e state ]] || { find state; exit 1; }

play --perf-dump-on exit
file=$(find state/awe-player -name 'black-box-*.jsonl')
grep -qF "black box: $scratch/$file" err || { cat err; exit 1; }
check "$file" '.[0].reason == "exit" and .[0].rate_hz == 48000 and .[0].records == length - 1 and length > 300'
check "$file" '.[1:] | all(.frames == 256 and .busy_ns > 0 and .seq >= 0)'
check "$file" '[.[1:][].entry_ns] | . == sort'
check "$file" '[.[1:][].voices] | max > 0'
for zone in 'bank load' 'bank prefault' 'song load' 'synth new' 'device open' 'loop tick'; do
    grep -q "^awe-player: time: $zone: " err || { echo "no time of $zone"; cat err; exit 1; }
done
grep -qE '^awe-player: time: first sound [0-9]+ ms after the launch$' err || { cat err; exit 1; }
rm "$file"

play --perf-dump-on exit --perf-dump-format trace
file=$(find state/awe-player -name 'black-box-*.json')
check "$file" '.[0].otherData.reason == "exit" and (.[0].traceEvents | length) > 300'
check "$file" '.[0].traceEvents | all(.ph != null and .pid != null and .tid != null and .name != null)'
check "$file" '[.[0].traceEvents[] | select(.name == "buffer")] | all(.ts >= 0 and .dur > 0 and .args.frames == 256)'

printf '[budget]\nvoice.active < 1 for 0s\n' >tight
play --budgets tight
grep -q '^awe-player: budget broken at .*: voice.active\[10s\] < 1 ' err || { cat err; exit 1; }

# Where watching takes more than it may, stages are not timed any more. One buffer in 1024 tells what it takes.
rm -rf state
printf '[budget]\nmonitor.share < 0.000001%% for 0s severity warn\n' >tight
play --budgets tight --perf-dump-on exit --end 6
grep -q '^awe-player: measuring takes more of the deadline than its budget allows: stages are not timed' err ||
    { cat err; exit 1; }
file=$(find state/awe-player -name 'black-box-*.jsonl')
check "$file" '[.[1:][] | .voices_ns > 0] | .[100] and (.[-20:] | any | not)'
