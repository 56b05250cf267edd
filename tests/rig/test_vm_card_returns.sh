#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# An ALSA card is pulled out while the player plays, as USB cards are, and is plugged in again: the player says so, and
# plays on; and without the card it ends when it is told to.
set -eu
# shellcheck source=vm.sh
. "$(dirname "$0")/vm.sh"
run_in_vm

driver=/sys/bus/platform/drivers/snd_dummy
status=/proc/asound/card1/pcm0p/sub0/status

# The driver is gone for good only when nobody has the card open.
pull_out() { echo snd_dummy.0 >$driver/unbind & }
plug_in() { echo snd_dummy.0 >$driver/bind; }

fail() {
    echo "$*"
    cat err
    exit 1
}

# wait_until SECONDS COMMAND...
wait_until() {
    for ((i = 0; i < 20 * $1; i++)); do
        "${@:2}" && return
        sleep 0.05
    done
    fail "not in $1 s: ${*:2}"
}

has_said() { [[ $(grep -c "$2" err) == "$1" ]]; }

# An organ's C, held for hours.
printf 'MThd\0\0\0\6\0\0\0\1\0\170MTrk\0\0\0\21\0\300\20\0\220\74\144\377\377\177\200\74\0\0\377\57\0' >long.mid
"$AWE_PLAYER" -f builtin -d Dummy --reverb off --chorus off long.mid 2>err &
player=$!
wait_until 20 has_said 1 playing
wait_until 5 grep -q RUNNING $status
for times in 1 2; do
    sleep 1
    pull_out
    pulling=$!
    wait_until 2 has_said $times 'does not take sound any more'
    wait "$pulling" || fail "the card cannot leave"
    sleep 2
    ((times < 2)) || break
    plug_in
    wait_until 6 has_said $times 'is back: ALSA: Dummy'
    wait_until 1 grep -q RUNNING $status
done
kill -INT $player
for _ in {1..40}; do
    kill -0 $player 2>/dev/null || break
    sleep 0.05
done
code=0
wait $player || code=$?
[[ $code == 4 ]] || fail "exit code $code"
