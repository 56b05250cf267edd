/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/new_file.h"
#include "support/read_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static int enter_folder(void **state)
{
    static char folder[] = "/tmp/new-file-XXXXXX";
    strcpy(folder + sizeof folder - 7, "XXXXXX");
    *state = folder;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave_folder(void **state)
{
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", (const char *)*state);
    return system(command) == 0 && chdir("/") == 0 ? 0 : -1;
}

static void check_content(const char *path, const char *expected)
{
    size_t size;
    char *content = read_file(path, &size);
    assert_int_equal(size, strlen(expected));
    assert_memory_equal(content, expected, size);
    free(content);
}

static void appears_when_it_is_whole(void **state)
{
    (void)state;
    new_file f;
    assert_true(new_file_create(&f, "out", false));
    assert_int_equal(write(f.fd, "one", 3), 3);
    assert_int_not_equal(access("out", F_OK), 0);
    assert_int_equal(access(f.unfinished, F_OK), 0);
    char unfinished[sizeof f.unfinished];
    snprintf(unfinished, sizeof unfinished, "%s", f.unfinished);
    assert_true(new_file_finish(&f));
    check_content("out", "one");
    assert_int_not_equal(access(unfinished, F_OK), 0);
}

static void leaves_what_is_there(void **state)
{
    (void)state;
    new_file f;
    assert_true(new_file_create(&f, "out", false));
    assert_int_equal(write(f.fd, "one", 3), 3);
    assert_true(new_file_finish(&f));
    assert_false(new_file_create(&f, "out", false));
    new_file_discard(&f);
    check_content("out", "one");
    assert_true(new_file_create(&f, "out", true));
    assert_int_equal(write(f.fd, "two", 3), 3);
    new_file_discard(&f);
    check_content("out", "one");
    assert_int_not_equal(access(f.unfinished[0] ? f.unfinished : "none", F_OK), 0);
    assert_true(new_file_create(&f, "out", true));
    assert_int_equal(write(f.fd, "two", 3), 3);
    assert_true(new_file_finish(&f));
    check_content("out", "two");
    assert_false(new_file_create(&f, ".", true));
    assert_false(new_file_create(&f, "nowhere/out", true));
    new_file_discard(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(appears_when_it_is_whole, enter_folder, leave_folder),
        cmocka_unit_test_setup_teardown(leaves_what_is_there, enter_folder, leave_folder),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
