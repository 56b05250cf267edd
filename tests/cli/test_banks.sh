#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Which bank is played: the option, then AWE_SOUNDFONT, then a default; `builtin` is the bundled one wherever it stands.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

bundled=$AWE_SOUNDFONT
cp "$bundled" one.sf2
cp "$bundled" two.sf2

# chosen ARGUMENT...: the banks that are said to be used.
chosen() {
    player render --hash "$@" song.mid 2>&1 >/dev/null | sed -n 's/^awe-player: bank: \([^ ]*\) (.*/\1/p' | xargs
}

[[ $(chosen) == "$bundled" ]] || fail "AWE_SOUNDFONT: $(chosen)"
[[ $(AWE_SOUNDFONT=one.sf2 chosen) == one.sf2 ]] || fail "AWE_SOUNDFONT: $(AWE_SOUNDFONT=one.sf2 chosen)"
[[ $(chosen -f one.sf2) == one.sf2 ]] || fail "-f: $(chosen -f one.sf2)"
[[ $(chosen -f one.sf2 --soundfont two.sf2) == "one.sf2 two.sf2" ]] || fail "two: $(chosen -f one.sf2 -f two.sf2)"
player render --hash -v song.mid 2>&1 >/dev/null | grep -q 'bank: .* XXH3 [0-9a-f]\{16\})$' || fail "no hash of the bank"
[[ -z $(chosen -q) ]] || fail "-q says the bank"

# A tree that was moved: the bank is found beside the program.
mkdir -p moved/bin moved/share/awe-player
cp "$AWE_PLAYER" moved/bin/awe-player
cp "$bundled" moved/share/awe-player/
AWE_PLAYER=moved/bin/awe-player
[[ $(chosen -f builtin) == *share/awe-player/awe-gm.sf2 ]] || fail "builtin: $(chosen -f builtin)"
[[ $(AWE_SOUNDFONT=builtin chosen) == *awe-gm.sf2 ]] || fail "AWE_SOUNDFONT=builtin"

# Without any wish a bank is found all the same.
unset AWE_SOUNDFONT
[[ -n $(chosen) ]] || fail "no default"
