#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Progress: nothing where nobody looks, JSON lines where asked, a bar on a terminal that is taken away at the end.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

# Long enough to be shown.
render() {
    player render -q -o x.wav --overwrite --tail 5:00 song.mid "$@"
}

render 2>err
[[ ! -s err ]] || fail "unasked: $(head -1 err)"
render --progress none 2>err
[[ ! -s err ]] || fail "none: $(head -1 err)"
render --progress json 2>err
if [[ -s err ]] && command -v jq >/dev/null; then
    jq -e '.seconds >= 0 and .share <= 1 and .speed > 0 and .voices >= 0' err >/dev/null || fail "$(head -1 err)"
fi
if command -v script >/dev/null; then
    TERM=xterm script -qec "'$AWE_PLAYER' render -o x.wav --overwrite --max-length 2:00 long.mid" \
        /dev/null </dev/null >typed
    grep -q '\[#*\.*\] *[0-9]* %  ' typed || fail "no bar: $(head -c 300 typed)"
    TERM=dumb script -qec "'$AWE_PLAYER' render -o x.wav --overwrite song.mid" /dev/null </dev/null >typed
    ! grep -q '\[[#.]*\]' typed || fail "a bar on a dumb terminal"
fi
