/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/chorus.h"

#include "awe/synth.h"
#include "chip/vector4.h"

#include <string.h>

/* Frames that are computed together: less than any delay. */
#define BLOCK AWE_TICK_FRAMES
#define ROW (BLOCK + WIDTH) /* whole vectors */
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

/* What was written `delay` frames before frames at .. at + 3, between neighbours. */
static vec read_tap(const awe_chorus_unit *chorus, uint32_t at, vec delay)
{
    ints whole = __builtin_convertvector(delay, ints);
    vec fraction = delay - __builtin_convertvector(whole, vec);
    words place = (at + lane_numbers - (words)whole - 1) & MASK;
    const void *pairs[WIDTH];
    ints far, near;
    for (uint32_t i = 0; i < WIDTH; i++) {
        pairs[i] = chorus->line + place[i];
    }
    load_pieces(pairs, &far, &near);
    return (vec)near + fraction * ((vec)far - (vec)near);
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

/* What a block returns. */
typedef struct returned {
    float left[ROW], right[ROW];
} returned;

static void render_taps(const awe_chorus_unit *chorus, const setting *s, uint32_t n, returned *out)
{
    words phase = chorus->phase + s->step * lane_numbers;
    for (uint32_t t = 0; t < n; t += WIDTH) {
        vec delay = s->delay_frames + s->depth_frames * triangle(phase);
        vec left = read_tap(chorus, chorus->at + t, delay), right = left;
        if (s->right_earlier_frames > 0.0f) {
            right = read_tap(chorus, chorus->at + t, delay - s->right_earlier_frames);
        }
        store(out->left + t, left);
        store(out->right + t, right);
        phase += s->step * WIDTH;
    }
}

/* Input and feedback go into the line; too little to be heard is nothing. */
static void feed(awe_chorus_unit *chorus, const setting *s, const float *in, const float *back,
                 uint32_t n)
{
    float wet[BLOCK];
    uint32_t quiet = 0;
    for (uint32_t t = 0; t < n; t++) {
        float x = in[t] + s->feedback * back[t];
        wet[t] = x > QUIET || x < -QUIET ? x : 0.0f;
    }
    while (quiet < n && wet[n - 1 - quiet] == 0.0f) {
        quiet++;
    }
    chorus->quiet_frames = quiet < n ? quiet : chorus->quiet_frames + n;
    awe_delay_write(chorus->line, AWE_CHORUS_LINE_FRAMES, chorus->at, wet, n);
}

static void render_block(awe_chorus_unit *chorus, const float *in, float *const out[2], uint32_t n,
                         float level)
{
    const setting *s = &settings[chorus->type];
    returned r;
    render_taps(chorus, s, n, &r);
    feed(chorus, s, in, r.left, n);
    awe_delay_add(out[0], r.left, n, level);
    awe_delay_add(out[1], r.right, n, level);
    skip(chorus, s, n);
}

void awe_chorus_render(awe_chorus_unit *chorus, const float *in, float *const out[2], uint32_t n,
                       float level)
{
    if (chorus->type < 0) {
        return;
    }
    if (chorus->quiet_frames >= AWE_CHORUS_LINE_FRAMES && awe_is_silent(in, n)) {
        skip(chorus, &settings[chorus->type], n);
        return;
    }
    for (uint32_t done = 0; done < n; done += BLOCK) {
        uint32_t piece = n - done < BLOCK ? n - done : BLOCK;
        float *const at[2] = {out[0] + done, out[1] + done};
        render_block(chorus, in + done, at, piece, level);
    }
}
