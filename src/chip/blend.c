/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/blend.h"

#include <string.h>

#define GROUPS_PER_TURN 16 /* of so many sounding groups one may change */

void awe_blend_start(awe_blend *blend, awe_interp interp)
{
    *blend = (awe_blend){.from = (uint8_t)interp, .to = (uint8_t)interp};
}

void awe_blend_clear(awe_blend *blend, uint32_t slot)
{
    blend->lp[slot] = blend->bp[slot] = 0.0f;
}

void awe_blend_move(awe_blend *to, uint32_t b, const awe_blend *from, uint32_t a)
{
    to->lp[b] = from->lp[a];
    to->bp[b] = from->bp[a];
}

static int moves(const awe_blend *blend)
{
    return blend->from != blend->to;
}

/* Of filters that have opened. */
static void clear_states(awe_blend *blend, const awe_voice_group *group)
{
    for (uint32_t slot = 0; slot < AWE_LANES; slot++) {
        if (!(group->filtered >> slot & 1)) {
            awe_blend_clear(blend, slot);
        }
    }
}

static void move_on(awe_blend *blend, const awe_voice_group *group)
{
    if (group->active == 0 || blend->n_ticks == AWE_BLEND_TICKS) {
        blend->from = blend->to;
    } else {
        blend->n_ticks++;
        clear_states(blend, group);
    }
}

static void begin(awe_blend *blend, const awe_voice_group *group, awe_interp wanted)
{
    blend->to = (uint8_t)wanted;
    blend->n_ticks = 1;
    for (uint32_t slot = 0; slot < AWE_LANES; slot++) {
        blend->lp[slot] = group->filter[slot][AWE_FILTER_LP];
        blend->bp[slot] = group->filter[slot][AWE_FILTER_BP];
    }
}

int awe_blend_tick(awe_blend *blends, const awe_voice_group *groups, uint32_t n, awe_interp wanted)
{
    uint32_t n_sounding = 0, n_moving = 0, n_waiting = 0;
    for (uint32_t i = 0; i < n; i++) {
        if (moves(&blends[i])) {
            move_on(&blends[i], &groups[i]);
        }
        if (groups[i].active == 0 && blends[i].to != wanted) {
            awe_blend_start(&blends[i], wanted);
        }
        n_sounding += groups[i].active != 0;
        n_moving += (uint32_t)moves(&blends[i]);
        n_waiting += blends[i].to != wanted;
    }
    for (uint32_t i = 0; i < n && n_moving * GROUPS_PER_TURN < n_sounding; i++) {
        if (!moves(&blends[i]) && blends[i].to != wanted) {
            begin(&blends[i], &groups[i], wanted);
            n_moving++;
        }
    }
    return n_moving + n_waiting > 0;
}

/* The weight of what comes, `frame` frames into the present tick. */
static float weight_at(const awe_blend *blend, uint32_t frame)
{
    uint32_t done = (blend->n_ticks - 1u) * AWE_TICK_FRAMES + frame;
    return (float)(int32_t)done * (1.0f / (AWE_BLEND_TICKS * AWE_TICK_FRAMES));
}

typedef float gain_rows[AWE_LANES][AWE_TICK_FRAMES];

static void weigh(const awe_blend *blend, awe_voice_group *group, const awe_blend_span *span,
                  const gain_rows gains, int coming)
{
    for (uint32_t i = span->first; i < span->first + span->n_frames; i++) {
        float weight = weight_at(blend, i);
        weight = coming ? weight : 1.0f - weight;
        for (uint32_t slot = 0; slot < AWE_LANES; slot++) {
            group->gain[slot][i] = gains[slot][i] * weight;
        }
    }
}

static void swap_states(awe_blend *blend, awe_voice_group *group)
{
    for (uint32_t slot = 0; slot < AWE_LANES; slot++) {
        float *filter = group->filter[slot];
        float lp = filter[AWE_FILTER_LP], bp = filter[AWE_FILTER_BP];
        filter[AWE_FILTER_LP] = blend->lp[slot];
        filter[AWE_FILTER_BP] = blend->bp[slot];
        blend->lp[slot] = lp;
        blend->bp[slot] = bp;
    }
}

static void render(awe_voice_group *group, uint8_t interp, const awe_blend_span *span)
{
    span->kernel->render[interp](group, 1, span->first, span->n_frames, span->mix);
}

static void render_both(awe_blend *blend, awe_voice_group *group, const awe_blend_span *span)
{
    uint64_t position[AWE_LANES];
    gain_rows gains;
    memcpy(position, group->position, sizeof position);
    for (uint32_t slot = 0; slot < AWE_LANES; slot++) {
        memcpy(gains[slot], group->gain[slot], sizeof gains[slot]);
    }
    swap_states(blend, group);
    weigh(blend, group, span, gains, 0);
    render(group, blend->from, span);
    swap_states(blend, group);
    memcpy(group->position, position, sizeof position);
    weigh(blend, group, span, gains, 1);
    render(group, blend->to, span);
    for (uint32_t slot = 0; slot < AWE_LANES; slot++) {
        memcpy(group->gain[slot], gains[slot], sizeof gains[slot]);
    }
}

void awe_blend_render(awe_blend *blend, awe_voice_group *group, const awe_blend_span *span)
{
    if (moves(blend)) {
        render_both(blend, group, span);
    } else {
        render(group, blend->to, span);
    }
}
