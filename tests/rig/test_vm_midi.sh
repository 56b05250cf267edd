#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# What the MIDI thread hears of the kernel's sequencer, through its own port, through ALSA and through PortMidi: when,
# whether all of it, what it makes of a loss, and of a card that is pulled out and put back.
set -eu
# shellcheck source=vm.sh
. "$(dirname "$0")/vm.sh"
run_in_vm

# listen ARGUMENT OF midi_listen...
listen() {
    "$rig/midi_listen" "$@" >heard &
    listener=$!
    wait_for ready heard
}

# expect NAME CONDITION: on n_on, n_keys, n_lost, n_releases.
expect() {
    wait $listener
    local n_on n_keys n_lost n_releases
    read -r n_on n_keys n_lost n_releases < <(awk '
        NF == 5 && $2 == 2 { n_on++ }
        $2 == "release" { n_releases++ }
        { value[$1] = $2 }
        END { print n_on + 0, value["keys"], value["lost"], n_releases + 0 }' heard)
    echo "$1: $n_on notes, $n_keys keys stay down, $n_lost events lost, $n_releases releases"
    (($2)) || { echo "$1: expected $2"; tail -n 5 heard; return 1; }
}

# expect_arrivals NAME LEAST MOST: all notes in `sent` have been heard, stamped so many us after they were sent.
expect_arrivals() {
    awk 'NF == 5 && $2 == 2 { print $1 }' heard | paste -d ' ' sent - |
        awk '{ printf "%.0f\n", ($2 - $1) / 1000 }' | sort -n |
        awk -v name="$1" -v least="$2" -v most="$3" '
            { us[NR] = $1 }
            END {
                print name ": us from sent to stamp: min", us[1], "50 %", us[int(NR / 2)], "99 %", us[int(NR * 0.99)],
                    "max", us[NR]
                exit us[1] < least || us[NR] > most
            }'
}

listen 4
"$rig/midi_keyboard" Keys to:awe-player notes:3000:333 >sent
expect "3000 notes in a second to the port" "n_on == 3000 && n_keys == 0 && n_lost == 0"
expect_arrivals "to the port" -50 100

listen 4
"$rig/midi_keyboard" Keys to:awe-player hold:1 sleep:50 burst:20000 sleep:500 >sent
expect "20000 at once to the port" "n_keys == 0 && n_lost > 0 && n_releases > 1"

listen 4 "VirMIDI 2-0"
wait_for '^+ VirMIDI' heard
"$rig/midi_keyboard" /dev/snd/midiC2D0 notes:1000:1000 >sent
expect "1000 notes in a second through PortMidi" "n_on == 1000 && n_keys == 0 && n_lost == 0"
expect_arrivals "through PortMidi" 0 2000

listen 4 "VirMIDI 2-0"
wait_for '^+ VirMIDI' heard
"$rig/midi_keyboard" /dev/snd/midiC2D0 hold:1 sleep:50 burst:20000 sleep:500 >sent
expect "20000 at once through PortMidi" "n_keys == 0 && n_lost > 0 && n_releases > 1"

listen -a 4 "VirMIDI 2-0"
wait_for '^+ VirMIDI' heard
"$rig/midi_keyboard" /dev/snd/midiC2D0 notes:1000:1000 >sent
expect "1000 notes in a second through ALSA" "n_on == 1000 && n_keys == 0 && n_lost == 0"
expect_arrivals "through ALSA" -50 100

# Every time with a key down.
for api in "" -a; do
    # shellcheck disable=SC2086
    listen $api 8 "VirMIDI 2-0"
    wait_for '^+ VirMIDI' heard
    slowest_us=0
    for i in {1..10}; do
        printf '\x90\x40\x40' >/dev/snd/midiC2D0
        sleep 0.05
        echo snd_virmidi.0 >/sys/bus/platform/drivers/snd_virmidi/unbind
        sleep 0.1
        echo snd_virmidi.0 >/sys/bus/platform/drivers/snd_virmidi/bind
        since=${EPOCHREALTIME/./}
        while (($(grep -c '^+ VirMIDI' heard) <= i)); do
            ((${EPOCHREALTIME/./} - since < 1000000)) || { echo "pulled out and put back: not heard of for 1 s"; exit 1; }
        done
        us=$((${EPOCHREALTIME/./} - since))
        ((slowest_us >= us)) || slowest_us=$us
    done
    echo "put back ten times (${api:-PortMidi}): heard of after $slowest_us us at most"
    expect "pulled out ten times (${api:-PortMidi})" "n_on == 10 && n_keys == 0 && n_releases >= 10"
done
