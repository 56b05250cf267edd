/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/tick.h"

#include "base/tables.h"
#include "base/units.h"
#include "chip/slope.h"

#define VOLUME_RANGE_CB 1000.0f /* SoundFont 2.04 8.1.2: decay and release times are for 100 dB */
#define SILENT_CB 1000.0f       /* a voice that has fallen this far has ended */
#define STEEP_FRAMES 8192
/* Of the distance, per tick: pan and sends settle within 10 ms without a click. */
#define SEND_SLEW 0.25f
#define SEND_SNAP 1e-4f
#define SLEW_FRAMES 64.0f /* the gain's time constant on the card; awe_table_slew */
#define GAIN_SNAP 1e-5f   /* -100 dB */
#define SILENT_FALL (SILENT_CB / VOLUME_RANGE_CB)

/* SoundFont 2.04 8.1.2, generator 26: the modulation envelope's attack is convex. 40/96 log10(x) in
   centibels. */
static float modulation_level(const awe_envelope *envelope)
{
    if (envelope->rise < 1.0f) {
        float level = 1.0f - awe_gain_to_cb(envelope->rise) * (1.0f / 480.0f);
        return level > 0.0f ? level : 0.0f;
    }
    return envelope->fall < 1.0f ? 1.0f - envelope->fall : 0.0f;
}

static float glide_cents(const awe_control *control)
{
    const awe_voice_params *p = &control->params;
    if (control->glide_left_frames == 0) {
        return 0.0f;
    }
    return p->glide_cents * (float)control->glide_left_frames / (float)p->glide_frames;
}

/* What moves pitch and cutoff, at the tick's start. */
typedef struct movers {
    float lfo1, lfo2, modulation;
} movers;

static void plan_pitch(awe_control *control, awe_voice_group *group, uint32_t lane,
                       const awe_tick_rules *rules, movers m)
{
    const awe_voice_params *p = &control->params;
    float cents = p->pitch_cents + m.lfo1 * p->lfo1_to_pitch_cents +
                  m.lfo2 * p->lfo2_to_pitch_cents + m.modulation * p->envelope_to_pitch_cents +
                  glide_cents(control);
    if (cents == control->planned_cents) {
        return;
    }
    control->planned_cents = cents;
    float ratio = awe_cents_to_ratio(cents);
    ratio = ratio < rules->highest_ratio ? ratio : rules->highest_ratio;
    group->increment[lane] = (uint32_t)(ratio * (float)(1u << AWE_POSITION_BITS));
}

static void plan_filter(awe_control *control, awe_voice_group *group, uint32_t lane,
                        awe_filter_form form, movers m)
{
    const awe_voice_params *p = &control->params;
    float cutoff = p->cutoff_cents + m.lfo1 * p->lfo1_to_cutoff_cents +
                   m.modulation * p->envelope_to_cutoff_cents;
    if (cutoff != control->designed_cutoff_cents ||
        p->resonance_cb != control->designed_resonance_cb) {
        float *poles = group->filter[lane];
        int is_open = awe_filter_tune(form, cutoff, p->resonance_cb, poles);
        group->filtered = (group->filtered & ~(1u << lane)) | (uint32_t)!is_open << lane;
        poles[AWE_FILTER_LP] = is_open ? 0.0f : poles[AWE_FILTER_LP];
        poles[AWE_FILTER_BP] = is_open ? 0.0f : poles[AWE_FILTER_BP];
        control->designed_cutoff_cents = cutoff;
        control->designed_resonance_cb = p->resonance_cb;
    }
}

static inline float volume_gain(const awe_control *control, const awe_envelope *volume,
                                const awe_tick_rules *rules)
{
    const awe_voice_params *p = &control->params;
    float attenuation = p->attenuation_cb + VOLUME_RANGE_CB * volume->fall -
                        awe_lfo_value(&control->lfo1) * p->lfo1_to_volume_cb;
    if (attenuation >= SILENT_CB) {
        return 0.0f;
    }
    if (attenuation < 0.0f && rules->boosts) {
        return volume->rise / awe_cb_to_gain(-attenuation);
    }
    return awe_cb_to_gain(attenuation) * volume->rise;
}

