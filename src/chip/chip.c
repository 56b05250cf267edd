/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/chip.h"

#include "chip/blend.h"
#include "chip/effects.h"
#include "chip/eq.h"
#include "chip/kernel.h"
#include "chip/output.h"
#include "chip/tick.h"
#include "chip/voice.h"

#include <string.h>

struct awe_chip {
    awe_chip_config config;
    const awe_kernel *kernel;
    uint64_t frame, first_frame; /* now, and at the reset */
    uint64_t n_ticks;            /* begun */
    uint64_t n_voice_frames;
    uint32_t n_active, n_stopped;     /* lanes; those that end with the next mix */
    uint32_t n_unmixed, n_unfinished; /* frames before this one that are not rendered yet */
    awe_interp interp;                /* wanted */
    int is_blending;                  /* some voices have another one yet */
    /* groups from `n_used` on are silent, and so their blends need no care: they would be at
       `settled` */
    uint32_t n_used;
    awe_interp settled;
    awe_mix mix;
    awe_eq eq;
    awe_output output;
    awe_effects effects;
    /* [n_lanes / 8]; behind them as many awe_control_group and awe_blend */
    awe_voice_group groups[];
};

size_t awe_chip_size(uint32_t n_lanes)
{
    return sizeof(awe_chip) +
           n_lanes / AWE_LANES *
               (sizeof(awe_voice_group) + sizeof(awe_control_group) + sizeof(awe_blend));
}

static awe_voice_group *group_of(awe_chip *chip, uint32_t lane)
{
    return &chip->groups[lane / AWE_LANES];
}

static awe_control_group *controls_of(awe_chip *chip)
{
    return (awe_control_group *)(void *)(chip->groups + chip->config.n_lanes / AWE_LANES);
}

static awe_control_group *control_of(awe_chip *chip, uint32_t lane)
{
    return &controls_of(chip)[lane / AWE_LANES];
}

static awe_blend *blends_of(awe_chip *chip)
{
    return (awe_blend *)(void *)(controls_of(chip) + chip->config.n_lanes / AWE_LANES);
}

awe_chip *awe_chip_init(void *memory, const awe_chip_config *config)
{
    awe_chip *chip = memory;
    chip->config = *config;
    chip->kernel = awe_kernel_choose(config->cpu_features);
    chip->interp = config->interp;
    chip->output.gain = config->gain;
    chip->output.clips = config->clip;
    awe_effects_init(&chip->effects, chip->kernel, config->reverb_type, config->chorus_type);
    awe_chip_reset(chip, 0);
    return chip;
}

void awe_chip_reset(awe_chip *chip, uint64_t frame)
{
    const awe_chip_config *config = &chip->config;
    memset(chip->groups, 0, config->n_lanes / AWE_LANES * sizeof *chip->groups);
    for (uint32_t i = 0; i < config->n_lanes / AWE_LANES; i++) {
        awe_tick_clear(&controls_of(chip)[i]);
    }
    chip->frame = chip->first_frame = frame;
    chip->n_voice_frames = 0;
    chip->n_active = chip->n_stopped = 0;
    chip->n_unmixed = chip->n_unfinished = 0;
    memset(chip->mix.bus, 0, sizeof chip->mix.bus);
    chip->mix.is_dry = config->reverb_type < 0 && config->chorus_type < 0;
    awe_output_start(&chip->output, config->limiter);
    awe_eq_start(&chip->eq, config->bass, config->treble);
    awe_effects_start(&chip->effects, frame);
    for (uint32_t i = 0; i < config->n_lanes / AWE_LANES; i++) {
        chip->groups[i].sinc = config->sinc;
    }
    chip->n_used = 0;
    chip->settled = chip->interp;
}

/* The control of a sounding lane that is to be changed. */
static awe_control_group *wake(awe_chip *chip, uint32_t lane)
{
    awe_control_group *control = control_of(chip, lane);
    awe_tick_wake(control, group_of(chip, lane), lane % AWE_LANES, chip->n_ticks);
    return control;
}

