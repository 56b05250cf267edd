#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The real player on a JACK server, seen on a terminal in all forms, and from other terminals by eight at a time.
set -eu
# shellcheck source=jack.sh
. "$(dirname "$0")/jack.sh"
rig=$AWE_SOURCE/tests/cli
# shellcheck source=../cli/common.sh
. "$rig/common.sh"
# shellcheck source=../cli/terminal.sh
. "$rig/terminal.sh"

export XDG_RUNTIME_DIR=$scratch XDG_STATE_HOME=$scratch
start_jack 44100 1024
open_terminal
trap 'tmux_do kill-server 2>/dev/null || true; stop_jack; rm -rf "$scratch"' EXIT
save_modes modes

# start OPTION...: the player in the foreground of the shell.
start() {
    run "$AWE_PLAYER -d system $* $AWE_SOURCE/soundfonts/demo.mid 2>>err; echo ended \$?"
}

# ---- full
start --perf-dashboard --perf-log log
await '^[A-Z]+ +demo.mid +0:0[1-9] / 1:13 +bar [1-9]'
await '^device +1024 @ 44100 = 23\.22 ms .*locked +system on JACK'
await '^busy +[0-9.]+% '
await '^stage +control [0-9]+% voices [0-9]+% effects [0-9]+% rest [0-9]+%  [0-9.]+ ns/voice-frame, [a-z0-9]+$'
await '^memory +[0-9.]+ MB +bank '
await '^cpu +[0-9.]+% of a core'
type_keys p
await '^[A-Z]+ +demo.mid .* paused'
type_keys p
await '^[A-Z]+ +demo.mid .* playing'
type_keys '+'
await '^[A-Z]+ +demo.mid .* key \+1'
type_keys RIGHT
resize 40 10
await '^voices [0-9]+/32 +cpu '
resize 80 24
await '^machine'
type_keys i
type_keys v
await 'demo.mid: format 1'
type_keys v v

# ---- from other terminals
status=0
player monitor --once >once || status=$?
[[ $status == 0 || $status == 6 ]] || fail "exit code $status"
grep -q '  demo.mid 0:' once || fail "another song: $(cat once)"
watch_eight

type_keys C-z
await Stopped
check_terminal "while it stands still"
run 'fg; echo ended $?'
await '^device +1024'
type_keys q
await '^ended 0$'
check_terminal "after q"
for pid in "${watchers[@]}"; do
    wait "$pid" || fail "exit code $? of a client whose player has ended"
done
grep -q 'awe-player: .*demo.mid: format 1' err || fail "what was said has gone: $(cat err)"
n=$(wc -l <log)
((n >= 3)) || fail "$n lines in the log"
grep -qE '^\{"schema":1,"time":.*"song":"demo.mid"' log || fail "log: $(cat log)"
[[ -z $(find "$scratch" -name '*.sock') ]] || fail "a socket is left behind"

# ---- the other forms
run clear
start --perf-dashboard=line --perf-interval 200
await '^(GOOD|DEGRADED|CRITICAL)  cpu '
type_keys q
await '^ended 0$'
timeout -s INT 4 "$AWE_PLAYER" -d system --perf-dashboard=json --perf-interval 100 "$AWE_SOURCE/soundfonts/demo.mid" \
    >lines 2>>err </dev/null || true
grep -c '^{"schema":1,.*"device":"system on ' lines >count || true
(($(cat count) >= 10)) || fail "$(cat count) lines of JSON in 4 s: $(cat lines err)"
grep -v '^{"schema":1,.*}$' lines && fail "no JSON"
timeout -s INT 4 "$AWE_PLAYER" -d system --perf-dashboard "$AWE_SOURCE/soundfonts/demo.mid" >lines 2>>err </dev/null || true
grep -qE '^(GOOD|DEGRADED|CRITICAL)  cpu ' lines || fail "no lines where stdout is no terminal: $(cat lines err)"
