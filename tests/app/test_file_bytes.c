/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/file_bytes.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_both_orders(void **state)
{
    (void)state;
    static const uint8_t want[] = {0x12, 0x34, 0x12, 0x78, 0x56, 0x34, 0x12, 0xDE, 0xAD, 0xBE, 0xEF,
                                   'x',  'y',  4,    3,    2,    1,    1,    2,    3,    4};
    file_bytes f = {0};
    file_bytes_put_8(&f, 0x12);
    file_bytes_put_le16(&f, 0x1234);
    file_bytes_put_le32(&f, 0x12345678);
    file_bytes_put_be32(&f, 0xDEADBEEF);
    file_bytes_put(&f, "xy", 2);
    file_bytes_put_le32(&f, 0);
    file_bytes_put_be32(&f, 0);
    file_bytes_set_le32(&f, 13, 0x01020304);
    file_bytes_set_be32(&f, 17, 0x01020304);
    memory_file file = file_bytes_finish(&f);
    assert_int_equal(file.size, sizeof want);
    assert_memory_equal(file.data, want, sizeof want);
    assert_null(f.data);
    free(file.data);
}

static void test_it_grows(void **state)
{
    (void)state;
    file_bytes f = {0};
    for (uint32_t i = 0; i < 100000; i++) {
        file_bytes_put_8(&f, i * 7);
    }
    memory_file file = file_bytes_finish(&f);
    assert_int_equal(file.size, 100000);
    for (uint32_t i = 0; i < 100000; i++) {
        assert_int_equal(file.data[i], i * 7 % 256);
    }
    free(file.data);
}

/* What has failed once stays empty. */
static void test_no_memory(void **state)
{
    (void)state;
    file_bytes f = {0};
    file_bytes_put_8(&f, 1);
    f.has_failed = true;
    file_bytes_put_le32(&f, 2);
    file_bytes_set_be32(&f, 0, 3);
    memory_file file = file_bytes_finish(&f);
    assert_null(file.data);
    assert_int_equal(file.size, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_both_orders),
        cmocka_unit_test(test_it_grows),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
