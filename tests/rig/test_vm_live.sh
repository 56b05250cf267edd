#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# `live` with a keyboard at the sequencer and a card that is recorded: how long a note takes from being sent to being
# heard, and what is heard after a flood and after the keyboard was pulled out.
set -eu
# shellcheck source=vm.sh
. "$(dirname "$0")/vm.sh"

# After the machine has ended: what the emulated card played. When its first frame did is not known, and so the offset
# is not: its jitter is.
after_vm() {
    cd "$scratch"
    tail -c +45 card.wav >rec.raw
    echo "0 0 44100" >clock
    "$rig/onsets" rec.raw clock sent >onsets || true
    read -r n n_sounds _ p1 _ p99 _ <onsets
    echo "emulated card, 64 frames: $n notes, $n_sounds sounds; $((p99 - p1)) us from 1 % to 99 %"
    ((n == n_sounds && p99 - p1 <= 1000)) || exit 1
}

run_in_vm -w
"$rig/click_bank" click.sf2

# start_live CARD FRAMES OPTION... A loopback has to be recorded when it is opened: then it plays 16 bits.
start_live() {
    "$AWE_PLAYER" live -v -f click.sf2 -R off -C off --limiter off -d "(hw:$1,0)" -z "$2" "${@:3}" 2>said &
    player=$!
    wait_for 'playing live' said
    sleep 0.5
}

fail() {
    echo "$*"
    grep '^awe-player' said
    exit 1
}

# Ends the player, by a signal as it has to be.
stop_live() {
    local code=0
    kill -INT $player
    wait $player || code=$?
    [[ $code == 4 ]] || fail "exit code $code"
}

no_underflows() {
    grep -q ' underflows 0,' said || fail "underflows"
}

# measure CARD FRAMES DELAY_MS TOLERANCE_US JITTER_US SOURCE: the notes sound DELAY after they were sent and what the
# device had queued, give and take TOLERANCE.
measure() {
    local queued_us options=()
    [[ $6 == port ]] || options=(-m "VirMIDI 2-0")
    start_recording "$1"
    start_live "$1" "$2" --midi-delay "$3" "${options[@]}"
    if [[ $6 == port ]]; then
        "$rig/midi_keyboard" Keys to:awe-player notes:100:50000:20000 >sent
    else
        "$rig/midi_keyboard" /dev/snd/midiC2D0 notes:100:50000:20000 >sent
    fi
    sleep 0.2
    stop_recording
    stop_live
    no_underflows
    queued_us=$(sed -n 's/.*queued: p50 \([0-9]*\)\.\([0-9]*\),.*/\1\2/p' said)
    check_onsets "hw:$1, $2 frames, $6" $((1000 * $3 + queued_us)) "$4" "$5"
}

start_fine_loopback
measure 3 64 5 1000 1000 port
measure 0 256 12 4000 1000 port
measure 0 1024 40 4000 1000 port
measure 0 256 12 4000 2000 PortMidi
measure 0 1024 40 4000 2000 PortMidi

amixer -q -c 4 sset Master 100% unmute
amixer -q -c 4 sset PCM 100% unmute
start_live 4 64 --midi-delay 5
"$rig/midi_keyboard" Keys to:awe-player notes:100:50000:20000 >"$scratch/sent"
sleep 0.2
stop_live
no_underflows

# Each time with a key down, which is heard. The flood comes in front of everything else: buffers may be missed.
start_recording 0
start_live 0 256 -m "VirMIDI 2-0"
stop_recording
"$rig/midi_keyboard" Keys to:awe-player hold:1 sleep:1000 burst:20000 sleep:2000 >/dev/null &
sleep 0.3
! is_silent 0 || fail "a held key is not heard"
sleep 1
is_silent 0 || fail "a key hangs after a flood through the port"
wait $!
"$rig/midi_keyboard" /dev/snd/midiC2D0 hold:1 sleep:20 burst:20000 >/dev/null
sleep 0.5
is_silent 0 || fail "a key hangs after a flood through PortMidi"
"$rig/midi_keyboard" /dev/snd/midiC2D0 hold:1
! is_silent 0 || fail "a key is not heard after a flood"
echo snd_virmidi.0 >/sys/bus/platform/drivers/snd_virmidi/unbind
sleep 0.3
is_silent 0 || fail "a key of a card that is gone hangs"
echo snd_virmidi.0 >/sys/bus/platform/drivers/snd_virmidi/bind
sleep 1
"$rig/midi_keyboard" /dev/snd/midiC2D0 hold:1
! is_silent 0 || fail "a card that is back is not heard"
stop_live
grep 'MIDI: lost [1-9]' said || fail "no loss was noticed"