static void use_lane(awe_chip *chip, uint32_t lane)
{
    for (; chip->n_used <= lane / AWE_LANES; chip->n_used++) {
        awe_blend_start(&blends_of(chip)[chip->n_used], chip->settled);
    }
}

void awe_chip_start(awe_chip *chip, uint32_t lane, const awe_voice_sample *sample,
                    const awe_voice_params *params)
{
    awe_voice_group *group = group_of(chip, lane);
    uint32_t slot = lane % AWE_LANES;
    uint32_t phase = (uint32_t)(chip->frame % AWE_TICK_FRAMES);
    awe_control_group *control = control_of(chip, lane);
    use_lane(chip, lane);
    awe_voice_set_sample(group, slot, sample);
    group->position[slot] = 0;
    group->begin[slot] = (uint8_t)phase;
    group->active |= 1u << slot;
    chip->n_active++;
    chip->n_voice_frames -= chip->n_unmixed; /* with which it will be counted */
    awe_blend_clear(&blends_of(chip)[lane / AWE_LANES], slot);
    control->voice[slot].params = *params;
    control->voice[slot].sample = *sample;
    awe_tick_start(control, group, slot, &chip->config.rules, phase);
    if (phase > 0) {
        chip->kernel->ticker.plan(control, group, &chip->config.rules, 1u << slot, phase);
    }
}

const awe_voice_params *awe_chip_params(awe_chip *chip, uint32_t lane)
{
    return &control_of(chip, lane)->voice[lane % AWE_LANES].params;
}

void awe_chip_update(awe_chip *chip, uint32_t lane, const awe_voice_params *params)
{
    awe_control_group *control = wake(chip, lane);
    awe_tick_update(control, lane % AWE_LANES, params, chip->config.rules.filter_form);
}

void awe_chip_set_release(awe_chip *chip, uint32_t lane, uint32_t release_frames)
{
    awe_tick_set_release(wake(chip, lane), lane % AWE_LANES, release_frames);
}

static void release(awe_chip *chip, awe_control_group *control, uint32_t lane)
{
    awe_voice_group *group = group_of(chip, lane);
    uint32_t slot = lane % AWE_LANES;
    uint32_t phase = (uint32_t)(chip->frame % AWE_TICK_FRAMES);
    if (awe_tick_release(control, group, slot, phase)) {
        chip->kernel->ticker.plan_gains(control, group, &chip->config.rules, 1u << slot, phase);
    }
}

void awe_chip_release(awe_chip *chip, uint32_t lane)
{
    awe_control_group *control = wake(chip, lane);
    awe_voice_sample *sample = &control->voice[lane % AWE_LANES].sample;
    if (sample->loops && sample->leaves_on_release) {
        awe_chip_mix(chip);
        awe_voice_leave_loop(group_of(chip, lane), lane % AWE_LANES, sample);
    }
    release(chip, control, lane);
}

void awe_chip_end(awe_chip *chip, uint32_t lane, uint32_t release_frames)
{
    awe_control_group *control = wake(chip, lane);
    control->voice[lane % AWE_LANES].params.volume.release_frames = release_frames;
    control->bits.ends |= 1u << lane % AWE_LANES;
    release(chip, control, lane);
}

void awe_chip_fade(awe_chip *chip, uint32_t lane, uint16_t n_ticks)
{
    awe_tick_fade(wake(chip, lane), lane % AWE_LANES, n_ticks);
}

static void end_voice(awe_chip *chip, uint32_t lane)
{
    awe_voice_group *group = group_of(chip, lane);
    uint32_t slot = lane % AWE_LANES;
    group->active &= ~(1u << slot);
    group->steady &= ~(1u << slot);
    group->filtered &= ~(1u << slot);
    group->filter[slot][AWE_FILTER_LP] = group->filter[slot][AWE_FILTER_BP] = 0.0f;
    awe_blend_clear(&blends_of(chip)[lane / AWE_LANES], slot);
}

