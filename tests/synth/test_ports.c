/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* More than 16 channels: tracks of a song that name ports play parts of their own, with their own
   controllers, programs and drums. */

#include "awe/awe.h"
#include "bank/zone.h"
#include "support/response.h"
#include "support/sf2_builder.h"
#include "support/smf_builder.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define SECOND 44100

static float out[2 * SECOND];

/* Programs 0 and 1 and a kit: tones of 441, 630 and 882 Hz. */
static awe_bank *make_bank(void **file)
{
    static const uint32_t periods[] = {100, 70, 50};
    size_t size;
    awe_bank *bank;
    sf2_builder *b = sf2_new();
    for (uint16_t i = 0; i < 3; i++) {
        sf2_add_voice(b, i == 2 ? 128 : 0, i == 2 ? 0 : i,
                      sf2_add_tone(b, periods[i], periods[i] * 40));
    }
    const void *built = sf2_build(b, &size);
    *file = malloc(size);
    memcpy(*file, built, size);
    sf2_free(b);
    assert_int_equal(awe_bank_load(*file, size, NULL, &bank), AWE_OK);
    return bank;
}

static void render(smf_builder *smf)
{
    void *file;
    awe_song *song;
    awe_synth *synth;
    awe_song_cursor cursor;
    awe_song_info info;
    const awe_synth_config config = {
        .model = AWE_MODEL_SF2, .reverb = AWE_REVERB_OFF, .chorus = AWE_CHORUS_OFF};
    awe_bank *bank = make_bank(&file);
    assert_int_equal(awe_song_parse(smf->data, smf->size, NULL, &song), AWE_OK);
    awe_song_get_info(song, &info);
    assert_int_equal(info.n_ports, 3);
    assert_int_equal(awe_synth_new(&config, &(awe_stacked_bank){.bank = bank}, 1, &synth), AWE_OK);
    awe_song_start(&cursor, song);
    for (uint32_t done = 0; done < SECOND;) {
        awe_event events[64];
        uint32_t n_events;
        uint32_t n = awe_song_read(&cursor, SECOND - done, events, 64, &n_events);
        awe_synth_render(synth, events, n_events, out + 2 * (size_t)done, n);
        done += n;
    }
    awe_synth_free(synth);
    awe_song_free(song);
    awe_bank_free(bank);
    free(file);
}

static double tone_db(double hz)
{
    return response_to_db(response_tone(out + SECOND, SECOND / 2, 2, hz) + 1e-9);
}

/* The same channel on three ports: loud, another program; silenced; and channel 10 with the kit. */
static void test_ports(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 1, 480);
    for (uint8_t port = 0; port < 3; port++) {
        unsigned channel = port == 2 ? 9 : 3;
        smf_track(&smf);
        smf_port(&smf, 0, port);
        smf_program(&smf, 0, channel, port == 1);
        smf_control(&smf, 0, channel, 7, port == 0 ? 0 : 127);
        smf_note_on(&smf, 0, channel, 60, 127);
        smf_note_off(&smf, 960, channel, 60);
        smf_end_track(&smf, 0);
    }
    render(&smf);
    assert_true(tone_db(441) < -80); /* port 0 is silenced, */
    assert_true(tone_db(630) > -30); /* and nobody else */
    assert_true(tone_db(882) > -30);
    smf_free(&smf);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_ports)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
