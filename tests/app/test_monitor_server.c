/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The player's side of the socket, and the client's: who asks is answered, who misbehaves is
   dropped, and nobody is waited for. */

#include "app/monitor_client.h"
#include "app/monitor_server.h"
#include "app/player_sockets.h"
#include "io/clock.h"
#include "io/local_socket.h"
#include "support/monitored_sim.h"
#include "support/sample_view.h"

#include <errno.h>
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
static char path[PLAYER_SOCKET_PATH];
static monitored_sim *sim;
static monitor_server *server;
static monitor_client client;
static view_data data;
static const char *wrong;

static int set_up(void **state)
{
    (void)state;
    server = monitor_server_open();
    return !server || !player_socket_path(getpid(), false, path);
}

static int tear_down(void **state)
{
    (void)state;
    monitor_server_close(server);
    return 0;
}

static void look(void)
{
    now_playing playing = sample_playing();
    monitor_server_look(server, sim->monitor, &playing);
}

static int connect_to_it(void)
{
    int socket = local_socket_connect(path);
    assert_true(socket >= 0);
    return socket;
}

/* True if the other side has closed; what it sent before goes to `text`. */
static bool has_ended(int socket, char *text, size_t size)
{
    size_t n = 0;
    ssize_t got;
    while ((got = local_socket_receive(socket, text + n, size - 1 - n)) > 0) {
        n += (size_t)got;
        n = n + 1 < size ? n : 0;
    }
    text[n] = '\0';
    return got == 0 || errno == ECONNRESET;
}

static void test_who_asks_is_answered(void **state)
{
    (void)state;
    assert_true(monitor_client_open(&client, getpid()));
    look();
    assert_int_equal(monitor_client_look(&client, 0, &data, &wrong), MONITOR_SILENCE);
    for (int i = 0; i < 3; i++) {
        monitor_client_ask(&client);
        monitor_client_ask(&client); /* not twice */
        look();
        assert_int_equal(monitor_client_look(&client, 1000, &data, &wrong), MONITOR_ANSWER);
        assert_string_equal(view_data_get(&data, "song")->text, "song.mid");
        assert_null(view_data_get(&data, "share.p50")->why);
        look();
        assert_int_equal(monitor_client_look(&client, 0, &data, &wrong), MONITOR_SILENCE);
    }
    monitor_client_close(&client);
    look();
}

static void test_an_end_is_noticed(void **state)
{
    (void)state;
    assert_true(monitor_client_open(&client, getpid()));
    monitor_client_ask(&client);
    monitor_server_close(server);
    assert_int_equal(monitor_client_look(&client, 1000, &data, &wrong), MONITOR_END);
    monitor_client_close(&client);
    assert_int_equal(access(path, F_OK), -1);
    assert_false(monitor_client_open(&client, getpid()));
    server = NULL;
    look(); /* without a socket nothing happens */
}

static void test_only_its_owner_may_look(void **state)
{
    struct stat info;
    (void)state;
    assert_int_equal(stat(path, &info), 0);
    assert_int_equal(info.st_mode & (S_IRWXG | S_IRWXO), 0);
    assert_true(S_ISSOCK(info.st_mode));
}

static void test_nonsense_ends_a_client(void **state)
{
    char text[200];
    (void)state;
    int bad = connect_to_it();
    int good = connect_to_it();
    look();
    assert_true(local_socket_send(bad, "hello\n", 6));
    assert_true(local_socket_send(good, "snapshot\n", 9));
    look();
    assert_true(has_ended(bad, text, sizeof text));
    assert_string_equal(text,
                        "{\"schema\":1,\"error\":\"this player does not know that question\"}\n");
    assert_false(has_ended(good, text, sizeof text));
    local_socket_close(bad);
    local_socket_close(good);
}

/* It asks and does not read: when its buffer is full it is dropped. All that time others are
   answered, and no look takes long. */
