/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/effects.h"

#define LEVEL_SLEW 0.125f /* of the distance, per tick */
#define LEVEL_SNAP 1e-5f

void awe_effects_init(awe_effects *effects, const awe_kernel *kernel, int own_reverb,
                      int own_chorus)
{
    effects->reverb.render_room = kernel->render_room;
    effects->chorus.render_block = kernel->render_chorus;
    effects->own_reverb = own_reverb;
    effects->own_chorus = own_chorus;
}

static void settle_cuts(awe_effects *effects)
{
    effects->chorus_bypass.leaves = effects->cuts.drops_chorus;
    effects->reverb_bypass.leaves = effects->cuts.drops_reverb;
    awe_bypass_settle(&effects->chorus_bypass);
    awe_bypass_settle(&effects->reverb_bypass);
    effects->reverb.is_light = effects->cuts.lightens;
}

void awe_effects_start(awe_effects *effects, uint64_t frame)
{
    effects->reverb_type = effects->own_reverb;
    effects->chorus_type = effects->own_chorus;
    effects->levels = effects->wanted = (awe_levels){1.0f, 1.0f, 1.0f, 1.0f};
    settle_cuts(effects);
    awe_chorus_start(&effects->chorus, effects->chorus_type, frame);
    awe_reverb_start(&effects->reverb, effects->reverb_type);
}

void awe_effects_set_types(awe_effects *effects, int reverb, int chorus)
{
    effects->reverb_type = effects->own_reverb < 0 ? effects->own_reverb : reverb;
    effects->chorus_type = effects->own_chorus < 0 ? effects->own_chorus : chorus;
}

void awe_effects_adopt(awe_effects *effects, const awe_effects *from, uint64_t frame)
{
    awe_effects_set_types(effects, from->reverb_type, from->chorus_type);
    awe_reverb_start(&effects->reverb, effects->reverb_type);
    awe_chorus_set_type(&effects->chorus, effects->chorus_type, frame);
    effects->levels = from->levels;
    effects->wanted = from->wanted;
}

static float slew(float from, float to)
{
    float distance = to - from;
    return distance < LEVEL_SNAP && distance > -LEVEL_SNAP ? to : from + LEVEL_SLEW * distance;
}

static void slew_levels(awe_levels *levels, const awe_levels *wanted)
{
    levels->reverb = slew(levels->reverb, wanted->reverb);
    levels->chorus = slew(levels->chorus, wanted->chorus);
    levels->left = slew(levels->left, wanted->left);
    levels->right = slew(levels->right, wanted->right);
}

/* An effect that comes back begins empty. */
static void tick_bypasses(awe_effects *effects, uint64_t frame)
{
    effects->chorus_bypass.leaves = effects->cuts.drops_chorus;
    effects->reverb_bypass.leaves = effects->cuts.drops_reverb;
    if (awe_bypass_is_out(&effects->chorus_bypass) && !effects->cuts.drops_chorus) {
        awe_chorus_start(&effects->chorus, effects->chorus.type, frame);
        awe_bypass_come(&effects->chorus_bypass);
    }
    if (awe_bypass_is_out(&effects->reverb_bypass) && !effects->cuts.drops_reverb) {
        awe_reverb_start(&effects->reverb, effects->reverb.type);
        awe_bypass_come(&effects->reverb_bypass);
    }
    if (effects->reverb.is_light != effects->cuts.lightens) {
        awe_reverb_set_light(&effects->reverb, effects->cuts.lightens);
    }
}

void awe_effects_tick(awe_effects *effects, uint64_t frame)
{
    if (effects->reverb.type != effects->reverb_type) {
        awe_reverb_set_type(&effects->reverb, effects->reverb_type);
    }
    if (effects->chorus.type != effects->chorus_type) {
        awe_chorus_set_type(&effects->chorus, effects->chorus_type, frame);
    }
    tick_bypasses(effects, frame);
    awe_reverb_tick(&effects->reverb);
    slew_levels(&effects->levels, &effects->wanted);
}

/* What an effect returns while it comes or leaves. */
typedef struct wet {
    float side[2][AWE_TICK_FRAMES];
} wet;

static void render_chorus(awe_effects *effects, float *in, float *const out[2], uint32_t n)
{
    awe_bypass *bypass = &effects->chorus_bypass;
    float level = effects->levels.chorus;
    if (awe_bypass_is_out(bypass)) {
        return;
    }
    if (awe_bypass_is_in(bypass)) {
        awe_chorus_render(&effects->chorus, in, out, n, level);
    } else {
        wet w = {0};
        float *const returned[2] = {w.side[0], w.side[1]};
        awe_bypass_send(bypass, in, n);
        awe_chorus_render(&effects->chorus, in, returned, n, level);
        awe_bypass_return(bypass, returned, out, n);
    }
}

static void render_reverb(awe_effects *effects, float *in, float *const out[2], uint32_t n)
{
    awe_bypass *bypass = &effects->reverb_bypass;
    float level = effects->levels.reverb;
    if (awe_bypass_is_out(bypass)) {
        return;
    }
    if (awe_bypass_is_in(bypass)) {
        awe_reverb_render(&effects->reverb, in, out, n, level);
    } else {
        wet w = {0};
        float *const returned[2] = {w.side[0], w.side[1]};
        awe_bypass_send(bypass, in, n);
        awe_reverb_render(&effects->reverb, in, returned, n, level);
        awe_bypass_return(bypass, returned, out, n);
    }
}

void awe_effects_render(awe_effects *effects, awe_mix *mix, uint32_t first, uint32_t n)
{
    float *const sides[2] = {mix->bus[AWE_BUS_LEFT] + first, mix->bus[AWE_BUS_RIGHT] + first};
    render_chorus(effects, mix->bus[AWE_BUS_CHORUS] + first, sides, n);
    render_reverb(effects, mix->bus[AWE_BUS_REVERB] + first, sides, n);
}
