/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_KERNEL_H
#define AWE_CHIP_KERNEL_H

/* The voice kernel: interpolation, filter, gain and mix of voices.

   Contract. A kernel function renders frames first .. first + n_frames - 1 of the current tick
   (first + n_frames <= 32) for each lane of `groups` [n_groups] whose bit is in `active`, adds them
   to `mix`, and advances position and filter. Per voice and frame, in this order and in single
   precision:

       x     interpolation at `position`, then position += increment, wrapped at the loop; before
             frame `begin` 0, and the position stays: such a voice's filter is empty
       y     the recursion of filter.h where `filtered`, else x; at frame 0 of the tick a state that
             silence.h calls inaudible is taken as 0
       v     y * gain[frame]
       mix   bus[b][frame] += v * send[b], or v * (send[b] + send_step[b] * frame) where `panning`;
             only left and right where the mix is dry

   Lanes are mixed in ascending order. Every variant gives the same bits, and cutting a tick into
   any segments gives the same bits: tests/chip/test_kernel.c. kernel.inc is the one source;
   variants compile it for other targets. Behind the segment `mix` may be anything finite before,
   and is kept. */

#include "awe/api.h"
#include "awe/synth.h"
#include "chip/chorus.h"
#include "chip/eq.h"
#include "chip/reverb.h"
#include "chip/tick.h"
#include "chip/voice.h"

#include <stdint.h>

typedef void (*awe_kernel_fn)(awe_voice_group *groups, uint32_t n_groups, uint32_t first,
                              uint32_t n_frames, awe_mix *mix) AWE_RT;

typedef struct awe_kernel {
    const char *name;
    uint32_t cpu;                              /* awe_cpu bits that the processor must have */
    awe_kernel_fn render[AWE_INTERP_SINC + 1]; /* by awe_interp; [AWE_INTERP_DEFAULT] is NULL */
    awe_ticker ticker;
    awe_room_fn render_room; /* of the reverb */
    awe_chorus_fn render_chorus;
    awe_eq_fn render_eq;
} awe_kernel;

extern const awe_kernel awe_kernel_base;
extern const awe_kernel awe_kernel_avx2; /* x86-64 only */

/* All compiled variants, the plain one first, fastest last. */
extern const awe_kernel *const awe_kernels[];
extern const uint32_t awe_n_kernels;

/* The fastest variant that this processor has and `features` (awe_cpu mask, 0: all) allows. */
const awe_kernel *awe_kernel_choose(uint32_t features);

#endif
