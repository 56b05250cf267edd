/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Expected values by hand. At 1000 Hz a window of 50 ms has 50 frames. */

#include "app/sound_align.h"
#include "app/sound_compare.h"
#include "support/random.h"

#include <math.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void check_near(double got, double want, double within)
{
    assert_true(fabs(got - want) <= within);
}

#define N 230 /* the last window has 30 frames */

static double a[N * 2], b[N * 2];

static void fill(void)
{
    uint64_t seed = 5;
    for (size_t i = 0; i < N * 2; i++) {
        a[i] = b[i] = random_unit(&seed) - 0.5;
    }
}

/* Takes both in pieces of `step` frames. */
static sound_compare compare(size_t step)
{
    sound_compare c;
    sound_compare_start(&c, 2, 1000, 1e-3);
    for (size_t at = 0; at < N; at += step) {
        sound_compare_take(&c, a + 2 * at, b + 2 * at, N - at < step ? N - at : step);
    }
    sound_compare_finish(&c);
    return c;
}

static void test_equal(void **state)
{
    (void)state;
    fill();
    sound_compare c = compare(7);
    assert_true(c.first == UINT64_MAX && c.first_heard == UINT64_MAX);
    assert_true(c.largest == 0 && c.worst_rms == 0 && c.n_frames == N);
    assert_true(sound_compare_level(&c, 0) == sound_compare_level(&c, 1));
    assert_true(isinf(sound_compare_db(0)) && sound_compare_db(0) < 0);
    check_near(sound_compare_db(0.5), -6.0206, 1e-4);
}

static void test_differences_by_hand(void **state)
{
    (void)state;
    fill();
    b[2 * 30 + 1] += 0.0005; /* cannot be heard */
    b[2 * 120] += 0.3;       /* in window 2, frames 100 to 149 */
    b[2 * 130 + 1] -= 0.4;
    b[2 * 229] += 0.3; /* in the short last one */
    for (size_t step = 1; step <= N; step += 31) {
        sound_compare c = compare(step);
        assert_int_equal(c.first, 30);
        assert_int_equal(c.first_heard, 120);
        check_near(c.largest, 0.4, 1e-12);
        assert_int_equal(c.worst_frame, 100);
        check_near(c.worst_rms, sqrt((0.09 + 0.16) / 100), 1e-12);
    }
    b[2 * 130 + 1] += 0.4;
    b[2 * 120] -= 0.3;
    sound_compare c = compare(50);
    assert_int_equal(c.worst_frame, 200);
    check_near(c.worst_rms, sqrt(0.09 / 60), 1e-12); /* 30 frames of two channels */
}

static void test_one_ends_before_the_other(void **state)
{
    (void)state;
    sound_compare c;
    fill();
    a[2 * 20] = 0.0005;
    a[2 * 20 + 1] = 0;
    sound_compare_start(&c, 2, 1000, 1e-3);
    sound_compare_take(&c, a, b, 20);
    sound_compare_take(&c, a + 2 * 20, NULL, 1);
    assert_int_equal(c.first, 20);
    assert_true(c.first_heard == UINT64_MAX);
    sound_compare_take(&c, NULL, b + 2 * 21, 1);
    assert_int_equal(c.first_heard, 21);
}

static void test_what_is_not_a_number(void **state)
{
    (void)state;
    fill();
    a[100] = b[100] = NAN;
    assert_true(compare(N).first == UINT64_MAX);
    b[100] = 0;
    sound_compare c = compare(N);
    assert_int_equal(c.first_heard, 50);
    assert_true(isinf(c.largest));
}

static void check_offset(int32_t offset, uint32_t max_offset, int32_t want)
{
    static double one[ALIGN_FRAMES], two[ALIGN_FRAMES + 2 * 300];
    uint64_t seed = 9;
    for (size_t i = 0; i < sizeof two / sizeof two[0]; i++) {
        two[i] = random_unit(&seed) - 0.5;
    }
    for (int32_t i = 0; i < ALIGN_FRAMES; i++) {
        one[i] = two[(int32_t)max_offset + i + offset] + 0.01 * (random_unit(&seed) - 0.5);
    }
    assert_int_equal(sound_align_find(one, two, max_offset), want);
}

static void test_offsets_are_found(void **state)
{
    (void)state;
    check_offset(0, 300, 0);
    check_offset(1, 300, 1);
    check_offset(-1, 300, -1);
    check_offset(300, 300, 300);
    check_offset(-300, 300, -300);
    check_offset(0, 0, 0);
    static double silence[ALIGN_FRAMES + 600];
    assert_int_equal(sound_align_find(silence, silence, 300), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_equal),
        cmocka_unit_test(test_differences_by_hand),
        cmocka_unit_test(test_one_ends_before_the_other),
        cmocka_unit_test(test_what_is_not_a_number),
        cmocka_unit_test(test_offsets_are_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
