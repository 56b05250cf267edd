/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Widths as Unicode has them: East Asian Wide takes two columns, combining marks none. */

#include "app/columns.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>

#include <cmocka.h>

static void test_counts(void **state)
{
    (void)state;
    assert_int_equal(columns_count(""), 0);
    assert_int_equal(columns_count("song.mid"), 8);
    assert_int_equal(columns_count("D\xC3\xBC\xC3\x9F"), 3);
    assert_int_equal(columns_count("\xE6\x97\xA5\xE6\x9C\xAC"), 4); /* Japan */
    assert_int_equal(columns_count("\xF0\x9F\x8E\xB9"), 2);         /* a keyboard */
    assert_int_equal(columns_count("e\xCC\x81"), 1);                /* e and an acute */
    assert_int_equal(columns_count("\xEE\x80\x80"), 1);             /* for private use */
}

static void check_fit(const char *text, size_t n_columns, size_t n_bytes, size_t n_used)
{
    size_t used = 99;
    assert_int_equal(columns_fit(text, n_columns, &used), n_bytes);
    assert_int_equal(used, n_used);
    assert_int_equal(columns_fit(text, n_columns, NULL), n_bytes);
}

static void test_fits(void **state)
{
    (void)state;
    check_fit("abc", 0, 0, 0);
    check_fit("abc", 2, 2, 2);
    check_fit("abc", 3, 3, 3);
    check_fit("abc", SIZE_MAX, 3, 3);
    check_fit("\xC3\xBC\xC3\x9F", 1, 2, 1);
    check_fit("\xE6\x97\xA5\xE6\x9C\xAC", 1, 0, 0); /* no half characters */
    check_fit("\xE6\x97\xA5\xE6\x9C\xAC", 3, 3, 2);
    check_fit("e\xCC\x81x", 1, 3, 1); /* the accent stays with its letter */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),
        cmocka_unit_test(test_fits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
