/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/tick.h"

#include "base/units.h"

#include <string.h>

#define VOLUME_RANGE_CB 1000.0f /* SoundFont 2.04 8.1.2: decay and release times are for 100 dB */
/* Of the distance, per tick: pan and sends settle within 10 ms without a click. */
#define SEND_SLEW 0.25f
#define SEND_SNAP 1e-4f
#define VALUE_SIZE 4 /* of all that stands in rows */

_Static_assert(sizeof(awe_control_rows) % (AWE_LANES * VALUE_SIZE) == 0, "whole rows");

static void set_bit(uint32_t *bits, uint32_t lane, int on)
{
    *bits = (*bits & ~(1u << lane)) | (uint32_t)(on != 0) << lane;
}

/* SoundFont 2.04 8.1.2, generator 26: the modulation envelope's attack is convex. 40/96 log10(x) in
   centibels. */
float awe_tick_attack_level(float rise)
{
    float level = 1.0f - awe_gain_to_cb(rise) * (1.0f / 480.0f);
    return level > 0.0f ? level : 0.0f;
}

static float modulation_level(const awe_control_group *control, uint32_t lane)
{
    awe_level level = awe_envelope_level(&control->rows.modulation, lane);
    if (level.rise < 1.0f) {
        return awe_tick_attack_level(level.rise);
    }
    return level.fall < 1.0f ? 1.0f - level.fall : 0.0f;
}

static void set_tone(awe_tone_rows *tone, uint32_t lane, const awe_voice_params *p)
{
    tone->pitch_cents[lane] = p->pitch_cents;
    tone->attenuation_cb[lane] = p->attenuation_cb;
    tone->cutoff_cents[lane] = p->cutoff_cents;
    tone->lfo1_to_pitch_cents[lane] = p->lfo1_to_pitch_cents;
    tone->lfo1_to_cutoff_cents[lane] = p->lfo1_to_cutoff_cents;
    tone->lfo1_to_volume_cb[lane] = p->lfo1_to_volume_cb;
    tone->lfo2_to_pitch_cents[lane] = p->lfo2_to_pitch_cents;
    tone->envelope_to_pitch_cents[lane] = p->envelope_to_pitch_cents;
    tone->envelope_to_cutoff_cents[lane] = p->envelope_to_cutoff_cents;
}

static void set_movers(awe_control_bits *bits, uint32_t lane, const awe_voice_params *p)
{
    set_bit(&bits->lfo_to_pitch, lane,
            p->lfo1_to_pitch_cents != 0.0f || p->lfo2_to_pitch_cents != 0.0f);
    set_bit(&bits->lfo_to_cutoff, lane, p->lfo1_to_cutoff_cents != 0.0f);
    set_bit(&bits->lfo_to_volume, lane, p->lfo1_to_volume_cb != 0.0f);
    set_bit(&bits->envelope_to_pitch, lane, p->envelope_to_pitch_cents != 0.0f);
    set_bit(&bits->envelope_to_cutoff, lane, p->envelope_to_cutoff_cents != 0.0f);
}

void awe_tick_reach(awe_control_group *control, uint32_t lane)
{
    awe_control_rows *rows = &control->rows;
    awe_envelope_advance(&rows->volume, lane, &control->voice[lane].params.volume,
                         (uint32_t)rows->due_frames[lane]);
    rows->due_frames[lane] = 0;
    set_bit(&control->bits.turns, lane, 0);
}

/* Goes on from where it is in the time that its release has now; it stands at the coming tick. */
static void retime(awe_envelopes *envelopes, uint32_t lane, const awe_envelope_params *params)
{
    if (envelopes->stage[lane] == AWE_STAGE_RELEASE &&
        envelopes->whole_frames[lane] != (float)params->release_frames) {
        awe_envelope_release(envelopes, lane, params, awe_envelope_level(envelopes, lane).fall);
    }
}

