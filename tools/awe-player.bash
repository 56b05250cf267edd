# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Completion for bash, installed where bash looks for it. The program's own help tells what there is.

_awe_player() {
    local player=$1 word=$2 commands command
    commands=$("$player" --help 2>/dev/null | sed -n 's/^  awe-player \[\?\([a-z]*\).*/\1/p')
    command=$(grep -xF "$commands" <<<"${COMP_WORDS[1]}")
    COMPREPLY=()
    if [[ $word == -* ]]; then
        # shellcheck disable=SC2207,SC2086
        COMPREPLY=($(compgen -W "$("$player" $command --help | grep -o -- '--[a-z][a-z-]*')" -- "$word"))
    elif [[ $COMP_CWORD == 1 ]]; then
        # shellcheck disable=SC2207
        COMPREPLY=($(compgen -W "$commands" -- "$word"))
    fi
}
complete -o bashdefault -o default -F _awe_player awe-player
