/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Frames against exact fractions, computed here in another way: one numerator of 128 bits, divided
   once. */

#include "awe/rate.h"
#include "song/tempo.h"
#include "support/song_script.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef unsigned __int128 wide;

static void test_one_tempo(void **state)
{
    (void)state;
    static const uint16_t divisions[] = {1, 24, 96, 120, 480, 19200, 32767};
    static const uint32_t tempos[] = {1, 333333, 500000, 0xFFFFFF};
    for (size_t i = 0; i < 7; i++) {
        for (size_t j = 0; j < 4; j++) {
            awe_tempo tempo;
            awe_tempo_init(&tempo, divisions[i]);
            awe_tempo_start_pattern(&tempo);
            awe_tempo_change(&tempo, tempos[j]);
            for (uint64_t tick = 0; tick < 2000000; tick += 99991) {
                awe_tempo_advance(&tempo, tick);
                wide numerator = (wide)tick * tempos[j] * AWE_RATE_HZ;
                uint64_t expected = (uint64_t)(numerator / ((wide)divisions[i] * 1000000));
                assert_int_equal(awe_tempo_frame(&tempo), expected);
            }
        }
    }
}

static void test_smpte(void **state)
{
    (void)state;
    static const struct {
        unsigned rate;
        uint32_t numerator; /* the length of a frame is numerator / denominator seconds */
        uint32_t denominator;
    } rates[] = {{24, 1, 24}, {25, 1, 25}, {29, 1001, 30000}, {30, 1, 30}, {16, 1, 16}};
    static const unsigned ticks_per_frame[] = {1, 4, 40, 80, 100, 255};
    for (size_t i = 0; i < 5; i++) {
        for (size_t j = 0; j < 6; j++) {
            awe_tempo tempo;
            awe_tempo_init(&tempo, smf_smpte(rates[i].rate, ticks_per_frame[j]));
            awe_tempo_start_pattern(&tempo);
            awe_tempo_change(&tempo, 12345); /* means nothing here */
            for (uint64_t tick = 0; tick < 20000000; tick += 999983) {
                awe_tempo_advance(&tempo, tick);
                wide numerator = (wide)tick * rates[i].numerator * AWE_RATE_HZ;
                wide denominator = (wide)rates[i].denominator * ticks_per_frame[j];
                assert_int_equal(awe_tempo_frame(&tempo), (uint64_t)(numerator / denominator));
            }
        }
    }
}

static void test_times_stay_at_the_largest(void **state)
{
    (void)state;
    awe_tempo tempo;
    uint64_t before = 0;
    awe_tempo_init(&tempo, 96);
    awe_tempo_start_pattern(&tempo);
    awe_tempo_change(&tempo, 0xFFFFFF);
    for (uint64_t tick = 0; tick < UINT64_C(1) << 60; tick += UINT64_C(1) << 55) {
        awe_tempo_advance(&tempo, tick);
        assert_true(awe_tempo_frame(&tempo) >= before);
        assert_true(awe_tempo_frame(&tempo) <= AWE_SONG_MAX_FRAME);
        before = awe_tempo_frame(&tempo);
    }
    awe_tempo_init(&tempo, smf_smpte(1, 1));
    awe_tempo_advance(&tempo, UINT64_MAX);
    assert_true(awe_tempo_frame(&tempo) == AWE_SONG_MAX_FRAME);
}

static void test_limit(void **state)
{
    (void)state;
    awe_tempo tempo;
    awe_tempo_init(&tempo, 480); /* 960 ticks a second */
    awe_tempo_start_pattern(&tempo);
    awe_tempo_advance(&tempo, 960 * 3);
    assert_false(awe_tempo_limit(&tempo, 0, 3));
    assert_true(awe_tempo_limit(&tempo, 0, 2));
    assert_int_equal(awe_tempo_frame(&tempo), 2 * AWE_RATE_HZ);
    awe_tempo_start_pattern(&tempo);
    awe_tempo_advance(&tempo, 960);
    assert_int_equal(awe_tempo_frame(&tempo), 3 * AWE_RATE_HZ);
}

/* Fourteen hours and more: 400,000 random steps with a new tempo after every fifth. */
static void test_long_song_does_not_drift(void **state)
{
    (void)state;
    enum { N_STEPS = 400000, DIVISION = 19200 };
    smf_builder smf;
    uint64_t *expected = calloc(N_STEPS, sizeof *expected);
    assert_non_null(expected);
    wide elapsed = 0; /* units of 1 / (DIVISION * 1000000) s */
    uint32_t tempo = 500000;
    srand(7);
    smf_begin(&smf, 1, DIVISION);
    smf_track(&smf);
    for (uint32_t i = 0; i < N_STEPS; i++) {
        uint32_t n_ticks = (uint32_t)rand() % 8192;
        elapsed += (wide)n_ticks * tempo;
        expected[i] = (uint64_t)(elapsed * AWE_RATE_HZ / ((wide)DIVISION * 1000000));
        smf_note_on(&smf, n_ticks, 0, 60, i % 2 ? 0 : 100);
        if (i % 5 == 4) {
            tempo = 300000 + (uint32_t)rand() % 1000000;
            smf_tempo(&smf, 0, tempo);
        }
    }
    smf_end_track(&smf, 0);
    awe_song *song = parse_built(&smf, NULL);
    song_script script = read_script(song);
    assert_true(expected[N_STEPS - 1] > UINT64_C(14) * 3600 * AWE_RATE_HZ);
    assert_int_equal(script.n, N_STEPS + 1);
    for (uint32_t i = 0; i < N_STEPS; i++) {
        assert_int_equal(script.lines[i].frame, expected[i]);
    }
    free(expected);
    free_script(&script);
    awe_song_free(song);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_tempo),
        cmocka_unit_test(test_smpte),
        cmocka_unit_test(test_times_stay_at_the_largest),
        cmocka_unit_test(test_limit),
        cmocka_unit_test(test_long_song_does_not_drift),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
