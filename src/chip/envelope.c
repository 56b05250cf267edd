/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/envelope.h"

/* One envelope's part in a stage. */
typedef struct stage_plan {
    uint32_t end_frames, whole_frames;
    awe_level start, slope;
} stage_plan;

static uint32_t part_of(uint32_t whole_frames, float part)
{
    return (uint32_t)((float)whole_frames * part);
}

/* `fall` is where a release begins. */
static stage_plan plan_stage(awe_stage stage, const awe_envelope_params *params, float fall)
{
    switch (stage) {
    case AWE_STAGE_DELAY:
        return (stage_plan){params->delay_frames, 1, {0.0f, 0.0f}, {0.0f, 0.0f}};
    case AWE_STAGE_ATTACK:
        return (stage_plan){
            params->attack_frames, params->attack_frames, {0.0f, 0.0f}, {1.0f, 0.0f}};
    case AWE_STAGE_HOLD:
        return (stage_plan){params->hold_frames, 1, {1.0f, 0.0f}, {0.0f, 0.0f}};
    case AWE_STAGE_DECAY:
        return (stage_plan){part_of(params->decay_frames, params->sustain_fall),
                            params->decay_frames,
                            {1.0f, 0.0f},
                            {0.0f, 1.0f}};
    case AWE_STAGE_SUSTAIN:
        return (stage_plan){AWE_STAGE_ENDLESS, 1, {1.0f, params->sustain_fall}, {0.0f, 0.0f}};
    case AWE_STAGE_RELEASE:
        return (stage_plan){part_of(params->release_frames, 1.0f - fall),
                            params->release_frames,
                            {1.0f, fall},
                            {0.0f, 1.0f}};
    default:
        return (stage_plan){AWE_STAGE_ENDLESS, 1, {1.0f, 1.0f}, {0.0f, 0.0f}};
    }
}

static void enter(awe_envelopes *e, uint32_t lane, awe_stage stage,
                  const awe_envelope_params *params, float fall)
{
    stage_plan plan = plan_stage(stage, params, fall);
    e->stage[lane] = (uint32_t)stage;
    e->elapsed_frames[lane] = 0;
    e->end_frames[lane] = (int32_t)plan.end_frames;
    e->whole_frames[lane] = plan.whole_frames > 0 ? (float)plan.whole_frames : 1.0f;
    e->rise[lane] = plan.start.rise;
    e->fall[lane] = plan.start.fall;
    e->rise_slope[lane] = plan.slope.rise;
    e->fall_slope[lane] = plan.slope.fall;
}

void awe_envelope_start(awe_envelopes *envelopes, uint32_t lane, const awe_envelope_params *params)
{
    enter(envelopes, lane, AWE_STAGE_DELAY, params, 0.0f);
    awe_envelope_advance(envelopes, lane, params, 0);
}

void awe_envelope_advance(awe_envelopes *envelopes, uint32_t lane,
                          const awe_envelope_params *params, uint32_t n_frames)
{
    while (!awe_envelope_is_settled(envelopes, lane)) {
        int32_t left = envelopes->end_frames[lane] - envelopes->elapsed_frames[lane];
        if ((int32_t)n_frames < left) {
            envelopes->elapsed_frames[lane] += (int32_t)n_frames;
            return;
        }
        n_frames -= (uint32_t)left;
        enter(envelopes, lane, (awe_stage)(envelopes->stage[lane] + 1), params, 0.0f);
    }
}

void awe_envelope_release(awe_envelopes *envelopes, uint32_t lane,
                          const awe_envelope_params *params, float fall)
{
    enter(envelopes, lane, AWE_STAGE_RELEASE, params, fall < 1.0f ? fall : 1.0f);
}
