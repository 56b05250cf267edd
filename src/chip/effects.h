/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_CHIP_EFFECTS_H
#define AWE_CHIP_EFFECTS_H

/* Chorus and reverb behind their sends: which types, how loud, and whether they are worth their
   work. What is asked for acts at the next tick. [audio] */

#include "awe/api.h"
#include "chip/bypass.h"
#include "chip/chorus.h"
#include "chip/kernel.h"
#include "chip/reverb.h"
#include "chip/voice.h"

#include <stdint.h>

/* Linear gains: the effects' returns and the whole output. 1 is nominal. */
typedef struct awe_levels {
    float reverb, chorus, left, right;
} awe_levels;

/* What lower quality leaves out; nonzero: that. */
typedef struct awe_effect_cuts {
    int lightens; /* the reverb does with half of its lines */
    int drops_reverb, drops_chorus;
} awe_effect_cuts;

typedef struct awe_effects {
    int own_reverb, own_chorus;   /* the configuration's types; negative: off, whatever is set */
    int reverb_type, chorus_type; /* wanted */
    awe_levels levels, wanted;    /* now, and where they slew to */
    awe_effect_cuts cuts;         /* wanted */
    awe_bypass chorus_bypass, reverb_bypass;
    awe_chorus_unit chorus;
    awe_reverb_unit reverb;
} awe_effects;

/* Once, before anything else: what renders them, and the configuration's types. */
AWE_RT void awe_effects_init(awe_effects *effects, const awe_kernel *kernel, int own_reverb,
                             int own_chorus);

/* Silence, the configuration's types, nominal levels, at frame `frame`; `cuts` act at once. */
AWE_RT void awe_effects_start(awe_effects *effects, uint64_t frame);

/* Types 0..7. */
AWE_RT void awe_effects_set_types(awe_effects *effects, int reverb, int chorus);

/* Types and levels of `from` at frame `frame`; otherwise silent. */
AWE_RT void awe_effects_adopt(awe_effects *effects, const awe_effects *from, uint64_t frame);

/* At the tick that begins at `frame`. */
AWE_RT void awe_effects_tick(awe_effects *effects, uint64_t frame);

/* Adds frames first .. first + n - 1 of the tick to the mix's sides; its sends are used up. */
AWE_RT void awe_effects_render(awe_effects *effects, awe_mix *mix, uint32_t first, uint32_t n);

#endif
