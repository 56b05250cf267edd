/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BENCH_WORKLOAD_H
#define APP_BENCH_WORKLOAD_H

/* A bank and a song made on the spot, so that every machine measures the same: 32 notes held over 8
   channels, each one looped recording through a low-pass of 9000 cents with a resonance of 6 dB.
   [main] */

#include <stddef.h>
#include <stdint.h>

typedef struct bench_file {
    uint8_t *data; /* [size], NULL if there was no memory; release with free() */
    size_t size;
} bench_file;

/* A SoundFont with this one instrument. */
bench_file bench_make_bank(void);

/* A MIDI file of `seconds`. */
bench_file bench_make_song(double seconds);

#endif
