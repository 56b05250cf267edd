/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/envelope.h"

static uint32_t stage_frames(const awe_envelope *envelope, const awe_envelope_params *params)
{
    switch (envelope->stage) {
    case AWE_STAGE_DELAY:
        return params->delay_frames;
    case AWE_STAGE_ATTACK:
        return params->attack_frames;
    case AWE_STAGE_HOLD:
        return params->hold_frames;
    case AWE_STAGE_DECAY:
        return (uint32_t)((float)params->decay_frames * params->sustain_fall);
    case AWE_STAGE_RELEASE:
        return (uint32_t)((float)params->release_frames * (1.0f - envelope->fall_at_release));
    default:
        return UINT32_MAX;
    }
}

static float fraction(uint32_t elapsed, uint32_t whole)
{
    return whole > 0 ? (float)elapsed / (float)whole : 1.0f;
}

static void set_levels(awe_envelope *envelope, const awe_envelope_params *params)
{
    envelope->rise = envelope->stage == AWE_STAGE_DELAY ? 0.0f : 1.0f;
    switch (envelope->stage) {
    case AWE_STAGE_ATTACK:
        envelope->rise = fraction(envelope->elapsed_frames, params->attack_frames);
        envelope->fall = 0.0f;
        break;
    case AWE_STAGE_DECAY:
        envelope->fall = fraction(envelope->elapsed_frames, params->decay_frames);
        break;
    case AWE_STAGE_SUSTAIN:
        envelope->fall = params->sustain_fall;
        break;
    case AWE_STAGE_RELEASE:
        envelope->fall =
            envelope->fall_at_release + fraction(envelope->elapsed_frames, params->release_frames);
        break;
    case AWE_STAGE_DONE:
        envelope->fall = 1.0f;
        break;
    default:
        envelope->fall = 0.0f;
    }
}

void awe_envelope_start(awe_envelope *envelope, const awe_envelope_params *params)
{
    *envelope = (awe_envelope){.stage = AWE_STAGE_DELAY};
    awe_envelope_advance(envelope, params, 0);
}

void awe_envelope_advance(awe_envelope *envelope, const awe_envelope_params *params,
                          uint32_t n_frames)
{
    if (awe_envelope_is_settled(envelope)) {
        return;
    }
    while (!awe_envelope_is_settled(envelope)) {
        uint32_t whole = stage_frames(envelope, params);
        uint32_t left = whole > envelope->elapsed_frames ? whole - envelope->elapsed_frames : 0;
        if (n_frames < left) {
            envelope->elapsed_frames += n_frames;
            break;
        }
        n_frames -= left;
        envelope->elapsed_frames = 0;
        envelope->stage++;
    }
    set_levels(envelope, params);
}

void awe_envelope_release(awe_envelope *envelope, float fall)
{
    envelope->stage = AWE_STAGE_RELEASE;
    envelope->elapsed_frames = 0;
    envelope->fall_at_release = fall < 1.0f ? fall : 1.0f;
    envelope->fall = envelope->fall_at_release;
    envelope->rise = 1.0f;
}
