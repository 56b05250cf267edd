/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_CHORUS_H
#define AWE_CHIP_CHORUS_H

/* The chorus: one modulated delay line with feedback, two taps, set by the card's register data.
   Source: docs/sound.md "Chorus". [audio] */

#include "awe/api.h"
#include "awe/rate.h"
#include "chip/delay.h"

#include <stdint.h>

#define AWE_CHORUS_TYPES 8
/* A power of two above the card's longest delay, 2822, and its modulation. */
#define AWE_CHORUS_LINE_FRAMES 4096

/* Frames that are computed together: less than any delay. */
#define AWE_CHORUS_BLOCK AWE_TICK_FRAMES

/* What the registers of a type mean. */
typedef struct awe_chorus_setting {
    float feedback; /* low byte / 256 */
    float delay_frames;
    float depth_frames;         /* +- around the delay */
    float right_earlier_frames; /* the right tap: register / 256 */
    uint32_t
        step; /* LFO phase per frame: register x 2^32 / 2^24; it is register x 44100 / 2^24 Hz */
} awe_chorus_setting;

extern const awe_chorus_setting awe_chorus_settings[AWE_CHORUS_TYPES];

typedef struct awe_chorus_unit awe_chorus_unit;

/* Adds the effect of the next `n` frames, at most AWE_CHORUS_BLOCK, and moves on. Every variant of
   the kernel has one, and gives the same bits. */
typedef void (*awe_chorus_fn)(awe_chorus_unit *chorus, const float *in, float *const out[2],
                              uint32_t n, float level) AWE_RT;

struct awe_chorus_unit {
    awe_chorus_fn render_block; /* the owner's choice, of awe_kernel */
    float line[AWE_DELAY_FLOATS(AWE_CHORUS_LINE_FRAMES)];
    uint32_t at;           /* where the next frame is written */
    uint32_t phase;        /* of the LFO; 2^32 is one period */
    int type;              /* 0..7; negative: off */
    uint32_t quiet_frames; /* since anything was heard in or out */
};

/* Clears the line and sets the LFO to where it is `frame` frames after its start. `type` 0..7,
   negative: off. */
AWE_RT void awe_chorus_start(awe_chorus_unit *chorus, int type, uint64_t frame);

/* Changes the type at frame `frame`; the line keeps sounding. The LFO is where it would be had the
   type always been this one. */
AWE_RT void awe_chorus_set_type(awe_chorus_unit *chorus, int type, uint64_t frame);

/* Adds the effect of `in` [n] to `out` (left and right, [n] each), scaled by `level`. */
AWE_RT void awe_chorus_render(awe_chorus_unit *chorus, const float *in, float *const out[2],
                              uint32_t n, float level);

#endif
