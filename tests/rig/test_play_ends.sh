#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# How playing ends: by itself, by a signal with a fade, by a bank that is cut short, by a sound server that dies.
set -eu
# shellcheck source=jack.sh
. "$(dirname "$0")/jack.sh"
scratch=$(mktemp -d)
trap 'stop_jack; rm -rf "$scratch"' EXIT
cd "$scratch"
cp "$AWE_SOURCE/soundfonts/awe-gm.sf2" bank.sf2
export AWE_SOUNDFONT=bank.sf2

# An organ's C, held for a tenth of a second, and one held for hours with a piano that begins after six seconds.
printf 'MThd\0\0\0\6\0\0\0\1\0\170MTrk\0\0\0\17\0\300\20\0\220\74\144\30\200\74\0\0\377\57\0' >short.mid
printf 'MThd\0\0\0\6\0\0\0\1\0\170MTrk\0\0\0\34\0\300\20\0\220\74\144\213\40\301\0\0\221\60\144\377\377\177\200\74\0\0\377\57\0' \
    >long.mid

# ends CODE COMMAND...: what the player's exit code has to be; COMMAND is done to it (as $pid) while it plays.
ends() {
    local code=$1 status=0
    shift
    : >err
    "$AWE_PLAYER" -v -d system "${files[@]}" 2>err &
    pid=$!
    for _ in {1..400}; do
        grep -q playing err && break
        sleep 0.05
    done
    sleep 0.3
    "$@"
    wait $pid || status=$?
    [[ $status == "$code" ]] || { echo "exit code $status, not $code, after: $*"; cat err; exit 1; }
}

gave_back() { grep -q '^awe-player: memory: all was given back$' err || { cat err; exit 1; }; }
interrupt() { kill -INT $pid; }
terminate() { kill -TERM $pid; }
interrupt_twice() { kill -INT $pid; kill -INT $pid; }
cut_bank() { truncate -s 4096 bank.sf2; }
kill_server() { kill -KILL "$jack_pid"; }

start_jack 44100 256
files=(short.mid)
ends 0 true
gave_back
# What --mlock keeps: the callback's rings and 256 KiB of its stack, as far as the limit goes, and that is said.
files=(--mlock short.mid)
ends 0 true
grep -qE '^awe-player: memory of the callback: [0-9.]+ of (0\.[3-9]|[1-9])[0-9.]* MB locked$' err || { cat err; exit 1; }
files=(short.mid no-such short.mid)
ends 3 true
grep -q 'no-such: No such file' err
files=(long.mid short.mid)
ends 4 interrupt
gave_back
ends 4 terminate
ends 4 interrupt_twice
ends 2 cut_bank
grep -q 'bank.sf2: the bank was cut short while it was in use' err
cp "$AWE_SOURCE/soundfonts/awe-gm.sf2" bank.sf2
ends 5 kill_server
grep -q 'does not take sound any more' err

# A fade, not a cut: the last sounding tenth of a second gets quieter in steps of 10 ms.
start_jack 44100 256
# shellcheck disable=SC2016
record faded.raw 30 bash -c '"$0" -q -d awe-recorder long.mid & sleep 2; kill -INT $!; wait $! || [[ $? == 4 ]]' "$AWE_PLAYER"
od -An -v -w8 -tf4 faded.raw | awk '
    { level = $1 < 0 ? -$1 : $1; block = int(NR / 441); if (level > peak[block]) peak[block] = level }
    END {
        last = block
        while (last > 0 && peak[last] == 0) last--
        for (i = last - 2; i <= last; i++) if (peak[i] > 0.9 * peak[i - 1]) { print "no fade", peak[i - 1], peak[i]; exit 1 }
    }'
