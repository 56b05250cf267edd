/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The equaliser's settings against the gains measured on the card (docs/sound.md "Equaliser"). */

#include "chip/eq.h"
#include "support/response.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define N_FRAMES 8192

static float left[N_FRAMES], right[N_FRAMES];

static void play_impulse(uint32_t bass, uint32_t treble)
{
    awe_eq eq;
    memset(left, 0, sizeof left);
    memset(right, 0, sizeof right);
    left[0] = right[0] = 1.0f;
    awe_eq_start(&eq, bass, treble);
    awe_eq_render(&eq, left, right, N_FRAMES);
    assert_memory_equal(left, right, sizeof left);
}

static void assert_db(double hz, double want, double tolerance)
{
    assert_true(fabs(response_db(left, N_FRAMES, hz) - want) < tolerance);
}

static void test_card_treble(void **state)
{
    (void)state;
    play_impulse(AWE_EQ_FLAT, AWE_EQ_CARD_TREBLE);
    assert_db(1000.0, 1.2, 0.4);
    assert_db(4000.0, 5.7, 0.4);
    assert_db(8000.0, 7.3, 0.4);
}

static void test_full_bass(void **state)
{
    (void)state;
    play_impulse(11, AWE_EQ_FLAT);
    assert_db(100.0, 11.8, 0.5);
    assert_db(914.0, 6.0, 0.5);
    assert_db(8000.0, 0.2, 0.5);
}

static void test_flat_is_identity(void **state)
{
    (void)state;
    play_impulse(AWE_EQ_FLAT, AWE_EQ_FLAT);
    assert_true(left[0] == 1.0f);
    for (size_t i = 1; i < N_FRAMES; i++) {
        assert_true(left[i] == 0.0f);
    }
}

/* Shelves reach their gain far from the corner, half of it at the corner. */
static void test_every_setting(void **state)
{
    (void)state;
    const double bass_db[12] = {-11.9, -8.4, -5.9, -4.0, -1.1, 0, 2.0, 3.5, 6.0, 8.0, 9.6, 12.0};
    const double treble_db[12] = {-11.9, -8.5, -5.9, -4.1, -1.2, 0,
                                  1.9,   3.5,  5.97, 7.90, 9.69, 11.16};
    for (uint32_t i = 0; i < AWE_EQ_SETTINGS; i++) {
        play_impulse(i, AWE_EQ_FLAT);
        assert_db(5.0, bass_db[i], 0.1);
        play_impulse(AWE_EQ_FLAT, i);
        assert_db(22000.0, treble_db[i], 0.1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_card_treble),
        cmocka_unit_test(test_full_bass),
        cmocka_unit_test(test_flat_is_identity),
        cmocka_unit_test(test_every_setting),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
