#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
times=10
# shellcheck source=vm_midi.sh
. "$(dirname "$0")/vm_midi.sh"
