#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# How exact is the measurement of latency in the virtual machine? An instrument whose latency is known is measured.
set -eu
# shellcheck source=vm.sh
. "$(dirname "$0")/vm.sh"
run_in_vm

start_fine_loopback
for card in 0 3; do
    start_recording $card
    "$rig/click_synth" hw:$card,0 40 &
    synth=$!
    sleep 0.2
    "$rig/midi_keyboard" Keyboard to:click notes:100:50000:20000 >sent
    sleep 0.2
    stop_recording
    check_onsets "click_synth on hw:$card, 40 ms" 40000 50 150
    kill $synth
    wait $synth
done
