# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# Sourced by the tests of this folder that need ALSA: what stands after run_in_vm happens in the virtual machine, in a
# scratch folder there, $scratch here and there being the one that both see. Time is counted by instructions.
#
# Whenever a program there waits for one of this machine's files, however briefly, all clocks there run ahead to the next
# thing that is due. So a test may wait for something to happen, and it may rely on times that a running program keeps,
# but never on the time that starting one takes: what has to be in time is told to a keyboard or a listener that runs.

rig=$AWE_BUILD/tests

# What these programs are made of is in memory before any time counts.
warm_up() {
    local files
    files=$(ldd "$@" | sed -n 's/.*[[:space:]]\(\/[^ ]*\) (.*/\1/p' | sort -u)
    # shellcheck disable=SC2086
    cat "$@" $files >/dev/null
}

# run_in_vm [OPTION OF vm]...: there, does nothing. Here, runs this script there, then after_vm if the test has that, for
# what was left in $scratch, and ends with the exit code, or as skipped.
run_in_vm() {
    if [[ -n ${in_vm:-} ]]; then
        mkdir /run/test
        cd /run/test || exit
        # The kernel's late work, such as a silent card's periods, does not wait for programs.
        chrt -f -p 98 "$(pgrep ksoftirqd/0)"
        trap 'trap - EXIT; [[ -z $(jobs -p) ]] || kill $(jobs -p) 2>/dev/null; wait' EXIT
        # The player opens these anew whenever it looks for devices.
        mkdir /run/alsa
        cp -r /usr/share/alsa/{alsa.conf,cards,ctl,pcm} /run/alsa
        mount --bind /run/alsa /usr/share/alsa
        warm_up "$AWE_PLAYER" "$rig"/{midi_keyboard,midi_listen,pcm_record}
        return
    fi
    [[ -x $rig/pcm_record ]] || exit 77
    scratch=$(mktemp -d)
    trap 'rm -rf "$scratch"' EXIT
    export scratch
    [[ ${1:-} == -I ]] || set -- -i "$@"
    in_vm=yes "$(dirname "$0")/vm" "$@" "$scratch" bash "$(realpath "$0")" || exit
    ! declare -F after_vm >/dev/null || after_vm
    exit
}

# wait_until SECONDS COMMAND...
wait_until() {
    local i
    for ((i = 0; i < 20 * $1; i++)); do
        "${@:2}" && return
        sleep 0.05
    done
    echo "not within $1 s: ${*:2}"
    return 1
}

# wait_for TEXT FILE
wait_for() {
    wait_until 20 grep -q "$1" "$2" || { cat "$2"; return 1; }
}

# ---- a keyboard

# plug_in NAME [STEP]...: as of midi_keyboard, and it stays.
plug_in() {
    coproc keys { exec "$rig/midi_keyboard" "$@" -:sent; }
    # bash forgets these when the keyboard ends.
    keys_out=${keys[0]} keys_in=${keys[1]} keyboard=$!
}

# play STEP...: returns when the last is done. The times of notes are in the file `sent`.
play() {
    local answer
    echo "$@" >&"$keys_in"
    read -r answer <&"$keys_out"
    [[ $answer == "done" ]]
}

unplug() {
    kill "$keyboard"
    wait "$keyboard" || true
}

# ---- sound cards

# The loopback hw:3 moves with the silent card, by periods of 64 frames; hw:0 with the kernel's ticks, by 4 ms.
start_fine_loopback() {
    aplay -q -D hw:1,0 -t raw -f cd --period-size 64 --buffer-size 16384 --avail-min 100000 \
        --stop-delay 1000000000 /dev/zero &
    wait_until 5 grep -q RUNNING /proc/asound/card1/pcm0p/sub0/status
    chrt -f -p 97 $!
}

# start_recording CARD: the last minute of what goes through this loopback, to rec.raw, and its clock.
start_recording() {
    "$rig/pcm_record" "hw:$1,1" 60 rec.raw clock >recorder &
    recorder=$!
    wait_for ready recorder
}

stop_recording() {
    kill "$recorder"
    wait "$recorder"
}

# is_silent CARD: for a tenth of a second.
is_silent() {
    start_recording "$1"
    sleep 0.2
    stop_recording
    [[ $(tail -c 17640 rec.raw | tr -d '\0' | wc -c) == 0 ]]
}

# is_heard CARD
is_heard() { ! is_silent "$1"; }

# check_onsets NAME OFFSET_US TOLERANCE_US JITTER_US: every note of `sent` sounds in rec.raw, the middle one OFFSET after
# it was sent, and from the first to the last hundredth they differ by JITTER at most.
check_onsets() {
    local n n_sounds min p1 p50 p99 max
    "$rig/onsets" rec.raw clock sent >onsets || true
    read -r n n_sounds min p1 p50 p99 max <onsets
    echo "$1: $n notes, $n_sounds sounds; us from sent to heard: min $min, 1 % $p1, 50 % $p50, 99 % $p99, max $max"
    ((n == n_sounds && p99 - p1 <= $4 && p50 >= $2 - $3 && p50 <= $2 + $3)) ||
        { echo "$1: expected $2 +- $3 us, and $4 us from 1 % to 99 %"; return 1; }
}
