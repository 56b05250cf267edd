/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Any bytes as a bank that is played: low and high keys of its first presets, with every
   interpolation, one model each. No frame outside a recording may be read and every output must be
   a number. */

#include "awe/awe.h"
#include "fuzz/target.h"

#include <stdlib.h>

#define N_PRESETS 3
#define BLOCK 500

static void check_output(const float *out, uint32_t n_frames)
{
    for (uint32_t i = 0; i < 2 * n_frames; i++) {
        require(out[i] > -1e9f && out[i] < 1e9f);
    }
}

static void play(awe_synth *synth, awe_event *events, uint32_t n_events)
{
    float out[2 * BLOCK];
    awe_synth_render(synth, events, n_events, out, BLOCK);
    check_output(out, BLOCK);
}

static void play_preset(awe_synth *synth, const awe_preset_info *preset)
{
    static const uint8_t keys[] = {0, 40, 60, 72, 100, 127};
    uint8_t channel = preset->bank == 128 ? 9 : 0;
    awe_event events[16];
    uint32_t n = 0;
    events[n++].message = (awe_message){AWE_CONTROL, 0, channel, 0, (uint8_t)(preset->bank & 0x7F)};
    events[n++].message =
        (awe_message){AWE_PROGRAM, 0, channel, (uint8_t)(preset->program & 0x7F), 0};
    for (uint32_t i = 0; i < sizeof keys; i++) {
        events[n++].message = (awe_message){AWE_NOTE_ON, 0, channel, keys[i], 127};
    }
    for (uint32_t i = 0; i < n; i++) {
        events[i].frame = i;
    }
    play(synth, events, n);
    play(synth, NULL, 0);
    for (uint32_t i = 0; i < sizeof keys; i++) {
        events[i].message = (awe_message){AWE_NOTE_OFF, 0, channel, keys[i], 64};
    }
    play(synth, events, sizeof keys);
    awe_synth_seek(synth, 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const awe_bank_config bank_config = {0};
    awe_bank *bank;
    if (awe_bank_load(data, size, &bank_config, &bank) != AWE_OK) {
        return 0;
    }
    for (awe_interp interp = AWE_INTERP_HW; interp <= AWE_INTERP_SINC; interp++) {
        const awe_synth_config config = {.model = (awe_model)(AWE_MODEL_EMU8000 + interp % 3),
                                         .interp = interp};
        awe_synth *synth;
        if (awe_synth_new(&config, &(awe_stacked_bank){.bank = bank}, 1, &synth) != AWE_OK) {
            break;
        }
        awe_preset_info preset;
        for (uint32_t i = 0; i < N_PRESETS && awe_bank_get_preset(bank, i, &preset); i++) {
            play_preset(synth, &preset);
        }
        awe_synth_free(synth);
    }
    awe_bank_free(bank);
    return 0;
}
