/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_LIVE_SONG_H
#define TESTS_SUPPORT_LIVE_SONG_H

/* A callback, three decks, and a song of two notes that lasts a second: at frame 0 a C, at a third
   of a second an E. Functions fail the test on any error. */

#include "app/live.h"
#include "support/synth_rig.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define MAX_FRAMES (20 * AWE_RATE_HZ)
#define LATENCY_FRAMES 1000
#define N_DECKS 3
#define N_RECORDS 4096
#define STAGE_NS 10

typedef struct fixture {
    synth_rig rig;
    awe_song *song;
    float *out; /* [MAX_FRAMES][2] */
    deck *decks[N_DECKS];
    input_queue input;
    awe_ring records;
    awe_record storage[N_RECORDS];
    uint64_t now_ns;   /* what the callback's clock says */
    uint64_t stage_ns; /* what the decks' clock said: each reading moves it by STAGE_NS */
} fixture;

/* For cmocka's groups. */
int live_song_set_up(void **state);
int live_song_tear_down(void **state);

/* A callback without a deck, for a device of `rate_hz`. */
live *open_live(fixture *f, double rate_hz, bool has_input);

/* The same, which plays the song from its start. */
live *start(fixture *f, double rate_hz);

void send(live *l, live_command command);
void switch_to(live *l, fixture *f, int i, const awe_song *song, uint64_t frame);
void fill(live *l, float *out, size_t n_frames, bool ran_dry);
live_status look(live *l);

/* Calls back with buffers of `n_buffer` frames until all has been heard; returns how many frames.
   `fade_at`: where it is told to fade out; 0: nowhere. */
size_t play(fixture *f, live *l, size_t n_buffer, size_t fade_at);

/* The song by the shortest way, for comparison; to be freed. */
float *render(fixture *f, size_t n_frames);

void assert_silent(const float *frames, size_t n_frames);

#endif