void awe_tick_set_release(awe_control_group *control, uint32_t lane, uint32_t release_frames)
{
    awe_envelope_params *params = &control->voice[lane].params.volume;
    if (params->release_frames != release_frames) {
        awe_tick_reach(control, lane);
        params->release_frames = release_frames;
        retime(&control->rows.volume, lane, params);
    }
}

static void apply_params(awe_control_group *control, uint32_t lane, awe_filter_form form)
{
    awe_control_rows *rows = &control->rows;
    const awe_voice_params *p = &control->voice[lane].params;
    set_tone(&rows->tone, lane, p);
    set_movers(&control->bits, lane, p);
    rows->lfo1.step[lane] = p->lfo1.step;
    rows->lfo2.step[lane] = p->lfo2.step;
    if (p->resonance_cb != rows->resonance.cb[lane]) {
        awe_filter_resonate(&rows->resonance, lane, form, p->resonance_cb);
    }
    control->bits.changed |= 1u << lane;
    control->bits.sends |= 1u << lane;
    set_bit(&control->bits.flat, lane, 0);
}

void awe_tick_update(awe_control_group *control, uint32_t lane, const awe_voice_params *params,
                     awe_filter_form form)
{
    awe_voice_params *own = &control->voice[lane].params;
    awe_voice_params updated = *params;
    updated.lfo1.delay_frames = own->lfo1.delay_frames;
    updated.lfo2.delay_frames = own->lfo2.delay_frames;
    updated.volume = own->volume;
    updated.modulation = own->modulation;
    updated.glide_cents = own->glide_cents;
    updated.glide_frames = own->glide_frames;
    updated.modulation.release_frames = params->modulation.release_frames;
    *own = updated;
    apply_params(control, lane, form);
    retime(&control->rows.modulation, lane, &own->modulation);
    if (!(control->bits.ends >> lane & 1)) {
        awe_tick_set_release(control, lane, params->volume.release_frames);
    }
}

void awe_tick_clear(awe_control_group *control)
{
    awe_control_rows *rows = &control->rows;
    memset(control, 0, sizeof *control);
    for (uint32_t lane = 0; lane < AWE_LANES; lane++) {
        rows->volume.whole_frames[lane] = rows->modulation.whole_frames[lane] = 1.0f;
        rows->fade_frames[lane] = 1.0f;
    }
}

static void start_envelopes(awe_control_group *control, uint32_t lane)
{
    awe_control_rows *rows = &control->rows;
    const awe_voice_params *p = &control->voice[lane].params;
    awe_envelope_start(&rows->volume, lane, &p->volume);
    awe_envelope_start(&rows->modulation, lane, &p->modulation);
    awe_lfo_start(&rows->lfo1, lane, &p->lfo1);
    awe_lfo_start(&rows->lfo2, lane, &p->lfo2);
}

static float first_gain(const awe_control_group *control, uint32_t lane,
                        const awe_tick_rules *rules)
{
    awe_level level = awe_envelope_level(&control->rows.volume, lane);
    float attenuation = control->voice[lane].params.attenuation_cb + VOLUME_RANGE_CB * level.fall;
    return rules->slews_gain || attenuation >= VOLUME_RANGE_CB
               ? 0.0f
               : awe_cb_to_gain(attenuation) * level.rise;
}

