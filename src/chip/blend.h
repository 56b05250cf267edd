/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_BLEND_H
#define AWE_CHIP_BLEND_H

/* Changes the interpolation of sounding voices without a click. A group that changes is rendered
   twice for 5 ms, as it was and as it will be, the one fading out as the other fades in. Groups
   take their turns, few at a time: a change that shall save work must not cost much before. A group
   at rest costs nothing more. [audio] */

#include "awe/api.h"
#include "awe/synth.h"
#include "chip/kernel.h"
#include "chip/voice.h"

#include <stdint.h>

#define AWE_BLEND_TICKS 7

/* Of one group. */
typedef struct awe_blend {
    float lp[AWE_LANES], bp[AWE_LANES]; /* the filters' states as `from` leaves them */
    uint8_t from, to;                   /* awe_interp; equal: at rest */
    uint8_t n_ticks;                    /* of the fade, begun so far */
} awe_blend;

/* At rest. */
AWE_RT void awe_blend_start(awe_blend *blend, awe_interp interp);

/* A voice starts or stops in `slot`. */
AWE_RT void awe_blend_clear(awe_blend *blend, uint32_t slot);

/* A voice moves from slot `a` to slot `b`. It sounds on as before if both groups are at rest with
   the same interpolation. */
AWE_RT void awe_blend_move(awe_blend *to, uint32_t b, const awe_blend *from, uint32_t a);

/* At every tick, before groups are rendered: moves `groups` [n] towards `wanted`. True: some are
   not there. */
AWE_RT int awe_blend_tick(awe_blend *blends, const awe_voice_group *groups, uint32_t n,
                          awe_interp wanted);

/* Frames of a tick, and where their sound is added. */
typedef struct awe_blend_span {
    const awe_kernel *kernel;
    uint32_t first, n_frames;
    awe_mix *mix;
} awe_blend_span;

/* As the kernel's function of the group's interpolation, or of both. */
AWE_RT void awe_blend_render(awe_blend *blend, awe_voice_group *group, const awe_blend_span *span);

#endif
