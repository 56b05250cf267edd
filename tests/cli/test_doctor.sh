#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The doctor ends with 0 whatever the machine is like, and says the same to people and to programs.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

# ALSA's plug-ins lose what they took when they were loaded, and are gone when that is found.
export ASAN_OPTIONS=detect_leaks=0

player doctor >table 2>err || fail "exit code $?"
[[ ! -s err ]] || fail "$(cat err)"
player doctor --json >rows.json || fail "exit code $? with --json"
for what in "real-time priority" rtkit "locked memory" "group audio" "CPU governor" clock "kernel preemption" \
    "interrupt threads" swap container "audio device" "MIDI sequencer"; do
    grep -q "^[ ~!?] $what  " table || fail "no row $what: $(cat table)"
    grep -q "^{\"what\":\"$what\",\"state\":\"" rows.json || fail "no object $what: $(cat rows.json)"
done
[[ $(grep -v '^! bad, ' table | grep -c '^[ ~!?] [a-zA-Z]') == "$(wc -l <rows.json)" ]] || fail "not as many rows as objects"
DBUS_SYSTEM_BUS_ADDRESS=unix:path=/no/such/bus player doctor --json |
    grep '"what":"rtkit","state":"unavailable","found":"rtkit: ' >/dev/null || fail "rtkit without a bus"
expect 1 'doctor takes no file' doctor song.mid
expect 1 '--voices is not an option of doctor' doctor --voices 3
