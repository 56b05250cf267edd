/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Seek equals play, with songs of chance that send everything a synth understands between their
   notes: controllers, NRPNs, registered parameters, pressures, tunings, system exclusives. */

#include "bank/zone.h"
#include "support/random.h"
#include "support/seek_check.h"
#include "support/sf2_builder.h"
#include "support/smf_builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define DIVISION 100 /* at 120 bpm: 5 ms a tick */
#define N_NOTES 150
#define N_SONGS 6

static uint64_t chance = 7;

static uint8_t any(uint32_t below)
{
    return (uint8_t)(random_bits(&chance) % below);
}

/* Two programs that hear every source of modulation, in banks 0 and 1, and a kit. */
static awe_bank *make_bank(void **file)
{
    static const uint16_t sources[] = {0x0A, 0x0D, 0x81, 0x8B, 0x10C7};
    sf2_builder *b = sf2_new();
    size_t size;
    for (int i = 0; i < 3; i++) {
        uint32_t sample = sf2_add_tone(b, (uint32_t)(90 + 25 * i), 4000);
        sf2_add_voice(b, i == 2 ? 128 : (uint16_t)i, 0, sample);
        sf2_add_generator(b, AWE_GEN_VOL_ENV_RELEASE, -3000);
        sf2_add_generator(b, AWE_GEN_FILTER_CUTOFF, -4500);
        sf2_add_generator(b, AWE_GEN_VIB_LFO_TO_PITCH, 30);
        for (int s = 0; s < 5; s++) {
            sf2_add_modulator(b, sources[s], AWE_GEN_FINE_TUNE, 90, 0, 0);
        }
    }
    const void *built = sf2_build(b, &size);
    awe_bank *bank = NULL;
    *file = malloc(size);
    memcpy(*file, built, size);
    sf2_free(b);
    assert_int_equal(awe_bank_load(*file, size, NULL, &bank), AWE_OK);
    return bank;
}

static void add_parameter(smf_builder *smf, uint8_t select, uint8_t msb, uint8_t lsb)
{
    unsigned channel = any(3);
    smf_control(smf, 0, channel, select + 1, msb);
    smf_control(smf, 0, channel, select, lsb);
    if (any(4) > 0) {
        smf_control(smf, 0, channel, 6, any(128));
    }
    smf_control(smf, 0, channel, 38, any(128));
}

#define SYSEX(smf, ...)                                                                            \
    smf_sysex(smf, 0, (const uint8_t[]){__VA_ARGS__, 0xF7},                                        \
              sizeof((const uint8_t[]){__VA_ARGS__}) + 1)

static void add_exclusive(smf_builder *smf)
{
    switch (any(12)) {
    case 0: /* one key is tuned anew, for later notes or for all */
        SYSEX(smf, 0x7F, 0x7F, 0x08, 0x02, any(2), 1, any(128), any(128), any(128), any(128));
        break;
    case 1:
        SYSEX(smf, 0x7F, 0x7F, 0x04, 0x01, 0, (uint8_t)(64 + any(64))); /* master volume */
        break;
    case 2:
        SYSEX(smf, 0x7F, 0x7F, 0x04, (uint8_t)(3 + any(2)), any(128), (uint8_t)(60 + any(8)));
        break;
    case 3: /* GS: a part's drums, key shift, velocity, scale, wheel */
        SYSEX(smf, 0x41, 0x10, 0x42, 0x12, 0x40, (uint8_t)(0x11 + any(3)), 0x15, any(3), 0);
        break;
    case 4:
        SYSEX(smf, 0x41, 0x10, 0x42, 0x12, 0x40, 0x11, 0x16, (uint8_t)(0x3A + any(12)), 0);
        break;
    case 5:
        SYSEX(smf, 0x41, 0x10, 0x42, 0x12, 0x40, 0x12, 0x1A, (uint8_t)(40 + any(40)), 0);
        break;
    case 6:
        SYSEX(smf, 0x41, 0x10, 0x42, 0x12, 0x40, 0x13, (uint8_t)(0x40 + any(12)), any(128), 0);
        break;
    case 7:
        SYSEX(smf, 0x41, 0x10, 0x42, 0x12, 0x40, 0x22, 0x04, any(128), 0);
        break;
    case 8: /* effect types and levels */
        SYSEX(smf, 0x41, 0x10, 0x42, 0x12, 0x40, 0x01, 0x30, any(6), 0);
        SYSEX(smf, 0x41, 0x10, 0x42, 0x12, 0x40, 0x01, 0x38, any(6), 0);
        break;
    case 9:
        SYSEX(smf, 0x41, 0x10, 0x42, 0x12, 0x40, 0x01, any(2) ? 0x33 : 0x3A, any(128), 0);
        break;
    case 10: /* a key of the kits: level */
        SYSEX(smf, 0x41, 0x10, 0x42, 0x12, 0x41, 0x02, (uint8_t)(48 + any(24)), any(128), 0);
        break;
    default:
        if (any(6) == 0) {
            SYSEX(smf, 0x7E, 0x7F, 0x09, 0x01);
        }
        break;
    }
}

