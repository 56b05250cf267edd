/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The committed tables against what tools/gen_tables makes here: the same text but for numbers,
   which may be one unit in the last place apart, as C libraries differ. Arguments: committed,
   fresh. */

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static char *committed;
static char *fresh;

static char *read_text(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        perror(path);
        exit(1);
    }
    size_t size = (size_t)ftell(file);
    char *text = calloc(size + 1, 1);
    rewind(file);
    if (!text || fread(text, 1, size, file) != size) {
        perror(path);
        exit(1);
    }
    fclose(file);
    return text;
}

/* True at a number, or its sign, that is not part of a name. */
static int is_number(const char *start, const char *at)
{
    int after_name = at > start && (at[-1] == '_' || (at[-1] >= 'a' && at[-1] <= 'z'));
    return !after_name && *at && strchr("-.0123456789", *at);
}

static int is_next_or_same(float a, float b)
{
    return a == b || nextafterf(a, b) == b;
}

static void test_numbers(void **state)
{
    const char *a = committed;
    const char *b = fresh;
    int n_numbers = 0;
    (void)state;
    while (*a && *b) {
        char *a_end = NULL;
        char *b_end = NULL;
        float x = is_number(committed, a) ? strtof(a, &a_end) : 0.0f;
        float y = is_number(fresh, b) ? strtof(b, &b_end) : 0.0f;
        int both = a_end && b_end && a_end > a && b_end > b;
        if (both ? !is_next_or_same(x, y) : *a != *b) {
            fail_msg("committed: %.40s\nfresh: %.40s", a, b);
        }
        n_numbers += both;
        a = both ? a_end : a + 1;
        b = both ? b_end : b + 1;
    }
    assert_true(!*a && !*b);
    assert_true(n_numbers > 3000);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_numbers)};
    if (argc != 3) {
        fputs("usage: test_gen_tables COMMITTED FRESH\n", stderr);
        return 1;
    }
    committed = read_text(argv[1]);
    fresh = read_text(argv[2]);
    int n_failed = cmocka_run_group_tests(tests, NULL, NULL);
    free(committed);
    free(fresh);
    return n_failed;
}
