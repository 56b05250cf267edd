/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_FADER_H
#define APP_FADER_H

/* A level that moves in straight lines, so that no change of volume clicks. At level 1 and at rest
   it leaves every bit as it is. [audio] */

#include "awe/api.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct fader {
    float from, to;    /* linear gains */
    uint32_t n_left;   /* frames until it rests at `to` */
    uint32_t n_frames; /* of the whole move */
} fader;

/* At rest at `level`. */
static inline fader fader_at(float level)
{
    return (fader){.from = level, .to = level};
}

static inline AWE_RT bool fader_rests(const fader *f)
{
    return f->n_left == 0;
}

static inline AWE_RT float fader_level(const fader *f)
{
    if (f->n_left == 0) {
        return f->to;
    }
    return f->to + (f->from - f->to) * ((float)f->n_left / (float)f->n_frames);
}

/* Begins to move to `level` within `n_frames` (at least 1) from wherever it is. */
AWE_RT void fader_move(fader *f, float level, uint32_t n_frames);

/* Applies the level to `frames`, [n_frames][2], and moves on. */
AWE_RT void fader_apply(fader *f, float *frames, size_t n_frames);

#endif
