/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/values.h"

#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_counts(void **state)
{
    (void)state;
    uint32_t value = 77;
    assert_true(value_count("0", 0, 9, &value));
    assert_int_equal(value, 0);
    assert_true(value_count("4294967295", 0, UINT32_MAX, &value));
    assert_int_equal(value, UINT32_MAX);
    assert_true(value_count("007", 1, 9, &value));
    assert_int_equal(value, 7);
    static const char *const wrong[] = {"",    " 5",  "5 ",         "-5", "+5",
                                        "5.0", "0x5", "4294967296", "10", "99999999999999999999"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(value_count(wrong[i], 0, 9, &value));
    }
    assert_false(value_count("0", 1, 9, &value));
    assert_int_equal(value, 7);
}

static void test_numbers(void **state)
{
    (void)state;
    double value = 77;
    assert_true(value_number("-1.5e1", &value));
    assert_float_equal(value, -15, 0);
    assert_true(value_number(".5", &value));
    static const char *const wrong[] = {"",    "e",  "1,5",   "0x10", "inf",
                                        "nan", "1 ", "1e999", "1.2.3"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(value_number(wrong[i], &value));
    }
    assert_float_equal(value, 0.5, 0);
}

static void test_gains(void **state)
{
    (void)state;
    float value = 77;
    assert_true(value_gain("0.25", &value));
    assert_float_equal(value, 0.25, 0);
    assert_true(value_gain("-20dB", &value));
    assert_float_equal(value, 0.1, 1e-6);
    assert_true(value_gain("6 db", &value));
    assert_float_equal(value, 1.995262, 1e-5); /* 10^(6/20) */
    assert_true(value_gain("0dB", &value));
    assert_float_equal(value, 1, 0);
    static const char *const wrong[] = {"0", "-1", "11", "21dB", "-6d", "dB", "-6dBx", "6  dB", ""};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(value_gain(wrong[i], &value));
    }
    assert_float_equal(value, 1, 0);
}

static void test_times(void **state)
{
    (void)state;
    double value = 77;
    assert_true(value_time("90.5", &value));
    assert_float_equal(value, 90.5, 0);
    assert_true(value_time("1:30", &value));
    assert_float_equal(value, 90, 0);
    assert_true(value_time("1:02:03.25", &value));
    assert_float_equal(value, 3723.25, 1e-9);
    assert_true(value_time("0", &value));
    static const char *const wrong[] = {"",   ":",    "1:",   ":30", "1:2:3:4",
                                        "-1", "1:-2", "1e10", "1m"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(value_time(wrong[i], &value));
    }
    assert_float_equal(value, 0, 0);
}

static void test_channels(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        uint16_t a, b, p;
    } rows[] = {
        {"1", 1, 0, 0},     {"16", 0x8000, 0, 0},       {"1-4,10", 0x020F, 0, 0},
        {"B3", 0, 4, 0},    {"A2,B1-16", 2, 0xFFFF, 0}, {"5-5", 0x10, 0, 0},
        {"1,1,1", 1, 0, 0}, {"P16,1", 1, 0, 0x8000},    {"01", 1, 0, 0},
    };
    static const char *const wrong[] = {"",    ",",   "1,",   ",1",  "0",   "17", "4-1", "-",
                                        "1-",  "-1",  "1--2", "B",   "Q1",  "b1", "1 2", "1-B2",
                                        "1;2", "001", "1.5",  "1-0", "B-1", "1x"};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        uint16_t bits[16] = {0};
        assert_true(value_channels(rows[i].text, bits));
        assert_int_equal(bits[0], rows[i].a);
        assert_int_equal(bits[1], rows[i].b);
        assert_int_equal(bits[15], rows[i].p);
    }
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        uint16_t bits[16];
        assert_false(value_channels(wrong[i], bits));
    }
}

static void check_channels(const char *text, const char *want, size_t size)
{
    char out[64];
    uint16_t bits[16] = {0};
    assert_true(!text[0] || value_channels(text, bits));
    value_format_channels(out, size, bits);
    assert_string_equal(out, want);
}

static void test_formatted_channels(void **state)
{
    (void)state;
    check_channels("", "", 64);
    check_channels("1", "1", 64);
    check_channels("16,1-4,10", "1-4,10,16", 64);
    check_channels("1,2", "1-2", 64);
    check_channels("B3,A1,P1-16,B16,C1", "1,B3,B16,C1,P1-16", 64);
    check_channels("1,3,5,7,9", "1,3,5,7,9", 15);
    check_channels("1,3,5,7,9", "1,3,5...", 10);
    check_channels("1,3,5,7,9", "...", 5);
}

static void test_words(void **state)
{
    (void)state;
    static const char *const words[] = {"one", "two", NULL};
    uint32_t value = 77;
    assert_false(value_word("three", words, &value));
    assert_false(value_word("tw", words, &value));
    assert_int_equal(value, 77);
    assert_true(value_word("TWO", words, &value));
    assert_int_equal(value, 1);
}

static void check_time(uint64_t seconds, const char *want)
{
    char text[32];
    value_format_time(text, sizeof text, seconds);
    assert_string_equal(text, want);
}

static void test_formatted_times(void **state)
{
    (void)state;
    check_time(0, "0:00");
    check_time(59, "0:59");
    check_time(60, "1:00");
    check_time(3599, "59:59");
    check_time(3600, "1:00:00");
    check_time(50 * 3600 + 61, "50:01:01");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_counts),   cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_gains),    cmocka_unit_test(test_times),
        cmocka_unit_test(test_channels), cmocka_unit_test(test_formatted_channels),
        cmocka_unit_test(test_words),    cmocka_unit_test(test_formatted_times),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
