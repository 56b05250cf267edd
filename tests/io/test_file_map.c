/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Files are mapped as they are; what cannot be mapped is refused with a reason; a file that is cut
   short under the map reads as zeros and is noticed; other bus errors still kill. */

#include "io/file_map.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define SIZE 40000 /* some pages and a part of one */

static char folder[] = "/tmp/awe-test-XXXXXX";
static char path[64];

static int set_up(void **state)
{
    (void)state;
    static unsigned char bytes[SIZE];
    if (!mkdtemp(folder)) {
        return -1;
    }
    snprintf(path, sizeof path, "%s/file", folder);
    for (int i = 0; i < SIZE; i++) {
        bytes[i] = (unsigned char)(i % 255 + 1);
    }
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, SIZE, file) != SIZE) {
        return -1;
    }
    return fclose(file);
}

static int tear_down(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder);
}

static void check_refused(const char *name, const char *reason)
{
    file_map map;
    io_error error;
    assert_false(file_map_open(&map, name, &error));
    assert_string_equal(error.text, reason);
    assert_null(map.data);
    file_map_close(&map);
}

static void test_content(void **state)
{
    (void)state;
    file_map map;
    io_error error;
    assert_true(file_map_open(&map, path, &error));
    assert_int_equal(map.size, SIZE);
    file_map_preload(&map);
    for (int i = 0; i < SIZE; i++) {
        assert_int_equal(((const unsigned char *)map.data)[i], i % 255 + 1);
    }
    assert_false(file_map_is_cut(&map));
    file_map_close(&map);
    file_map_close(&map);
    assert_false(file_map_is_cut(&map));
}

static void test_refusals(void **state)
{
    (void)state;
    char name[80];
    check_refused("/no/such/file", "No such file or directory");
    check_refused(folder, "is a directory");
    check_refused("/dev/null", "is not a regular file");
    snprintf(name, sizeof name, "%s/pipe", folder);
    assert_int_equal(mkfifo(name, 0600), 0);
    check_refused(name, "is not a regular file");
    unlink(name);
    fclose(fopen(name, "wb"));
    check_refused(name, "the file is empty");
    unlink(name);
}

static void test_only_so_many_at_a_time(void **state)
{
    (void)state;
    file_map maps[FILE_MAP_MAX];
    file_map more;
    io_error error;
    for (int i = 0; i < FILE_MAP_MAX; i++) {
        assert_true(file_map_open(&maps[i], path, &error));
    }
    assert_false(file_map_open(&more, path, &error));
    file_map_close(&maps[7]);
    assert_true(file_map_open(&maps[7], path, &error));
    for (int i = 0; i < FILE_MAP_MAX; i++) {
        file_map_close(&maps[i]);
    }
}

static void test_cut_file_reads_as_zeros(void **state)
{
    (void)state;
    file_map whole;
    file_map map;
    io_error error;
    char name[80];
    snprintf(name, sizeof name, "%s/cut", folder);
    FILE *file = fopen(name, "wb");
    assert_non_null(file);
    for (int i = 0; i < SIZE; i++) {
        fputc(9, file);
    }
    fclose(file);
    assert_true(file_map_open(&whole, path, &error));
    assert_true(file_map_open(&map, name, &error));
    assert_int_equal(truncate(name, 1), 0);
    const volatile unsigned char *bytes = map.data;
    assert_int_equal(bytes[0], 9);
    assert_false(file_map_is_cut(&map));
    assert_int_equal(bytes[SIZE - 1], 0);
    assert_true(file_map_is_cut(&map));
    assert_int_equal(bytes[SIZE / 2], 0);
    assert_int_equal(bytes[0], 9);
    assert_false(file_map_is_cut(&whole));
    file_map_close(&map);
    file_map_close(&whole);
    unlink(name);
}

static void test_other_bus_errors_kill(void **state)
{
    (void)state;
    file_map map;
    io_error error;
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        signal(SIGBUS, SIG_DFL); /* away with the test library's handler */
        if (file_map_open(&map, path, &error)) {
            raise(SIGBUS);
        }
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
    assert_int_equal(WTERMSIG(status), SIGBUS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_content),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_only_so_many_at_a_time),
        cmocka_unit_test(test_cut_file_reads_as_zeros),
        cmocka_unit_test(test_other_bus_errors_kill),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
