#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Each of the 101 rows of docs/sound.md "Facts of the card" is named by the test that the table says: as the first
# argument of card_expect(), as the first value of a row of a table, or as "row N".
set -eu
n=0 missing=0
while IFS='|' read -r _ row _ _ name _; do
    row=${row// /} name=${name// /}
    [[ $row =~ ^[0-9]+$ && -e $AWE_SOURCE/tests/card/test_$name.c ]] || continue
    n=$((n + 1))
    if ! grep -qE "card_expect\($row,|\{$row,|row $row\b" "$AWE_SOURCE/tests/card/test_$name.c"; then
        echo "row $row is not in test_$name.c"
        missing=$((missing + 1))
    fi
done < <(sed -n '/^## Facts of the card/,/^## Compared/p' "$AWE_SOURCE/docs/sound.md")
echo "$n rows, $missing without a test"
[[ $n == 101 && $missing == 0 ]]
