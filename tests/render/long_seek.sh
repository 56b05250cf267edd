#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
AWE_ALL_SONGS=yes exec bash "$(dirname "${BASH_SOURCE[0]}")/test_seek.sh"
