#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The manual page has what the help tells, names the environment that the program reads, and is free of mistakes; and
# the shell completes commands and options from the help.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"
page=$AWE_SOURCE/docs/awe-player.1

"$AWE_SOURCE/tools/make_man" "$AWE_PLAYER" >fresh
diff "$page" fresh || fail "docs/awe-player.1 is out of date; tools/make_man tells how to renew it"
for option in $(player --help | grep -o -- ' --[a-z-]*'); do
    grep -q "^\.B.* ${option//-/\\\\-}\b" "$page" || fail "no $option in the page"
done

# The words of .SH ENVIRONMENT against getenv("NAME") and the table of own_folder.c.
diff <(sed -n '/^\.SH ENV/,/^\.SH FILES/ s/^\.BR\? //p' "$page" | grep -ow '[A-Z][A-Z_]*' | sort) \
    <(grep -oh 'getenv("[A-Z_]*"\|"XDG_[A-Z]*_HOME"' "$AWE_SOURCE"/src/app/*.c | grep -o '[A-Z][A-Z_]*' | sort -u) ||
    fail "the environment"

# complete_words WORD...: what the shell offers for the last one.
complete_words() {
    (
        COMP_WORDS=("$AWE_PLAYER" "$@") COMP_CWORD=$#
        # shellcheck source=../../tools/awe-player.bash
        . "$AWE_SOURCE/tools/awe-player.bash"
        _awe_player "$AWE_PLAYER" "${*: -1}"
        echo "${COMPREPLY[*]}"
    )
}
[[ $(complete_words ren) == render ]] || fail "ren is completed to $(complete_words ren)"
[[ $(complete_words bench --gai) == --gain ]] || fail "bench --gai: $(complete_words bench --gai)"
[[ -z $(complete_words compare --gai) ]] || fail "compare --gai: $(complete_words compare --gai)"
[[ $(complete_words song.mid --tai) == --tail ]] || fail "song.mid --tai: $(complete_words song.mid --tai)"

command -v man >/dev/null || exit 77
MANWIDTH=80 man --warnings -E UTF-8 -l "$page" >shown 2>warnings </dev/null
[[ ! -s warnings ]] || fail "man warns: $(cat warnings)"
[[ -s shown ]] || fail "man shows nothing"
