#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Budgets are exported, imported, and checked with an exit code.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"
export XDG_CONFIG_HOME=$scratch/config

player budget export >defaults
head -n 1 defaults | grep -qx '\[budget\]' || fail "$(cat defaults)"
player budget export --budgets defaults | cmp - defaults || fail "what is exported is not read back"

printf '[budget]\nvoice.active <= 200\nxrun.total[session] <= 1000000\n' >good
printf '[budget]\nvoice.active < 1 # nothing may sound\n' >tight
player budget check --seconds 2 --budgets good >out 2>err || fail "$(cat out err)"
grep -q '^kept     voice.active\[10s\] <= 200 ' out || fail "$(cat out)"
grep -q '0 of 2 budgets are broken' err || fail "$(cat err)"
status=0
player budget check --budgets tight song.mid >out 2>err || status=$?
[[ $status == 6 ]] || fail "exit code $status for a broken budget"
grep -q '^BROKEN   voice.active\[10s\] < 1 ' out || fail "$(cat out)"
if command -v jq >/dev/null; then
    player budget check -q --json --seconds 2 --budgets good | jq -es 'length == 2 and all(.state == "kept") and
        .[0].value == 32' >/dev/null || fail "JSON"
fi

player budget import tight 2>err || fail "$(cat err)"
player budget export | grep -qx 'voice.active\[10s\] < 1 severity warn' || fail "not imported"
status=0
player budget check -q --seconds 1 >out || status=$?
[[ $status == 6 ]] || fail "what was imported is not checked"
printf '[budget]\n\nvoices < 1\n' >wrong
expect 1 'wrong: line 3: no such metric' budget import wrong
player budget export | grep -q 'voice.active' || fail "a wrong import has replaced a good one"
expect 1 'budget takes check \[SONG\], export, or import FILE' budget
expect 1 'budget takes check \[SONG\], export, or import FILE' budget burn
expect 1 'import takes a file of budgets' budget import
expect 1 'export takes no file; it writes to standard output' budget export x
expect 1 'no-such: No such file or directory' budget check --budgets no-such
