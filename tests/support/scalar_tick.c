/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/scalar_tick.h"

#include "base/units.h"

#include <string.h>

#define SPACING 8
#define STEEP 8192

/* ---- filter */

static float from_table(const float *table, float first_cents, float cents)
{
    float at = (cents - first_cents) * (1.0f / AWE_FILTER_STEP_CENTS);
    return awe_interpolate(table, (int)at, at - (float)(int)at);
}

static scalar_filter design_sf2(float cutoff, float resonance_cb)
{
    float peak = awe_clamp(resonance_cb, 0.0f, 960.0f);
    if (cutoff >= 13500.0f && peak == 0.0f) {
        return (scalar_filter){.g = 1.0f, .b = 1.0f, .open = 1};
    }
    float cents = awe_clamp(cutoff, AWE_FILTER_TAN_FIRST_CENTS, 13500.0f - 0.01f);
    float t = from_table(awe_table_filter_tan, AWE_FILTER_TAN_FIRST_CENTS, cents);
    float a1 = 1.0f / (1.0f + t * (t + 1.41421356f * awe_cb_to_gain(peak)));
    float a2 = t * a1;
    return (scalar_filter){
        awe_cb_to_gain(0.5f * peak), a2, t * a2, 2.0f * a1 - 1.0f, 2.0f * a2, 2.0f, 0};
}

static scalar_filter design_card(float cutoff, float resonance_cb)
{
    static const float band_cb[16] = {0,  5,  12, 18, 25, 33, 41,  55,
                                      60, 66, 72, 79, 85, 93, 101, 110};
    static const float top_cb[16] = {0,     5,     12.5f, 17.5f,  25,  32.5f,  42.5f,  50,
                                     62.5f, 72.5f, 90,    107.5f, 125, 137.5f, 152.5f, 167.5f};
    int index = (int)(awe_clamp(resonance_cb, 0.0f, 225.0f) * (1.0f / 15.0f) + 0.5f);
    if (cutoff >= 11850.0f && index == 0) {
        return (scalar_filter){.g = 1.0f, .b = 1.0f, .open = 1};
    }
    float cents = awe_clamp(cutoff, 4366.0509f, 11774.603f);
    float f = from_table(awe_table_filter_sin, AWE_FILTER_SIN_FIRST_CENTS, cents);
    float blend = awe_clamp((cents - 10011.0f) * (1.0f / 1647.0f), 0.0f, 1.0f);
    float low_cb = 15.0f * (float)index;
    float damping = (1.0f / 0.931f) * awe_cb_to_gain(low_cb + blend * (top_cb[index] - low_cb));
    return (scalar_filter){
        awe_cb_to_gain(band_cb[index]), f, 0.0f, 1.0f - f * damping - f * f, f, 1.0f, 0};
}

scalar_filter scalar_filter_design(awe_filter_form form, float cutoff_cents, float resonance_cb)
{
    return form == AWE_FILTER_CARD ? design_card(cutoff_cents, resonance_cb)
                                   : design_sf2(cutoff_cents, resonance_cb);
}

void scalar_filter_store(const scalar_filter *filter, float *poles)
{
    const float values[] = {filter->g, filter->a, filter->b, filter->c, filter->h, filter->k};
    memcpy(poles, values, sizeof values);
}

/* ---- envelopes and LFOs */

static uint32_t length_of(const scalar_envelope *e)
{
    const awe_envelope_params *p = &e->params;
    const uint32_t lengths[] = {
        p->delay_frames, p->attack_frames,
        p->hold_frames,  (uint32_t)((float)p->decay_frames * p->sustain_fall),
        UINT32_MAX,      (uint32_t)((float)p->release_frames * (1.0f - e->from)),
        UINT32_MAX,
    };
    return lengths[e->stage];
}

static void go_on(scalar_envelope *e, uint32_t n_frames)
{
    while (length_of(e) != UINT32_MAX && e->elapsed_frames + n_frames >= length_of(e)) {
        n_frames -= length_of(e) - e->elapsed_frames;
        e->elapsed_frames = 0;
        e->stage++;
    }
    e->elapsed_frames += length_of(e) == UINT32_MAX ? 0 : n_frames;
}

static float part(uint32_t elapsed, uint32_t whole)
{
    return whole > 0 ? (float)elapsed / (float)whole : 0.0f;
}

