/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/bypass.h"

void awe_bypass_settle(awe_bypass *bypass)
{
    bypass->sent = AWE_BYPASS_FRAMES;
    bypass->returned = bypass->leaves ? 0 : AWE_BYPASS_FRAMES;
}

void awe_bypass_come(awe_bypass *bypass)
{
    bypass->sent = 0;
    bypass->returned = AWE_BYPASS_FRAMES;
}

static float gain_of(uint32_t frames)
{
    return (float)(int32_t)frames * (1.0f / AWE_BYPASS_FRAMES);
}

void awe_bypass_send(awe_bypass *bypass, float *in, uint32_t n)
{
    for (uint32_t i = 0; i < n && bypass->sent < AWE_BYPASS_FRAMES; i++) {
        in[i] *= gain_of(bypass->sent++);
    }
}

void awe_bypass_return(awe_bypass *bypass, float *const wet[2], float *const out[2], uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        float gain = gain_of(bypass->returned);
        out[0][i] += gain * wet[0][i];
        out[1][i] += gain * wet[1][i];
        if (bypass->leaves) {
            bypass->returned -= bypass->returned > 0;
        } else {
            bypass->returned += bypass->returned < AWE_BYPASS_FRAMES;
        }
    }
}
