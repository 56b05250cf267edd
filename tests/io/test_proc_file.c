/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/proc_file.h"
#include "support/file_tree.h"

#include <stdbool.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_reads_what_fits(void **state)
{
    (void)state;
    char text[6];
    file_tree_put("/proc/some", "0123456789");
    assert_true(proc_file_read(file_tree_root(), "/proc/some", text, sizeof text));
    assert_string_equal(text, "01234");
    file_tree_put("/proc/empty", "");
    assert_false(proc_file_read(file_tree_root(), "/proc/empty", text, sizeof text));
    assert_string_equal(text, "");
    strcpy(text, "old");
    assert_false(proc_file_read(file_tree_root(), "/proc/none", text, sizeof text));
    assert_string_equal(text, "");
    assert_false(proc_file_read(file_tree_root(), "/proc", text, sizeof text));
}

static void test_opens(void **state)
{
    (void)state;
    file_tree_put("/a", "x");
    FILE *file = proc_file_open(file_tree_root(), "/a");
    assert_non_null(file);
    assert_int_equal(fgetc(file), 'x');
    fclose(file);
    assert_null(proc_file_open(file_tree_root(), "/b"));
}

static void test_counts(void **state)
{
    (void)state;
    file_tree_put("/sys/thermal_zone0/temp", "");
    file_tree_put("/sys/thermal_zone1/temp", "");
    file_tree_put("/sys/cooling_device0/type", "");
    file_tree_put("/sys/.hidden", "");
    assert_int_equal(proc_file_count(file_tree_root(), "/sys", "thermal_zone"), 2);
    assert_int_equal(proc_file_count(file_tree_root(), "/sys", ""), 3);
    assert_int_equal(proc_file_count(file_tree_root(), "/none", ""), -1);
}

static void test_too_long_a_path(void **state)
{
    (void)state;
    char path[1000];
    char text[9];
    memset(path, 'x', sizeof path);
    path[0] = '/';
    path[sizeof path - 1] = '\0';
    assert_false(proc_file_read("", path, text, sizeof text));
    assert_null(proc_file_open("", path));
    assert_int_equal(proc_file_count("", path, ""), -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_reads_what_fits, file_tree_setup, file_tree_teardown),
        cmocka_unit_test_setup_teardown(test_opens, file_tree_setup, file_tree_teardown),
        cmocka_unit_test_setup_teardown(test_counts, file_tree_setup, file_tree_teardown),
        cmocka_unit_test(test_too_long_a_path),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
