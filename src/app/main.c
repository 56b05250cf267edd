/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The program: reads its words, calls one command, tells by its exit code how that went. */

#include "app/args.h"
#include "app/cmd.h"
#include "app/keys.h"
#include "app/memory_tags.h"
#include "app/options.h"
#include "app/say.h"
#include "app/signals.h"
#include "app/zone.h"
#include "awe/status.h"
#include "io/clock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef exit_code (*command_fn)(const settings *s);

static const command_fn commands[N_COMMANDS] = {
    [COMMAND_PLAY] = cmd_play,       [COMMAND_LIVE] = cmd_live,
    [COMMAND_RENDER] = cmd_render,   [COMMAND_DEVICES] = cmd_devices,
    [COMMAND_BENCH] = cmd_bench,     [COMMAND_COMPARE] = cmd_compare,
    [COMMAND_INFO] = cmd_info,       [COMMAND_BANK] = cmd_bank,
    [COMMAND_DOCTOR] = cmd_doctor,   [COMMAND_LATENCY] = cmd_latency,
    [COMMAND_MONITOR] = cmd_monitor, [COMMAND_PROFILE] = cmd_profile,
    [COMMAND_BUDGET] = cmd_budget,
};

/* A standard stream that was closed must not become the number of a file that is opened later. */
static void fill_standard_streams(void)
{
    int fd;
    do {
        fd = open("/dev/null", O_RDWR | O_CLOEXEC);
    } while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0) {
        close(fd);
    }
}

static exit_code run(const settings *s)
{
    if (s->help_keys) {
        keys_print_help();
        return EXIT_ALL_DONE;
    }
    if (s->help) {
        options_print_help(s->has_command ? (int)s->command : -1);
        return EXIT_ALL_DONE;
    }
    if (s->version) {
        printf("awe-player %s\n", awe_version());
        return EXIT_ALL_DONE;
    }
    return commands[s->command](s);
}

/* What was printed has arrived, or the program has failed. A reader that went away early is not
   worth a word. */
static exit_code flush_output(exit_code code)
{
    errno = 0;
    if (fflush(stdout) == 0 && !ferror(stdout)) {
        return code;
    }
    if (errno && errno != EPIPE) {
        say_error("standard output: %s", strerror(errno));
    }
    return code == EXIT_ALL_DONE ? EXIT_USAGE : code;
}

int main(int argc, char **argv)
{
    settings s;
    uint64_t launch_ns = clock_now_ns();
    fill_standard_streams();
    say_keep_way();
    signals_install();
    if (!args_parse(&s, argc, argv)) {
        return EXIT_USAGE;
    }
    s.launch_ns = launch_ns;
    zone_switch(s.verbosity > 0 || s.command == COMMAND_PROFILE);
    say_set_level(s.verbosity < 0 ? SAY_QUIET : s.verbosity > 0 ? SAY_VERBOSE : SAY_NORMAL);
    exit_code code = flush_output(run(&s));
    zone_say();
    memory_tags_say();
    return (int)code;
}
