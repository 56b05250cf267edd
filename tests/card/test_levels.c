/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Rows 19 to 35, 64, 65, 98 and 100 of docs/sound.md "Facts of the card": levels and pan, from
   rendered sound. */

#include "support/card_rig.h"
#include "support/one_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Level in dB of one side of a note after half a second. */
static double level(int side, int velocity, int volume, int expression)
{
    rig_control(&rig, 0, 0, 7, (uint8_t)volume);
    rig_control(&rig, 0, 0, 11, (uint8_t)expression);
    rig_note_on(&rig, 0, 0, 60, (uint8_t)velocity);
    rig_play(&rig, SECOND, 512);
    return rig_level_db(&rig, side, SECOND / 2, SECOND);
}

static void test_volume_expression_velocity(void **state)
{
    (void)state;
    static const struct {
        int row, velocity, volume, expression;
        double db, tolerance;
    } rows[] = {
        {19, 127, 100, 127, -3.75, 0.2}, {20, 127, 64, 127, -12.0, 0.2},
        {22, 127, 11, 127, -42.75, 0.4}, {23, 127, 127, 64, -12.75, 0.2},
        {24, 64, 127, 64, -22.1, 0.4},   {25, 64, 127, 127, -10.9, 0.3},
        {26, 1, 127, 127, -48.75, 0.5},
    };
    card_open(&rig, CARD_SINE, NULL, NULL);
    double full = level(0, 127, 127, 127);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double db = level(0, rows[i].velocity, rows[i].volume, rows[i].expression) - full;
        card_expect(rows[i].row, db, rows[i].db, rows[i].tolerance);
    }
    assert_true(level(0, 127, 10, 127) < -90.0); /* row 21 */
}

static void test_attenuation(void **state)
{
    (void)state;
    static const struct {
        int row, cb, velocity;
        double db, tolerance;
    } rows[] = {
        {27, 240, 127, -9.75, 0.2},
        {28, 100, 127, -3.75, 0.2},
        {29, 480, 127, -19.9, 0.3},
        {100, 150, 109, -9.0, 0.2}, /* 7.5 x (127 - 107), what an SBK's 107 is */
    };
    card_open(&rig, CARD_SINE, NULL, NULL);
    double full = level(0, 127, 127, 127);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const card_generator own[] = {{AWE_GEN_ATTENUATION, rows[i].cb}, {0, 0}};
        rig_close(&rig);
        card_open(&rig, CARD_SINE, own, NULL);
        card_expect(rows[i].row, level(0, rows[i].velocity, 127, 127) - full, rows[i].db,
                    rows[i].tolerance);
    }
}

/* Levels of both sides for a place in the file and CC10, against a whole side. */
static void test_pan(void **state)
{
    (void)state;
    static const struct {
        int row, place, cc10;
        double left_db, right_db, tolerance;
    } rows[] = {
        {32, 0, 0, 0.0, -200, 0.2},    {33, 0, 127, -38.6, -0.1, 2.0},
        {34, 0, 96, -11.9, -2.6, 0.3}, {31, 500, 127, -200, 0.0, 0.2},
        {30, 4, 64, -6.0, -6.06, 0.2}, /* 64 of 127: register 127, as near as a file can */
    };
    /* One side whole: 255/256 of the recording, at the output's scale. */
    double whole = 20 * log10(0.5 * sqrt(0.5) * 255.0 / 256.0 * 57737.0 / 65536.0);
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const card_generator own[] = {{AWE_GEN_PAN, rows[i].place}, {0, 0}};
        card_open(&rig, CARD_SINE, own, NULL);
        rig_control(&rig, 0, 0, 10, (uint8_t)rows[i].cc10);
        double left = level(0, 127, 127, 127) - whole;
        double right = rig_level_db(&rig, 1, SECOND / 2, SECOND) - whole;
        rig_close(&rig);
        if (rows[i].left_db < -100) {
            assert_true(left < -90.0);
        } else {
            card_expect(rows[i].row, left, rows[i].left_db, rows[i].tolerance);
        }
        if (rows[i].right_db < -100) {
            assert_true(right < -90.0);
        } else {
            card_expect(rows[i].row, right, rows[i].right_db, 0.3);
        }
    }
    card_open(&rig, CARD_SINE, NULL, NULL);
}

