/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/cmd.h"
#include "app/doctor.h"
#include "app/json.h"
#include "app/say.h"
#include "io/audio.h"
#include "io/clock.h"
#include "io/rt_rtkit.h"

#include <stdio.h>
#include <string.h>

#define N_CLOCK_READINGS 1000

typedef struct audio_facts {
    bool is_found;
    char hosts[160]; /* all that have a device */
    char host[64];
    char name[128];
    double rate_hz;
    double latency_ms;
} audio_facts;

/* Hosts come one after the other, each with all its devices. */
static void add_host(audio_facts *d, const char *host)
{
    size_t n = strlen(d->hosts);
    size_t n_host = strlen(host);
    if (n < n_host || strcmp(d->hosts + n - n_host, host) != 0) {
        snprintf(d->hosts + n, sizeof d->hosts - n, "%s%s", n > 0 ? ", " : "", host);
    }
}

static void look_at_device(void *context, const audio_device *device)
{
    audio_facts *d = context;
    add_host(d, device->host);
    if (device->is_default) {
        d->is_found = true;
        d->rate_hz = device->rate_hz;
        d->latency_ms = device->latency_ms;
        snprintf(d->host, sizeof d->host, "%s", device->host);
        snprintf(d->name, sizeof d->name, "%s", device->name);
    }
}

static double measure_clock(void)
{
    uint64_t start_ns = clock_now_ns();
    for (int i = 0; i < N_CLOCK_READINGS; i++) {
        clock_now_ns();
    }
    return (double)(clock_now_ns() - start_ns) / N_CLOCK_READINGS;
}

static bool print_row(doctor_row *row, bool as_json)
{
    static const char marks[N_DOCTOR_STATES] = {' ', '~', '!', '?'};
    say_clean(row->found);
    if (as_json) {
        return json_print_doctor_row(row);
    }
    printf("%c %-20s %s\n", marks[row->state], row->what, row->found);
    if (row->advice[0]) {
        printf("  %-20s -> %s\n", "", row->advice);
    }
    return true;
}

static bool print_rows(const doctor_facts *facts, bool as_json)
{
    doctor_row rows[DOCTOR_MAX_ROWS];
    bool ok = true;
    size_t n = doctor_judge(facts, rows);
    for (size_t i = 0; i < n; i++) {
        ok = print_row(&rows[i], as_json) && ok;
    }
    if (!as_json) {
        printf("\n! bad, ~ could be better, ? not to be known here\n");
    }
    return ok;
}

exit_code cmd_doctor(const settings *s)
{
    io_error no_rtkit;
    io_error no_audio;
    rtkit_terms terms;
    audio_facts device = {0};
    doctor_facts facts = {.clock_ns = measure_clock()};
    if (s->n_files > 0) {
        say_error("doctor takes no file");
        return EXIT_USAGE;
    }
    machine_read("", &facts.machine);
    facts.has_rtkit = rtkit_read_terms(&terms, &no_rtkit);
    facts.rtkit_priority = terms.max_priority;
    facts.rtkit_reason = no_rtkit.text;
    io_error_set(&no_audio, "no audio device was found");
    audio_list(say_get_level() == SAY_VERBOSE, look_at_device, &device, &no_audio);
    facts.audio_hosts = device.hosts;
    facts.has_audio = device.is_found;
    facts.audio_reason = no_audio.text;
    facts.audio_host = device.host;
    facts.audio_name = device.name;
    facts.audio_rate_hz = device.rate_hz;
    facts.audio_latency_ms = device.latency_ms;
    return print_rows(&facts, s->json) ? EXIT_ALL_DONE : EXIT_USAGE;
}
