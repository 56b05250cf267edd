#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The help is on stdout, fits 80 columns in two of its own, and names every command; a command's own help shows its own
# options only.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

player --help >help 2>err
[[ ! -s err ]] || fail "help on stderr"
for command in play live render devices bench compare info bank doctor latency monitor profile budget; do
    grep -q "^  awe-player \[\?$command\]\? " help || fail "$command is not in the help"
    player "$command" --help >own
    grep -q "^awe-player \[\?$command" own || fail "$command --help does not begin with its use"
    cat own >>help
done
crowded=$(grep '^  [- ].*--' help | grep -vE '^  (-[A-Za-z],|   ) --[a-z-]+( [^ ]+|\[=[^ ]+)? +[^ ]' || true)
crowded+=$(grep '^  [- ].*--' help | grep -vE '^.{30} [^ ]' || true)
[[ -z $crowded ]] || fail "options, arguments and texts run together: $crowded"
player --help=keys >keys
for key in SPACE LEFT Shift-RIGHT PGUP BACKSPACE ENTER TAB B Ctrl-Z; do
    grep -qE "^  (.*  )?$key " keys || fail "the help of the keys lacks $key"
done
grep -q '=keys' help || fail "--help does not tell of --help=keys"
cat keys >>help
expect 1 '--help takes keys, or nothing, not "songs"; .*|--help takes keys, or nothing, not "songs"' --help=songs
[[ $(wc -L <help) -le 80 ]] || fail "a line of $(wc -L <help) columns"
player play --help | grep -q -- --device || fail "play --help without --device"
player play --help | grep -q -- --tail && fail "play --help with --tail"
player render -h | grep -q -- --overwrite || fail "render -h without --overwrite"
[[ $(player --version) =~ ^awe-player\ [0-9]+\.[0-9]+\.[0-9]+$ ]] || fail "version"
[[ $(player -V) == "$(player --version)" ]] || fail "-V"

# What cannot be printed is an error; a reader that has gone is none worth a word.
status=0
player --help >/dev/full 2>err || status=$?
[[ $status == 1 ]] || fail "exit code $status for a full disk"
grep -q 'standard output: No space left on device' err || fail "no word of a full disk"
