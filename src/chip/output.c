/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/output.h"

#include "chip/vector4.h"

#include <string.h>

/* Source: docs/sound.md "Output": full scale of the chip's mix at its output, measured. */
#define OUTPUT_SCALE (57737.0f / 65536.0f)
#define SILENT_LEVEL 3.16e-5f /* -90 dB of full scale */
#define SILENT_FRAMES 22050

void awe_output_start(awe_output *output, int limits)
{
    awe_limiter_start(&output->limiter, limits);
    memset(output->side, 0, sizeof output->side);
    output->peak = 0.0f;
    output->quiet_frames = SILENT_FRAMES;
}

int awe_output_is_silent(const awe_output *output)
{
    return output->quiet_frames >= SILENT_FRAMES;
}

static inline vec clip(vec x, vec limit)
{
    return choose(x > limit, limit, choose(x < -limit, -limit, x));
}

static inline float largest(vec x)
{
    float most = 0.0f;
    for (uint32_t i = 0; i < WIDTH; i++) {
        most = x[i] > most ? x[i] : most;
    }
    return most;
}

/* Scales both sides in place; `limit` 0: without clipping. Returns the largest absolute value; a
   not-a-number counts as nothing. */
static inline float scale(float *const sides[2], const float by[2], float limit, uint32_t n)
{
    vec peaks[2] = {same(0.0f), same(0.0f)};
    for (uint32_t t = 0; t < n; t += WIDTH) {
        for (uint32_t side = 0; side < 2; side++) {
            vec y = load(sides[side] + t) * by[side];
            y = limit > 0.0f ? clip(y, same(limit)) : y;
            store(sides[side] + t, y);
            peaks[side] = larger(magnitude(y), peaks[side]);
        }
    }
    return largest(larger(peaks[0], peaks[1]));
}

static int is_heard(float x)
{
    return x > SILENT_LEVEL || x < -SILENT_LEVEL;
}

static uint32_t count_quiet(float *const sides[2], uint32_t n)
{
    uint32_t quiet = 0;
    while (quiet < n && !is_heard(sides[0][n - 1 - quiet]) && !is_heard(sides[1][n - 1 - quiet])) {
        quiet++;
    }
    return quiet;
}

static void interleave(float *const sides[2], uint32_t n, float *out)
{
    uint32_t t = 0;
    for (; t + WIDTH <= n; t += WIDTH) {
        store_pairs(out + 2 * t, load(sides[0] + t), load(sides[1] + t));
    }
    for (; t < n; t++) {
        out[2 * t] = sides[0][t];
        out[2 * t + 1] = sides[1][t];
    }
}

void awe_output_render(awe_output *output, uint32_t first, uint32_t n, const float level[2],
                       float *out)
{
    float *const sides[2] = {output->side[0] + first, output->side[1] + first};
    const float by[2] = {OUTPUT_SCALE * output->gain * level[0],
                         OUTPUT_SCALE * output->gain * level[1]};
    for (uint32_t t = n; t % WIDTH != 0; t++) { /* the last vector has nothing else in it */
        sides[0][t] = sides[1][t] = 0.0f;
    }
    float peak = scale(sides, by, output->clips ? output->gain : 0.0f, n);
    peak = awe_limiter_render(&output->limiter, sides, n, peak);
    output->peak = peak > output->peak ? peak : output->peak;
    uint32_t quiet = count_quiet(sides, n);
    quiet += quiet == n ? output->quiet_frames : 0;
    output->quiet_frames = quiet < SILENT_FRAMES ? quiet : SILENT_FRAMES;
    interleave(sides, n, out);
}
