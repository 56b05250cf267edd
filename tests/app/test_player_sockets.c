/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Where sockets are, and whose folder is trusted. */

#include "app/player_sockets.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static char folder[] = "/tmp/awe-test-XXXXXX";
static char inner[sizeof folder + 20];
static char path[PLAYER_SOCKET_PATH];

static void touch(const char *name)
{
    char file[sizeof inner + 40];
    snprintf(file, sizeof file, "%s/%s", inner, name);
    int fd = open(file, O_CREAT | O_WRONLY, 0600);
    assert_true(fd >= 0);
    close(fd);
}

static void remove_file(const char *name)
{
    char file[sizeof inner + 40];
    snprintf(file, sizeof file, "%s/%s", inner, name);
    unlink(file);
}

static void test_the_folder_is_made_for_its_owner(void **state)
{
    char want[PLAYER_SOCKET_PATH];
    struct stat info;
    (void)state;
    assert_false(player_socket_path(17, false, path));
    assert_int_equal(errno, ENOENT);
    assert_true(player_socket_path(17, true, path));
    snprintf(want, sizeof want, "%s/17.sock", inner);
    assert_string_equal(path, want);
    assert_int_equal(stat(inner, &info), 0);
    assert_int_equal(info.st_mode & 0777, 0700);
    assert_true(player_socket_path(18, true, path));
    assert_true(player_socket_path(18, false, path));
}

static void test_the_list(void **state)
{
    static const char *const names[] = {"20.sock", "3.sock", "x.sock", "4.socket",
                                        "-5.sock", "0.sock", "7",      "1000.sock"};
    pid_t pids[PLAYER_SOCKETS_MAX];
    (void)state;
    assert_true(player_socket_path(1, true, path));
    assert_int_equal(player_sockets_list(pids), 0);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        touch(names[i]);
    }
    assert_int_equal(player_sockets_list(pids), 3);
    assert_int_equal(pids[0], 3);
    assert_int_equal(pids[1], 20);
    assert_int_equal(pids[2], 1000);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        remove_file(names[i]);
    }
}

/* Others could have put a socket of theirs there. */
static void test_folders_of_others_are_not_used(void **state)
{
    pid_t pids[PLAYER_SOCKETS_MAX];
    (void)state;
    assert_true(player_socket_path(1, true, path));
    touch("5.sock");
    chmod(inner, 0750);
    assert_false(player_socket_path(1, true, path));
    assert_int_equal(errno, EPERM);
    assert_int_equal(player_sockets_list(pids), 0);
    chmod(inner, 0700);
    remove_file("5.sock");
    assert_int_equal(rmdir(inner), 0);
    assert_int_equal(symlink(folder, inner), 0);
    assert_false(player_socket_path(1, true, path));
    assert_int_equal(unlink(inner), 0);
}

static void test_without_a_runtime_folder(void **state)
{
    char want[PLAYER_SOCKET_PATH];
    (void)state;
    snprintf(want, sizeof want, "/tmp/awe-player-%u/17.sock", (unsigned)geteuid());
    unsetenv("XDG_RUNTIME_DIR");
    assert_true(player_socket_path(17, true, path));
    assert_string_equal(path, want);
    setenv("XDG_RUNTIME_DIR", "relative", 1); /* the specification: to be ignored */
    assert_true(player_socket_path(17, true, path));
    assert_string_equal(path, want);
    *strrchr(path, '/') = '\0';
    rmdir(path); /* unless a player is there */
}

static void test_long_names(void **state)
{
    char name[200];
    (void)state;
    memset(name, 'x', sizeof name - 1);
    name[0] = '/';
    name[sizeof name - 1] = '\0';
    setenv("XDG_RUNTIME_DIR", name, 1);
    assert_false(player_socket_path(17, true, path));
    assert_int_equal(errno, ENAMETOOLONG);
}

static int set_up(void **state)
{
    (void)state;
    strcpy(folder, "/tmp/awe-test-XXXXXX");
    if (!mkdtemp(folder) || setenv("XDG_RUNTIME_DIR", folder, 1) != 0) {
        return -1;
    }
    snprintf(inner, sizeof inner, "%s/awe-player", folder);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    rmdir(inner);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_the_folder_is_made_for_its_owner, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_the_list, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_folders_of_others_are_not_used, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_without_a_runtime_folder, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_long_names, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
