# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Sourced by the tests of this folder: a JACK server of the test's own, with its dummy driver, which needs no sound
# card.

# start_jack RATE PERIOD [async]. Unless it is asynchronous it waits for its clients, so that what is recorded is whole on
# a busy machine, too. Ends the test as skipped where there is no JACK.
start_jack() {
    if ! command -v jackd >/dev/null || [[ ! -x $AWE_BUILD/tests/jack_record ]]; then
        exit 77
    fi
    jack_log=$(mktemp)
    local mode=--sync
    [[ ${3:-} != async ]] || mode=
    export JACK_DEFAULT_SERVER=awe-test-$$ JACK_NO_START_SERVER=1 JACK_NO_AUDIO_RESERVATION=1
    # shellcheck disable=SC2086
    jackd --name "$JACK_DEFAULT_SERVER" $mode --no-realtime -d dummy --rate "$1" --period "$2" \
        --capture 2 --playback 2 >"$jack_log" 2>&1 </dev/null &
    jack_pid=$!
    for _ in {1..200}; do
        jack_wait --check 2>/dev/null | grep -q '^running' && return
        kill -0 "$jack_pid" 2>/dev/null || break
        sleep 0.05
    done
    cat "$jack_log"
    return 1
}

# A killed server keeps its place among the eight that a machine may have, until one of its name ends in order.
stop_jack() {
    local status=0
    [[ -n ${jack_pid:-} ]] || return 0
    kill "$jack_pid" 2>/dev/null || true
    wait "$jack_pid" 2>/dev/null || status=$?
    rm -f "$jack_log"
    jack_pid=
    if ((status == 128 + 9)); then
        start_jack 44100 256
        stop_jack
    fi
}

# record FILE SECONDS COMMAND...: what COMMAND plays to the device "awe-recorder", as interleaved floats.
record() {
    local file=$1 seconds=$2 ready recorder
    shift 2
    ready=$(mktemp)
    "$AWE_BUILD/tests/jack_record" awe-recorder "$seconds" "$file" >"$ready" &
    recorder=$!
    for _ in {1..200}; do
        grep -q ready "$ready" && break
        sleep 0.05
    done
    rm -f "$ready"
    timeout "$seconds" "$@" || { kill "$recorder"; return 1; }
    wait "$recorder"
}
