#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# docs/explain.md shows what the program says, word for word; each topic alone; and the same before playing.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

cp "$AWE_SOUNDFONT" .
export AWE_SOUNDFONT=awe-gm.sf2
"$AWE_BUILD/tests/make_awe_song" walk

sed -n '/^\$ awe-player /,/^```/p' "$AWE_SOURCE/docs/explain.md" | sed '1d; $d; s/^/awe-player: /' >documented
command=$(sed -n 's/^\$ awe-player //p' "$AWE_SOURCE/docs/explain.md")
# shellcheck disable=SC2086
player $command 2>said
grep -v ' rendered, .* real time' said | diff documented - || fail "docs/explain.md and the program differ"

# counts TOPIC LINES: so many lines about the song.
counts() {
    local n
    n=$(player render --hash --voices 6 --explain="$1" walk.mid 2>&1 >/dev/null | grep -v ' rendered, ' |
        grep -c '^awe-player: walk.mid: ')
    [[ $n == "$2" ]] || fail "$n lines about $1"
}
counts sysex 4
counts nrpn 4
counts programs 4
counts steal 2
counts programs,steal 6
player render --hash walk.mid 2>&1 | grep -q 'walk.mid: 0:0[0-9]\.' && fail "told without being asked"
[[ $(player render --hash walk.mid 2>/dev/null) == $(player render --hash --explain walk.mid 2>/dev/null) ]] ||
    fail "told, and another sound"
exit 0
