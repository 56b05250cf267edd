#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# What is played through JACK is what is rendered, at all usual periods, and it is in time.
# shellcheck source=jack_rounds.sh
. "$(dirname "$0")/jack_rounds.sh"

set_up 2
for period in 32 64 128 256 1024; do
    check_content $period
done
for period in 64 256; do
    check_time $period
done
