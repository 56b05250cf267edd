#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The JACK server is killed while the player plays; it stays away, or another comes.
# shellcheck source=server_dies.sh
. "$(dirname "$0")/server_dies.sh"

dies KILL
dies TERM restart
