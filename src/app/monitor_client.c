/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/monitor_client.h"

#include "app/monitor_question.h"
#include "app/player_sockets.h"
#include "app/view_json.h"
#include "io/clock.h"
#include "io/local_socket.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE_NS UINT64_C(5000000000) /* a player that loads a large bank answers after that */

bool monitor_client_open(monitor_client *c, pid_t pid)
{
    char path[PLAYER_SOCKET_PATH];
    c->socket = -1;
    c->is_asked = false;
    c->n = 0;
    if (player_socket_path(pid, false, path)) {
        c->socket = local_socket_connect(path);
        if (c->socket < 0 && errno == ECONNREFUSED) {
            unlink(path);
        }
    }
    return c->socket >= 0;
}

void monitor_client_close(monitor_client *c)
{
    if (c->socket >= 0) {
        local_socket_close(c->socket);
        c->socket = -1;
    }
}

/* If that fails the player has gone, which the next look finds out. */
void monitor_client_ask(monitor_client *c)
{
    if (!c->is_asked) {
        c->is_asked = true;
        c->asked_ns = clock_now_ns();
        local_socket_send(c->socket, MONITOR_QUESTION, strlen(MONITOR_QUESTION));
    }
}

/* The first line of what has come, if it is whole. */
static monitor_news take_line(monitor_client *c, view_data *data, const char **wrong)
{
    char *end = memchr(c->bytes, '\n', c->n);
    if (!end) {
        *wrong = "its answer is too long";
        return c->n == sizeof c->bytes ? MONITOR_REFUSAL : MONITOR_SILENCE;
    }
    size_t n = (size_t)(end - c->bytes);
    *wrong = view_json_read(c->bytes, n, data);
    c->n -= n + 1;
    memmove(c->bytes, end + 1, c->n);
    c->is_asked = false;
    return *wrong ? MONITOR_REFUSAL : MONITOR_ANSWER;
}

monitor_news monitor_client_look(monitor_client *c, int ms, view_data *data, const char **wrong)
{
    if (!local_socket_wait(c->socket, ms)) {
        bool is_late = c->is_asked && clock_now_ns() - c->asked_ns > PATIENCE_NS;
        return is_late ? MONITOR_END : MONITOR_SILENCE;
    }
    ssize_t n = local_socket_receive(c->socket, c->bytes + c->n, sizeof c->bytes - c->n);
    if (n <= 0) {
        return n < 0 && (errno == EAGAIN || errno == EINTR) ? MONITOR_SILENCE : MONITOR_END;
    }
    c->n += (size_t)n;
    return take_line(c, data, wrong);
}
