#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# An ALSA card is pulled out while the player plays, as USB cards are, and is plugged in again: the player says so, and
# plays on; and without the card it ends when it is told to.
set -eu
# shellcheck source=vm.sh
. "$(dirname "$0")/vm.sh"
# PortAudio's thread does not sleep while its card is away.
run_in_vm -I
"$rig/click_bank" click.sf2

driver=/sys/bus/platform/drivers/snd_dummy
status=/proc/asound/card1/pcm0p/sub0/status

# The driver is gone for good only when nobody has the card open.
pull_out() { echo snd_dummy.0 >$driver/unbind & }
plug_in_card() { echo snd_dummy.0 >$driver/bind; }

fail() {
    echo "$*"
    cat err
    exit 1
}

has_said() { [[ $(grep -c "$2" err) == "$1" ]]; }

has_ended() { ! kill -0 $player 2>/dev/null; }

# A note that is held for hours.
printf 'MThd\0\0\0\6\0\0\0\1\0\170MTrk\0\0\0\21\0\300\20\0\220\74\144\377\377\177\200\74\0\0\377\57\0' >long.mid
"$AWE_PLAYER" -f click.sf2 -d Dummy --reverb off --chorus off long.mid 2>err &
player=$!
wait_until 20 has_said 1 playing || fail "does not play"
wait_until 5 grep -q RUNNING $status || fail "no sound"
for times in 1 2; do
    sleep 1
    pull_out
    pulling=$!
    wait_until 2 has_said $times 'does not take sound any more' || fail "the loss is not noticed"
    wait "$pulling" || fail "the card cannot leave"
    sleep 2
    ((times < 2)) || break
    plug_in_card
    wait_until 6 has_said $times 'is back: ALSA: Dummy' || fail "the card's return is not noticed"
    wait_until 1 grep -q RUNNING $status || fail "no sound after the card's return"
done
kill -INT $player
# PortAudio has 2 s to let itself be closed.
wait_until 5 has_ended || fail "does not end"
code=0
wait $player || code=$?
[[ $code == 4 ]] || fail "exit code $code"
