/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/reverb.h"

#include "awe/synth.h"
#include "base/units.h"
#include "chip/silence.h"

#include <string.h>

#define LINE_MASK (AWE_REVERB_LINE_FRAMES - 1)
#define DIFFUSER_MASK (AWE_REVERB_DIFFUSER_FRAMES - 1)
#define ECHO_MASK (AWE_REVERB_ECHO_FRAMES - 1)
#define QUIET 1e-7f /* -140 dB: below it the lines are taken as empty */
#define DIFFUSION 0.6f
#define HALF (AWE_REVERB_LINES / 2)

/* Line lengths in frames: primes, spread evenly in the logarithm, so that no two lines share an
   echo. */
static const uint32_t line_frames[AWE_REVERB_LINES] = {1103, 1277, 1471, 1693,
                                                       1949, 2243, 2593, 2999};
static const uint32_t diffuser_frames[AWE_REVERB_DIFFUSERS] = {149, 211, 347, 557};

/* A room: reverberation time, how much of the highs each pass keeps (one-pole coefficient),
   pre-delay, return level (which gives the type the energy that was measured on the card). */
typedef struct room {
    float t60_s;
    float keep;
    uint32_t early_frames;
    float level;
} room;

static const room rooms[6] = {
    {1.2f, 0.72f, 97, 0.412f},  {1.4f, 0.66f, 151, 0.274f}, {1.6f, 0.76f, 199, 0.225f},
    {2.0f, 0.60f, 401, 0.257f}, {2.2f, 0.64f, 499, 0.193f}, {2.1f, 0.84f, 31, 0.191f},
};

/* Echo types: first echo left and right, repeat period, gain per repeat, gain of the first echoes.
   Measured. */
typedef struct echo {
    uint32_t left_frames, right_frames, period_frames;
    float feedback, left_gain, right_gain;
} echo;

static const echo echoes[2] = {
    {5060, 4906, 5149, 0.432f, 0.945f, 0.945f},
    {5094, 10187, 10408, 0.313f, 0.915f, 0.496f},
};

void awe_reverb_start(awe_reverb_unit *reverb, int type)
{
    int is_light = reverb->is_light;
    memset(reverb, 0, sizeof *reverb);
    reverb->is_light = is_light;
    reverb->light_frames = is_light ? AWE_REVERB_LIGHTEN_FRAMES : 0;
    reverb->quiet_frames = AWE_REVERB_ECHO_FRAMES;
    awe_reverb_set_type(reverb, type);
}

void awe_reverb_set_type(awe_reverb_unit *reverb, int type)
{
    reverb->type = type;
    if (type >= 0 && type < 6) {
        float cb_per_frame = 600.0f / (rooms[type].t60_s * AWE_RATE_HZ);
        for (uint32_t i = 0; i < AWE_REVERB_LINES; i++) {
            reverb->gain[i] = awe_cb_to_gain(cb_per_frame * (float)line_frames[i]);
        }
    }
}

static float diffuse(awe_reverb_unit *reverb, float x)
{
    for (uint32_t i = 0; i < AWE_REVERB_DIFFUSERS; i++) {
        float *line = reverb->diffuser[i];
        float delayed = line[(reverb->at - diffuser_frames[i]) & DIFFUSER_MASK];
        float fed = awe_snap(x - DIFFUSION * delayed);
        line[reverb->at & DIFFUSER_MASK] = fed;
        x = delayed + DIFFUSION * fed;
    }
    return x;
}

void awe_reverb_set_light(awe_reverb_unit *reverb, int is_light)
{
    if (reverb->is_light && !is_light && reverb->light_frames == AWE_REVERB_LIGHTEN_FRAMES) {
        memset(reverb->line[HALF], 0, HALF * sizeof reverb->line[0]); /* what stopped is old */
        memset(reverb->damped + HALF, 0, HALF * sizeof reverb->damped[0]);
    }
    reverb->is_light = is_light;
    if (reverb->quiet_frames >= AWE_REVERB_ECHO_FRAMES) {
        reverb->light_frames = is_light ? AWE_REVERB_LIGHTEN_FRAMES : 0;
    }
}

/* How much the network is reduced: the second half of its lines counts `upper`, and `scale` gives
   the others the energy that is lost with them. */
typedef struct shape {
    uint32_t n_lines;
    float upper, scale;
} shape;

static shape find_shape(const awe_reverb_unit *reverb)
{
    float part = (float)(int32_t)reverb->light_frames * (1.0f / AWE_REVERB_LIGHTEN_FRAMES);
    return (shape){AWE_REVERB_LINES, 1.0f - part, 1.0f + 0.414213562f * part};
}