/* Row 35: while a note pans across, the sum of both sides keeps its level. */
static void test_sum_of_sides(void **state)
{
    (void)state;
    card_open(&rig, CARD_DC, NULL, NULL);
    rig_note_on(&rig, 0, 0, 60, 127);
    for (int i = 0; i < 128; i++) {
        rig_control(&rig, 4410 + 200 * (uint32_t)i, 0, 10, (uint8_t)i);
    }
    rig_play(&rig, SECOND, 512);
    for (size_t i = 4410; i < SECOND; i++) {
        double sum = rig.out[2 * i] + rig.out[2 * i + 1];
        double db = 20 * log10(sum / (0.5 * 255.0 / 256.0 * 57737.0 / 65536.0));
        card_expect(35, db, 0.0, 0.2);
    }
}

static void test_tremolo(void **state)
{
    (void)state;
    static const struct {
        int row, expression;
        double top_db, bottom_db;
    } rows[] = {{64, 66, 6.0, -6.0}, {65, 127, 0.0, -6.0}};
    card_open(&rig, CARD_DC, NULL, NULL);
    for (size_t r = 0; r < 2; r++) {
        double most = 0.0, least = 1.0;
        level(0, 127, 127, rows[r].expression);
        double still = rig.out[2 * (SECOND - 1)];
        card_prepare(&rig, 0);
        card_nrpn(&rig, 0, 127, 20, 32);
        card_nrpn(&rig, 0, 127, 1, 12);
        rig_control(&rig, 0, 0, 11, (uint8_t)rows[r].expression);
        rig_note_on(&rig, 0, 0, 60, 127);
        rig_play(&rig, 3 * SECOND, 512);
        for (size_t i = 4410; i < 3 * SECOND; i++) {
            most = fmax(most, rig.out[2 * i]);
            least = fmin(least, rig.out[2 * i]);
        }
        card_expect(rows[r].row, 20 * log10(most / still), rows[r].top_db, 0.5);
        card_expect(rows[r].row, 20 * log10(least / still), rows[r].bottom_db, 0.5);
    }
}

/* Row 98: what the converter cut off, measured on unison voices of a loud recording. */
static void test_clip(void **state)
{
    (void)state;
    static const struct {
        int n_voices;
        double db;
    } rows[] = {{3, 8.6}, {4, 9.3}, {6, 9.8}, {8, 10.0}};
    int16_t frames[8000];
    for (int i = 0; i < 8000; i++) {
        frames[i] = (int16_t)lrint(31000.0 * sin(2 * 3.14159265358979 * i / 100));
    }
    sf2_builder *builder = sf2_new();
    sf2_sample sample = {.name = "loud", .frames = frames, .n_frames = 8000, .loop_end = 8000};
    sf2_add_voice(builder, 0, 0, sf2_add_sample(builder, &sample));
    awe_synth_config config = card_dry(AWE_MODEL_EMU8000);
    config.clip = 1;
    rig_open(&rig, builder, &config);
    double one = 0.0;
    for (size_t i = 0; i <= sizeof rows / sizeof *rows; i++) {
        int n_voices = i == 0 ? 1 : rows[i - 1].n_voices;
        for (int v = 0; v < n_voices; v++) {
            card_prepare(&rig, (uint8_t)v);
            rig_note_on(&rig, 0, (uint8_t)v, 60, 127);
        }
        rig_play(&rig, SECOND, 512);
        double db = rig_level_db(&rig, 0, SECOND / 2, SECOND);
        one = i == 0 ? db : one;
        if (i > 0) {
            card_expect(98, db - one, rows[i - 1].db, 0.7);
        }
    }
}

#define T(name) cmocka_unit_test_teardown(name, rig_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_volume_expression_velocity),
        T(test_attenuation),
        T(test_pan),
        T(test_sum_of_sides),
        T(test_tremolo),
        T(test_clip),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
