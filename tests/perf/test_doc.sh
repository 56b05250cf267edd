#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# docs/perf.md lists the metrics of src/perf/metrics.c, all of them, in their order.
set -eu
export LC_ALL=C
diff <(tr '\n' ' ' <"$AWE_SOURCE/src/perf/metrics.c" |
    grep -o '\[AWE_METRIC_[A-Z0-9_]*\] = *{ *"[a-z_.]*"' | sed 's/.*"\(.*\)"/\1/') \
    <(sed -n '/^## Metrics/,$ s/^| `\([a-z_.]*\)` | .*/\1/p' "$AWE_SOURCE/docs/perf.md")
