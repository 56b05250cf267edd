/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* A level that moves: straight, from where it is, and no bit changed where it need not. */

#include "app/fader.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void fill(float *frames, size_t n_frames, float value)
{
    for (size_t i = 0; i < 2 * n_frames; i++) {
        frames[i] = value;
    }
}

static void test_rest_at_one_keeps_every_bit(void **state)
{
    (void)state;
    float frames[8] = {1e-42f, -0.0f, 1.0f / 3, -1.5f, 1e30f, 7, 8, 9};
    float before[8];
    fader f = fader_at(1.0f);
    memcpy(before, frames, sizeof frames);
    fader_apply(&f, frames, 4);
    assert_memory_equal(before, frames, sizeof frames);
}

static void test_straight_line(void **state)
{
    (void)state;
    float frames[400];
    fader f = fader_at(1.0f);
    fader_move(&f, 0.2f, 100);
    fill(frames, 200, 2.0f);
    fader_apply(&f, frames, 130);
    fader_apply(&f, frames + 260, 70);
    for (size_t i = 0; i < 200; i++) {
        double level = i < 100 ? 1.0 - 0.8 * (double)i / 100 : 0.2;
        assert_true(fabs((double)frames[2 * i] - 2 * level) < 1e-6);
        assert_true(frames[2 * i] == frames[2 * i + 1]);
    }
    assert_true(fader_rests(&f));
}

static void test_turns_where_it_is(void **state)
{
    (void)state;
    float frames[200];
    fader f = fader_at(1.0f);
    fader_move(&f, 0.0f, 100);
    fill(frames, 100, 1.0f);
    fader_apply(&f, frames, 50);
    assert_false(fader_rests(&f));
    fader_move(&f, 1.0f, 10);
    assert_true(fabs((double)fader_level(&f) - 0.5) < 1e-6);
    fader_apply(&f, frames + 100, 50);
    for (size_t i = 0; i < 50; i++) {
        double level = i < 10 ? 0.5 + 0.05 * (double)i : 1.0;
        assert_true(fabs((double)frames[100 + 2 * i] - level) < 1e-6);
    }
}

static void test_any_cut_gives_the_same(void **state)
{
    (void)state;
    float once[200];
    float cut[200];
    fader a = fader_at(0.3f);
    fader b = a;
    fill(once, 100, 0.7f);
    fill(cut, 100, 0.7f);
    fader_move(&a, 0.9f, 77);
    fader_move(&b, 0.9f, 77);
    fader_apply(&a, once, 100);
    for (size_t i = 0; i < 100; i += 4) {
        fader_apply(&b, cut + 2 * i, 4);
    }
    assert_memory_equal(once, cut, sizeof once);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rest_at_one_keeps_every_bit),
        cmocka_unit_test(test_straight_line),
        cmocka_unit_test(test_turns_where_it_is),
        cmocka_unit_test(test_any_cut_gives_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
