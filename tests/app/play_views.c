/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* play_views FORM [INTERVAL_MS [LOG]]: a player without sound. A simulated device and its monitor
   are shown by the views, and to `awe-player monitor`, as the real one is; FORM is none, full, line
   or json. Keys: q quits, i says something, B
   speaks on stderr as a library would, x loses sound, p crashes, l waits for ever. SIGUSR1
   loses sound, too. A song of 4:41 plays, by the clock. */

#include "app/monitor_server.h"
#include "app/say.h"
#include "app/signals.h"
#include "app/terminal.h"
#include "app/values.h"
#include "app/views.h"
#include "io/clock.h"
#include "support/monitored_sim.h"

#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <unistd.h>

#define MAX_SECONDS 120 /* a process that is forgotten is not left behind */

static bool shall_quit;
static monitored_sim *sim;
static volatile sig_atomic_t shall_lose;

static void crash(void)
{
    struct rlimit no_core = {0, 0};
    setrlimit(RLIMIT_CORE, &no_core);
    signal(SIGSEGV, SIG_DFL); /* a sanitizer's own handler would speak */
    signals_install();
    raise(SIGSEGV);
}

static void lose(int number)
{
    (void)number;
    shall_lose = 1;
}

static void press(const key_press *key)
{
    static int n_said;
    switch (key->action) {
    case KEY_QUIT:
        shall_quit = true;
        break;
    case KEY_INFO:
        say_info("message %d", ++n_said);
        break;
    case KEY_RELOAD_BANKS:
        fprintf(stderr, "a library's line\nand another\n");
        break;
    case KEY_MUTE:
        shall_lose = 1;
        break;
    case KEY_PAUSE:
        crash();
        break;
    case KEY_LOOP_AB:
        while (true) {
            pause();
        }
    default:
        break;
    }
}

static void look(views *v, terminal *t, monitor_server *server, double seconds)
{
    key_press key;
    now_playing playing = {
        .song = "song.mid",
        .position_s = seconds,
        .end_s = 281,
        .bar = 1 + (uint32_t)(seconds / 2),
        .device = "a simulated device",
        .buffer_frames = 64,
        .rate_hz = 48000,
        .rt = "none",
        .quality = "exact",
        .interpolation = "linear",
        .kernel = "base",
    };
    sim->sim.next.wake_ns = shall_lose ? 6.2e6 : 0;
    shall_lose = 0;
    monitored_sim_play(sim, seconds);
    views_look(v, sim->monitor, &playing);
    monitor_server_look(server, sim->monitor, &playing);
    while (terminal_read(t, &key)) {
        if (!views_press(v, &key)) {
            press(&key);
        }
    }
}

int main(int argc, char **argv)
{
    static const char *const words[] = {"none", "full", "line", "json", NULL};
    static terminal t;
    uint32_t form = 0;
    view_settings wish = {.log = argc > 3 ? argv[3] : NULL};
    if (argc < 2 || !value_word(argv[1], words, &form) ||
        (argc > 2 && !value_count(argv[2], 0, 100000, &wish.interval_ms))) {
        fprintf(stderr, "use: play_views none|full|line|json [INTERVAL_MS [LOG]]\n");
        return 2;
    }
    wish.form = (view_form)form;
    say_keep_way();
    signals_install();
    signal(SIGUSR1, lose);
    alarm(MAX_SECONDS);
    terminal_open(&t);
    sim = monitored_sim_new(1, 0.2, false);
    views *v = views_open(&wish);
    if (!v) {
        return 1;
    }
    monitor_server *server = monitor_server_open();
    uint64_t start_ns = clock_now_ns();
    while (!shall_quit && !signals_received()) {
        struct pollfd input = {.fd = t.is_open ? STDIN_FILENO : -1, .events = POLLIN};
        poll(&input, 1, 20);
        look(v, &t, server, (double)(clock_now_ns() - start_ns) * 1e-9);
    }
    monitor_server_close(server);
    bool is_whole = views_close(v);
    terminal_close(&t);
    return signals_received() ? 4 : is_whole ? 0 : 3;
}