/* Hadamard mixing of `n` values in butterfly steps, energy-preserving with the factor 1/sqrt(n). */
static inline void mix_lines(float *v, uint32_t n, float factor)
{
    for (uint32_t span = 1; span < n; span *= 2) {
        for (uint32_t i = 0; i < n; i++) {
            if ((i & span) == 0) {
                float a = v[i], b = v[i + span];
                v[i] = a + b;
                v[i + span] = a - b;
            }
        }
    }
    for (uint32_t i = 0; i < n; i++) {
        v[i] *= factor;
    }
}

/* Once nothing has been heard for longer than any line, all lines are emptied at that very frame:
   from then on rendering silence and skipping it give the same bits. */
static void note_activity(awe_reverb_unit *reverb, float activity)
{
    int heard = activity > QUIET || activity < -QUIET;
    reverb->quiet_frames = heard ? 0 : reverb->quiet_frames + 1;
    if (reverb->quiet_frames == AWE_REVERB_ECHO_FRAMES) {
        awe_reverb_start(reverb, reverb->type);
    }
}

static inline void render_room(awe_reverb_unit *reverb, float x, shape s, float *left, float *right)
{
    const room *r = &rooms[reverb->type];
    float v[AWE_REVERB_LINES] = {0};
    float activity = x;
    for (uint32_t i = 0; i < s.n_lines; i++) {
        float out = reverb->gain[i] * reverb->line[i][(reverb->at - line_frames[i]) & LINE_MASK];
        reverb->damped[i] = awe_snap(reverb->damped[i] + r->keep * (out - reverb->damped[i]));
        v[i] = i < HALF ? reverb->damped[i] : s.upper * reverb->damped[i];
        activity += v[i] > 0.0f ? v[i] : -v[i];
    }
    *left = (v[0] - v[2]) + (v[4] - v[6]);
    *right = (v[1] - v[3]) + (v[5] - v[7]);
    mix_lines(v, s.n_lines, s.n_lines == HALF ? 0.5f : 0.353553391f * s.scale);
    reverb->echo[reverb->at & ECHO_MASK] = x;
    float fed = diffuse(reverb, reverb->echo[(reverb->at - r->early_frames) & ECHO_MASK]);
    for (uint32_t i = 0; i < s.n_lines; i++) {
        float into = v[i] + (i & 1 ? -fed : fed);
        reverb->line[i][reverb->at & LINE_MASK] = awe_snap(i < HALF ? into : s.upper * into);
    }
    *left *= r->level * s.scale;
    *right *= r->level * s.scale;
    note_activity(reverb, activity);
}

/* The whole network, half of it, or something between. */
static void render_lines(awe_reverb_unit *reverb, float x, float *left, float *right)
{
    if (reverb->light_frames == 0 && !reverb->is_light) {
        render_room(reverb, x, (shape){AWE_REVERB_LINES, 1.0f, 1.0f}, left, right);
    } else if (reverb->light_frames == AWE_REVERB_LIGHTEN_FRAMES && reverb->is_light) {
        render_room(reverb, x, (shape){HALF, 0.0f, 1.414213562f}, left, right);
    } else {
        shape between = find_shape(reverb);
        reverb->light_frames += reverb->is_light ? 1u : -1u;
        render_room(reverb, x, between, left, right);
    }
}

static void render_echo(awe_reverb_unit *reverb, float x, const echo *e, float *left, float *right)
{
    float *line = reverb->echo;
    float again = e->feedback * line[(reverb->at - e->period_frames) & ECHO_MASK];
    line[reverb->at & ECHO_MASK] = awe_snap(x + again);
    *left = e->left_gain * line[(reverb->at - e->left_frames) & ECHO_MASK];
    *right = e->right_gain * line[(reverb->at - e->right_frames) & ECHO_MASK];
    note_activity(reverb, x + again);
}

void awe_reverb_render(awe_reverb_unit *reverb, const float *in, float *const out[2], uint32_t n,
                       float level)
{
    if (reverb->type < 0) {
        return;
    }
    int empty = reverb->quiet_frames >= AWE_REVERB_ECHO_FRAMES;
    if (empty && awe_is_silent(in, n)) {
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        float l, r;
        if (reverb->type < 6) {
            render_lines(reverb, in[i], &l, &r);
        } else {
            render_echo(reverb, in[i], &echoes[reverb->type - 6], &l, &r);
        }
        reverb->at++;
        out[0][i] += level * l;
        out[1][i] += level * r;
    }
}