static void test_a_slow_client_is_dropped(void **state)
{
    static char text[4096];
    uint64_t longest_ns = 0;
    int n_looks = 0;
    (void)state;
    int slow = connect_to_it();
    assert_true(monitor_client_open(&client, getpid()));
    while (local_socket_send(slow, "snapshot\n", 9) && n_looks < 10000) {
        uint64_t start_ns = clock_now_ns();
        look();
        uint64_t took_ns = clock_now_ns() - start_ns;
        longest_ns = took_ns > longest_ns ? took_ns : longest_ns;
        n_looks++;
    }
    assert_in_range(n_looks, 3, 9999);
    assert_true(longest_ns < UINT64_C(1000000000));
    assert_true(has_ended(slow, text, sizeof text));
    monitor_client_ask(&client);
    look();
    assert_int_equal(monitor_client_look(&client, 1000, &data, &wrong), MONITOR_ANSWER);
    monitor_client_close(&client);
    local_socket_close(slow);
}

static void test_eight_are_served(void **state)
{
    char text[8000];
    int sockets[MONITOR_MAX_CLIENTS + 1];
    (void)state;
    for (int i = 0; i <= MONITOR_MAX_CLIENTS; i++) {
        sockets[i] = connect_to_it();
        local_socket_send(sockets[i], "snapshot\n", 9);
    }
    look();
    look();
    for (int i = 0; i < MONITOR_MAX_CLIENTS; i++) {
        assert_false(has_ended(sockets[i], text, sizeof text));
        assert_non_null(strstr(text, "\"song\":\"song.mid\""));
    }
    assert_true(has_ended(sockets[MONITOR_MAX_CLIENTS], text, sizeof text));
    assert_non_null(strstr(text, "eight others look"));
    for (int i = 0; i <= MONITOR_MAX_CLIENTS; i++) {
        local_socket_close(sockets[i]);
    }
}

/* A player that says what this program does not understand. */
static void test_other_answers(void **state)
{
    static char text[MONITOR_ANSWER_BYTES + 1];
    (void)state;
    monitor_server_close(server);
    server = NULL;
    int listener = local_socket_listen(path);
    assert_true(listener >= 0);
    assert_true(monitor_client_open(&client, getpid()));
    int other = local_socket_accept(listener);
    assert_true(other >= 0);
    local_socket_send(other, "{\"schema\":1,\"voices\":5}\n{\"sch", 29);
    assert_int_equal(monitor_client_look(&client, 1000, &data, &wrong), MONITOR_ANSWER);
    local_socket_send(other, "ema\":9}\n", 8);
    assert_int_equal(monitor_client_look(&client, 1000, &data, &wrong), MONITOR_REFUSAL);
    assert_string_equal(wrong, "it is of another version");
    memset(text, 'x', sizeof text);
    monitor_news news = MONITOR_SILENCE;
    for (size_t n = 0; n < sizeof text && news == MONITOR_SILENCE; n += 4096) {
        local_socket_send(other, text, 4096);
        news = monitor_client_look(&client, 1000, &data, &wrong);
    }
    assert_int_equal(news, MONITOR_REFUSAL);
    assert_string_equal(wrong, "its answer is too long");
    monitor_client_close(&client);
    local_socket_close(other);
    local_socket_close(listener);
    assert_false(monitor_client_open(&client, getpid())); /* a dead one's socket: it is removed */
    assert_int_equal(access(path, F_OK), -1);
}

static int begin(void **state)
{
    (void)state;
    sim = monitored_sim_new(1, 0.2, false);
    monitored_sim_play(sim, 1);
    return !mkdtemp(folder) || setenv("XDG_RUNTIME_DIR", folder, 1) != 0;
}

static int end(void **state)
{
    char inner[sizeof folder + 20];
    (void)state;
    snprintf(inner, sizeof inner, "%s/awe-player", folder);
    return rmdir(inner) != 0 || rmdir(folder) != 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_who_asks_is_answered, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_an_end_is_noticed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_only_its_owner_may_look, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_nonsense_ends_a_client, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_slow_client_is_dropped, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_eight_are_served, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_other_answers, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, begin, end);
}
