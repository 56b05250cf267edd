/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_REVERB_H
#define AWE_CHIP_REVERB_H

/* The reverb. Types 0 to 5 are a diffused feedback delay network, tuned per type; 6 and 7 are the
   card's echoes with their measured times. The card's own reverb program is not known:
   docs/sound.md "Reverb". To save work, the network can do with half of its lines. [audio] */

#include "awe/api.h"

#include <stdint.h>

#define AWE_REVERB_TYPES 8
#define AWE_REVERB_LINES 8
#define AWE_REVERB_DIFFUSERS 4
#define AWE_REVERB_LINE_FRAMES 4096
#define AWE_REVERB_ECHO_FRAMES 16384 /* above the longest echo, 10408 */
#define AWE_REVERB_DIFFUSER_FRAMES 1024
#define AWE_REVERB_LIGHTEN_FRAMES 882 /* 20 ms: the other half fades out, or in */

typedef struct awe_reverb_unit {
    float line[AWE_REVERB_LINES][AWE_REVERB_LINE_FRAMES];
    float diffuser[AWE_REVERB_DIFFUSERS][AWE_REVERB_DIFFUSER_FRAMES];
    float echo[AWE_REVERB_ECHO_FRAMES];
    float gain[AWE_REVERB_LINES];   /* per pass, for the type's reverberation time */
    float damped[AWE_REVERB_LINES]; /* one-pole states in the loop */
    uint32_t at;                    /* where the next frame is written, in every line */
    int type;                       /* 0..7; negative: off */
    int is_light;                   /* nonzero: with half of the lines */
    uint32_t light_frames;          /* of the way there, 0..AWE_REVERB_LIGHTEN_FRAMES */
    uint32_t quiet_frames;          /* since anything was heard in the lines */
} awe_reverb_unit;

/* Clears everything but `is_light`. `type` 0..7, negative: off. */
AWE_RT void awe_reverb_start(awe_reverb_unit *reverb, int type);

/* Changes the type; the lines keep sounding. */
AWE_RT void awe_reverb_set_type(awe_reverb_unit *reverb, int type);

/* With half of the lines from now on, or with all again. */
AWE_RT void awe_reverb_set_light(awe_reverb_unit *reverb, int is_light);

/* Adds the effect of `in` [n] to `out` (left and right, [n] each), scaled by `level`. */
AWE_RT void awe_reverb_render(awe_reverb_unit *reverb, const float *in, float *const out[2],
                              uint32_t n, float level);

#endif
