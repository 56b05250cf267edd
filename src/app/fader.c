/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/fader.h"

void fader_move(fader *f, float level, uint32_t n_frames)
{
    f->from = fader_level(f);
    f->to = level;
    f->n_left = f->n_frames = n_frames;
}

void fader_apply(fader *f, float *frames, size_t n_frames)
{
    if (f->n_left == 0 && f->to == 1.0f) {
        return;
    }
    for (size_t i = 0; i < n_frames; i++) {
        float level = fader_level(f);
        frames[2 * i] *= level;
        frames[2 * i + 1] *= level;
        f->n_left -= f->n_left > 0;
    }
}
