#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The JACK server is killed, ended in order or frozen while the player plays, ten times each way; and it is killed while
# the player opens its device.
# shellcheck source=server_dies.sh
. "$(dirname "$0")/server_dies.sh"

for _ in {1..10}; do
    dies KILL
    dies KILL restart
    dies TERM
    dies TERM restart
    dies STOP
done
for ms in {10..500..10}; do
    dies_at "$(printf '0.%03d' "$ms")"
done