static awe_level level_of(const scalar_envelope *e)
{
    const awe_envelope_params *p = &e->params;
    switch (e->stage) {
    case AWE_STAGE_DELAY:
        return (awe_level){0.0f, 0.0f};
    case AWE_STAGE_ATTACK:
        return (awe_level){part(e->elapsed_frames, p->attack_frames), 0.0f};
    case AWE_STAGE_HOLD:
        return (awe_level){1.0f, 0.0f};
    case AWE_STAGE_DECAY:
        return (awe_level){1.0f, part(e->elapsed_frames, p->decay_frames)};
    case AWE_STAGE_SUSTAIN:
        return (awe_level){1.0f, p->sustain_fall};
    case AWE_STAGE_RELEASE:
        return (awe_level){1.0f, e->from + part(e->elapsed_frames, p->release_frames)};
    default:
        return (awe_level){1.0f, 1.0f};
    }
}

static void release(scalar_envelope *e, float fall)
{
    e->stage = AWE_STAGE_RELEASE;
    e->elapsed_frames = 0;
    e->from = fall < 1.0f ? fall : 1.0f;
}

static float modulation_of(const scalar_envelope *e)
{
    awe_level level = level_of(e);
    float amount =
        level.rise < 1.0f ? 1.0f - awe_gain_to_cb(level.rise) * (1.0f / 480.0f) : 1.0f - level.fall;
    return amount > 0.0f ? amount : 0.0f;
}

static void swing(scalar_lfo *lfo, uint32_t step, uint32_t n_frames)
{
    uint32_t waits = n_frames < lfo->delay_left_frames ? n_frames : lfo->delay_left_frames;
    lfo->delay_left_frames -= waits;
    lfo->phase += step * (n_frames - waits);
}

/* ---- plan */

static void plan_tone(scalar_voice *v, uint32_t n_frames)
{
    const awe_voice_params *p = &v->params;
    float lfo1 = awe_triangle(v->lfo1.phase), lfo2 = awe_triangle(v->lfo2.phase);
    float modulation = modulation_of(&v->modulation);
    float glide = v->glide_left_frames > 0
                      ? p->glide_cents * (float)v->glide_left_frames / (float)p->glide_frames
                      : 0.0f;
    float cents = p->pitch_cents + lfo1 * p->lfo1_to_pitch_cents + lfo2 * p->lfo2_to_pitch_cents +
                  modulation * p->envelope_to_pitch_cents + glide;
    float ratio = awe_cents_to_ratio(cents);
    ratio = ratio < v->rules.highest_ratio ? ratio : v->rules.highest_ratio;
    v->increment = (uint32_t)(ratio * 16777216.0f);
    float cutoff =
        p->cutoff_cents + lfo1 * p->lfo1_to_cutoff_cents + modulation * p->envelope_to_cutoff_cents;
    v->filter = scalar_filter_design(v->rules.filter_form, cutoff, p->resonance_cb);
    swing(&v->lfo1, p->lfo1.step, n_frames);
    swing(&v->lfo2, p->lfo2.step, n_frames);
    go_on(&v->modulation, n_frames);
    v->glide_left_frames -= n_frames < v->glide_left_frames ? n_frames : v->glide_left_frames;
}

static float gain_of(const scalar_voice *v, const scalar_envelope *volume)
{
    awe_level level = level_of(volume);
    float cb = v->params.attenuation_cb + 1000.0f * level.fall -
               awe_triangle(v->lfo1.phase) * v->params.lfo1_to_volume_cb;
    if (cb >= 1000.0f) {
        return 0.0f;
    }
    if (cb < 0.0f && v->rules.boosts) {
        return level.rise / awe_cb_to_gain(-cb);
    }
    return awe_cb_to_gain(cb) * level.rise;
}

static void draw(scalar_voice *v, uint32_t from, uint32_t to, float start, float target, int slews)
{
    float n = (float)(to - from);
    float step = (target - (slews ? start : v->gain)) / n;
    if (!slews) {
        for (uint32_t i = from; i < to; i++) {
            v->row[i] = v->gain + step * (float)(i - from);
        }
        v->gain = target;
        return;
    }
    float lag = 64.0f * step, off = v->gain - (start - lag);
    for (uint32_t i = from; i < to; i++) {
        v->row[i] = ((start - lag) + step * (float)(i - from)) + off * awe_table_slew[i - from];
    }
    v->gain = (target - lag) + off * awe_table_slew[to - from];
    if (v->gain - target < 1e-5f && v->gain - target > -1e-5f) {
        v->gain = target;
    }
}

static float fade_at(const scalar_voice *v, uint32_t frame)
{
    if (v->fade_ticks == 0) {
        return 1.0f;
    }
    float left = (float)(32 * v->fade_ticks_left) - (float)frame;
    return left / (float)(32 * v->fade_ticks);
}

