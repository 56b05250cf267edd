/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* `monitor`: shows what the monitor of a player that is running shows, from the player's socket. */

#include "app/cmd.h"
#include "app/monitor_client.h"
#include "app/player_sockets.h"
#include "app/say.h"
#include "app/signals.h"
#include "app/terminal.h"
#include "app/values.h"
#include "app/views.h"

#include <poll.h>
#include <stdio.h>
#include <unistd.h>

#define LOOK_MS 50
#define LIST_MS 500   /* that a player may take to say what it plays */
#define ONCE_MS 10000 /* and to answer at all */

typedef struct watcher {
    const settings *s;
    monitor_client client;
    view_data data;
    terminal terminal;
    views *views;
    bool shall_quit;
} watcher;

/* Waits for one answer. */
static monitor_news wait_for_answer(watcher *w, int ms)
{
    const char *wrong = NULL;
    monitor_news news = MONITOR_SILENCE;
    monitor_client_ask(&w->client);
    for (int waited = 0; waited < ms && news == MONITOR_SILENCE; waited += LOOK_MS) {
        if (signals_received()) {
            break;
        }
        news = monitor_client_look(&w->client, LOOK_MS, &w->data, &wrong);
    }
    if (news == MONITOR_REFUSAL) {
        say_error("the player's answer cannot be used: %s", wrong);
    }
    return news;
}

/* ---- which player */

/* Keeps those of [n] players that live; returns how many. */
static size_t find_alive(watcher *w, pid_t *pids, size_t n)
{
    size_t n_alive = 0;
    for (size_t i = 0; i < n; i++) {
        if (monitor_client_open(&w->client, pids[i])) {
            monitor_client_close(&w->client);
            pids[n_alive++] = pids[i];
        }
    }
    return n_alive;
}

static void say_player(watcher *w, pid_t pid)
{
    bool has_answered =
        monitor_client_open(&w->client, pid) && wait_for_answer(w, LIST_MS) == MONITOR_ANSWER;
    if (has_answered) {
        const view_value *song = view_data_get(&w->data, "song");
        say_info("%ld plays %s", (long)pid, song->why ? "live" : song->text);
    } else {
        say_info("%ld does not say what it plays", (long)pid);
    }
    monitor_client_close(&w->client);
}

/* Connects to the only player that lives; says who they are where there are others. */
static bool find_only_player(watcher *w)
{
    pid_t pids[PLAYER_SOCKETS_MAX];
    size_t n = player_sockets_list(pids);
    n = n > 1 ? find_alive(w, pids, n) : n;
    if (n > 1) {
        for (size_t i = 0; i < n; i++) {
            say_player(w, pids[i]);
        }
        say_error("%zu players are running; name one: awe-player monitor %ld", n, (long)pids[0]);
        return false;
    }
    if (n == 0 || !monitor_client_open(&w->client, pids[0])) {
        say_error("no player is running");
        return false;
    }
    return true;
}

/* Connects to the player that was named, or to the only one. */
static bool find_player(watcher *w)
{
    const settings *s = w->s;
    uint32_t pid = 0;
    if (s->n_files == 0) {
        return find_only_player(w);
    }
    if (s->n_files > 1 || !value_count(s->files[0], 1, INT32_MAX, &pid)) {
        say_error("monitor takes one player, by its process number");
        return false;
    }
    if (!monitor_client_open(&w->client, (pid_t)pid)) {
        say_error("process %u is no player that can be looked at", pid);
        return false;
    }
    return true;
}

/* ---- looking */

static void take_keys(watcher *w)
{
    key_press press;
    while (terminal_read(&w->terminal, &press)) {
        if (!views_press(w->views, &press)) {
            w->shall_quit |= press.action == KEY_QUIT;
        }
    }
}

/* Sleeps until the player answers, a key comes or a moment has passed. */
static void wait_for_something(watcher *w)
{
    struct pollfd inputs[] = {
        {.fd = w->client.socket, .events = POLLIN},
        {.fd = STDIN_FILENO, .events = POLLIN},
    };
    poll(inputs, w->terminal.is_open ? 2 : 1, LOOK_MS);
}

static exit_code look(watcher *w)
{
    const char *wrong = NULL;
    while (!w->shall_quit && !signals_received()) {
        if (views_are_due(w->views)) {
            monitor_client_ask(&w->client);
        }
        wait_for_something(w);
        take_keys(w);
        switch (monitor_client_look(&w->client, 0, &w->data, &wrong)) {
        case MONITOR_ANSWER:
            views_show(w->views, &w->data);
            break;
        case MONITOR_END:
            say_info("the player has ended");
            return EXIT_ALL_DONE;
        case MONITOR_REFUSAL:
            say_error("the player's answer cannot be used: %s", wrong);
            return EXIT_USAGE;
        case MONITOR_SILENCE:
            break;
        }
    }
    return signals_received() ? EXIT_BY_SIGNAL : EXIT_ALL_DONE;
}

static exit_code look_once(watcher *w)
{
    monitor_news news = wait_for_answer(w, ONCE_MS);
    if (news != MONITOR_ANSWER) {
        if (news != MONITOR_REFUSAL) {
            say_error("the player does not answer");
        }
        return signals_received() ? EXIT_BY_SIGNAL : EXIT_USAGE;
    }
    views_show(w->views, &w->data);
    const view_value *n_broken = view_data_get(&w->data, "broken");
    return !n_broken->why && n_broken->number > 0 ? EXIT_GATE_FAILED : EXIT_ALL_DONE;
}

exit_code cmd_monitor(const settings *s)
{
    static watcher w;
    view_settings wish = s->view;
    wish.form = s->json ? VIEW_JSON : s->view.once ? VIEW_LINE : VIEW_FULL;
    w.s = s;
    if (!find_player(&w)) {
        return EXIT_USAGE;
    }
    if (!wish.once) {
        terminal_open(&w.terminal);
    }
    w.views = views_open(&wish);
    exit_code code = !w.views ? EXIT_USAGE : wish.once ? look_once(&w) : look(&w);
    if (!views_close(w.views) && code == EXIT_ALL_DONE) {
        code = EXIT_USAGE;
    }
    terminal_close(&w.terminal);
    monitor_client_close(&w.client);
    return code;
}