void awe_tick_start(awe_control_group *control, awe_voice_group *group, uint32_t lane,
                    const awe_tick_rules *rules, uint32_t phase)
{
    awe_control_rows *rows = &control->rows;
    awe_control_bits *bits = &control->bits;
    awe_control *own = &control->voice[lane];
    start_envelopes(control, lane);
    awe_filter_resonate(&rows->resonance, lane, rules->filter_form, own->params.resonance_cb);
    apply_params(control, lane, rules->filter_form);
    rows->due_frames[lane] = phase > 0 ? (int32_t)(AWE_TICK_FRAMES - phase) : 0;
    rows->gain[lane] = first_gain(control, lane, rules);
    rows->fall[lane] = awe_envelope_level(&rows->volume, lane).fall;
    rows->fade_frames[lane] = rows->fade_left_frames[lane] = 1.0f;
    rows->fade_slope[lane] = 0.0f;
    memcpy(own->send, own->params.send, sizeof own->send);
    own->glide_left_frames = own->params.glide_frames;
    awe_tick_glide(control, lane, 0);
    bits->is_new |= 1u << lane;
    set_bit(&bits->fades, lane, 0);
    set_bit(&bits->released, lane, 0);
    set_bit(&bits->ends, lane, 0);
    set_bit(&bits->release_waits, lane, 0);
    set_bit(&bits->turns, lane, 0);
    group->filter[lane][AWE_FILTER_LP] = group->filter[lane][AWE_FILTER_BP] = 0.0f;
}

void awe_tick_glide(awe_control_group *control, uint32_t lane, uint32_t n_frames)
{
    awe_control *own = &control->voice[lane];
    const awe_voice_params *p = &own->params;
    uint32_t left = own->glide_left_frames;
    left -= n_frames < left ? n_frames : left;
    own->glide_left_frames = left;
    control->rows.glide_cents[lane] =
        left > 0 ? p->glide_cents * (float)left / (float)p->glide_frames : 0.0f;
    set_bit(&control->bits.glides, lane, left > 0);
}

/* Whether the group has what is wanted. */
static int sends_rest(const awe_control_group *control, const awe_voice_group *group, uint32_t lane)
{
    const awe_control *own = &control->voice[lane];
    int rest = ((group->panning | control->bits.is_new) >> lane & 1) == 0;
    for (uint32_t b = 0; b < AWE_N_BUSES; b++) {
        rest &= own->send[b] == own->params.send[b];
    }
    return rest;
}

void awe_tick_plan_sends(awe_control_group *control, awe_voice_group *group, uint32_t lane)
{
    awe_control *own = &control->voice[lane];
    int moving = 0;
    if (!sends_rest(control, group, lane)) {
        for (uint32_t b = 0; b < AWE_N_BUSES; b++) {
            float from = own->send[b];
            float distance = own->params.send[b] - from;
            if (distance > SEND_SNAP || distance < -SEND_SNAP) {
                moving = 1;
                own->send[b] = from + SEND_SLEW * distance;
            } else {
                own->send[b] = own->params.send[b];
            }
            group->send[b][lane] = from;
            group->send_step[b][lane] = (own->send[b] - from) * (1.0f / AWE_TICK_FRAMES);
            moving |= own->send[b] != from;
        }
        set_bit(&group->panning, lane, moving);
    }
    set_bit(&control->bits.sends, lane, moving);
}

int awe_tick_is_over(const awe_voice_group *group, uint32_t lane)
{
    uint32_t n_taps = 0;
    if (group->sinc) {
        n_taps = awe_sinc_find(group->sinc, group->increment[lane])->n_taps;
    }
    return group->position[lane] >> AWE_POSITION_BITS > (uint64_t)group->last[lane] + n_taps / 2;
}

/* Amplitude that the attack has reached, as a depth on the volume envelope's scale. */
static float depth_of_rise(float rise)
{
    return awe_gain_to_cb(rise) * (1.0f / VOLUME_RANGE_CB);
}

/* The modulation envelope always stands at the coming tick. */
static void enter_release(awe_control_group *control, uint32_t lane)
{
    awe_control_rows *rows = &control->rows;
    const awe_voice_params *p = &control->voice[lane].params;
    awe_level level = awe_envelope_level(&rows->volume, lane);
    float depth = level.rise < 1.0f ? depth_of_rise(level.rise) : level.fall;
    float modulation = modulation_level(control, lane);
    awe_envelope_release(&rows->volume, lane, &p->volume, depth);
    awe_envelope_release(&rows->modulation, lane, &p->modulation, 1.0f - modulation);
    rows->fall[lane] = rows->volume.fall[lane];
    control->bits.released |= 1u << lane;
    control->bits.changed |= 1u << lane;
    set_bit(&control->bits.flat, lane, 0);
}

