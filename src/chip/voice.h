/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_VOICE_H
#define AWE_CHIP_VOICE_H

/* The hot state of voices: eight lanes side by side, what the kernel reads and writes for every
   frame. */

#include "awe/api.h"
#include "awe/synth.h"
#include "chip/params.h"
#include "chip/sinc.h"

#include <stdint.h>

#define AWE_LANES 8
/* Fraction bits of a position; 8 bits of an increment are whole frames. */
#define AWE_POSITION_BITS 24

/* Frames around a wrap that the kernel reads in one piece: see awe_voice_group.tail. */
#define AWE_HEAD_FRAMES 4
#define AWE_TAIL_FRAMES 80

/* Behind the frames of a tick: the kernel's last vectors reach in there, where nothing is heard. */
#define AWE_ROW_PADDING 16

/* A filter: the coefficients of filter.h, then its state. */
enum {
    AWE_FILTER_G,
    AWE_FILTER_A,
    AWE_FILTER_B,
    AWE_FILTER_C,
    AWE_FILTER_H,
    AWE_FILTER_K,
    AWE_FILTER_LP,
    AWE_FILTER_BP,
    AWE_N_FILTER,
};

/* Positions count from the recording's first frame; four taps are read, one before and two after
   the position. Where those are not all in the recording, or a loop wraps between them, they come
   from two small copies made at note start: `head` (one zero, then the first frames) and `tail`
   (the last three frames before `last`, then what follows: the loop again and again, or zeros).
   Sinc interpolation gathers its own taps: see sinc.inc. */
typedef struct awe_voice_group {
    _Alignas(64) float gain[AWE_LANES][AWE_TICK_FRAMES + AWE_ROW_PADDING]; /* of each frame */
    float filter[AWE_LANES][AWE_N_FILTER];
    const awe_sinc *sinc;         /* where that interpolation may be asked for; else NULL */
    uint64_t position[AWE_LANES]; /* AWE_POSITION_BITS of fraction */
    const int16_t *frames[AWE_LANES];
    const uint8_t *low[AWE_LANES];           /* NULL: 16-bit */
    uint32_t increment[AWE_LANES];           /* position per frame */
    uint32_t last[AWE_LANES];                /* loop end, or number of frames */
    uint32_t loop_frames[AWE_LANES];         /* length of the loop; 0: plays to the end */
    float send[AWE_N_BUSES][AWE_LANES];      /* at frame 0 of the tick */
    float send_step[AWE_N_BUSES][AWE_LANES]; /* per frame */
    uint8_t begin[AWE_LANES]; /* frame of the tick at which the voice starts; 0: it has */
    uint32_t active;          /* bit per lane: sounding */
    uint32_t stopped;         /* to be silent once what came before is mixed */
    uint32_t ended;           /* at the last tick */
    uint32_t filtered;        /* filter not open */
    uint32_t panning;         /* send_step is not all 0 */
    uint32_t steady;          /* nothing moves but the position: a tick would plan the same again */
    int16_t head[AWE_LANES][AWE_HEAD_FRAMES];
    int16_t tail[AWE_LANES][AWE_TAIL_FRAMES];
    uint8_t head_low[AWE_LANES][AWE_HEAD_FRAMES];
    uint8_t tail_low[AWE_LANES][AWE_TAIL_FRAMES];
} awe_voice_group;

/* One tick of the mix, before effects. */
typedef struct awe_mix {
    _Alignas(64) float bus[AWE_N_BUSES][AWE_TICK_FRAMES + AWE_ROW_PADDING];
    int is_dry; /* nonzero: nobody wants the buses from AWE_N_DRY on */
} awe_mix;

/* Lane `slot` plays `sample`, wherever its position is. */
AWE_RT void awe_voice_set_sample(awe_voice_group *group, uint32_t slot,
                                 const awe_voice_sample *sample);

/* Leaves the loop and plays on to the end of the recording, from wherever in the loop the voice
   is. `sample` is what it plays. */
AWE_RT void awe_voice_leave_loop(awe_voice_group *group, uint32_t slot, awe_voice_sample *sample);

/* Moves the voice in lane `a` of `from`, which is silent then, to lane `b` of `to`. */
AWE_RT void awe_voice_move(awe_voice_group *to, uint32_t b, awe_voice_group *from, uint32_t a);

#endif
