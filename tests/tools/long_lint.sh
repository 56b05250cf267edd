#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# clang-tidy finds nothing, and clang-format would change nothing.
set -eu
cd "$AWE_SOURCE"
command -v clang-tidy >/dev/null && command -v clang-format >/dev/null || exit 77
[[ $(clang-format --version) == *" 14."* ]] || exit 77 # other versions format otherwise
find include src tests tools \( -name '*.[ch]' -o -name '*.inc' \) ! -name tables.c -print0 |
    xargs -0 clang-format --dry-run -Werror
find src -name '*.c' ! -name tables.c -print0 | xargs -0 clang-tidy -p "$AWE_BUILD" --quiet --warnings-as-errors='*'
