#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
exec bash "$(dirname "${BASH_SOURCE[0]}")/test_compilers.sh" all
