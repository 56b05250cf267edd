#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# MIDI inputs at a real sequencer, through PortMidi and through ALSA: nothing is lost that must not be, what is lost is
# noticed and leaves no key down, and a device that was pulled out is back within a second.
set -eu
# shellcheck source=vm.sh
. "$(dirname "$0")/vm.sh"
run_in_vm || exit 0

fail() {
    echo "FAILED: ${options[*]-}: $*"
    tail -n 20 heard
    exit 1
}

keyboard() {
    "$rig/midi_keyboard" Keys wait sleep:50 "$@"
}

# listen SECONDS NAME: in the background, with the API in question.
listen() {
    "$rig/midi_listen" "${options[@]}" "$@" >heard &
    listener=$!
    wait_for ready heard >/dev/null
}

# count PATTERN NUMBER: so many lines were heard.
count() {
    local n
    n=$(grep -c -- "$1" heard || true)
    [[ $n == "$2" ]] || fail "$n times '$1', not $2"
}

value() {
    sed -n "s/^$1 //p" heard
}

# How long after it was sent did each note-on arrive, in microseconds? Sets lowest, middle and highest.
measure() {
    grep '^[0-9]* 2 0 ' heard | cut -d ' ' -f 1 >arrived
    paste -d ' ' arrived sent | awk '{ printf "%d\n", ($1 - $2) / 1000 }' | sort -n |
        awk '{ us[NR] = $1 } END { print us[int(NR / 100) + 1], us[int(NR / 2)], us[int(NR * 99 / 100)] }' >stamps
    read -r lowest middle highest <stamps
    echo "${options[*]-} stamps: 1 % $lowest, 50 % $middle, 99 % $highest us after sending"
}

check_notes() { # least, most: of the stamps
    listen 2.5 Keys
    keyboard notes:300:3700 >sent
    wait "$listener"
    count '^[0-9]* 2 0 ' 300
    count '^[0-9]* 1 0 ' 300
    measure
    ((lowest >= $1 && highest <= $2)) || fail "arrival times"
}

check_sysex() {
    listen 1.5 Keys
    keyboard hold:1 sleep:20 pieces sleep:20 sysex:5000 sleep:20 hold:2 sleep:2000 &
    wait "$listener"
    count '^[0-9]* 8 0 0 0' 2
    count '^[0-9]* 2 0 [12] 100' 2
    [[ $(value keys) == 2 ]] || fail "$(value keys) keys down, not 2"
    kill %% 2>/dev/null || true
}

# More than the kernel keeps while nobody reads; then the keyboard is still there, and its next note is heard.
check_burst() {
    listen 4 Keys
    keyboard hold:1 sleep:700 burst:5000 sleep:1000 notes:1:1000 sleep:4000 >/dev/null &
    wait_for '^+ Keys' heard
    sleep 0.4
    kill -STOP "$listener"
    sleep 1
    kill -CONT "$listener"
    wait "$listener"
    [[ $(value lost) -gt 0 ]] || fail "no loss was noticed"
    [[ $(value keys) == 0 ]] || fail "$(value keys) keys are still down"
    grep -q release heard || fail "nothing was released"
    [[ $(grep -v '^[a-z+-]' heard | grep -v release | tail -n 1) == *' 1 0 0 '* ]] || fail "the last note was not heard"
    kill %% 2>/dev/null || true
}

# A device that is taken away and comes back under the same name, ten times.
check_returns() {
    local card=/sys/bus/platform/drivers/snd_virmidi
    listen 20 "VirMIDI 2-0"
    sleep 0.5
    for _ in {1..10}; do
        printf '\220\074\144' >/dev/snd/midiC2D0
        sleep 0.2
        echo snd_virmidi.0 >$card/unbind
        sleep 0.2
        echo snd_virmidi.0 >$card/bind
        sleep 1
    done
    printf '\220\075\144' >/dev/snd/midiC2D0
    wait "$listener"
    count '^+ VirMIDI 2-0' 11
    count '^- VirMIDI 2-0' 10
    count '^[0-9]* 2 0 60 100' 10
    count '^[0-9]* 2 0 61 100' 1
    [[ $(value keys) == 1 ]] || fail "$(value keys) keys down, not 1"
}

# PortMidi is asked every millisecond, by a thread of no priority.
options=()
check_notes -10 3000
check_sysex
check_burst
check_returns

# The kernel stamps; what stays is the way into it.
options=(-a)
check_notes -50 50
check_sysex
check_burst
check_returns

listen 2.5 Keys
keyboard notes:3000:333 >sent
wait "$listener"
count '^[0-9]* 2 0 ' 3000
count '^[0-9]* 1 0 ' 3000
count '^lost 0' 1

# The port is there, others can connect to it, and nobody has.
listen 2
awk '/^Client.*"awe-player"/ { ours = 1; next } /^Client/ { ours = 0 } ours' /proc/asound/seq/clients >port
grep -q 'Port   0 : "awe-player" (-We-)' port || fail "no port: $(cat port)"
! sed -n '/Port   0/,/Port   1/p' port | grep -q Connected || fail "something is connected: $(cat port)"
wait "$listener"