/* A straight line over `n` frames that reaches `target` at the next one. */
static void write_line(awe_control *control, float *row, uint32_t n, float target)
{
    float start = control->gain;
    awe_slope_draw(row, n, (awe_slope){start, awe_slope_step(target - start, n), 0.0f});
    control->gain = target;
}

/* The same line as a target that the chip's gain follows, its share of the distance each frame: the
   gain keeps 64 steps of the line behind it, and what it was off besides dies away. */
static void write_slewed(awe_control *control, float *row, uint32_t n, float start, float target)
{
    float step = awe_slope_step(target - start, n);
    float lag = SLEW_FRAMES * step;
    float off = control->gain - (start - lag);
    awe_slope_draw_slewed(row, n, (awe_slope){start - lag, step, off});
    float end = (target - lag) + off * awe_table_slew[n];
    float distance = end - target;
    control->gain = distance < GAIN_SNAP && distance > -GAIN_SNAP ? target : end;
}

/* Whether one line per tick would miss the envelope's shape: a corner lies in the tick, or it falls
   steeply. */
static int is_angular(const awe_control *control, const awe_envelope *before)
{
    const awe_envelope_params *p = &control->params.volume;
    uint8_t stage = control->volume.stage;
    return before->stage != stage || (stage == AWE_STAGE_DECAY && p->decay_frames < STEEP_FRAMES) ||
           (stage == AWE_STAGE_RELEASE && p->release_frames < STEEP_FRAMES);
}

static float fade_at(const awe_control *control, uint32_t frame)
{
    if (control->fade_ticks == 0) {
        return 1.0f;
    }
    float left = (float)(control->fade_ticks_left * AWE_TICK_FRAMES) - (float)(int32_t)frame;
    return left / (float)(control->fade_ticks * AWE_TICK_FRAMES);
}

/* `before` is the volume envelope at frame `phase`, where the row begins. A forced fade keeps its
   lines: it ends at nothing. */
static void plan_gain(awe_control *control, float *row, awe_envelope before, uint32_t phase,
                      const awe_tick_rules *rules)
{
    int slews = rules->slews_gain && control->fade_ticks == 0;
    float start = slews ? volume_gain(control, &before, rules) : 0.0f;
    uint32_t spacing = is_angular(control, &before) ? AWE_KNOT_FRAMES : AWE_TICK_FRAMES;
    for (uint32_t from = phase; from < AWE_TICK_FRAMES;) {
        uint32_t to = (from & ~(spacing - 1)) + spacing;
        const awe_envelope *there = &control->volume;
        if (to < AWE_TICK_FRAMES) {
            awe_envelope_advance(&before, &control->params.volume, to - from);
            there = &before;
        }
        float target = volume_gain(control, there, rules);
        if (slews) {
            write_slewed(control, row + from, to - from, start, target);
        } else {
            write_line(control, row + from, to - from, target * fade_at(control, to));
        }
        start = target;
        from = to;
    }
}

/* Whether the group has what is wanted. */
static int sends_rest(const awe_control *control, const awe_voice_group *group, uint32_t lane)
{
    int rest = (group->panning >> lane & 1) == 0 && !control->is_new;
    for (uint32_t b = 0; b < AWE_N_BUSES; b++) {
        rest &= control->send[b] == control->params.send[b];
    }
    return rest;
}

static void plan_sends(awe_control *control, awe_voice_group *group, uint32_t lane)
{
    int moving = 0;
    if (sends_rest(control, group, lane)) {
        return;
    }
    for (uint32_t b = 0; b < AWE_N_BUSES; b++) {
        float from = control->send[b];
        float distance = control->params.send[b] - from;
        if (distance > SEND_SNAP || distance < -SEND_SNAP) {
            moving = 1;
            control->send[b] = from + SEND_SLEW * distance;
        } else {
            control->send[b] = control->params.send[b];
        }
        group->send[b][lane] = from;
        group->send_step[b][lane] = (control->send[b] - from) * (1.0f / AWE_TICK_FRAMES);
        moving |= control->send[b] != from;
    }
    group->panning = (group->panning & ~(1u << lane)) | (uint32_t)moving << lane;
}

