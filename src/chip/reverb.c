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
    memset(reverb, 0, sizeof *reverb);
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

/* Hadamard mixing of eight values in three butterfly steps, energy-preserving with the factor
   1/sqrt(8). */
static void mix_lines(float *v)
{
    for (uint32_t span = 1; span < AWE_REVERB_LINES; span *= 2) {
        for (uint32_t i = 0; i < AWE_REVERB_LINES; i++) {
            if ((i & span) == 0) {
                float a = v[i], b = v[i + span];
                v[i] = a + b;
                v[i + span] = a - b;
            }
        }
    }
    for (uint32_t i = 0; i < AWE_REVERB_LINES; i++) {
        v[i] *= 0.353553391f;
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

static void render_room(awe_reverb_unit *reverb, float x, const room *r, float *left, float *right)
{
    float v[AWE_REVERB_LINES];
    float activity = x;
    for (uint32_t i = 0; i < AWE_REVERB_LINES; i++) {
        float out = reverb->gain[i] * reverb->line[i][(reverb->at - line_frames[i]) & LINE_MASK];
        reverb->damped[i] = awe_snap(reverb->damped[i] + r->keep * (out - reverb->damped[i]));
        v[i] = reverb->damped[i];
        activity += v[i] > 0.0f ? v[i] : -v[i];
    }
    *left = (v[0] - v[2]) + (v[4] - v[6]);
    *right = (v[1] - v[3]) + (v[5] - v[7]);
    mix_lines(v);
    reverb->echo[reverb->at & ECHO_MASK] = x;
    float fed = diffuse(reverb, reverb->echo[(reverb->at - r->early_frames) & ECHO_MASK]);
    for (uint32_t i = 0; i < AWE_REVERB_LINES; i++) {
        reverb->line[i][reverb->at & LINE_MASK] = awe_snap(v[i] + (i & 1 ? -fed : fed));
    }
    *left *= r->level;
    *right *= r->level;
    note_activity(reverb, activity);
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
            render_room(reverb, in[i], &rooms[reverb->type], &l, &r);
        } else {
            render_echo(reverb, in[i], &echoes[reverb->type - 6], &l, &r);
        }
        reverb->at++;
        out[0][i] += level * l;
        out[1][i] += level * r;
    }
}
