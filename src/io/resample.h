/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_RESAMPLE_H
#define AWE_IO_RESAMPLE_H

/* Stereo rate conversion. Sound comes out where it went in: the filter's delay is already
   removed. */

#include "awe/api.h"
#include "io/io_error.h"

#include <stdbool.h>
#include <stddef.h>

typedef enum resample_quality {
    RESAMPLE_PLAY, /* 121 dB, cheap enough for a callback */
    RESAMPLE_BEST, /* 144 dB */
} resample_quality;

typedef struct resample resample;

/* True if rates that differ this much can be converted. [any] */
bool resample_can(double from_hz, double to_hz);

/* Creates a converter; free with resample_free(). Returns false if there is no memory. [main] */
bool resample_new(double from_hz, double to_hz, resample_quality quality, resample **out,
                  io_error *error);
void resample_free(resample *converter);

/* One step: what is offered and taken, in frames of left and right. */
typedef struct resample_step {
    const float *in; /* NULL if nothing is offered */
    size_t n_in;     /* offered; afterwards: used */
    float *out;
    size_t n_out; /* room; afterwards: filled */
    bool is_last; /* no more input will come: the end is pushed out */
} resample_step;

/* Converts until the input is used or the room is full. [audio] */
AWE_RT void resample_run(resample *converter, resample_step *step);

#endif
