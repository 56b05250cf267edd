/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_OFFLINE_H
#define APP_OFFLINE_H

/* A song to sound, as fast as it goes. [main] */

#include "app/level_list.h"
#include "app/settings.h"
#include "app/song_point.h"
#include "app/transport.h"
#include "awe/song.h"
#include "awe/synth.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Takes the next frames, [n_frames][2]; false ends the render. */
typedef bool (*offline_sink_fn)(void *context, const float *frames, size_t n_frames);

typedef struct offline_config {
    transport_settings transport;
    song_span span;           /* where it is cut, all keys are let go */
    uint32_t block_frames;    /* 1..65536: how many frames at a time; changes no sample */
    tail_mode tail;           /* where the sound ends after the song's end */
    uint64_t tail_frames;     /* of TAIL_SECONDS */
    uint64_t max_frames;      /* never more than so many */
    const level_list *levels; /* changes of quality at their frames; NULL: the best throughout */
    offline_sink_fn sink;
    void *context; /* handed to `sink` */
} offline_config;

typedef enum offline_end {
    OFFLINE_WHOLE,
    OFFLINE_TOO_LONG, /* cut at max_frames */
    OFFLINE_STOPPED,  /* by the sink */
    OFFLINE_NO_MEM,
} offline_end;

/* How many frames will be heard from the start to the song's end, where the tail begins. */
uint64_t offline_length(const awe_song *song, const offline_config *config);

/* Plays `song` on `synth`, which is new or sought to 0, into the sink. */
offline_end offline_render(awe_synth *synth, const awe_song *song, const offline_config *config);

#endif