static void add_state(smf_builder *smf)
{
    static const uint8_t controls[] = {0,  1,  5,  7,  10, 11, 32, 65, 67, 71,
                                       72, 73, 74, 76, 84, 91, 93, 96, 97, 121};
    unsigned channel = any(3);
    switch (any(8)) {
    case 0:
        add_parameter(smf, 98, 127, any(27)); /* the card's */
        break;
    case 1:
        add_parameter(smf, 98, 1, (uint8_t)(8 + any(3) * 12)); /* GS: vibrato, cutoff */
        break;
    case 2:
        add_parameter(smf, 98, 120, any(60)); /* SoundFont's */
        break;
    case 3:
        add_parameter(smf, 100, 0, any(6));
        break;
    case 4:
        smf_message(smf, 0, (uint8_t)(0xA0 | channel), (uint8_t)(48 + any(24)), any(128));
        smf_message(smf, 0, (uint8_t)(0xD0 | channel), any(128), 0);
        smf_bend(smf, 0, channel, (uint16_t)(any(128) << 7));
        break;
    case 5:
        add_exclusive(smf);
        break;
    case 6:
        smf_program(smf, 0, channel, 0);
        break;
    default:
        smf_control(smf, 0, channel, controls[any(sizeof controls)],
                    any(4) ? any(128) : (uint8_t)(any(2) * 127));
        break;
    }
}

/* One note after the other with a short rest between: there is a moment after every point. */
static awe_song *make_song(void)
{
    smf_builder smf;
    awe_song *song = NULL;
    smf_begin(&smf, 0, DIVISION);
    smf_track(&smf);
    smf_control(&smf, 0, 0, 5, 60); /* portamento */
    for (int i = 0; i < N_NOTES; i++) {
        unsigned channel = any(3);
        uint8_t key = (uint8_t)(48 + any(24));
        for (int n = any(5); n > 0; n--) {
            add_state(&smf);
        }
        smf_note_on(&smf, (uint32_t)(20 + any(20)), channel, key, (uint8_t)(1 + any(127)));
        smf_note_off(&smf, (uint32_t)(1 + any(20)), channel, key);
    }
    smf_end_track(&smf, 0);
    assert_int_equal(awe_song_parse(smf.data, smf.size, NULL, &song), AWE_OK);
    smf_free(&smf);
    return song;
}

static void check(seek_case wanted)
{
    void *file;
    uint32_t n_compared = 0;
    awe_bank *bank = make_bank(&file);
    wanted.bank = bank;
    wanted.n_voices = 32;
    for (int i = 0; i < N_SONGS; i++) {
        chance = (uint64_t)(i + 1);
        awe_song *song = make_song();
        wanted.song = song;
        wanted.seed = (uint64_t)(100 + i);
        seek_result result = seek_check(&wanted);
        if (result.n_wrong > 0) {
            fail_msg("song %d: %u of %u points wrong, at %.4f s, by up to %g", i, result.n_wrong,
                     result.n_compared, result.wrong_at_s, result.worst);
        }
        n_compared += result.n_compared;
        awe_song_free(song);
    }
    assert_true(n_compared > N_SONGS * wanted.n_points * 3 / 4); /* others ring to the end */
    awe_bank_free(bank);
    free(file);
}

static void test_dry(void **state)
{
    (void)state;
    check((seek_case){.model = AWE_MODEL_EMU8000, .n_points = 12});
    check((seek_case){.model = AWE_MODEL_SF2, .n_points = 12});
    check((seek_case){.model = AWE_MODEL_GM, .n_points = 12, .transpose = -5});
}

static void test_wet(void **state)
{
    (void)state;
    check((seek_case){.model = AWE_MODEL_EMU8000, .n_points = 8, .has_effects = 1});
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_dry), cmocka_unit_test(test_wet)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
