# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Sourced with $times set: what the MIDI thread hears of the kernel's sequencer, through its own port, through ALSA and
# through PortMidi: when, whether all of it, system exclusives of any size and in pieces, what it makes of a loss, and of
# a card that is pulled out and put back so many times.
set -eu
# shellcheck source=vm.sh
. "$(dirname "$0")/vm.sh"
run_in_vm

raw=/dev/snd/midiC2D0

# listen ARGUMENT OF midi_listen...: until `expect`. A device that is named is there first.
listen() {
    "$rig/midi_listen" $api 0 "$@" >heard &
    listener=$!
    wait_for ready heard
    [[ $# == 0 ]] || wait_for "^+ $1" heard
}

# expect NAME CONDITION: on what has been heard before a mark, and is down while the keyboard is still there. The listener
# ends.
expect() {
    play mark
    wait_for '^[0-9]* 4 15 119 ' heard
    judge "$@"
}

judge() {
    local n_on n_keys n_lost n_releases n_resets
    kill $listener
    wait $listener
    read -r n_on n_keys n_lost n_releases n_resets < <(awk '
        NF == 5 && $2 == 2 { n_on++ }
        NF == 5 && $2 == 8 { n_resets++ }
        $2 == "release" { n_releases++ }
        { value[$1] = $2 }
        END { print n_on + 0, value["keys"], value["lost"], n_releases + 0, n_resets + 0 }' heard)
    echo "$1: $n_on notes, $n_keys keys down, $n_lost events lost, $n_releases releases, $n_resets resets"
    (($2)) || { echo "$1: expected $2"; tail -n 5 heard; return 1; }
}

# expect_arrivals NAME LEAST MOST: all notes in `notes` have been heard, stamped so many us after they were sent.
expect_arrivals() {
    awk 'NF == 5 && $2 == 2 { print $1 }' heard | paste -d ' ' notes - |
        awk '{ printf "%.0f\n", ($2 - $1) / 1000 }' | sort -n |
        awk -v name="$1" -v least="$2" -v most="$3" '
            { us[NR] = $1 }
            END {
                print name ": us from sent to stamp: min", us[1], "50 %", us[int(NR / 2)], "99 %", us[int(NR * 0.99)],
                    "max", us[NR]
                if (us[1] < least || us[NR] > most) { print name ": expected", least, "to", most; exit 1 }
            }'
}

# The last note has been heard before this script wants the processor.
play_notes() {
    play "$1" sleep:10
    mv sent notes
}

# ---- all that comes, and when

api=
listen
plug_in Keys to:awe-player
play_notes notes:3000:333
expect "3000 notes in a second to the port" "n_on == 3000 && n_keys == 0 && n_lost == 0"
expect_arrivals "to the port" -50 100
unplug

# comes_through NAME LEAST MOST
comes_through() {
    listen "VirMIDI 2-0"
    plug_in $raw
    play_notes notes:1000:1000
    expect "1000 notes in a second through $1" "n_on == 1000 && n_keys == 0 && n_lost == 0"
    expect_arrivals "through $1" "$2" "$3"
    unplug
}

comes_through PortMidi 0 2000
api=-a
comes_through ALSA -50 100

# ---- more than the kernel holds, with a key down

flood() { # name
    play hold:1 sleep:50 burst:20000 sleep:500
    expect "20000 at once $1" "n_on >= 1 && n_keys == 0 && n_lost > 0 && n_releases > 0"
    unplug
}

api=
listen
plug_in Keys to:awe-player
flood "to the port"
listen "VirMIDI 2-0"
plug_in $raw
flood "through PortMidi"

for api in "" -a; do
    listen "VirMIDI 2-0"
    plug_in $raw
    play hold:1
    wait_for '^[0-9]* 2 0 1 ' heard
    kill -STOP $listener
    play burst:5000
    kill -CONT $listener
    wait_for release heard
    expect "5000 notes while nobody reads ${api:-PortMidi}" "n_on >= 1 && n_keys == 0 && n_lost > 0"
    unplug
done

# ---- system exclusives: the largest of one event that is heard, one that is too large, and the notes around it

for api in "" -a; do
    [[ -z $api ]] && fits=5500 breaks=5600 n_around=2 # what follows is lost with it
    [[ -n $api ]] && fits=54000 breaks=56000 n_around=3
    plug_in Keys
    listen Keys
    play wait sleep:50 hold:1 sleep:20 pieces sleep:20 sysex:300 sleep:20 sysex:"$fits" sleep:100 hold:2
    expect "sysex ${api:-PortMidi}" "n_on == 2 && n_keys == 2 && n_lost == 0 && n_resets == 3"
    listen Keys
    play wait sleep:50 hold:1 sleep:20 sysex:"$breaks" sleep:300 notes:1:1000 sleep:300 notes:1:1000
    expect "too large a sysex ${api:-PortMidi}" "n_on == $n_around && n_keys == 0 && n_lost > 0 && n_resets == 0"
    unplug
done

# ---- what comes and goes, every time with a key down

has_come() { [[ $(grep -c '^+ VirMIDI' heard) == "$1" ]]; }

for api in "" -a; do
    listen "VirMIDI 2-0"
    slowest_ms=0
    for ((n = 1; n <= times; n++)); do
        printf '\x90\x40\x40' >$raw
        wait_until 1 eval "[[ \$(grep -c '^[0-9]* 2 0 64 ' heard) == $n ]]"
        echo snd_virmidi.0 >/sys/bus/platform/drivers/snd_virmidi/unbind
        wait_for '^- VirMIDI' heard
        read -r since _ </proc/uptime
        echo snd_virmidi.0 >/sys/bus/platform/drivers/snd_virmidi/bind
        wait_until 20 has_come $((n + 1))
        ns=$(sed -n 's/^+ VirMIDI.*, //p' heard | tail -n 1)
        ms=$((ns / 1000000 - 10 * 10#${since/./}))
        ((slowest_ms >= ms)) || slowest_ms=$ms
    done
    judge "pulled out and put back $times times ${api:-PortMidi}" "n_on == $times && n_keys == 0 && n_releases >= $times"
    echo "heard of after $slowest_ms ms at most"
    ((slowest_ms < 1000)) || exit 1
done

# ---- nothing is connected to the port by itself

api=
listen
awk '/^Client.*"awe-player"/ { ours = 1; next } /^Client/ { ours = 0 } ours' /proc/asound/seq/clients >port
grep 'Port   0 : "awe-player" (-We-)' port
! sed -n '/Port   0/,/Port   1/p' port | grep Connected
