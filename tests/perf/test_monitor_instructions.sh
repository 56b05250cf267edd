#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# How many instructions the monitor adds to a buffer: at most 1,500 to a quiet one, 4,000 to the worst.
set -eu
[[ -z ${AWE_SANITIZE:-} ]] || exit 77 # what a sanitizer adds is not ours
command -v valgrind >/dev/null || exit 77

collect() { # KIND N: instructions of a run
    valgrind --tool=callgrind --callgrind-out-file=/dev/null "$AWE_BUILD/tests/bench_monitor" --count "$1" "$2" 2>&1 |
        sed -n 's/.*Collected : //p'
}

status=0
check() { # KIND LIMIT
    local few many per_buffer
    few=$(collect "$1" 100)
    many=$(collect "$1" 1100)
    per_buffer=$(((many - few) / 1000))
    echo "$1: $per_buffer instructions per buffer, at most $2"
    [[ $per_buffer -gt 100 && $per_buffer -le $2 ]] || status=1
}
check quiet 1500
check worst 4000
exit $status
