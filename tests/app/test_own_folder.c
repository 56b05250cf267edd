/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/own_folder.h"
#include "app/say.h"
#include "support/file_tree.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void require(own_folder which, const char *expected)
{
    char path[100];
    assert_true(own_folder_find(which, path, sizeof path));
    assert_string_equal(path, expected);
}

/* XDG Base Directory Specification: the defaults; paths that are not absolute are ignored. */
static void test_places(void **state)
{
    (void)state;
    char path[10];
    setenv("HOME", "/home/me", 1);
    unsetenv("XDG_CONFIG_HOME");
    unsetenv("XDG_STATE_HOME");
    require(OWN_CONFIG, "/home/me/.config/awe-player");
    require(OWN_STATE, "/home/me/.local/state/awe-player");
    setenv("XDG_CONFIG_HOME", "/c", 1);
    setenv("XDG_STATE_HOME", "state", 1);
    require(OWN_CONFIG, "/c/awe-player");
    require(OWN_STATE, "/home/me/.local/state/awe-player");
    assert_false(own_folder_find(OWN_CONFIG, path, sizeof path)); /* too short */
    setenv("HOME", "", 1);
    assert_false(own_folder_find(OWN_STATE, path, sizeof path));
    unsetenv("HOME");
    assert_false(own_folder_make(OWN_STATE, path, sizeof path));
}

static void test_is_made(void **state)
{
    (void)state;
    char path[300];
    struct stat s;
    setenv("HOME", file_tree_root(), 1);
    unsetenv("XDG_STATE_HOME");
    for (int i = 0; i < 2; i++) {
        assert_true(own_folder_make(OWN_STATE, path, sizeof path));
        assert_int_equal(stat(path, &s), 0);
        assert_int_equal(s.st_mode & 0777, 0700);
    }
    snprintf(path, sizeof path, "%s/file", file_tree_root());
    file_tree_put("/file", "");
    setenv("XDG_STATE_HOME", path, 1);
    assert_false(own_folder_make(OWN_STATE, path, sizeof path));
}

int main(void)
{
    say_set_level(SAY_QUIET);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),
        cmocka_unit_test_setup_teardown(test_is_made, file_tree_setup, file_tree_teardown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
