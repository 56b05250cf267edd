#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Every command gives back all the memory that it took, when it succeeds and when it does not.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

gives_back() { # exit code, arguments
    local code=$1 status=0
    shift
    player -v "$@" >out 2>err </dev/null || status=$?
    [[ $status == "$code" ]] || fail "exit code $status, not $code: $* ($(cat err))"
    grep -q '^awe-player: memory: all was given back$' err || fail "$*: $(grep memory: err)"
}

echo "no song" >broken.mid
head -c 3000 "$AWE_SOUNDFONT" >broken.sf2
gives_back 0 render --progress none -o out.wav song.mid
gives_back 0 render --progress none --explain -o - -F raw song.mid
gives_back 2 render --progress none -o broken.wav broken.mid
gives_back 1 render --progress none -f broken.sf2 -o broken.wav song.mid
gives_back 0 bench --seconds 1 --runs 1 --stress few-voices
gives_back 0 bench song.mid
gives_back 0 info song.mid "$AWE_SOUNDFONT"
gives_back 0 bank check "$AWE_SOUNDFONT"
gives_back 0 --version
