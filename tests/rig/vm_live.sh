# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Sourced with $n_notes set, a hundred or more for the coarse card, too: `live` with a keyboard at the sequencer and a
# card that is recorded: how long a note takes from being sent to being heard, whether that is what `latency` claims, and
# what is heard after a flood and after the keyboard was pulled out.
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

run_in_vm -w -t $((800 + 10 * ${n_notes:?}))
"$rig/click_bank" click.sf2
raw=/dev/snd/midiC2D0
notes=notes:$n_notes:50000:20000

# ---- how exact is the measuring? An instrument is measured whose latency is known

start_fine_loopback
for card in 0 3; do
    start_recording $card
    "$rig/click_synth" hw:$card,0 40 &
    synth=$!
    plug_in Keyboard to:click
    play sleep:500 "$notes" sleep:200
    unplug
    stop_recording
    check_onsets "click_synth on hw:$card, 40 ms" 40000 50 150
    kill $synth
    wait $synth
done

# ---- the player

# start_live CARD FRAMES OPTION... A loopback has to be recorded when it is opened: then it plays 16 bits.
start_live() {
    "$AWE_PLAYER" live -v -f click.sf2 -R off -C off --limiter off -d "(hw:$1,0)" -z "$2" "${@:3}" 2>said &
    player=$!
    wait_for 'playing live' said
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

lost_no_sound() {
    grep -q ' underflows 0,' said || fail "underflows"
}

# claim CARD FRAMES OPTION...: what `latency` says from key to sound, in us, to $claimed_us
claim() {
    "$AWE_PLAYER" latency -q --json -f click.sf2 -d "(hw:$1,0)" -z "$2" "${@:3}" >claimed
    claimed_us=$(awk -F '"total_ms":' '{ printf "%.0f", 1000 * $2 }' claimed)
}

# measure CARD FRAMES DELAY_MS TOLERANCE_US JITTER_US PORT|PortMidi: the notes sound when `latency` says, which is asked
# for each buffer. The fine loopback moves by 64 frames, 1451 us: where in such a step a stream began is not known to its
# host, and adds to the tolerance.
measure() {
    local inputs=()
    [[ $6 == port ]] || inputs=(-m "VirMIDI 2-0")
    start_recording "$1"
    [[ $6 == PortMidi ]] || claim "$1" "$2" --midi-delay "$3"
    start_live "$1" "$2" --midi-delay "$3" "${inputs[@]}"
    if [[ $6 == port ]]; then
        plug_in Keys to:awe-player
    else
        plug_in $raw
    fi
    play sleep:500 "$notes" sleep:200
    unplug
    stop_recording
    stop_live
    lost_no_sound
    sed -n 's/^awe-player: key to sound: /said: /p' said
    check_onsets "hw:$1, $2 frames, $6: claimed $claimed_us" "$claimed_us" "$4" "$5"
}

measure 3 64 5 1750 200 port
measure 3 256 12 1750 400 port
measure 3 256 12 2000 1200 PortMidi
measure 3 1024 40 1750 500 port
measure 3 1024 40 2000 1200 PortMidi
if ((n_notes >= 100)); then
    measure 0 256 12 4000 1000 port
    measure 0 1024 40 4000 1500 port
fi

amixer -q -c 4 sset Master 100% unmute
amixer -q -c 4 sset PCM 100% unmute
start_live 4 64 --midi-delay 5
plug_in Keys to:awe-player
play sleep:500 "$notes" sleep:200
cp sent "$scratch/sent"
unplug
stop_live
lost_no_sound

# ---- a flood and a loss, each time with a key down, which is heard. The flood comes in front of everything else: buffers
# may be missed.

count_losses() { grep -c 'the system lost' said || true; }
has_told_more() { (($(count_losses) > n_told)); }

start_recording 0
start_live 0 256 -m "VirMIDI 2-0"
stop_recording
for flooded in to:awe-player $raw; do
    if [[ $flooded == "$raw" ]]; then plug_in $raw; else plug_in Keys "$flooded"; fi
    play hold:1
    wait_until 2 is_heard 0 || fail "a held key is not heard"
    n_told=$(count_losses)
    play burst:20000
    # PortMidi does not say that it lost something: that is found out later, and what is held by then is released.
    wait_until 5 has_told_more || fail "no loss was noticed: $flooded"
    wait_until 5 is_silent 0 || fail "a key hangs after a flood: $flooded"
    # What the driver still held may be lost, too, and found out a little later: then the key is pressed again.
    for press in 1 2 3 4 last; do
        play hold:1
        wait_until 1 is_heard 0 && break
        [[ $press != last ]] || fail "a key is not heard after a flood: $flooded"
    done
    unplug
done
echo snd_virmidi.0 >/sys/bus/platform/drivers/snd_virmidi/unbind
wait_until 2 is_silent 0 || fail "a key of a card that is gone hangs"
echo snd_virmidi.0 >/sys/bus/platform/drivers/snd_virmidi/bind
wait_until 4 grep -q 'is back' said || fail "the card is not back"
"$rig/midi_keyboard" $raw hold:1
wait_until 2 is_heard 0 || fail "a card that is back is not heard"
stop_live
grep 'MIDI: lost [1-9]' said || fail "no loss was counted"