void awe_tick_release_late(awe_control_group *control, uint32_t lane)
{
    set_bit(&control->bits.release_waits, lane, 0);
    enter_release(control, lane);
}

int awe_tick_release(awe_control_group *control, const awe_voice_group *group, uint32_t lane,
                     uint32_t phase)
{
    awe_control_rows *rows = &control->rows;
    uint32_t left = AWE_TICK_FRAMES - phase;
    if (control->bits.is_new >> lane & 1) {
        control->bits.release_waits |= 1u << lane;
        return 0;
    }
    if (phase == 0) {
        awe_tick_reach(control, lane);
        enter_release(control, lane);
        return 0;
    }
    awe_envelope_advance(&rows->volume, lane, &control->voice[lane].params.volume,
                         (uint32_t)rows->due_frames[lane] - left);
    rows->due_frames[lane] = (int32_t)left;
    rows->gain[lane] = group->gain[lane][phase];
    enter_release(control, lane);
    return 1;
}

void awe_tick_rest(awe_control_group *control, awe_voice_group *group, uint32_t lanes,
                   uint64_t n_ticks)
{
    group->steady |= lanes;
    for (uint32_t lane = 0; lane < AWE_LANES; lane++) {
        if (lanes >> lane & 1) {
            control->voice[lane].steady_since = n_ticks - 1;
        }
    }
}

void awe_tick_wake(awe_control_group *control, awe_voice_group *group, uint32_t lane,
                   uint64_t n_ticks)
{
    if (group->steady >> lane & 1) {
        uint64_t n_frames = (n_ticks - control->voice[lane].steady_since) * AWE_TICK_FRAMES;
        group->steady &= ~(1u << lane);
        awe_lfo_advance(&control->rows.lfo1, lane, n_frames);
        awe_lfo_advance(&control->rows.lfo2, lane, n_frames);
    }
}

float awe_tick_level(const awe_control_group *control, uint32_t lane)
{
    return awe_cb_to_gain(control->rows.tone.attenuation_cb[lane] +
                          VOLUME_RANGE_CB * control->rows.fall[lane]);
}

void awe_tick_fade(awe_control_group *control, uint32_t lane, uint16_t n_ticks)
{
    awe_control_rows *rows = &control->rows;
    float n_frames = (float)(n_ticks * AWE_TICK_FRAMES);
    if (control->bits.fades >> lane & 1 && n_frames >= rows->fade_left_frames[lane]) {
        return;
    }
    rows->fade_frames[lane] = rows->fade_left_frames[lane] = n_frames;
    rows->fade_slope[lane] = 1.0f;
    control->bits.fades |= 1u << lane;
    set_bit(&control->bits.flat, lane, 0);
}

static void move_bits(uint32_t *to, uint32_t b, const uint32_t *from, uint32_t a)
{
    for (uint32_t i = 0; i < sizeof(awe_control_bits) / sizeof *to; i++) {
        set_bit(&to[i], b, from[i] >> a & 1);
    }
}

void awe_tick_move(awe_control_group *to, uint32_t b, awe_control_group *from, uint32_t a)
{
    const char *left = (const char *)&from->rows + a * VALUE_SIZE;
    char *taken = (char *)&to->rows + b * VALUE_SIZE;
    for (size_t i = 0; i < sizeof from->rows; i += AWE_LANES * VALUE_SIZE) {
        memcpy(taken + i, left + i, VALUE_SIZE);
    }
    move_bits((uint32_t *)&to->bits, b, (const uint32_t *)&from->bits, a);
    to->voice[b] = from->voice[a];
}