/* What was stopped has been mixed up to there. */
static void end_stopped(awe_chip *chip)
{
    for (uint32_t i = 0; chip->n_stopped > 0; i++) {
        uint32_t *stopped = &chip->groups[i].stopped;
        for (; *stopped != 0; *stopped &= *stopped - 1) {
            end_voice(chip, i * AWE_LANES + (uint32_t)__builtin_ctz(*stopped));
            chip->n_stopped--;
        }
    }
}

/* Frames that are not mixed yet still need the voice: it has no gain from here on. */
void awe_chip_stop(awe_chip *chip, uint32_t lane)
{
    awe_voice_group *group = group_of(chip, lane);
    uint32_t n_left = (uint32_t)(-chip->frame % AWE_TICK_FRAMES); /* of the tick */
    chip->n_active--;
    chip->n_voice_frames += chip->n_unmixed;
    if (chip->n_unmixed == 0) {
        end_voice(chip, lane);
        return;
    }
    memset(&group->gain[lane % AWE_LANES][AWE_TICK_FRAMES - n_left], 0, n_left * sizeof(float));
    group->stopped |= 1u << lane % AWE_LANES;
    chip->n_stopped++;
}

void awe_chip_move(awe_chip *chip, uint32_t to, uint32_t from)
{
    awe_blend *blends = blends_of(chip);
    use_lane(chip, to);
    awe_voice_move(group_of(chip, to), to % AWE_LANES, group_of(chip, from), from % AWE_LANES);
    awe_blend_move(&blends[to / AWE_LANES], to % AWE_LANES, &blends[from / AWE_LANES],
                   from % AWE_LANES);
    awe_tick_move(control_of(chip, to), to % AWE_LANES, control_of(chip, from), from % AWE_LANES);
}

int awe_chip_may_move(const awe_chip *chip)
{
    return !chip->is_blending;
}

uint32_t awe_chip_ended(const awe_chip *chip, uint32_t group)
{
    return chip->groups[group].ended;
}

float awe_chip_level(awe_chip *chip, uint32_t lane)
{
    return awe_tick_level(control_of(chip, lane), lane % AWE_LANES);
}

void awe_chip_levels(awe_chip *chip, uint32_t group, float level[AWE_LANES])
{
    chip->kernel->ticker.levels(&controls_of(chip)[group], level);
}

void awe_chip_set_reverb(awe_chip *chip, int type)
{
    awe_effects_set_types(&chip->effects, type, chip->effects.chorus_type);
}

void awe_chip_set_chorus(awe_chip *chip, int type)
{
    awe_effects_set_types(&chip->effects, chip->effects.reverb_type, type);
}

void awe_chip_adopt_effects(awe_chip *chip, const awe_chip *from)
{
    awe_effects_adopt(&chip->effects, &from->effects, chip->frame);
}

void awe_chip_reset_effects(awe_chip *chip)
{
    awe_effects_set_types(&chip->effects, chip->config.reverb_type, chip->config.chorus_type);
}

void awe_chip_set_levels(awe_chip *chip, const awe_levels *levels)
{
    chip->effects.wanted = *levels;
    if (chip->frame == chip->first_frame) { /* nothing has been heard that could click */
        chip->effects.levels = *levels;
    }
}

void awe_chip_set_quality(awe_chip *chip, awe_interp interp, const awe_effect_cuts *cuts)
{
    chip->interp = interp ? interp : chip->config.interp;
    chip->effects.cuts = *cuts;
}

static void tick_group(awe_chip *chip, uint32_t index)
{
    awe_voice_group *group = &chip->groups[index];
    group->ended = 0;
    if ((group->active & ~group->steady) != 0) {
        group->ended = chip->kernel->ticker.tick(&controls_of(chip)[index], group,
                                                 &chip->config.rules, chip->n_ticks);
    }
    for (uint32_t left = group->ended; left != 0; left &= left - 1) {
        awe_chip_stop(chip, index * AWE_LANES + (uint32_t)__builtin_ctz(left));
    }
}

