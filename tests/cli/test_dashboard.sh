#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# The dashboard on a real terminal: its rows at every size, messages, keys, standing still, and every way to end, after
# which the terminal is as before. What is shown is a simulated player's.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"
# shellcheck source=terminal.sh
. "$AWE_SOURCE/tests/cli/terminal.sh"

export XDG_RUNTIME_DIR=$scratch
views=$AWE_BUILD/tests/play_views

# start [FORM [INTERVAL [LOG]]]: the full form, in the foreground of the shell.
start() {
    run "$views ${*:-full} 2>>err; echo ended \$?"
}

open_terminal
save_modes modes

# ---- what is there
start full
await '^GOOD +song.mid +0:0[1-9] / 4:41 +bar [12] +playing .*q quit'
for row in device quality busy slack late 'key>snd' stage voices notes xruns memory guard cpu machine midi 'alerts +none' n/a; do
    screen | grep -qE "^$row" || fail "no row $row: $(screen)"
done
screen | grep -qE '^device +64 @ 48000 = 1\.33 ms +none, not locked +a simulated device' || fail "device: $(screen)"
screen | grep -qE '^busy +20\.[0-9]%.* < 50%' || fail "busy: $(screen)"
screen | grep -qE '^memory +n/a' || fail "what is not measured is shown: $(screen)"
[[ $(screen | wc -l) == 24 ]] || fail "$(screen | wc -l) rows"
before=$(screen)
await '0:0[4-9] / 4:41' # it goes on
[[ $(screen) != "$before" ]] || fail "nothing has changed"

# ---- smaller, and as before
resize 40 10
await '^busy [0-9.]+% '
await '^voices 32/n/a +cpu n/a$'
screen | grep -qE '^GOOD 0:[0-9]+/4:41 playing song' || fail "title: $(screen)"
screen | grep -qE '^alerts none' || fail "alerts: $(screen)"
[[ $(screen | wc -l) == 10 && $(screen | wc -L) -le 40 ]] || fail "40 x 10: $(screen)"
resize 1 1
sleep 0.3
resize 200 60
await 'last 60 s'
resize 80 24
await '^device +64 @ 48000'
await '^machine'

# ---- keys and messages
type_keys i
await '^message 1$'
type_keys x
await '^xruns +1 wakeup 1 +lost [0-9]+ frames'
await '^ +wakeup, [0-9]+ s ago: the system woke us [0-9.]+ ms late'
await '^ +advice: '
await '^alerts +\(1 more\) critical: xrun.total'
screen | grep -q '^CRITICAL' || fail "health: $(screen)"
type_keys '?'
await '^SPACE p +pause, go on'
type_keys '?'
await '^CRITICAL'
type_keys v
await '^n/a: .*no live input'
screen | grep -q '^message 1' || fail "messages: $(screen)"
type_keys v v
await '^CRITICAL'

# ---- the shell in between
type_keys C-z
await 'Stopped'
screen | grep -q CRITICAL && fail "the dashboard stays on the shell's screen: $(screen)"
check_terminal "while it stands still"
run bg
sleep 0.3
run 'echo still a shell'
await '^still a shell'
[[ $(tmux_do display -p '#{alternate_on}') == 0 ]] || fail "it draws from the background"
run fg
await '^device +64 @ 48000'
screen | grep -q 'shell' && fail "something is left of the shell's screen: $(screen)"
kill -STOP "$(child)"
await 'Stopped'
run 'fg; echo ended $?'
await '^device +64 @ 48000'
await '^alerts +'

# ---- every end
type_keys q
await '^ended 0$'
check_terminal "after q"
grep -qx 'awe-player: message 1' err || fail "what was said is not on stderr: $(cat err)"

end_by() { # WHAT CODE COMMAND...: the command, which is told the process, ends it
    local code=$2 what=$1
    shift 2
    start full
    await '^device +64'
    pid=$(child)
    "$@"
    await "^ended $code\$"
    check_terminal "after $what"
}
send() {
    kill "-$1" "$pid"
}
interrupt() {
    type_keys C-c
}
hang_and_interrupt() { # the first asks, the second does not wait
    type_keys l
    sleep 0.3
    type_keys C-c
    sleep 0.3
    type_keys C-c
}
end_by Ctrl-C 4 interrupt
end_by SIGTERM 4 send TERM
end_by SIGHUP 4 send HUP
end_by "a second Ctrl-C" 4 hang_and_interrupt
end_by "a crash" 139 type_keys p

# ---- libraries that speak on stderr do not spoil it; what they say comes after
start_here() {
    run "$views $*; echo ended \$?"
}
run clear
start_here full
await '^device +64'
type_keys B
await "^a library's line\$"
await '^and another$'
screen | grep -q '^GOOD     song.mid' || fail "the display is spoilt: $(screen)"
type_keys q
await '^ended 0$'
screen | grep -q "^awe-player: a library's line" || fail "it is lost: $(screen)"
run clear
start_here full
await '^device +64'
type_keys B
await '^and another$'
type_keys p
await '^ended 139$'
screen | grep -q '^and another$' || fail "a crash loses what was said on stderr: $(screen)"
check_terminal "after a crash"

# ---- on and off by its key
start none
sleep 0.3
type_keys P
await '^device +64'
type_keys P
sleep 0.3
[[ $(tmux_do display -p '#{alternate_on}') == 0 ]] || fail "P does not end the dashboard"
type_keys P
await '^device +64'
type_keys q
await '^ended 0$'
check_terminal "after P"

# ---- colour repeats what words say
colours() {
    start full
    await '^GOOD'
    tmux_do capture-pane -pe | grep -q $'\e\[[0-9;]*3[1-3]m' && echo yes || echo no
    type_keys q
    await '^ended 0$'
    run clear
    await_no ended
}
[[ $(colours) == yes ]] || fail "no colour"
run 'export NO_COLOR=1'
[[ $(colours) == no ]] || fail "colour in spite of NO_COLOR"
run 'unset NO_COLOR; TERM=dumb'
start full
await '^(GOOD|DEGRADED)  cpu n/a  voices 32/n/a'
type_keys q
await '^ended 0$'

# ---- without a terminal
timeout 2 "$views" full >lines </dev/null 2>err || true
grep -qE '^GOOD  cpu n/a  voices 32/n/a  buffer 20\.[0-9]%' lines || fail "no line: $(cat lines err)"
[[ $(wc -l <lines) -le 4 ]] || fail "more than one line a second: $(cat lines)"
timeout 2 "$views" json 100 log >lines </dev/null 2>err || true
[[ $(wc -l <lines) -ge 10 ]] || fail "JSON ten times a second: $(wc -l <lines)"
grep -vE '^\{"schema":1,.*\}$' lines && fail "no JSON"
[[ $(wc -l <log) -ge 1 && $(wc -l <log) -le 3 ]] || fail "the log has one line a second: $(wc -l <log)"
grep -vE '^\{"schema":1,.*\}$' log && fail "the log is no JSON"
timeout 5 "$views" line 50 /dev/full >/dev/null </dev/null 2>err || true
grep -q '/dev/full: No space left on device; the log ends here' err || fail "a full disk: $(cat err)"
"$views" line 50 no/such/log 2>err </dev/null && fail "a log that cannot be opened"
grep -q 'no/such/log: No such file' err || fail "a log that cannot be opened: $(cat err)"
