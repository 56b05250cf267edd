#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
n_notes=200
# shellcheck source=vm_live.sh
. "$(dirname "$0")/vm_live.sh"
