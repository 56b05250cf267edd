/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_TESTS_SUPPORT_SCALAR_KERNEL_H
#define AWE_TESTS_SUPPORT_SCALAR_KERNEL_H

/* The contract of chip/kernel.h, frame by frame: what every variant of the kernel must equal to the
   last bit. */

#include "awe/synth.h"
#include "chip/voice.h"

#include <stdint.h>

/* As a kernel's function for `interp` (hw, linear or cubic), but for positions: those are not taken
   back into the loop. */
void scalar_kernel_render(awe_interp interp, awe_voice_group *groups, uint32_t n_groups,
                          uint32_t first, uint32_t n_frames, awe_mix *mix);

#endif
