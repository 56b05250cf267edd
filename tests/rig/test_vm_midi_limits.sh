#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# System exclusives of any size and in pieces, and what the kernel cannot hold, through PortMidi and through ALSA: a loss
# is noticed, leaves no key down, and the next note is heard. Nothing connects itself to the port.
set -eu
# shellcheck source=vm.sh
. "$(dirname "$0")/vm.sh"
run_in_vm

# listen NAME: until finish.
listen() {
    "$rig/midi_listen" "${options[@]}" 0 "$@" >heard &
    listener=$!
    wait_for ready heard
}

# finish NAME NOTES RESETS LOST KEYS: so many note-ons and GM resets were heard, so many keys are down; LOST is a
# comparison.
finish() {
    local n_notes n_resets n_lost n_keys loss="n_lost $4"
    wait_for '^[0-9]* 2 0 99 ' heard
    kill "$listener"
    wait "$listener"
    n_notes=$(grep -c '^[0-9]* 2 0 ' heard || true)
    n_resets=$(grep -c '^[0-9]* 8 0 0 0' heard || true)
    n_lost=$(sed -n 's/^lost //p' heard)
    n_keys=$(sed -n 's/^keys //p' heard)
    echo "$1 ${options[*]-}: $n_notes notes, $n_resets resets, $n_lost lost, $n_keys keys down"
    ((n_notes == $2 && n_resets == $3 && loss && n_keys == $5)) || { echo "expected $2, $3, $4, $5"; return 1; }
}

# play STEP...: and at last key 99.
play() {
    listen Keys
    "$rig/midi_keyboard" Keys wait sleep:50 "$@" hold:99 sleep:100000000 >sent &
    keyboard=$!
}

unplug() {
    kill "$keyboard"
    wait "$keyboard" || true
}

check() { # largest system exclusive of one event that is heard, one that is too large, the notes around it
    play hold:1 sleep:20 pieces sleep:20 sysex:300 sleep:20 sysex:"$1" sleep:100 hold:2
    finish "sysex" 3 3 "== 0" 3
    unplug

    play hold:1 sleep:20 sysex:"$2" sleep:300 notes:1:1000 sleep:300 notes:1:1000
    finish "too large a sysex" "$3" 0 "> 0" 1
    unplug

    listen "VirMIDI 2-0"
    wait_for '^+ VirMIDI' heard
    "$rig/midi_keyboard" /dev/snd/midiC2D0 hold:1 >sent
    wait_for '^[0-9]* 2 0 1 ' heard
    kill -STOP "$listener"
    "$rig/midi_keyboard" /dev/snd/midiC2D0 burst:5000 >sent
    kill -CONT "$listener"
    wait_for release heard
    "$rig/midi_keyboard" /dev/snd/midiC2D0 hold:99 >sent
    finish "5000 notes while nobody reads" 2 0 "> 0" 1
}

options=()
check 5500 5600 3 # what follows is lost with it
options=(-a)
check 54000 56000 4

listen
awk '/^Client.*"awe-player"/ { ours = 1; next } /^Client/ { ours = 0 } ours' /proc/asound/seq/clients >port
grep 'Port   0 : "awe-player" (-We-)' port
! sed -n '/Port   0/,/Port   1/p' port | grep Connected
