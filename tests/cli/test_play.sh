#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Without an audio device: one clear sentence and exit code 5, but only once there is something to be played.
# shellcheck source=common.sh
. "$(dirname "$0")/common.sh"

unset JACK_DEFAULT_SERVER
export JACK_NO_START_SERVER=1
expect 2 'no-such: No such file or directory' no-such
if [[ ! -e /dev/snd/seq ]]; then
    expect 5 'there is no MIDI: /dev/snd/seq: No such file or directory' devices midi
    expect 5 'there is no MIDI: /dev/snd/seq: No such file or directory' --midi-list
fi
if player devices >list 2>/dev/null; then
    player devices --json >list.json
    [[ $(wc -l <list) == $(wc -l <list.json) ]] || fail "devices and devices --json differ"
    exit 0
fi
expect 5 'no audio device was found; "render" writes a file instead' devices
expect 5 'no audio device was found; "render" writes a file instead' --list-devices
expect 5 'no audio device was found; "render" writes a file instead' song.mid
expect 5 'no device has "card" in its name; --list-devices shows them' -d card song.mid
expect 5 'no device is numbered #3; --list-devices shows them' play -d '#3' song.mid
