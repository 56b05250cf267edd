#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# What is played through JACK is what is rendered, and in time, for a minute at each usual period.
# shellcheck source=jack_rounds.sh
. "$(dirname "$0")/jack_rounds.sh"

set_up 60
for period in 32 64 128 256 1024; do
    check_content $period
    check_time $period
done
