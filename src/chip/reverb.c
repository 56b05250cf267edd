/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/reverb.h"

#include "base/units.h"
#include "chip/silence.h"

#include <string.h>

/* -240 dB: in a tick the fastest of the loops' filters falls by 255 dB, and is no denormal yet */
#define INAUDIBLE 1e-12f
#define QUIET 1e-7f /* -140 dB: what returns less has nothing to say */
#define HALF (AWE_REVERB_LINES / 2)

/* Line lengths in frames: primes, spread evenly in the logarithm, so that no two lines share an
   echo. */
const uint32_t awe_reverb_line_frames[AWE_REVERB_LINES] = {1103, 1277, 1471, 1693,
                                                           1949, 2243, 2593, 2999};

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
    awe_room_fn render_room = reverb->render_room;
    int is_light = reverb->is_light;
    memset(reverb, 0, sizeof *reverb);
    reverb->render_room = render_room;
    reverb->is_light = is_light;
    reverb->light_frames = is_light ? AWE_REVERB_LIGHTEN_FRAMES : 0;
    reverb->quiet_frames = AWE_REVERB_ECHO_FRAMES;
    awe_reverb_set_type(reverb, type);
}

static int is_room(int type)
{
    return type >= 0 && type < 6;
}

void awe_reverb_set_type(awe_reverb_unit *reverb, int type)
{
    if (is_room(reverb->type) != is_room(type)) { /* what stood still meanwhile is old */
        memset(reverb->line, 0, sizeof reverb->line);
        memset(reverb->diffuser, 0, sizeof reverb->diffuser);
        memset(reverb->damped, 0, sizeof reverb->damped);
    }
    reverb->type = type;
    if (is_room(type)) {
        const room *r = &rooms[type];
        float cb_per_frame = 600.0f / (r->t60_s * AWE_RATE_HZ);
        for (uint32_t i = 0; i < AWE_REVERB_LINES; i++) {
            float fall_cb = cb_per_frame * (float)awe_reverb_line_frames[i];
            reverb->gain[i] = AWE_REVERB_SPREAD * r->keep * awe_cb_to_gain(fall_cb);
        }
        reverb->keep = r->keep;
        reverb->level = r->level;
        reverb->early_frames = r->early_frames;
    }
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

static awe_reverb_shape find_shape(const awe_reverb_unit *reverb)
{
    float part = (float)(int32_t)reverb->light_frames * (1.0f / AWE_REVERB_LIGHTEN_FRAMES);
    return (awe_reverb_shape){AWE_REVERB_LINES, 1.0f - part, 1.0f + 0.414213562f * part};
}

static const float *find_echo(const awe_reverb_unit *reverb, uint32_t delay)
{
    return reverb->echo + awe_delay_place(AWE_REVERB_ECHO_FRAMES, reverb->at - delay);
}

/* The whole network, half of it, or something between; returns the frames it did of `n`. */
static uint32_t render_lines(awe_reverb_unit *reverb, const float *in, uint32_t n,
                             awe_reverb_block *out)
{
    int is_between = reverb->light_frames != (reverb->is_light ? AWE_REVERB_LIGHTEN_FRAMES : 0);
    uint32_t n_done = is_between ? 1 : n;
    awe_delay_write(reverb->echo, AWE_REVERB_ECHO_FRAMES, reverb->at, in, n_done);
    if (is_between) {
        awe_reverb_shape between = find_shape(reverb);
        reverb->light_frames += reverb->is_light ? 1u : -1u;
        reverb->render_room(reverb, 1, between, out);
    } else if (reverb->is_light) {
        reverb->render_room(reverb, n, (awe_reverb_shape){HALF, 0.0f, 1.414213562f}, out);
    } else {
        reverb->render_room(reverb, n, (awe_reverb_shape){AWE_REVERB_LINES, 1.0f, 1.0f}, out);
    }
    return n_done;
}

static void render_echo(awe_reverb_unit *reverb, const float *in, uint32_t n, awe_reverb_block *out)
{
    const echo *e = &echoes[reverb->type - 6];
    const float *again = find_echo(reverb, e->period_frames);
    const float *left = find_echo(reverb, e->left_frames);
    const float *right = find_echo(reverb, e->right_frames);
    float into[AWE_REVERB_BLOCK];
    for (uint32_t t = 0; t < n; t++) {
        out->left[t] = e->left_gain * left[t];
        out->right[t] = e->right_gain * right[t];
        into[t] = awe_snap(in[t] + e->feedback * again[t]);
    }
    awe_delay_write(reverb->echo, AWE_REVERB_ECHO_FRAMES, reverb->at, into, n);
}

static inline int is_quiet(float x)
{
    return x <= QUIET && x >= -QUIET;
}

static inline uint32_t count_quiet(const float *in, const awe_reverb_block *out, uint32_t n)
{
    uint32_t quiet = 0;
    while (quiet < n && is_quiet(in[n - 1 - quiet]) && is_quiet(out->left[n - 1 - quiet]) &&
           is_quiet(out->right[n - 1 - quiet])) {
        quiet++;
    }
    return quiet;
}

/* Once nothing has gone in or out for longer than any line, all lines are emptied at that very
   frame: from then on rendering silence and skipping it give the same bits. Blocks end there. */
static inline void note_silence(awe_reverb_unit *reverb, uint32_t quiet, uint32_t n)
{
    reverb->quiet_frames = quiet < n ? quiet : reverb->quiet_frames + n;
    if (reverb->quiet_frames == AWE_REVERB_ECHO_FRAMES) {
        awe_reverb_start(reverb, reverb->type);
    }
}

/* How many of the frames are nothing that goes into empty lines. The first that is something, be it
   too little to be heard, ends the emptiness: what it leaves in the lines is counted down anew. */
static uint32_t skip_nothing(awe_reverb_unit *reverb, const float *in, uint32_t n)
{
    uint32_t n_skipped = 0;
    if (reverb->quiet_frames < AWE_REVERB_ECHO_FRAMES) {
        return 0;
    }
    while (n_skipped < n && in[n_skipped] == 0.0f) {
        n_skipped++;
    }
    if (n_skipped < n) {
        reverb->quiet_frames = 0;
    }
    return n_skipped;
}

static uint32_t block_frames(const awe_reverb_unit *reverb, uint32_t left)
{
    uint32_t n = left < AWE_REVERB_BLOCK ? left : AWE_REVERB_BLOCK;
    uint32_t to_empty = AWE_REVERB_ECHO_FRAMES - reverb->quiet_frames;
    return n < to_empty ? n : to_empty;
}

void awe_reverb_tick(awe_reverb_unit *reverb)
{
    for (uint32_t i = 0; i < AWE_REVERB_LINES; i++) {
        float x = reverb->damped[i];
        reverb->damped[i] = x > INAUDIBLE || x < -INAUDIBLE ? x : 0.0f;
    }
}

void awe_reverb_render(awe_reverb_unit *reverb, const float *in, float *const out[2], uint32_t n,
                       float level)
{
    if (reverb->type < 0) {
        return;
    }
    for (uint32_t done = skip_nothing(reverb, in, n); done < n;) {
        awe_reverb_block r;
        uint32_t piece = block_frames(reverb, n - done);
        if (reverb->type < 6) {
            piece = render_lines(reverb, in + done, piece, &r);
        } else {
            render_echo(reverb, in + done, piece, &r);
        }
        reverb->at += piece;
        awe_delay_add(out[0] + done, r.left, piece, level);
        awe_delay_add(out[1] + done, r.right, piece, level);
        note_silence(reverb, count_quiet(in + done, &r, piece), piece);
        done += piece;
        done += skip_nothing(reverb, in + done, n - done);
    }
}
