/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Local sockets: both ways, both ends, and nothing that waits. */

#include "io/local_socket.h"

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
static char path[sizeof folder + 8];

static void test_bytes_go_both_ways(void **state)
{
    char bytes[8] = "";
    (void)state;
    int listener = local_socket_listen(path);
    assert_true(listener >= 0);
    assert_int_equal(local_socket_accept(listener), -1);
    assert_int_equal(errno, EAGAIN);
    int client = local_socket_connect(path);
    int server = local_socket_accept(listener);
    assert_true(client >= 0 && server >= 0);
    assert_false(local_socket_wait(server, 0));
    assert_int_equal(local_socket_receive(server, bytes, sizeof bytes), -1);
    assert_int_equal(errno, EAGAIN);
    assert_true(local_socket_send(client, "ab", 2));
    assert_true(local_socket_send(client, "c", 1));
    assert_true(local_socket_wait(server, 1000));
    assert_int_equal(local_socket_receive(server, bytes, sizeof bytes), 3);
    assert_memory_equal(bytes, "abc", 3);
    assert_true(local_socket_send(server, "d", 1));
    assert_int_equal(local_socket_receive(client, bytes, sizeof bytes), 1);
    local_socket_close(client);
    assert_int_equal(local_socket_receive(server, bytes, sizeof bytes), 0);
    assert_false(local_socket_send(server, "e", 1)); /* without a SIGPIPE */
    local_socket_close(server);
    local_socket_close(listener);
}

static void test_who_does_not_read_is_not_waited_for(void **state)
{
    static char bytes[65536];
    int n = 0;
    (void)state;
    int listener = local_socket_listen(path);
    int client = local_socket_connect(path);
    int server = local_socket_accept(listener);
    while (n < 1000 && local_socket_send(server, bytes, sizeof bytes)) {
        n++;
    }
    assert_in_range(n, 1, 999);
    local_socket_close(client);
    local_socket_close(server);
    local_socket_close(listener);
}

static void test_nobody_there(void **state)
{
    char name[300];
    (void)state;
    unlink(path);
    assert_int_equal(local_socket_connect(path), -1);
    assert_int_equal(errno, ENOENT);
    local_socket_close(local_socket_listen(path));
    assert_int_equal(local_socket_connect(path), -1);
    assert_int_equal(errno, ECONNREFUSED);
    int listener = local_socket_listen(path); /* in place of the dead one's */
    assert_true(listener >= 0);
    local_socket_close(listener);
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    assert_int_equal(local_socket_listen(name), -1);
    assert_int_equal(errno, ENAMETOOLONG);
    assert_int_equal(local_socket_connect(name), -1);
}

static void test_it_is_its_owners(void **state)
{
    struct stat info;
    (void)state;
    mode_t old = umask(0);
    int listener = local_socket_listen(path);
    assert_int_equal(umask(old), 0); /* as it was */
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & (S_IRWXG | S_IRWXO), 0);
    assert_true(fcntl(listener, F_GETFD) & FD_CLOEXEC);
    local_socket_close(listener);
}

static int begin(void **state)
{
    (void)state;
    bool ok = mkdtemp(folder) != NULL;
    snprintf(path, sizeof path, "%s/s", folder);
    return !ok;
}

static int end(void **state)
{
    (void)state;
    unlink(path);
    return rmdir(folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bytes_go_both_ways),
        cmocka_unit_test(test_who_does_not_read_is_not_waited_for),
        cmocka_unit_test(test_nobody_there),
        cmocka_unit_test(test_it_is_its_owners),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
