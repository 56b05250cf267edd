/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/chorus.h"

#include "chip/lfo.h"
#include "chip/silence.h"

#include <string.h>

#define MASK (AWE_CHORUS_LINE_FRAMES - 1)
#define QUIET 1e-7f

/* What the registers of each type mean: feedback low byte / 256, delay in frames, depth +- frames,
   right tap earlier by register / 256 frames, LFO register x 44100 / 2^24 Hz. */
typedef struct setting {
    float feedback;
    float delay_frames;
    float depth_frames;
    float right_earlier_frames;
    uint32_t step; /* LFO phase per frame: register x 2^32 / 2^24 */
} setting;

static const setting settings[AWE_CHORUS_TYPES] = {
    {0x00 / 256.0f, 0x3F6, 0x2C, 0, 0x6D << 8},  {0x08 / 256.0f, 0x31A, 0x6E, 0, 0x17C << 8},
    {0x10 / 256.0f, 0x31A, 0x84, 0, 0x83 << 8},  {0x20 / 256.0f, 0x269, 0x6E, 0, 0x17C << 8},
    {0x80 / 256.0f, 0x4D3, 0xA6, 0, 0x5B << 8},  {0xE0 / 256.0f, 0x44E, 0x37, 0, 0x26 << 8},
    {0x00 / 256.0f, 0xB06, 0, 0x6E0, 0x83 << 8}, {0xC0 / 256.0f, 0xB06, 0, 0x6E0, 0x83 << 8},
};

static float tap(const awe_chorus_unit *chorus, float delay)
{
    uint32_t whole = (uint32_t)delay;
    float fraction = delay - (float)whole;
    float near = chorus->line[(chorus->at - whole) & MASK];
    float far = chorus->line[(chorus->at - whole - 1) & MASK];
    return near + fraction * (far - near);
}

void awe_chorus_start(awe_chorus_unit *chorus, int type, uint64_t frame)
{
    memset(chorus, 0, sizeof *chorus);
    chorus->quiet_frames = AWE_CHORUS_LINE_FRAMES;
    awe_chorus_set_type(chorus, type, frame);
}

void awe_chorus_set_type(awe_chorus_unit *chorus, int type, uint64_t frame)
{
    chorus->type = type;
    chorus->phase = type >= 0 ? (uint32_t)(frame * settings[type].step) : 0;
}

static void skip(awe_chorus_unit *chorus, const setting *s, uint32_t n)
{
    chorus->at += n;
    chorus->phase += s->step * n;
}

void awe_chorus_render(awe_chorus_unit *chorus, const float *in, float *const out[2], uint32_t n,
                       float level)
{
    if (chorus->type < 0) {
        return;
    }
    const setting *s = &settings[chorus->type];
    if (chorus->quiet_frames >= AWE_CHORUS_LINE_FRAMES && awe_is_silent(in, n)) {
        skip(chorus, s, n);
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        float delay = s->delay_frames + s->depth_frames * awe_triangle(chorus->phase);
        float l = tap(chorus, delay);
        float r = tap(chorus, delay - s->right_earlier_frames);
        float wet = in[i] + s->feedback * l;
        wet = wet > QUIET || wet < -QUIET ? wet : 0.0f;
        chorus->line[chorus->at & MASK] = wet;
        chorus->quiet_frames = wet != 0.0f ? 0 : chorus->quiet_frames + 1;
        chorus->at++;
        chorus->phase += s->step;
        out[0][i] += level * l;
        out[1][i] += level * r;
    }
}
