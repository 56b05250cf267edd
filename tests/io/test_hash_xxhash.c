/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* XXH3 with 64 bits and seed 0. The values are those of xxHash's own sanity check. */

#include "io/hash.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_known_values(void **state)
{
    (void)state;
    assert_int_equal(hash_block("", 0), 0x2D06800538D394C2u);
}

static void test_pieces_equal_the_whole(void **state)
{
    (void)state;
    static unsigned char bytes[5000];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (unsigned char)(i * i >> 3);
    }
    hash *h = hash_new();
    assert_non_null(h);
    assert_int_equal(hash_digest(h), hash_block("", 0));
    for (size_t at = 0, n = 1; at < sizeof bytes; at += n, n = n * 3 % 700 + 1) {
        n = n < sizeof bytes - at ? n : sizeof bytes - at;
        hash_update(h, bytes + at, n);
    }
    assert_int_equal(hash_digest(h), hash_block(bytes, sizeof bytes));
    hash_free(h);
    hash_free(NULL);
}

static void test_each_byte_counts(void **state)
{
    (void)state;
    unsigned char bytes[300] = {0};
    uint64_t before = hash_block(bytes, sizeof bytes);
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = 1;
        assert_int_not_equal(hash_block(bytes, sizeof bytes), before);
        bytes[i] = 0;
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_values),
        cmocka_unit_test(test_pieces_equal_the_whole),
        cmocka_unit_test(test_each_byte_counts),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
