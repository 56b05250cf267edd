/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/restraint.h"

#include "base/units.h"
#include "synth/driver.h"

#define LEAST_VOICES 8
#define SHED_VOICES 8     /* by one cap at most */
#define SHED_TICKS 7      /* 5 ms */
#define YIELD_TICKS 28    /* 20 ms: voices beyond a lower polyphony */
#define YIELDS_PER_TICK 8 /* of those */
#define CUT_EVERY_TICKS 8 /* tails are looked at so often */
#define CB_PER_DB 10.0f

/* Source: docs/sound.md "Quality". */
static const awe_quality levels[AWE_N_QUALITIES] = {
    [AWE_QUALITY_MAXIMUM] = {0},
    [AWE_QUALITY_HIGH] = {.interp = AWE_QUALITY_INTERP_FOUR,
                          .reverb = AWE_QUALITY_EFFECT_LIGHT,
                          .cut_db = 72.0f},
    [AWE_QUALITY_MEDIUM] = {.interp = AWE_QUALITY_INTERP_LINEAR,
                            .reverb = AWE_QUALITY_EFFECT_LIGHT,
                            .cut_db = 60.0f,
                            .release = 0.7f,
                            .voices_percent = 75},
    [AWE_QUALITY_LOW] = {.interp = AWE_QUALITY_INTERP_LINEAR,
                         .reverb = AWE_QUALITY_EFFECT_OFF,
                         .chorus = AWE_QUALITY_EFFECT_OFF,
                         .cut_db = 60.0f,
                         .release = 0.4f,
                         .voices_percent = 50},
};

const awe_quality *awe_quality_get(awe_quality_level level)
{
    return &levels[level < AWE_N_QUALITIES ? level : AWE_N_QUALITIES - 1];
}

uint32_t awe_quality_voices(const awe_quality *quality, uint32_t n_voices)
{
    uint32_t percent = quality->voices_percent > 0 ? quality->voices_percent : 100;
    uint32_t least = n_voices < LEAST_VOICES ? n_voices : LEAST_VOICES;
    uint32_t left = n_voices * (percent < 100 ? percent : 100) / 100;
    return left > least ? left : least;
}

void awe_restraint_start(awe_restraint *restraint, awe_interp interp)
{
    *restraint = (awe_restraint){.interp = interp, .release = 1.0f, .cap = AWE_NO_CAP};
}

uint32_t awe_restraint_release(const awe_restraint *restraint, uint32_t release_frames)
{
    return restraint->release == 1.0f ? release_frames
                                      : (uint32_t)((float)release_frames * restraint->release);
}

static awe_interp find_interp(const awe_restraint *restraint)
{
    switch (restraint->quality.interp) {
    case AWE_QUALITY_INTERP_LINEAR:
        return AWE_INTERP_LINEAR;
    case AWE_QUALITY_INTERP_FOUR: /* what stands behind cubic has more points */
        return restraint->interp > AWE_INTERP_CUBIC ? AWE_INTERP_CUBIC : restraint->interp;
    default:
        return restraint->interp;
    }
}

/* From 0.01 to 1; nonsense is 1. */
static float limit_release(float release)
{
    return release >= 0.01f && release < 1.0f ? release : 1.0f;
}

/* The chip's part, and what the voices are told later. */
void awe_synth_apply_quality(awe_synth *synth)
{
    awe_restraint *restraint = &synth->restraint;
    const awe_quality *quality = &restraint->quality;
    const awe_effect_cuts cuts = {
        .lightens = quality->reverb != AWE_QUALITY_EFFECT_FULL,
        .drops_reverb = quality->reverb == AWE_QUALITY_EFFECT_OFF,
        .drops_chorus = quality->chorus == AWE_QUALITY_EFFECT_OFF,
    };
    awe_chip_set_quality(synth->chip, find_interp(restraint), &cuts);
    restraint->release = limit_release(quality->release);
    restraint->cut_level =
        quality->cut_db > 0.0f ? awe_cb_to_gain(CB_PER_DB * quality->cut_db) : 0.0f;
    restraint->is_new = 0;
}

static void hurry_releases(awe_synth *synth)
{
    for (uint32_t lane = 0; lane < synth->voices->top; lane++) {
        const awe_voice *voice = &synth->voices->voice[lane];
        if (voice->state != AWE_VOICE_FREE && voice->state != AWE_VOICE_FADING) {
            uint32_t frames = synth->voices->timbre[lane].release_frames;
            awe_chip_set_release(synth->chip, lane,
                                 awe_restraint_release(&synth->restraint, frames));
        }
    }
}

static void cut_tails(awe_synth *synth)
{
    float level = synth->restraint.cut_level;
    uint64_t tick = awe_chip_frame(synth->chip) / AWE_TICK_FRAMES;
    if (level <= 0.0f || tick % CUT_EVERY_TICKS != 0) {
        return;
    }
    for (uint32_t lane = 0; lane < synth->voices->top; lane++) {
        if (synth->voices->voice[lane].state == AWE_VOICE_RELEASED &&
            awe_chip_level(synth->chip, lane) < level) {
            awe_voices_fade(synth->voices, lane, AWE_FADE_TICKS);
        }
    }
}

/* Voices beyond the cap end quickly, those beyond the level's polyphony smoothly. */
static void limit_voices(awe_synth *synth)
{
    awe_restraint *restraint = &synth->restraint;
    awe_voices *voices = synth->voices;
    voices->allowed = awe_quality_voices(&restraint->quality, voices->n_voices);
    voices->cap = restraint->cap;
    uint32_t n_shed = awe_voices_shed(voices, voices->cap, restraint->n_sheddable, SHED_TICKS);
    restraint->n_sheddable -= n_shed;
    voices->n_shed += n_shed;
    voices->n_yielded += awe_voices_shed(voices, voices->allowed, YIELDS_PER_TICK, YIELD_TICKS);
}

void awe_synth_restrain(awe_synth *synth)
{
    if (synth->restraint.is_new) {
        awe_synth_apply_quality(synth);
        hurry_releases(synth);
    }
    limit_voices(synth);
    cut_tails(synth);
}

void awe_synth_set_quality(awe_synth *synth, const awe_quality *quality)
{
    synth->restraint.quality = *quality;
    synth->restraint.is_new = 1;
}

void awe_synth_set_voice_cap(awe_synth *synth, uint32_t cap)
{
    synth->restraint.cap = cap > 0 ? cap : 1;
    synth->restraint.n_sheddable = cap == AWE_NO_CAP ? 0 : SHED_VOICES;
}
