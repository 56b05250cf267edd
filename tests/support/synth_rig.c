/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/synth_rig.h"

#include "bank/zone.h"
#include "support/response.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define PI 3.14159265358979323846

void rig_open(synth_rig *rig, sf2_builder *builder, const awe_synth_config *config)
{
    static const awe_synth_config dry = {
        .model = AWE_MODEL_SF2, .reverb = AWE_REVERB_OFF, .chorus = AWE_CHORUS_OFF};
    size_t size = 0;
    const void *file = sf2_build(builder, &size);
    void *copy = malloc(size);
    memcpy(copy, file, size);
    sf2_free(builder);
    memset(rig, 0, sizeof *rig);
    assert_int_equal(awe_bank_load(copy, size, NULL, &rig->bank), AWE_OK);
    const awe_stacked_bank bank = {.bank = rig->bank};
    assert_int_equal(awe_synth_new(config ? config : &dry, &bank, 1, &rig->synth), AWE_OK);
    rig->events = calloc(RIG_MAX_EVENTS, sizeof *rig->events);
    rig->out = calloc(RIG_MAX_FRAMES, 2 * sizeof *rig->out);
    rig->file = copy;
}

void rig_close(synth_rig *rig)
{
    awe_synth_free(rig->synth);
    awe_bank_free(rig->bank);
    free(rig->events);
    free(rig->out);
    free(rig->file);
}

sf2_builder *rig_sine_bank(uint32_t period)
{
    sf2_builder *builder = sf2_new();
    uint32_t n = period * (8000 / period);
    int16_t *frames = malloc(n * sizeof *frames);
    for (uint32_t i = 0; i < n; i++) {
        frames[i] = (int16_t)lrint(16384.0 * sin(2 * PI * i / period));
    }
    sf2_sample sample = {.name = "sine", .frames = frames, .n_frames = n, .loop_end = n};
    uint32_t index = sf2_add_sample(builder, &sample);
    free(frames);
    sf2_add_preset(builder, "sine", 0, 0);
    sf2_add_zone(builder);
    sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 0);
    sf2_add_instrument(builder, "sine");
    sf2_add_zone(builder);
    sf2_add_generator(builder, AWE_GEN_SAMPLE_MODES, 1);
    sf2_add_generator(builder, AWE_GEN_SAMPLE, (int)index);
    return builder;
}

void rig_send(synth_rig *rig, uint32_t frame, awe_message message)
{
    assert_true(rig->n_events < RIG_MAX_EVENTS);
    rig->events[rig->n_events++] = (awe_event){.frame = frame, .message = message};
}

void rig_note_on(synth_rig *rig, uint32_t frame, uint8_t channel, uint8_t key, uint8_t velocity)
{
    rig_send(rig, frame, (awe_message){AWE_NOTE_ON, 0, channel, key, velocity});
}

void rig_note_off(synth_rig *rig, uint32_t frame, uint8_t channel, uint8_t key)
{
    rig_send(rig, frame, (awe_message){AWE_NOTE_OFF, 0, channel, key, 64});
}

void rig_control(synth_rig *rig, uint32_t frame, uint8_t channel, uint8_t number, uint8_t value)
{
    rig_send(rig, frame, (awe_message){AWE_CONTROL, 0, channel, number, value});
}

void rig_render(synth_rig *rig, size_t n_frames, size_t block)
{
    awe_event *part = calloc(rig->n_events + 1, sizeof *part);
    size_t next = 0;
    awe_synth_seek(rig->synth, 0);
    for (size_t at = 0; at < n_frames; at += block) {
        size_t n = n_frames - at < block ? n_frames - at : block;
        size_t n_part = 0;
        while (next < rig->n_events && rig->events[next].frame < at + n) {
            part[n_part] = rig->events[next++];
            part[n_part++].frame -= (uint32_t)at;
        }
        awe_synth_render(rig->synth, part, n_part, rig->out + 2 * at, n);
    }
    rig->n_frames = n_frames;
    free(part);
}

void rig_play(synth_rig *rig, size_t n_frames, size_t block)
{
    rig_render(rig, n_frames, block);
    rig->n_events = 0;
}

double rig_level_db(const synth_rig *rig, int side, size_t from, size_t to)
{
    return response_to_db(response_rms(rig->out + 2 * from + side, to - from, 2) + 1e-12);
}

/* Mean distance of rising zero crossings, placed between frames by a straight line. */
double rig_frequency(const synth_rig *rig, size_t from, size_t to)
{
    double first = -1.0, last = -1.0;
    int n = 0;
    for (size_t i = from + 1; i < to; i++) {
        double a = rig->out[2 * (i - 1)], b = rig->out[2 * i];
        if (a < 0.0 && b >= 0.0) {
            last = (double)(i - 1) + a / (a - b);
            first = n == 0 ? last : first;
            n++;
        }
    }
    return n < 2 ? 0.0 : 44100.0 * (n - 1) / (last - first);
}

size_t rig_onset(const synth_rig *rig, size_t from, float threshold)
{
    for (size_t i = from; i < rig->n_frames; i++) {
        if (fabsf(rig->out[2 * i]) > threshold || fabsf(rig->out[2 * i + 1]) > threshold) {
            return i;
        }
    }
    return rig->n_frames;
}

double rig_roughness(const synth_rig *rig, size_t from, size_t to)
{
    double most = 0.0;
    for (size_t i = from + 1; i + 1 < to; i++) {
        double bend = (double)rig->out[2 * i - 2] - 2.0 * rig->out[2 * i] + rig->out[2 * i + 2];
        most = fmax(most, fabs(bend));
    }
    return most;
}
