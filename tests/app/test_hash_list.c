/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/hash_list.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define ONE "XXH3_0123456789abcdef  one.mid\n"
#define TWO "XXH3_fedcba9876543210  two.mid\n"

static void check(const char *a, const char *b, size_t line, const char *name)
{
    hash_difference d = hash_list_find(a, strlen(a), b, strlen(b));
    assert_int_equal(d.line, line);
    assert_int_equal(d.name_size, strlen(name));
    assert_true(strncmp(d.name ? d.name : "", name, d.name_size) == 0);
}

static void test_lists(void **state)
{
    (void)state;
    check(ONE TWO, ONE TWO, 0, "");
    check(ONE TWO, "XXH3_0123456789abcdef  other/one.mid\n" TWO, 0, ""); /* names may differ */
    check(ONE, "XXH3_0123456789abcdef", 0, "");
    check(ONE TWO, TWO ONE, 1, "one.mid");
    check(ONE TWO, ONE, 2, "two.mid");
    check(ONE, ONE TWO, 2, "two.mid");
    check(ONE "\n", ONE "\n", 2, ""); /* an empty line is no hash */
    check("XXH3_0123", "XXH3_0123", 1, "");
    check("", "", 0, "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
