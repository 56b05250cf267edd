# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Sourced after common.sh by tests that look at a terminal: a tmux server of their own with one shell, 80 x 24, whose
# prompt is "$ ".

# open_terminal: ends the test as skipped where there is no tmux.
open_terminal() {
    command -v tmux >/dev/null || exit 77
    tmux_name=awe-test-$$
    TMUX='' tmux -L "$tmux_name" -f /dev/null new-session -d -x 80 -y 24 "env PS1='$ ' HISTFILE= TERM=screen-256color \
        ${terminal_environment:-} bash --norc --noprofile" || exit 77
    # shellcheck disable=SC2154
    trap 'tmux_do kill-server 2>/dev/null || true; rm -rf "$scratch"' EXIT
    await '^\$'
    tmux_do set-option -g default-size 80x24 2>/dev/null || true
    tmux_do set-option -g window-size manual 2>/dev/null || true
}

tmux_do() {
    tmux -L "$tmux_name" "$@"
}

screen() {
    tmux_do capture-pane -p
}

# type_keys KEY...: as tmux names them; text is typed as it is.
type_keys() {
    tmux_do send-keys "$@"
}

# run LINE: gives the shell a line.
run() {
    tmux_do send-keys -l "$1"
    tmux_do send-keys Enter
}

# await PATTERN: until a row of the screen matches.
await() {
    local i
    for ((i = 0; i < 200; i++)); do
        screen | grep -qE -- "$1" && return
        sleep 0.05
    done
    screen >&2
    fail "the screen does not show \"$1\""
}

# await_no PATTERN: until no row matches.
await_no() {
    local i
    for ((i = 0; i < 200; i++)); do
        screen | grep -qE -- "$1" || return 0
        sleep 0.05
    done
    screen >&2
    fail "the screen still shows \"$1\""
}

# The process that the shell has started.
child() {
    pgrep -P "$(tmux_do display -p '#{pane_pid}')"
}

resize() {
    tmux_do resize-window -x "$1" -y "$2"
}

# save_modes FILE: the terminal's modes, asked for by its shell.
save_modes() {
    rm -f "$1"
    run "stty -a >$PWD/$1; echo saved"
    local i
    for ((i = 0; i < 200; i++)); do
        [[ -s $1 ]] && screen | grep -q '^saved' && return
        sleep 0.05
    done
    fail "the shell does not answer"
}

# check_terminal WHEN: it is as it was when its modes were saved as `modes`.
check_terminal() {
    run clear
    await_no 'stty'
    save_modes now
    cmp modes now >&2 || fail "other modes $1"
    [[ $(tmux_do display -p '#{alternate_on} #{cursor_flag}') == "0 1" ]] ||
        fail "another screen, or no cursor, $1: $(tmux_do display -p '#{alternate_on} #{cursor_flag}')"
    run clear
    await_no saved
}
