#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# How exact is the measurement of latency in the virtual machine? An instrument whose latency is known is measured.
set -eu
# shellcheck source=vm.sh
. "$(dirname "$0")/vm.sh"
run_in_vm

start_recording
"$rig/click_synth" hw:0,0 40 &
sleep 0.2
"$rig/seq_send" click 100 50000 20000 sent
sleep 0.2
stop_recording
check_onsets "click_synth, 40 ms" 40000 50 150
