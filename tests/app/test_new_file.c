/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#define _GNU_SOURCE

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "app/new_file.h"
#include "support/file_tree.h"
#include "support/read_file.h"

#include <fcntl.h>
#include <glob.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

static void check_content(const char *path, const char *expected)
{
    size_t size;
    char *content = read_file(path, &size);
    assert_int_equal(size, strlen(expected));
    assert_memory_equal(content, expected, size);
    free(content);
}

static int count_files(void)
{
    glob_t found;
    int n = glob(".[!.]*", 0, NULL, &found) == 0 ? (int)found.gl_pathc : 0;
    globfree(&found);
    n += glob("*", 0, NULL, &found) == 0 ? (int)found.gl_pathc : 0;
    globfree(&found);
    return n;
}

/* Somebody else made a file of that name meanwhile. */
static void does_not_replace_unasked(void **state)
{
    (void)state;
    new_file f;
    assert_true(new_file_create(&f, "out", false));
    assert_int_equal(write(f.fd, "one", 3), 3);
    FILE *other = fopen("out", "w");
    fputs("other", other);
    fclose(other);
    assert_false(new_file_finish(&f));
    check_content("out", "other");
    assert_int_equal(count_files(), 1);
}

/* As when the program is killed: nothing runs any more. */
static void leaves_nothing_when_killed(void **state)
{
    (void)state;
    new_file f;
    int status;
    int nameless = open(".", O_RDWR | O_TMPFILE, 0600);
    if (nameless < 0) {
        skip(); /* this file system has only files with names */
    }
    close(nameless);
    pid_t child = fork();
    if (child == 0) {
        bool ok = new_file_create(&f, "out", false) && write(f.fd, "one", 3) == 3;
        raise(ok ? SIGKILL : SIGTERM);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
    assert_int_equal(count_files(), 0);
}

static void appears_when_it_is_whole(void **state)
{
    (void)state;
    new_file f;
    assert_true(new_file_create(&f, "out", false));
    assert_int_equal(write(f.fd, "one", 3), 3);
    assert_int_not_equal(access("out", F_OK), 0);
    assert_true(new_file_finish(&f));
    check_content("out", "one");
    assert_int_equal(count_files(), 1);
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
    assert_int_equal(count_files(), 1);
    assert_true(new_file_create(&f, "out", true));
    assert_int_equal(write(f.fd, "two", 3), 3);
    assert_true(new_file_finish(&f));
    check_content("out", "two");
    assert_int_equal(count_files(), 1);
    assert_false(new_file_create(&f, ".", true));
    assert_false(new_file_create(&f, "nowhere/out", true));
    new_file_discard(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(appears_when_it_is_whole, file_tree_enter, file_tree_leave),
        cmocka_unit_test_setup_teardown(leaves_what_is_there, file_tree_enter, file_tree_leave),
        cmocka_unit_test_setup_teardown(does_not_replace_unasked, file_tree_enter, file_tree_leave),
        cmocka_unit_test_setup_teardown(leaves_nothing_when_killed, file_tree_enter,
                                        file_tree_leave),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
