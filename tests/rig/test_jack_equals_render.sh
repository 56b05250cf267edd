#!/bin/bash
# SPDX-License-Identifier: MIT
# SPDX-FileCopyrightText: 2026 The awe-player authors
#
# What arrives at a sound device is what `render` writes, bit for bit, from the first sound on. The
# song begins with a rest: the connection to the device may become effective a round late.
set -eu
# shellcheck source=jack.sh
. "$(dirname "$0")/jack.sh"
scratch=$(mktemp -d)
trap 'stop_jack; rm -rf "$scratch"' EXIT

# 120 ticks per quarter at 120 bpm: after 0.2 s piano, strings with modulation, a drum; then tails.
track='\x00\xC0\x00\x00\xC1\x30\x00\xB1\x01\x40\x30\x90\x3C\x64\x00\x91\x30\x50\x00\x99\x26\x70'
track+='\x78\x90\x40\x5A\x30\x80\x3C\x00\x00\xE1\x00\x50\x48\x80\x40\x00\x00\x81\x30\x00\x00\x89\x26\x00\x00\xFF\x2F\x00'
# shellcheck disable=SC2059
printf "$track" >"$scratch/track"
{
    printf 'MThd\x00\x00\x00\x06\x00\x00\x00\x01\x00\x78MTrk\x00\x00\x00'
    # shellcheck disable=SC2059
    printf "\\x$(printf %x "$(stat -c %s "$scratch/track")")"
    cat "$scratch/track"
} >"$scratch/song.mid"

"$AWE_PLAYER" render -q -f builtin -F raw -b f32 -o "$scratch/rendered.raw" "$scratch/song.mid"
for period in 64 1024; do
    start_jack 44100 "$period"
    record "$scratch/played.raw" 60 \
        "$AWE_PLAYER" play -q -f builtin -d awe-recorder --limiter off "$scratch/song.mid"
    stop_jack
    "$AWE_BUILD/tests/compare_offset" "$scratch/played.raw" "$scratch/rendered.raw"
done
