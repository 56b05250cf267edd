/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* A place is named as addr2line takes it. */

#include "app/guard_places.h"

#include <gnu/libc-version.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static __attribute__((noinline)) void take_here(guard_places *places)
{
    guard_places_take(places, __builtin_return_address(0));
}

static void test_callers_follow_the_innermost(void **state)
{
    (void)state;
    char text[800];
    guard_places places;
    guard_places_prepare();
    take_here(&places);
    assert_true(places.n >= 2);
    assert_true(places.n <= GUARD_MAX_PLACES);
    guard_places_format(&places, text, sizeof text);
    assert_ptr_equal(strstr(text, "app_guard_places+0x"), text);
    assert_non_null(strstr(text, ", libcmocka"));
}

static void test_an_exported_function_is_named(void **state)
{
    (void)state;
    char text[800];
    /* A return address stands behind a call. */
    guard_places places = {.n = 1, .at = {(char *)(uintptr_t)&gnu_get_libc_version + 1}};
    guard_places_format(&places, text, sizeof text);
    assert_ptr_equal(strstr(text, "libc.so.6+0x"), text);
    assert_non_null(strstr(text, " (gnu_get_libc_version)"));
}

static void test_what_is_unknown_is_a_number(void **state)
{
    (void)state;
    char text[800];
    guard_places places = {.n = 2, .at = {(void *)17, (void *)18}};
    guard_places_format(&places, text, sizeof text);
    assert_string_equal(text, "0x10, 0x11");
    places.n = 0;
    guard_places_format(&places, text, sizeof text);
    assert_string_equal(text, "");
}

static void test_text_is_cut_to_its_size(void **state)
{
    (void)state;
    char text[16];
    guard_places places;
    guard_places_prepare();
    take_here(&places);
    for (size_t size = 1; size <= sizeof text; size++) {
        memset(text, 'x', sizeof text);
        guard_places_format(&places, text, size);
        assert_true(strlen(text) < size);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_callers_follow_the_innermost),
        cmocka_unit_test(test_an_exported_function_is_named),
        cmocka_unit_test(test_what_is_unknown_is_a_number),
        cmocka_unit_test(test_text_is_cut_to_its_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
