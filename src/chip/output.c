/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/output.h"

#include "chip/vector4.h"

/* Source: docs/sound.md "Output": full scale of the chip's mix at its output, measured. */
#define OUTPUT_SCALE (57737.0f / 65536.0f)
#define SILENT_LEVEL 3.16e-5f /* -90 dB of full scale */
#define SILENT_FRAMES 22050

void awe_output_start(awe_output *output)
{
    output->peak = 0.0f;
    output->quiet_frames = SILENT_FRAMES;
}

int awe_output_is_silent(const awe_output *output)
{
    return output->quiet_frames >= SILENT_FRAMES;
}

void awe_output_scale(float *x, uint32_t n, float level, float gain, int clips)
{
    float scale = OUTPUT_SCALE * gain * level;
    for (uint32_t i = 0; i < n; i++) {
        x[i] *= scale;
    }
    for (uint32_t i = 0; clips && i < n; i++) {
        x[i] = x[i] > gain ? gain : x[i] < -gain ? -gain : x[i];
    }
}

static float larger_magnitude(float a, float b)
{
    a = a < 0.0f ? -a : a;
    b = b < 0.0f ? -b : b;
    return a > b ? a : b;
}

/* A not-a-number counts as nothing, wherever it stands. */
static float find_peak(const float *left, const float *right, uint32_t n)
{
    vec peaks = same(0.0f);
    float peak = 0.0f;
    uint32_t i = 0;
    for (; i + WIDTH <= n; i += WIDTH) {
        peaks = larger(magnitude(load(left + i)), peaks);
        peaks = larger(magnitude(load(right + i)), peaks);
    }
    for (; i < n; i++) {
        peak = larger_magnitude(larger_magnitude(left[i], right[i]), peak);
    }
    for (uint32_t k = 0; k < WIDTH; k++) {
        peak = larger_magnitude(peaks[k], peak);
    }
    return peak;
}

void awe_output_write(awe_output *output, const float *left, const float *right, uint32_t n,
                      float *out)
{
    float peak = find_peak(left, right, n);
    uint32_t quiet = 0;
    if (peak > SILENT_LEVEL) {
        while (larger_magnitude(left[n - 1 - quiet], right[n - 1 - quiet]) <= SILENT_LEVEL) {
            quiet++;
        }
        output->quiet_frames = quiet;
    } else {
        output->quiet_frames += n;
    }
    output->peak = peak > output->peak ? peak : output->peak;
    for (uint32_t i = 0; i < n; i++) {
        out[2 * i] = left[i];
        out[2 * i + 1] = right[i];
    }
}