uint32_t awe_chip_tick(awe_chip *chip)
{
    uint32_t n_before = chip->n_active;
    chip->n_ticks++;
    for (uint32_t i = 0; i < chip->n_used; i++) {
        memset(chip->groups[i].begin, 0, sizeof chip->groups[i].begin);
        tick_group(chip, i);
    }
    if (chip->is_blending || chip->settled != chip->interp) {
        chip->is_blending =
            awe_blend_tick(blends_of(chip), chip->groups, chip->n_used, chip->interp);
        chip->settled = chip->interp;
    }
    while (chip->n_used > 0 && !chip->groups[chip->n_used - 1].active) {
        chip->n_used--;
    }
    awe_effects_tick(&chip->effects, chip->frame);
    return n_before - chip->n_active;
}

void awe_chip_advance(awe_chip *chip, uint32_t n_frames)
{
    chip->frame += n_frames;
    chip->n_unmixed += n_frames;
    chip->n_unfinished += n_frames;
}

void awe_chip_mix(awe_chip *chip)
{
    uint32_t n_frames = chip->n_unmixed;
    uint32_t first = (uint32_t)((chip->frame - n_frames) % AWE_TICK_FRAMES);
    awe_blend *blends = blends_of(chip);
    chip->n_unmixed = 0;
    if (n_frames == 0) {
        return;
    }
    if (chip->is_blending) {
        const awe_blend_span span = {chip->kernel, first, n_frames, &chip->mix};
        for (uint32_t i = 0; i < chip->n_used; i++) {
            awe_blend_render(&blends[i], &chip->groups[i], &span);
        }
    } else if (chip->n_used > 0) {
        awe_kernel_fn render = chip->kernel->render[blends[0].to];
        render(chip->groups, chip->n_used, first, n_frames, &chip->mix);
    }
    chip->n_voice_frames += (uint64_t)chip->n_active * n_frames;
    end_stopped(chip);
}

void awe_chip_finish(awe_chip *chip, float *out)
{
    uint32_t n_frames = chip->n_unfinished;
    uint32_t first = (uint32_t)((chip->frame - n_frames) % AWE_TICK_FRAMES);
    const float *const mixed[2] = {chip->mix.bus[AWE_BUS_LEFT], chip->mix.bus[AWE_BUS_RIGHT]};
    float *const sides[2] = {chip->output.side[0], chip->output.side[1]};
    const float level[2] = {chip->effects.levels.left, chip->effects.levels.right};
    awe_effects_render(&chip->effects, &chip->mix, first, n_frames);
    if (chip->eq.flat) {
        memcpy(sides[0], mixed[0], AWE_TICK_FRAMES * sizeof *sides[0]);
        memcpy(sides[1], mixed[1], AWE_TICK_FRAMES * sizeof *sides[1]);
    } else {
        chip->kernel->render_eq(&chip->eq, mixed, first, n_frames, sides);
    }
    awe_output_render(&chip->output, first, n_frames, level, out);
    if ((first + n_frames) % AWE_TICK_FRAMES == 0) { /* until then the equaliser looks back */
        memset(chip->mix.bus, 0, sizeof chip->mix.bus);
    }
    chip->n_unfinished = 0;
}

uint64_t awe_chip_frame(const awe_chip *chip)
{
    return chip->frame;
}

int awe_chip_is_silent(const awe_chip *chip)
{
    return chip->n_active == 0 && awe_output_is_silent(&chip->output);
}

float awe_chip_peak(const awe_chip *chip)
{
    return chip->output.peak;
}

uint64_t awe_chip_voice_frames(const awe_chip *chip)
{
    return chip->n_voice_frames;
}

const char *awe_chip_kernel_name(const awe_chip *chip)
{
    return chip->kernel->name;
}
