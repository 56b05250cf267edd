#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The tables of docs/sound.md "Interpolation" are what is measured, within 1 dB.
set -eu
export LC_ALL=C
tables=$(mktemp)
trap 'rm -f "$tables"' EXIT
"$AWE_BUILD/tests/interpolation_figures" | grep '^|' >"$tables"
sed -n '/^## Interpolation/,/^## Filter/ p' "$AWE_SOURCE/docs/sound.md" | grep '^|' |
    awk -F '[|,]' -v tables="$tables" '
    function first_cell(row) { split(row, cell, "|"); return cell[2] }
    function differ(a, b) {
        return a ~ /^ *[-+0-9.]+ *$/ && b ~ /^ *[-+0-9.]+ *$/ ? a - b > 1 || b - a > 1 : a != b
    }
    {
        if ((getline line < tables) <= 0) { line = "" }
        n = split(line, want)
        wrong = n != NF || first_cell($0) != first_cell(line)
        for (i = 1; i <= NF; i++) { wrong = wrong || differ($i, want[i]) }
        if (wrong) { bad++; print "in the document: " $0; print "measured:        " line }
    }
    END {
        if ((getline line < tables) > 0) { bad++; print "not in the document: " line }
        print NR " rows"
        exit bad > 0 || NR < 20
    }'