static void advance(awe_control *control, uint32_t n_frames)
{
    const awe_voice_params *p = &control->params;
    awe_lfo_advance(&control->lfo1, &p->lfo1, n_frames);
    awe_lfo_advance(&control->lfo2, &p->lfo2, n_frames);
    awe_envelope_advance(&control->volume, &p->volume, n_frames);
    awe_envelope_advance(&control->modulation, &p->modulation, n_frames);
    uint32_t glide = control->glide_left_frames;
    control->glide_left_frames -= n_frames < glide ? n_frames : glide;
}

/* Whether pitch, cutoff and sends stay as they are until something is said to the voice. */
static int tone_rests(const awe_control *control, const awe_voice_group *group, uint32_t lane)
{
    const awe_voice_params *p = &control->params;
    return p->lfo1_to_pitch_cents == 0.0f && p->lfo1_to_cutoff_cents == 0.0f &&
           p->lfo1_to_volume_cb == 0.0f && p->lfo2_to_pitch_cents == 0.0f &&
           sends_rest(control, group, lane);
}

/* The gain from frame `phase` on, where the volume envelope was as `planned`; by now it stands at
   the tick's end. */
static void plan_loudness(awe_control *control, float *row, uint32_t phase,
                          const awe_tick_rules *rules)
{
    plan_gain(control, row, control->planned, phase, rules);
    if (control->fade_ticks_left > 0) {
        control->fade_ticks_left--;
    }
}

/* Pitch and cutoff hold their value at the tick's start; gain follows the envelope through the
   tick. */
static void plan(awe_control *control, awe_voice_group *group, uint32_t lane,
                 const awe_tick_rules *rules, uint32_t phase)
{
    /* what ends within this tick has its last value at the next one's start */
    int moves = !awe_envelope_is_settled(&control->modulation) || control->glide_left_frames > 0;
    movers m = {awe_lfo_value(&control->lfo1), awe_lfo_value(&control->lfo2),
                modulation_level(&control->modulation)};
    plan_pitch(control, group, lane, rules, m);
    plan_filter(control, group, lane, rules->filter_form, m);
    control->planned = control->volume;
    control->planned_phase = phase;
    advance(control, AWE_TICK_FRAMES - phase);
    plan_loudness(control, group->gain[lane], phase, rules);
    plan_sends(control, group, lane);
    control->changed = (uint8_t)moves;
    control->tone_rests = (uint8_t)(!moves && tone_rests(control, group, lane));
}

void awe_tick_start(awe_control *control, awe_voice_group *group, uint32_t lane,
                    const awe_tick_rules *rules, uint32_t phase)
{
    const awe_voice_params *p = &control->params;
    awe_envelope_start(&control->volume, &p->volume);
    awe_envelope_start(&control->modulation, &p->modulation);
    awe_lfo_start(&control->lfo1, &p->lfo1);
    awe_lfo_start(&control->lfo2, &p->lfo2);
    control->gain = rules->slews_gain ? 0.0f : volume_gain(control, &control->volume, rules);
    control->glide_left_frames = p->glide_frames;
    for (uint32_t b = 0; b < AWE_N_BUSES; b++) {
        control->send[b] = p->send[b];
    }
    control->planned_cents = control->designed_cutoff_cents = -1e9f;
    control->fade_ticks = control->fade_ticks_left = 0;
    control->release_waits = 0;
    control->is_new = control->changed = 1;
    group->filter[lane][AWE_FILTER_LP] = group->filter[lane][AWE_FILTER_BP] = 0.0f;
    if (phase > 0) {
        plan(control, group, lane, rules, phase);
    }
}

/* Where nothing more is heard of a recording that does not loop. */
static uint64_t end_of(const awe_voice_group *group, uint32_t lane)
{
    uint32_t n_taps = 0;
    if (group->sinc) {
        n_taps = awe_sinc_find(group->sinc, group->increment[lane])->n_taps;
    }
    return (uint64_t)group->last[lane] + n_taps / 2;
}

