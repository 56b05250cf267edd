/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* slow_player [PERCENT] bench OPTION...: the bench, whose processor time is longer by so much: a
   timer interrupts it again and again, and burns the rest. The sound is the same. */

#include "app/args.h"
#include "app/cmd.h"
#include "app/say.h"
#include "app/signals.h"
#include "io/clock.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>

/* Of the wall's time: a timer of processor time would make that clock as coarse as the kernel's
   ticks. */
#define PERIOD_US 500

static double percent;
static uint64_t done_ns; /* processor time up to the last interruption */

/* Burns its share of what has passed since the last time. */
static void burn(int number)
{
    (void)number;
    uint64_t now_ns = clock_cpu_ns();
    uint64_t end_ns = now_ns + (uint64_t)((double)(now_ns - done_ns) * percent / 100);
    while (clock_cpu_ns() < end_ns) {
    }
    done_ns = clock_cpu_ns();
}

int main(int argc, char **argv)
{
    settings s;
    struct sigaction action = {.sa_handler = burn, .sa_flags = SA_RESTART};
    struct itimerval timer = {{0, PERIOD_US}, {0, PERIOD_US}};
    if (argc > 1 && strcmp(argv[1], "bench") != 0) {
        percent = atof(argv[1]);
        argc--;
        argv++;
    }
    signals_install();
    if (!args_parse(&s, argc, argv)) {
        return EXIT_USAGE;
    }
    say_set_level(SAY_QUIET);
    done_ns = clock_cpu_ns();
    sigaction(SIGALRM, &action, NULL);
    setitimer(ITIMER_REAL, &timer, NULL);
    return (int)cmd_bench(&s);
}
