/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Words and units for what songs send: values by the units of docs/sound.md "NRPN" and "MIDI". */

#include "app/explain_words.h"

#include "support/smf_builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void channels(void **state)
{
    (void)state;
    char text[32];
    explain_channel(text, sizeof text, 0, 9);
    assert_string_equal(text, "channel 10");
    explain_channel(text, sizeof text, 1, 2);
    assert_string_equal(text, "channel B3");
}

/* 120 bpm, three quarters a bar. */
static void when(void **state)
{
    (void)state;
    char text[64];
    smf_builder smf;
    awe_song *song;
    smf_begin(&smf, 0, 480);
    smf_track(&smf);
    smf_meta(&smf, 0, 0x58, "\3\2\30\10", 4);
    smf_note_on(&smf, 0, 0, 60, 100);
    smf_end_track(&smf, 480 * 400);
    assert_int_equal(awe_song_parse(smf.data, smf.size, NULL, &song), AWE_OK);
    explain_when(text, sizeof text, song, 0);
    assert_string_equal(text, "0:00.0 (1:1)");
    explain_when(text, sizeof text, song, 44100 * 5 / 2 + 10);
    assert_string_equal(text, "0:02.5 (2:3)");
    explain_when(text, sizeof text, song, 44100 * 61);
    assert_string_equal(text, "1:01.0 (41:3)");
    awe_song_free(song);
    smf_free(&smf);
}

static void makers(void **state)
{
    (void)state;
    static const struct {
        uint8_t bytes[3];
        size_t n;
        const char *name;
    } rows[] = {{{0x41}, 1, "Roland"},   {{0x7E}, 1, "universal"},
                {{0x3E}, 1, "maker 3E"}, {{0, 0x20, 0x33}, 3, "maker 00 20 33"},
                {{0}, 1, "maker 00"},    {{0}, 0, "maker 00"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[64];
        explain_maker(text, sizeof text, rows[i].bytes, rows[i].n);
        assert_string_equal(text, rows[i].name);
    }
}

static void messages(void **state)
{
    (void)state;
    static const struct {
        awe_message message;
        const char *words;
    } rows[] = {
        {{AWE_RESET, 0, 0, AWE_RESET_GS, 0}, "everything reset, GS"},
        {{AWE_MASTER_VOLUME, 0, 0, 0, 16383}, "master volume 100 %"},
        {{AWE_MASTER_BALANCE, 0, 0, 0, 4096}, "master balance -50 %"},
        {{AWE_MASTER_FINE_TUNING, 0, 0, 0, 8192 + 819}, "master tuning +10.0 cents"},
        {{AWE_MASTER_COARSE_TUNING, 0, 0, 0, 61}, "master tuning -3 semitones"},
        {{AWE_DRUM_PART, 0, 10, 0, 2}, "channel 11 plays drums, set 2"},
        {{AWE_DRUM_PART, 1, 9, 0, 0}, "channel B10 is melodic"},
        {{AWE_REVERB_TYPE, 0, 0, 0, 4}, "reverb type 4, Hall 2"},
        {{AWE_CHORUS_TYPE, 0, 0, 0, 5}, "chorus type 5, Flanger"},
        {{AWE_REVERB_LEVEL, 0, 0, 0, 127}, "reverb level +6.0 dB"},
        {{AWE_CHORUS_LEVEL, 0, 0, 0, 0}, "chorus level off"},
        {{AWE_PART, 0, 2, AWE_PART_KEY_SHIFT, 52}, "channel 3: key shift -12 semitones"},
        {{AWE_PART, 0, 2, AWE_PART_KEY_HIGH, 72}, "channel 3: highest key 72"},
        {{AWE_SCALE_TUNING, 0, 0, 4, 1 << 14 | (8192 - 2048)}, "E of 1 channel -25.0 cents"},
        {{AWE_KEY_TUNING, 0, 1, 60, 3 << 21 | 61 << 14 | 8192},
         "key 60 of tuning 3 is 61.50, at once"},
        {{AWE_DRUM_KEY, 0, 1, 38, AWE_DRUM_LEVEL << 7 | 90}, "key 38 of drum set 2: level 90"},
        {{AWE_CONTROL, 0, 0, 7, 100}, "channel 1: controller 7 100"},
        {{AWE_PROGRAM, 0, 0, 0, 5}, "channel 1: program 5"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[128];
        explain_message(text, sizeof text, &rows[i].message);
        assert_string_equal(text, rows[i].words);
    }
}

static void parameters(void **state)
{
    (void)state;
    static const struct {
        explain_parameter parameter;
        int value;
        const char *name, *words;
    } rows[] = {
        {{1, 127, 0, 0}, 250, "NRPN 127/0, LFO 1 delay", "1000 ms"},
        {{1, 127, 1, 0}, 64, "NRPN 127/1, LFO 1 rate", "5.38 Hz"},
        {{1, 127, 8, 0}, 32, "NRPN 127/8, envelope 1 sustain", "75 %"},
        {{1, 127, 11, 0}, 9999, "NRPN 127/11, envelope 2 attack", "5940 ms"},
        {{1, 127, 14, 0}, 8, "NRPN 127/14, envelope 2 sustain", "-6.00 dB"},
        {{1, 127, 16, 0}, -300, "NRPN 127/16, pitch", "-300 cents"},
        {{1, 127, 17, 0}, 32, "NRPN 127/17, LFO 1 to pitch", "+300 cents"},
        {{1, 127, 20, 0}, 96, "NRPN 127/20, LFO 1 to volume", "-6.0 dB"},
        {{1, 127, 21, 0}, 64, "NRPN 127/21, filter cutoff", "894 Hz"},
        {{1, 127, 21, 0}, 127, "NRPN 127/21, filter cutoff", "7350 Hz"},
        {{1, 127, 22, 0}, 71, "NRPN 127/22, filter resonance", "12.0 dB"},
        {{1, 127, 26, 0}, 51, "NRPN 127/26, reverb send", "20 %"},
        {{1, 127, 27, 0}, 5, "NRPN 127/27, not understood", "+5"},
        {{1, 1, 0x20, 0}, -10, "NRPN 1/32, filter cutoff", "-999 cents"},
        {{1, 1, 0x66, 0}, 16, "NRPN 1/102, release", "times 2.00"},
        {{1, 26, 38, 0}, 90, "NRPN 26/38, key 38, level", "90"},
        {{1, 24, 38, 0}, -2, "NRPN 24/38, key 38, pitch", "-2 semitones"},
        {{1, 120, 8, 8}, -500, "NRPN 120/8, generator 8", "-500"},
        {{0, 0, 0, 0}, 1250, "RPN 0/0, bend range", "12.50 semitones"},
        {{0, 0, 1, 0}, 4096, "RPN 0/1, fine tuning", "+50.0 cents"},
        {{0, 0, 2, 0}, -12, "RPN 0/2, coarse tuning", "-12 semitones"},
        {{0, 0, 5, 0}, 128, "RPN 0/5, wheel depth", "100 cents"},
        {{0, 3, 1, 0}, 7, "RPN 3/1, not understood", "+7"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char text[128];
        explain_parameter_name(text, sizeof text, &rows[i].parameter);
        assert_string_equal(text, rows[i].name);
        explain_parameter_value(text, sizeof text, &rows[i].parameter, rows[i].value);
        assert_string_equal(text, rows[i].words);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(channels), cmocka_unit_test(when),       cmocka_unit_test(makers),
        cmocka_unit_test(messages), cmocka_unit_test(parameters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
