#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# `awe-player monitor`: which player it looks at, what it prints, its exit codes, who may look. The players are simulated.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

export XDG_RUNTIME_DIR=$scratch/run
mkdir -m 700 "$XDG_RUNTIME_DIR"
sockets=$XDG_RUNTIME_DIR/awe-player
players=()
trap 'kill "${players[@]}" 2>/dev/null || true; rm -rf "$scratch"' EXIT

start_player() {
    "$AWE_BUILD/tests/play_views" none </dev/null >/dev/null 2>&1 &
    players+=($!)
    for ((i = 0; i < 200; i++)); do
        [[ -S $sockets/$!.sock ]] && return
        sleep 0.02
    done
    fail "no socket of a player"
}

expect 1 'no player is running' monitor
expect 1 'no player is running' monitor --once
expect 1 'process 1 is no player that can be looked at' monitor 1
expect 1 'monitor takes one player, by its process number' monitor song.mid
expect 1 'monitor takes one player, by its process number' monitor 1 2
expect 1 '--interval takes seconds from 0.01 to 3600, not "0"' monitor --interval 0

# ---- one
start_player
one=${players[0]}
[[ $(stat -c %a "$sockets") == 700 && $(stat -c %a "$sockets/$one.sock") == 700 ]] || fail "others may look"
player monitor --once >out 2>err || fail "exit code $?: $(cat err)"
[[ ! -s err && $(wc -l <out) == 1 ]] || fail "more than a line: $(cat out err)"
grep -qE '^GOOD  cpu n/a  voices 32/n/a  buffer 2.*  n/a: ' out || fail "line: $(cat out)"
player monitor --once --json "$one" >out || fail "exit code $?"
grep -qE '^\{"schema":1,"time":.*"song":"song.mid".*"why":\{.*\}\}$' out || fail "JSON: $(cat out)"
timeout -s INT 3 "$AWE_PLAYER" monitor --json --interval 0.2 >out </dev/null || true
n=$(wc -l <out)
((n >= 8 && n <= 16)) || fail "$n lines in 3 s, five a second"

status=0
player monitor --once >/dev/full 2>err || status=$?
[[ $status == 1 ]] || fail "exit code $status for a full disk"
grep -q 'standard output: No space left on device' err || fail "no word of a full disk: $(cat err)"

# ---- a budget that is broken
kill -USR1 "$one"
sleep 0.2
status=0
player monitor --once >out || status=$?
[[ $status == 6 ]] || fail "exit code $status for a broken budget: $(cat out)"
grep -q '^CRITICAL.*xruns 1 wakeup 1.*broken [1-9]' out || fail "line: $(cat out)"

# ---- many who look: eight are served at once, the ninth is told
watch_eight
status=0
player monitor --once >out 2>err </dev/null || status=$?
[[ $status == 1 ]] || fail "exit code $status for the ninth"
grep -q 'eight others look' err || fail "the ninth is not told: $(cat err)"
kill -STOP "${watchers[0]}" # who does not read costs the others nothing
n=$(wc -l <out1)
sleep 1
(($(wc -l <out1) > n + 4)) || fail "a client that stands still holds up the others"
kill -KILL "${watchers[0]}"
wait "${watchers[0]}" 2>/dev/null || true
sleep 0.2
status=0
player monitor --once >out 2>err </dev/null || status=$?
[[ $status == 6 ]] || fail "the place of one that has gone is not free: $(cat err)"

# ---- several players
start_player
two=${players[1]}
status=0
player monitor >out 2>err </dev/null || status=$?
[[ $status == 1 ]] || fail "exit code $status for two players"
for pid in "$one" "$two"; do
    grep -qx "awe-player: $pid plays song.mid" err || grep -qx "awe-player: $pid does not say what it plays" err ||
        fail "the list lacks $pid: $(cat err)"
done
grep -q "2 players are running; name one: awe-player monitor" err || fail "no advice: $(cat err)"
player monitor --once "$two" >out || fail "exit code $? for the second player"
grep -q '^GOOD' out || fail "the second player: $(cat out)"

# ---- players that end, in order or not
kill "$one"
for pid in "${watchers[@]:1}"; do
    wait "$pid" || fail "exit code $? of a client whose player has ended"
done
[[ ! -e $sockets/$one.sock ]] || fail "a socket is left behind"
kill -KILL "$two"
wait "$two" 2>/dev/null || true
[[ -e $sockets/$two.sock ]] || fail "the dead left no socket"
expect 1 'no player is running' monitor
[[ ! -e $sockets/$two.sock ]] || fail "the socket of the dead is still there"

# ---- a folder that is not ours alone is not used
chmod 755 "$sockets"
"$AWE_BUILD/tests/play_views" none </dev/null >/dev/null 2>&1 &
players+=($!)
sleep 0.5
expect 1 'no player is running' monitor
[[ -z $(ls "$sockets") ]] || fail "a socket where others may look"
