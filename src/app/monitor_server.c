/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/monitor_server.h"

#include "app/json.h"
#include "app/monitor_question.h"
#include "app/player_sockets.h"
#include "app/say.h"
#include "app/view_data.h"
#include "app/view_json.h"
#include "io/clock.h"
#include "io/local_socket.h"
#include "perf/snapshot.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct client {
    int socket;
    monitor_question question;
    bool waits; /* for an answer */
} client;

struct monitor_server {
    int listener;
    char path[PLAYER_SOCKET_PATH];
    client clients[MONITOR_MAX_CLIENTS];
    size_t n_clients;
    awe_snapshot snapshot;
    view_data data;
};

monitor_server *monitor_server_open(void)
{
    monitor_server *s = calloc(1, sizeof *s);
    if (!s) {
        return NULL;
    }
    s->listener = -1;
    if (player_socket_path(getpid(), true, s->path)) {
        s->listener = local_socket_listen(s->path);
    }
    if (s->listener < 0) {
        say_detail("no socket for \"awe-player monitor\": %s", strerror(errno));
        free(s);
        return NULL;
    }
    return s;
}

void monitor_server_close(monitor_server *s)
{
    if (s) {
        for (size_t i = 0; i < s->n_clients; i++) {
            local_socket_close(s->clients[i].socket);
        }
        local_socket_close(s->listener);
        unlink(s->path);
        free(s);
    }
}

static void drop(monitor_server *s, size_t i)
{
    local_socket_close(s->clients[i].socket);
    s->clients[i] = s->clients[--s->n_clients];
}

/* The last word to a client. */
static void refuse(int socket, const char *why)
{
    struct json_t *answer = json_begin();
    json_put_number(answer, "schema", VIEW_SCHEMA);
    json_put_text(answer, "error", why);
    char *text = json_end(answer);
    if (text && local_socket_send(socket, text, strlen(text))) {
        local_socket_send(socket, "\n", 1);
    }
    free(text);
}

static void take_clients(monitor_server *s)
{
    int socket;
    while ((socket = local_socket_accept(s->listener)) >= 0) {
        if (s->n_clients < MONITOR_MAX_CLIENTS) {
            s->clients[s->n_clients++] = (client){.socket = socket};
        } else {
            refuse(socket, "eight others look at this player already");
            local_socket_close(socket);
        }
    }
}

/* False: there is nothing more to be had from this client. */
static bool take_question(client *c)
{
    char bytes[256];
    ssize_t n = local_socket_receive(c->socket, bytes, sizeof bytes);
    if (n <= 0) {
        return n < 0 && (errno == EAGAIN || errno == EINTR);
    }
    monitor_wish wish = monitor_question_take(&c->question, bytes, (size_t)n);
    if (wish == MONITOR_NONSENSE) {
        refuse(c->socket, "this player does not know that question");
        return false;
    }
    c->waits |= wish == MONITOR_SNAPSHOT;
    return true;
}

/* True: somebody waits for an answer. */
static bool take_questions(monitor_server *s)
{
    struct pollfd inputs[MONITOR_MAX_CLIENTS + 1];
    bool has_wish = false;
    for (size_t i = 0; i < s->n_clients; i++) {
        inputs[i] = (struct pollfd){.fd = s->clients[i].socket, .events = POLLIN};
    }
    inputs[s->n_clients] = (struct pollfd){.fd = s->listener, .events = POLLIN};
    if (poll(inputs, (nfds_t)s->n_clients + 1, 0) <= 0) {
        return false;
    }
    bool is_called = inputs[s->n_clients].revents != 0;
    for (size_t i = s->n_clients; i-- > 0;) {
        if (inputs[i].revents != 0 && !take_question(&s->clients[i])) {
            drop(s, i);
        }
    }
    for (size_t i = 0; i < s->n_clients; i++) {
        has_wish |= s->clients[i].waits;
    }
    if (is_called) {
        take_clients(s);
    }
    return has_wish;
}

/* One text for all. Who has not read the answers before has no room for it, and is dropped. */
static void answer(monitor_server *s, char *text)
{
    size_t n = strlen(text);
    text[n] = '\n'; /* in place of the zero, which is not sent */
    for (size_t i = s->n_clients; i-- > 0;) {
        client *c = &s->clients[i];
        if (c->waits && !local_socket_send(c->socket, text, n + 1)) {
            drop(s, i);
        } else {
            c->waits = false;
        }
    }
}

void monitor_server_look(monitor_server *s, awe_monitor *monitor, const now_playing *playing)
{
    if (!s || !take_questions(s)) {
        return;
    }
    awe_snapshot_take(monitor, AWE_WINDOW_10_S, &s->snapshot);
    view_data_fill(&s->data, &s->snapshot, playing, clock_wall_ms());
    char *text = view_json_make(&s->data);
    if (text) {
        answer(s, text);
    }
    free(text);
}
