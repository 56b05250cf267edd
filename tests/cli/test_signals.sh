#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# An interrupted render leaves nothing behind and ends with 4; a bank that is cut short ends it with 2.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

# wait_for COMMAND...: until it succeeds, at most 20 s.
wait_for() {
    for _ in {1..400}; do
        "$@" && return
        sleep 0.05
    done
    fail "never: $*"
}

# The unfinished file has no name, or one that begins like that.
has_begun() {
    readlink "/proc/$pid/fd/"* 2>/dev/null | grep -qE "^$PWD/(#.* \(deleted\)|\.awe-player)"
}

for signal in INT TERM HUP; do
    "$AWE_PLAYER" render -q --tail 9:00:00 -o x.wav song.mid &
    pid=$!
    wait_for has_begun
    kill -$signal $pid
    status=0
    wait $pid || status=$?
    [[ $status == 4 ]] || fail "SIG$signal: exit code $status"
    [[ ! -e x.wav ]] || fail "SIG$signal: half a file"
    [[ -z $(compgen -G '.awe-player*') ]] || fail "SIG$signal: the unfinished file is still there"
done

# Blocked by a reader that does not read, and still interrupted.
mkfifo pipe
exec 3<>pipe
"$AWE_PLAYER" render -q -o pipe --tail 1:00:00 song.mid 2>err &
pid=$!
sleep 0.5
kill -INT $pid
status=0
wait $pid || status=$?
[[ $status == 4 ]] || fail "blocked: exit code $status"
[[ ! -s err ]] || fail "blocked: said $(cat err)"
exec 3<&-

# A note of one program, then, nine seconds later, one of another, whose samples have not been read by then: the pipe
# holds a second at most.
make_song late.mid 00C00000903C6478803C0090000090000000C030009030647880300000FF2F00
cp "$AWE_SOUNDFONT" bank.sf2
rm pipe
mkfifo pipe
exec 3<>pipe
"$AWE_PLAYER" render -q -f bank.sf2 -F raw -o pipe late.mid 2>err &
pid=$!
sleep 0.5
truncate -s 4096 bank.sf2
exec 4<pipe 3>&-
cat <&4 >/dev/null
status=0
wait $pid || status=$?
[[ $status == 2 ]] || fail "cut bank: exit code $status: $(cat err)"
grep -q 'bank.sf2: the bank was cut short while it was in use' err || fail "cut bank: $(cat err)"
