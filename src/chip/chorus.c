/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/chorus.h"

#include "chip/silence.h"

#include <string.h>

const awe_chorus_setting awe_chorus_settings[AWE_CHORUS_TYPES] = {
    {0x00 / 256.0f, 0x3F6, 0x2C, 0, 0x6D << 8},  {0x08 / 256.0f, 0x31A, 0x6E, 0, 0x17C << 8},
    {0x10 / 256.0f, 0x31A, 0x84, 0, 0x83 << 8},  {0x20 / 256.0f, 0x269, 0x6E, 0, 0x17C << 8},
    {0x80 / 256.0f, 0x4D3, 0xA6, 0, 0x5B << 8},  {0xE0 / 256.0f, 0x44E, 0x37, 0, 0x26 << 8},
    {0x00 / 256.0f, 0xB06, 0, 0x6E0, 0x83 << 8}, {0xC0 / 256.0f, 0xB06, 0, 0x6E0, 0x83 << 8},
};

void awe_chorus_start(awe_chorus_unit *chorus, int type, uint64_t frame)
{
    awe_chorus_fn render_block = chorus->render_block;
    memset(chorus, 0, sizeof *chorus);
    chorus->render_block = render_block;
    chorus->quiet_frames = AWE_CHORUS_LINE_FRAMES;
    awe_chorus_set_type(chorus, type, frame);
}

void awe_chorus_set_type(awe_chorus_unit *chorus, int type, uint64_t frame)
{
    chorus->type = type;
    chorus->phase = type >= 0 ? (uint32_t)(frame * awe_chorus_settings[type].step) : 0;
}

void awe_chorus_render(awe_chorus_unit *chorus, const float *in, float *const out[2], uint32_t n,
                       float level)
{
    if (chorus->type < 0) {
        return;
    }
    if (chorus->quiet_frames >= AWE_CHORUS_LINE_FRAMES && awe_is_silent(in, n)) {
        chorus->at += n;
        chorus->phase += awe_chorus_settings[chorus->type].step * n;
        return;
    }
    for (uint32_t done = 0; done < n; done += AWE_CHORUS_BLOCK) {
        uint32_t left = n - done;
        uint32_t piece = left < AWE_CHORUS_BLOCK ? left : AWE_CHORUS_BLOCK;
        float *const at[2] = {out[0] + done, out[1] + done};
        chorus->render_block(chorus, in + done, at, piece, level);
    }
}
