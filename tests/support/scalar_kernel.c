/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/scalar_kernel.h"

#include "chip/silence.h"

/* Frame `at` of the recording with zeros around it and the loop unrolled, full scale +-1. */
static float frame_at(const awe_voice_group *group, uint32_t lane, int64_t at)
{
    int64_t last = group->last[lane], loop = group->loop_frames[lane];
    if (loop > 0 && at >= last) {
        at = last - loop + (at - last) % loop;
    }
    if (at < 0 || at >= last) {
        return 0.0f;
    }
    float low = group->low[lane] ? (float)group->low[lane][at] : 0.0f;
    return ((float)group->frames[lane][at] + low * (1.0f / 256.0f)) * (1.0f / 32768.0f);
}

static float interpolate(awe_interp interp, const float x[4], float f)
{
    const float sixth = 1.0f / 6.0f, middle = 2.0f / 3.0f, g = 1.0f - f;
    if (interp == AWE_INTERP_LINEAR) {
        return x[1] + f * (x[2] - x[1]);
    }
    if (interp == AWE_INTERP_CUBIC) {
        float bend = -0.5f * (f * g);
        return ((bend * g) * x[0] + (g + bend * (1.0f - 3.0f * g)) * x[1]) +
               ((f + bend * (1.0f - 3.0f * f)) * x[2] + (bend * f) * x[3]);
    }
    return (((sixth * g) * (g * g)) * x[0] + (middle + (f * f) * (0.5f * f - 1.0f)) * x[1]) +
           ((middle + (g * g) * (0.5f * g - 1.0f)) * x[2] + ((sixth * f) * (f * f)) * x[3]);
}

static float next_frame(awe_interp interp, awe_voice_group *group, uint32_t lane)
{
    uint64_t position = group->position[lane];
    uint32_t fraction = (uint32_t)position & ((1u << AWE_POSITION_BITS) - 1);
    float x[4];
    for (int k = 0; k < 4; k++) {
        x[k] = frame_at(group, lane, (int64_t)(position >> AWE_POSITION_BITS) - 1 + k);
    }
    group->position[lane] = position + group->increment[lane];
    return interpolate(interp, x, (float)fraction * (1.0f / (1u << AWE_POSITION_BITS)));
}

static float filter(float p[AWE_N_FILTER], float x)
{
    float lp = p[AWE_FILTER_LP], bp = p[AWE_FILTER_BP];
    float e = p[AWE_FILTER_G] * x - lp;
    float ka = p[AWE_FILTER_K] * p[AWE_FILTER_A], kb = p[AWE_FILTER_K] * p[AWE_FILTER_B];
    p[AWE_FILTER_LP] = (lp + ka * bp) + kb * e;
    p[AWE_FILTER_BP] = p[AWE_FILTER_C] * bp + p[AWE_FILTER_H] * e;
    return (lp + p[AWE_FILTER_A] * bp) + p[AWE_FILTER_B] * e;
}

static void render_lane(awe_interp interp, awe_voice_group *group, uint32_t lane, uint32_t first,
                        uint32_t n_frames, awe_mix *mix)
{
    float *poles = group->filter[lane];
    int filtered = group->filtered >> lane & 1, panning = group->panning >> lane & 1;
    if (filtered && first == 0) {
        poles[AWE_FILTER_LP] = awe_snap(poles[AWE_FILTER_LP]);
        poles[AWE_FILTER_BP] = awe_snap(poles[AWE_FILTER_BP]);
    }
    uint32_t begin = group->begin[lane];
    for (uint32_t i = begin > first ? begin : first; i < first + n_frames; i++) {
        float x = next_frame(interp, group, lane);
        float v = (filtered ? filter(poles, x) : x) * group->gain[lane][i];
        for (uint32_t b = 0; b < (mix->is_dry ? AWE_N_DRY : AWE_N_BUSES); b++) {
            float step = panning ? group->send_step[b][lane] * (float)i : 0.0f;
            mix->bus[b][i] += v * (group->send[b][lane] + step);
        }
    }
}

void scalar_kernel_render(awe_interp interp, awe_voice_group *groups, uint32_t n_groups,
                          uint32_t first, uint32_t n_frames, awe_mix *mix)
{
    for (uint32_t g = 0; g < n_groups; g++) {
        for (uint32_t lane = 0; lane < AWE_LANES; lane++) {
            if (groups[g].active >> lane & 1) {
                render_lane(interp, &groups[g], lane, first, n_frames, mix);
            }
        }
    }
}
