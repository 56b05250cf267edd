#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The JACK server is killed, ended in order or frozen while the player plays, ten times each way.
# shellcheck source=server_dies.sh
. "$(dirname "$0")/server_dies.sh"

for _ in {1..10}; do
    dies KILL
    dies KILL restart
    dies TERM
    dies TERM restart
    dies STOP
done