static int is_angular(const scalar_envelope *before, const scalar_envelope *after)
{
    const awe_envelope_params *p = &after->params;
    return before->stage != after->stage ||
           (after->stage == AWE_STAGE_DECAY && p->decay_frames < STEEP) ||
           (after->stage == AWE_STAGE_RELEASE && p->release_frames < STEEP);
}

static void plan_gain(scalar_voice *v, uint32_t phase)
{
    scalar_envelope at = v->volume, after = v->volume;
    go_on(&after, AWE_TICK_FRAMES - phase);
    int slews = v->rules.slews_gain && v->fade_ticks == 0;
    uint32_t spacing = is_angular(&at, &after) ? SPACING : AWE_TICK_FRAMES;
    float start = gain_of(v, &at);
    for (uint32_t from = phase, to; from < AWE_TICK_FRAMES; from = to) {
        to = from - from % spacing + spacing;
        go_on(&at, to - from);
        float target = gain_of(v, &at);
        draw(v, from, to, start, slews ? target : target * fade_at(v, to), slews);
        start = target;
    }
}

/* ---- what happens to it */

void scalar_voice_start(scalar_voice *voice, const awe_voice_params *params,
                        const awe_tick_rules *rules, uint32_t phase)
{
    *voice = (scalar_voice){
        .rules = *rules,
        .params = *params,
        .volume.params = params->volume,
        .modulation.params = params->modulation,
        .lfo1.delay_left_frames = params->lfo1.delay_frames,
        .lfo2.delay_left_frames = params->lfo2.delay_frames,
        .glide_left_frames = params->glide_frames,
        .is_new = 1,
        .volume_frame = phase > 0 ? phase : AWE_TICK_FRAMES,
    };
    go_on(&voice->volume, 0);
    go_on(&voice->modulation, 0);
    voice->gain = rules->slews_gain ? 0.0f : gain_of(voice, &voice->volume);
    if (phase > 0) {
        plan_tone(voice, AWE_TICK_FRAMES - phase);
        plan_gain(voice, phase);
    }
}

static void reach(scalar_voice *v, uint32_t frame)
{
    if (frame > v->volume_frame) {
        go_on(&v->volume, frame - v->volume_frame);
    }
    v->volume_frame = frame;
}

static void enter_release(scalar_voice *v)
{
    awe_level level = level_of(&v->volume);
    release(&v->volume,
            level.rise < 1.0f ? awe_gain_to_cb(level.rise) * (1.0f / 1000.0f) : level.fall);
    release(&v->modulation, 1.0f - modulation_of(&v->modulation));
}

void scalar_voice_release(scalar_voice *voice, uint32_t phase)
{
    if (voice->is_new) {
        voice->release_waits = 1;
        return;
    }
    reach(voice, phase > 0 ? phase : AWE_TICK_FRAMES);
    if (phase > 0) {
        voice->gain = voice->row[phase];
    }
    enter_release(voice);
    if (phase > 0) {
        plan_gain(voice, phase);
    }
}

/* A release that is under way goes on from where it is. */
static void retime(scalar_envelope *e, uint32_t release_frames)
{
    float fall = level_of(e).fall;
    if (e->params.release_frames != release_frames) {
        e->params.release_frames = release_frames;
        if (e->stage == AWE_STAGE_RELEASE) {
            release(e, fall);
        }
    }
}

void scalar_voice_update(scalar_voice *voice, const awe_voice_params *params)
{
    voice->params = *params;
    reach(voice, AWE_TICK_FRAMES);
    retime(&voice->volume, params->volume.release_frames);
    retime(&voice->modulation, params->modulation.release_frames);
}

void scalar_voice_fade(scalar_voice *voice, uint32_t n_ticks)
{
    if (voice->fade_ticks == 0 || n_ticks < voice->fade_ticks_left) {
        voice->fade_ticks = voice->fade_ticks_left = n_ticks;
    }
}

static int has_ended(const scalar_voice *v)
{
    if (v->fade_ticks > 0) {
        return v->fade_ticks_left == 0;
    }
    if (v->volume.stage == AWE_STAGE_SUSTAIN) {
        return v->volume.params.sustain_fall >= 1.0f;
    }
    return v->volume.stage >= AWE_STAGE_RELEASE && v->gain == 0.0f;
}

int scalar_voice_tick(scalar_voice *voice)
{
    reach(voice, AWE_TICK_FRAMES);
    voice->volume_frame = 0;
    if (has_ended(voice)) {
        return 1;
    }
    if (voice->release_waits && !voice->is_new) {
        voice->release_waits = 0;
        enter_release(voice);
    }
    plan_tone(voice, AWE_TICK_FRAMES);
    plan_gain(voice, 0);
    voice->fade_ticks_left -= voice->fade_ticks_left > 0;
    voice->is_new = 0;
    return 0;
}
