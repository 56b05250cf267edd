/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_LIVE_H
#define APP_LIVE_H

/* The audio callback's world: it reads the song's events and the main loop's commands, renders,
   converts the rate. Everything it touches is in one block that is allocated before it starts; it
   calls nothing that may wait. */

#include "awe/api.h"
#include "awe/song.h"
#include "awe/synth.h"
#include "io/audio.h"
#include "io/io_error.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct live live;

typedef enum live_verb {
    LIVE_FADE_OUT, /* silent within 50 ms, then done */
} live_verb;

typedef struct live_command {
    live_verb verb;
} live_command;

/* What the callback tells the main loop. Read field by field: they need not belong to the same
   moment. */
typedef struct live_status {
    uint32_t position_ms; /* in the song */
    uint32_t n_voices;
    uint32_t n_calls;   /* of the callback; if it stops growing, the device is gone */
    uint32_t n_ran_dry; /* times that the device had nothing to play */
    bool is_done;       /* all has been heard */
} live_status;

/* Creates the callback's state around `synth`, which stays the caller's and is touched by nobody
   else while it runs. `rate_hz` and `latency_frames` are the device's. Free with live_free().
   [main] */
bool live_new(awe_synth *synth, double rate_hz, uint32_t latency_frames, live **out,
              io_error *error);
void live_free(live *l);

/* Goes on where it was with another device, or the same again. [main], while no callback runs
   Errors: a rate that cannot be had. */
bool live_attach(live *l, double rate_hz, uint32_t latency_frames, io_error *error);

/* Makes `song` the next to be played, from its start; it must outlive the playing. [main], while no
   callback runs */
bool live_load(live *l, const awe_song *song, io_error *error);

/* Sends a command to the callback; false if too many wait. [main] */
bool live_send(live *l, live_command command);

void live_get_status(const live *l, live_status *status);

/* The callback, an audio_fill_fn: `context` is the live. [audio] */
AWE_RT void live_fill(void *context, const audio_round *round);

#endif