static int has_ended(const awe_control *control, const awe_voice_group *group, uint32_t lane)
{
    if (group->loop_frames[lane] == 0 &&
        group->position[lane] >> AWE_POSITION_BITS > end_of(group, lane)) {
        return 1;
    }
    if (control->fade_ticks > 0) {
        return control->fade_ticks_left == 0;
    }
    if (control->volume.stage == AWE_STAGE_SUSTAIN) {
        return control->volume.fall >= SILENT_FALL; /* controllers cannot bring it back */
    }
    return control->volume.stage >= AWE_STAGE_RELEASE && control->gain == 0.0f;
}

/* A sustained voice that nothing moves keeps its plan; one that does not loop will end. */
static int is_steady(const awe_control *control, const awe_voice_group *group, uint32_t lane)
{
    return control->fade_ticks == 0 && group->loop_frames[lane] > 0 &&
           awe_envelope_is_settled(&control->volume) && group->gain[lane][0] == control->gain;
}

/* Amplitude that the attack has reached, as a depth on the volume envelope's scale. */
static float depth_of_rise(float rise)
{
    return awe_gain_to_cb(rise) * (1.0f / VOLUME_RANGE_CB);
}

static void release(awe_control *control)
{
    awe_envelope *volume = &control->volume;
    awe_envelope *modulation = &control->modulation;
    float depth = volume->rise < 1.0f ? depth_of_rise(volume->rise) : volume->fall;
    awe_envelope_release(volume, depth);
    awe_envelope_release(modulation, 1.0f - modulation_level(modulation));
    control->changed = 1;
}

void awe_tick_catch_up(awe_control *control, uint64_t n_ticks)
{
    awe_lfo_advance(&control->lfo1, &control->params.lfo1, n_ticks * AWE_TICK_FRAMES);
    awe_lfo_advance(&control->lfo2, &control->params.lfo2, n_ticks * AWE_TICK_FRAMES);
}

awe_tick_found awe_tick_voice(awe_control *control, awe_voice_group *group, uint32_t lane,
                              const awe_tick_rules *rules)
{
    if (has_ended(control, group, lane)) {
        return AWE_TICK_ENDED;
    }
    if (control->tone_rests && !control->changed) {
        awe_tick_catch_up(control, 1);
        control->planned = control->volume;
        control->planned_phase = 0;
        if (is_steady(control, group, lane)) {
            return AWE_TICK_STEADY;
        }
        awe_envelope_advance(&control->volume, &control->params.volume, AWE_TICK_FRAMES);
        plan_loudness(control, group->gain[lane], 0, rules);
        return AWE_TICK_PLANNED;
    }
    if (control->release_waits && !control->is_new) {
        control->release_waits = 0;
        release(control);
    }
    plan(control, group, lane, rules, 0);
    control->is_new = 0;
    return AWE_TICK_PLANNED;
}

/* The rest of the tick is planned again, from the envelope and the gain at this frame. */
void awe_tick_release(awe_control *control, awe_voice_group *group, uint32_t lane,
                      const awe_tick_rules *rules, uint32_t phase)
{
    if (control->is_new) {
        control->release_waits = control->changed = 1;
        return;
    }
    if (phase == 0) {
        release(control);
        return;
    }
    control->volume = control->planned;
    awe_envelope_advance(&control->volume, &control->params.volume, phase - control->planned_phase);
    control->gain = group->gain[lane][phase];
    release(control);
    control->planned = control->volume;
    control->planned_phase = phase;
    awe_envelope_advance(&control->volume, &control->params.volume, AWE_TICK_FRAMES - phase);
    plan_gain(control, group->gain[lane], control->planned, phase, rules);
}

float awe_tick_level(const awe_control *control)
{
    return awe_cb_to_gain(control->params.attenuation_cb + VOLUME_RANGE_CB * control->volume.fall);
}

void awe_tick_fade(awe_control *control, uint16_t n_ticks)
{
    control->fade_ticks = control->fade_ticks_left = n_ticks;
    control->changed = 1;
}
