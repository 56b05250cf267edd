/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/quality_rig.h"

#include "bank/zone.h"

#include <math.h>

const awe_synth_config quality_card = {.n_voices = 32, .gain = 1.0f};
const awe_synth_config quality_plain = {.model = AWE_MODEL_SF2, .n_voices = 32, .gain = 1.0f};

void quality_set_level(synth_rig *rig, awe_quality_level level)
{
    awe_synth_set_quality(rig->synth, awe_quality_get(level));
}

awe_stats quality_stats(const synth_rig *rig)
{
    awe_stats stats;
    awe_synth_get_stats(rig->synth, &stats);
    return stats;
}

/* Renders on to frame `to`. */
void quality_go_on(synth_rig *rig, size_t to)
{
    awe_synth_render(rig->synth, NULL, 0, rig->out + 2 * rig->n_frames, to - rig->n_frames);
    rig->n_frames = to;
}

/* A looped sine whose release takes 2^(timecents / 1200) s for 100 dB. */
sf2_builder *quality_bank_releasing(uint32_t period, int timecents)
{
    static int16_t frames[8000];
    sf2_builder *builder = sf2_new();
    uint32_t n = period * (8000 / period);
    for (uint32_t i = 0; i < n; i++) {
        frames[i] = (int16_t)lrint(16384.0 * sin(2 * acos(-1.0) * i / period));
    }
    sf2_sample sample = {.name = "sine", .frames = frames, .n_frames = n, .loop_end = n};
    uint32_t index = sf2_add_sample(builder, &sample);
    sf2_add_preset(builder, "sine", 0, 0);
    sf2_add_zone(builder);
    sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 0);
    sf2_add_instrument(builder, "sine");
    sf2_add_zone(builder);
    sf2_add_generator(builder, AWE_GEN_VOL_ENV_RELEASE, timecents);
    sf2_add_generator(builder, AWE_GEN_SAMPLE_MODES, 1);
    sf2_add_generator(builder, AWE_GEN_SAMPLE, (int)index);
    return builder;
}

sf2_builder *quality_bank(uint32_t period)
{
    return quality_bank_releasing(period, 0);
}

void quality_start_chord(synth_rig *rig, uint32_t n_notes)
{
    for (uint32_t i = 0; i < n_notes; i++) {
        awe_event on = {.message = {.type = AWE_NOTE_ON,
                                    .channel = (uint8_t)(i % 8),
                                    .key = (uint8_t)(49 + 3 * (i / 8) + 2 * (i % 8)),
                                    .value = (int32_t)(127 - i)}};
        awe_synth_render(rig->synth, &on, 1, NULL, 0);
    }
}

void quality_set_sends(synth_rig *rig, int value)
{
    for (uint8_t channel = 0; channel < 8; channel++) {
        awe_event events[2] = {
            {.message = {.type = AWE_CONTROL, .channel = channel, .key = 91, .value = value}},
            {.message = {.type = AWE_CONTROL, .channel = channel, .key = 93, .value = value}}};
        awe_synth_render(rig->synth, events, 2, NULL, 0);
    }
}

void quality_restart(synth_rig *rig)
{
    awe_synth_seek(rig->synth, 0);
    rig->n_frames = 0;
}
