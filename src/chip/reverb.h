/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_REVERB_H
#define AWE_CHIP_REVERB_H

/* The reverb. Types 0 to 5 are a diffused feedback delay network, tuned per type; 6 and 7 are the
   card's echoes with their measured times. The card's own reverb program is not known:
   docs/sound.md "Reverb". To save work, the network can do with half of its lines. [audio] */

#include "awe/api.h"
#include "awe/rate.h"
#include "chip/delay.h"

#include <stdint.h>

#define AWE_REVERB_TYPES 8
#define AWE_REVERB_LINES 8
#define AWE_REVERB_DIFFUSERS 4
#define AWE_REVERB_LINE_FRAMES 4096
#define AWE_REVERB_ECHO_FRAMES 16384 /* above the longest echo, 10408 */
#define AWE_REVERB_DIFFUSER_FRAMES 1024
#define AWE_REVERB_LIGHTEN_FRAMES 882 /* 20 ms: the other half fades out, or in */

#define AWE_REVERB_BLOCK AWE_TICK_FRAMES /* frames that are computed together */
#define AWE_REVERB_SPREAD 0.353553391f   /* 1 / sqrt(8): so mixing eight lines keeps their energy */

/* How much the network is reduced: the second half of its lines counts `upper`, and `scale` gives
   the others the energy that is lost with them. */
typedef struct awe_reverb_shape {
    uint32_t n_lines; /* all, or half of them */
    float upper, scale;
} awe_reverb_shape;

/* What a block returns. */
typedef struct awe_reverb_block {
    _Alignas(32) float left[AWE_REVERB_BLOCK], right[AWE_REVERB_BLOCK];
} awe_reverb_block;

typedef struct awe_reverb_unit awe_reverb_unit;

/* The rooms' network over frames at .. at + n - 1, at most AWE_REVERB_BLOCK; their input
   stands in `echo` already. Every variant of the kernel has one, and gives the same bits. */
typedef void (*awe_room_fn)(awe_reverb_unit *reverb, uint32_t n, awe_reverb_shape shape,
                            awe_reverb_block *out) AWE_RT;

struct awe_reverb_unit {
    awe_room_fn render_room; /* the owner's choice, of awe_kernel */
    _Alignas(32) float line[AWE_REVERB_LINES][AWE_DELAY_FLOATS(AWE_REVERB_LINE_FRAMES)];
    float diffuser[AWE_REVERB_DIFFUSERS][AWE_DELAY_FLOATS(AWE_REVERB_DIFFUSER_FRAMES)];
    float echo[AWE_DELAY_FLOATS(AWE_REVERB_ECHO_FRAMES)];
    /* per pass of a line, for the type's reverberation time, times `keep` and AWE_REVERB_SPREAD */
    float gain[AWE_REVERB_LINES];
    float damped[AWE_REVERB_LINES]; /* one-pole states in the loop */
    float keep, level;              /* of the type's room: see reverb.c */
    uint32_t early_frames;
    uint32_t at;           /* where the next frame is written, in every line */
    int type;              /* 0..7; negative: off */
    int is_light;          /* nonzero: with half of the lines */
    uint32_t light_frames; /* of the way there, 0..AWE_REVERB_LIGHTEN_FRAMES */
    uint32_t quiet_frames; /* since anything was heard in or out */
};

extern const uint32_t awe_reverb_line_frames[AWE_REVERB_LINES];

/* Clears everything but `render_room` and `is_light`. `type` 0..7, negative: off. */
AWE_RT void awe_reverb_start(awe_reverb_unit *reverb, int type);

/* Changes the type; the lines keep sounding. */
AWE_RT void awe_reverb_set_type(awe_reverb_unit *reverb, int type);

/* With half of the lines from now on, or with all again. */
AWE_RT void awe_reverb_set_light(awe_reverb_unit *reverb, int is_light);

/* Empties states that are too small to be heard, so that they never become denormal. At every tick.
   */
AWE_RT void awe_reverb_tick(awe_reverb_unit *reverb);

/* Adds the effect of `in` [n] to `out` (left and right, [n] each), scaled by `level`. */
AWE_RT void awe_reverb_render(awe_reverb_unit *reverb, const float *in, float *const out[2],
                              uint32_t n, float level);

#endif
