/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/awe_song.h"

#include "bank/zone.h"
#include "support/sf2_builder.h"

#include <stdlib.h>
#include <string.h>

#define DIVISION 480 /* at 120 bpm: 960 ticks are a second, 96 a step */
#define STEP_TICKS 96

static const uint8_t gs_reset[] = {0x41, 0x10, 0x42, 0x12, 0x40, 0x00, 0x7F, 0x00, 0x41, 0xF7};
static const uint8_t reverb[] = {0x41, 0x10, 0x42, 0x12, 0x40, 0x01, 0x30, 0x06, 0x09, 0xF7};
static const uint8_t drums[] = {0x41, 0x10, 0x42, 0x12, 0x40, 0x1A, 0x15, 0x01, 0x10, 0xF7};
static const uint8_t display[] = {0x41, 0x10, 0x45, 0x12, 0x10, 0x00,
                                  0x00, 'A',  'W',  'E',  0x0D, 0xF7};

static void add_setup(smf_builder *smf)
{
    smf_sysex(smf, 0, gs_reset, sizeof gs_reset);
    smf_sysex(smf, 0, display, sizeof display);
    smf_sysex(smf, 0, reverb, sizeof reverb);
    smf_sysex(smf, 0, drums, sizeof drums);
    smf_control(smf, 0, 0, 0, 1); /* the bank beside the song */
    smf_program(smf, 0, 0, 5);
    smf_control(smf, 0, 1, 0, 8); /* a variation */
    smf_program(smf, 0, 1, 16);
    smf_control(smf, 0, 1, 101, 0); /* the wheel bends an octave */
    smf_control(smf, 0, 1, 100, 0);
    smf_control(smf, 0, 1, 6, 12);
    smf_program(smf, 0, 9, 24);
    smf_program(smf, 0, 10, 0);
}

/* A chord and drums in the second before the note that is held. */
static void add_others(smf_builder *smf)
{
    static const uint8_t chord[] = {48, 55, 60, 64, 67};
    for (size_t i = 0; i < sizeof chord; i++) {
        smf_note_on(smf, 0, 1, chord[i], 90);
    }
    smf_note_on(smf, 240, 9, 36, 110);
    smf_note_on(smf, 0, 10, 42, 80);
    smf_note_off(smf, 240, 9, 36);
    smf_note_off(smf, 0, 10, 42);
    for (size_t i = 0; i < sizeof chord; i++) {
        smf_note_off(smf, i == 0 ? 400 : 0, 1, chord[i]);
    }
}

static void select_nrpn(smf_builder *smf, uint32_t delta, uint8_t number)
{
    smf_control(smf, delta, 0, 99, 127);
    smf_control(smf, 0, 0, 98, number);
}

static void add_sweeps(smf_builder *smf)
{
    smf_note_on(smf, 80, 0, 60, 127);
    select_nrpn(smf, 960, 21);
    smf_control(smf, 0, 0, 6, 64);
    for (uint8_t i = 0; i < AWE_SONG_VALUES; i++) {
        smf_control(smf, i == 0 ? 0 : STEP_TICKS, 0, 38, 8 * i);
    }
    select_nrpn(smf, STEP_TICKS, 22);
    smf_control(smf, 0, 0, 38, AWE_SONG_Q);
    select_nrpn(smf, 0, 21);
    for (uint8_t i = 0; i < AWE_SONG_VALUES; i++) {
        smf_control(smf, i == 0 ? 0 : STEP_TICKS, 0, 38, (uint8_t)(8 * (AWE_SONG_VALUES - 1 - i)));
    }
    smf_note_off(smf, STEP_TICKS, 0, 60);
    smf_control(smf, 0, 0, 121, 0);
}

void awe_song_build(smf_builder *smf)
{
    smf_begin(smf, 0, DIVISION);
    smf_track(smf);
    add_setup(smf);
    add_others(smf);
    add_sweeps(smf);
    smf_note_on(smf, 0, 0, 72, 100);
    smf_note_off(smf, 240, 0, 72);
    smf_end_track(smf, 0);
}

void *awe_song_bank(size_t *size)
{
    static int16_t frames[AWE_SONG_STEP + 8];
    sf2_builder *b = sf2_new();
    *sf2_get_options(b) = (sf2_options){.version_major = 1, .old_form = 1, .name = "walk"};
    frames[AWE_SONG_IMPULSE] = 30000;
    /* 1.0 counts loops from one frame later to two frames later: docs/sound.md "SoundFont 1.0" */
    uint32_t sample = sf2_add_sample(b, &(sf2_sample){.name = "impulse",
                                                      .frames = frames,
                                                      .n_frames = AWE_SONG_STEP + 8,
                                                      .loop_start = 2,
                                                      .loop_end = AWE_SONG_STEP + 1});
    sf2_add_preset(b, "Sweep", 0, 5);
    sf2_add_zone(b);
    sf2_add_generator(b, AWE_GEN_INSTRUMENT, 0);
    sf2_add_instrument(b, "sweep");
    sf2_add_zone(b);
    sf2_add_generator(b, AWE_GEN_SAMPLE_MODES, 1);
    sf2_add_generator(b, AWE_GEN_VOL_ENV_SUSTAIN, 127); /* full; what is left out is silent */
    sf2_add_generator(b, AWE_GEN_SAMPLE, (int)sample);
    const void *built = sf2_build(b, size);
    void *copy = malloc(*size);
    memcpy(copy, built, *size);
    sf2_free(b);
    return copy;
}
