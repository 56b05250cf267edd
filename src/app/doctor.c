/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/doctor.h"

#include "io/rt.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#define MIB ((uint64_t)1 << 20)
#define GOOD_LOCKED_BYTES (64 * MIB)   /* rings, synth and a bank of usual size */
#define LEAST_MEMORY_BYTES (128 * MIB) /* the same and the rest of the program */
#define GOOD_BUSY_US 200000            /* what rtkit gives */
#define GOOD_BUDGET_US 900000          /* of each second; the kernel's default is 950000 */
#define MAX_CLOCK_NS 200.0             /* the vDSO takes 20 to 40, a system call more than this */
#define MAX_SWAPPINESS 10
#define LIMITS_FILE "/etc/security/limits.d/audio.conf"

const char *const doctor_state_names[N_DOCTOR_STATES] = {"good", "could be better", "bad",
                                                         "unavailable"};

/* The parts of one row, in the order of the judges' thoughts. */
static __attribute__((format(printf, 3, 4))) void find(doctor_row *row, doctor_state state,
                                                       const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    row->state = state;
    vsnprintf(row->found, sizeof row->found, format, arguments);
    va_end(arguments);
}

static void advise(doctor_row *row, const char *advice)
{
    snprintf(row->advice, sizeof row->advice, "%s", advice);
}

static bool is_number(uint64_t value)
{
    return value != MACHINE_UNKNOWN && value != MACHINE_UNLIMITED;
}

static void judge_priority(const doctor_facts *facts, doctor_row *row)
{
    const machine_rights *r = &facts->machine.rights;
    row->what = "real-time priority";
    if (r->ignores_priority) {
        find(row, DOCTOR_GOOD, "any, by capability");
    } else if (r->rt_priority == MACHINE_UNKNOWN) {
        find(row, DOCTOR_UNAVAILABLE, "the system does not tell its limit");
    } else if (r->rt_priority >= RT_PRIORITY) {
        find(row, DOCTOR_GOOD, "the limit rtprio is %ju", (uintmax_t)r->rt_priority);
    } else {
        bool has_way = r->rt_priority > 0 || facts->has_rtkit;
        find(row, has_way ? DOCTOR_FAIR : DOCTOR_BAD, "the limit rtprio is %ju%s",
             (uintmax_t)r->rt_priority, facts->has_rtkit ? "; rtkit gives it" : "");
        advise(row, "put \"@audio - rtprio 95\" into " LIMITS_FILE " and log in again");
    }
}

static void judge_rtkit(const doctor_facts *facts, doctor_row *row)
{
    const machine_rights *r = &facts->machine.rights;
    bool is_needed = !r->ignores_priority && r->rt_priority < RT_PRIORITY;
    row->what = "rtkit";
    if (facts->has_rtkit) {
        find(row, DOCTOR_GOOD, "gives priority up to %u", facts->rtkit_priority);
        return;
    }
    find(row, DOCTOR_UNAVAILABLE, "%s", facts->rtkit_reason);
    if (is_needed) {
        advise(row, "install the package rtkit, or raise the limit rtprio");
    }
}

static void judge_locked_memory(const doctor_facts *facts, doctor_row *row)
{
    const machine_rights *r = &facts->machine.rights;
    row->what = "locked memory";
    if (r->ignores_locked || r->locked_bytes == MACHINE_UNLIMITED) {
        find(row, DOCTOR_GOOD, "unlimited");
    } else if (r->locked_bytes == MACHINE_UNKNOWN) {
        find(row, DOCTOR_UNAVAILABLE, "the system does not tell its limit");
    } else {
        bool is_good = r->locked_bytes >= GOOD_LOCKED_BYTES;
        find(row, is_good ? DOCTOR_GOOD : DOCTOR_FAIR, "the limit memlock is %.1f MiB",
             (double)r->locked_bytes / MIB);
        advise(row, is_good ? ""
                            : "put \"@audio - memlock unlimited\" into " LIMITS_FILE
                              " and log in again");
    }
}

static void judge_busy_limit(const doctor_facts *facts, doctor_row *row)
{
    uint64_t busy_us = facts->machine.rights.rt_busy_us;
    row->what = "real-time run limit";
    if (busy_us == MACHINE_UNKNOWN) {
        find(row, DOCTOR_UNAVAILABLE, "the system does not tell its limit");
    } else if (busy_us == MACHINE_UNLIMITED) {
        find(row, DOCTOR_GOOD, "none");
    } else {
        bool is_good = busy_us >= GOOD_BUSY_US;
        find(row, is_good ? DOCTOR_GOOD : DOCTOR_FAIR, "%.0f ms without a pause",
             (double)busy_us / 1000);
        advise(row, is_good ? "" : "raise the limit rttime: a busy audio thread is killed at it");
    }
}

static void judge_budget(const doctor_facts *facts, doctor_row *row)
{
    uint64_t budget_us = facts->machine.kernel.rt_budget_us;
    row->what = "real-time budget";
    if (budget_us == MACHINE_UNKNOWN) {
        find(row, DOCTOR_UNAVAILABLE, "the system does not tell it");
    } else if (budget_us == MACHINE_UNLIMITED) {
        find(row, DOCTOR_GOOD, "all of the time");
    } else {
        bool is_good = budget_us >= GOOD_BUDGET_US;
        find(row, is_good ? DOCTOR_GOOD : DOCTOR_BAD, "%ju ms of each second",
             (uintmax_t)budget_us / 1000);
        advise(row, is_good ? "" : "run: sysctl kernel.sched_rt_runtime_us=950000");
    }
}

static void judge_group(const doctor_facts *facts, doctor_row *row)
{
    const machine_rights *r = &facts->machine.rights;
    row->what = "group audio";
    if (!r->has_audio_group) {
        find(row, DOCTOR_UNAVAILABLE, "this system has no such group");
    } else if (r->is_in_audio_group) {
        find(row, DOCTOR_GOOD, "this user is in it");
    } else if (r->ignores_priority && r->ignores_locked) {
        find(row, DOCTOR_GOOD, "not needed with these rights");
    } else {
        find(row, DOCTOR_FAIR, "this user is not in it");
        advise(row, "run as root: usermod -aG audio USER; then log in again");
    }
}

static void judge_governor(const doctor_facts *facts, doctor_row *row)
{
    const machine_cpu *c = &facts->machine.cpu;
    row->what = "CPU governor";
    if (!c->governor[0]) {
        find(row, DOCTOR_UNAVAILABLE, "this system does not change its speed, or does not tell");
    } else if (strcmp(c->governor, "performance") == 0) {
        find(row, DOCTOR_GOOD, "performance");
    } else {
        find(row, DOCTOR_FAIR, "%s", c->governor);
        advise(row, "run as root: cpupower frequency-set -g performance");
    }
}

static void judge_frequency(const doctor_facts *facts, doctor_row *row)
{
    const machine_cpu *c = &facts->machine.cpu;
    row->what = "CPU frequency";
    if (!is_number(c->min_khz) || !is_number(c->max_khz)) {
        find(row, DOCTOR_UNAVAILABLE, "this system does not change it, or does not tell");
        return;
    }
    bool is_steady = c->min_khz >= c->max_khz / 2 || strcmp(c->governor, "performance") == 0;
    find(row, is_steady ? DOCTOR_GOOD : DOCTOR_FAIR, "%ju to %ju MHz", (uintmax_t)c->min_khz / 1000,
         (uintmax_t)c->max_khz / 1000);
    advise(row, is_steady ? "" : "the governor performance keeps it high between notes, too");
}

static void judge_clock(const doctor_facts *facts, doctor_row *row)
{
    const char *source = facts->machine.kernel.clock_source;
    bool is_good = facts->clock_ns <= MAX_CLOCK_NS;
    row->what = "clock";
    find(row, is_good ? DOCTOR_GOOD : DOCTOR_FAIR, "%s, %.0f ns a reading",
         source[0] ? source : "source unknown", facts->clock_ns);
    advise(row, is_good ? "" : "each reading is a system call; boot with clocksource=tsc");
}

static void judge_preemption(const doctor_facts *facts, doctor_row *row)
{
    static const struct {
        const char *found;
        doctor_state state;
    } kinds[] = {
        [MACHINE_PREEMPT_UNKNOWN] = {"the kernel does not tell", DOCTOR_UNAVAILABLE},
        [MACHINE_PREEMPT_DYNAMIC] = {"chosen at the start; only root may read it",
                                     DOCTOR_UNAVAILABLE},
        [MACHINE_PREEMPT_NONE] = {"none", DOCTOR_BAD},
        [MACHINE_PREEMPT_VOLUNTARY] = {"voluntary", DOCTOR_FAIR},
        [MACHINE_PREEMPT_LAZY] = {"lazy", DOCTOR_GOOD},
        [MACHINE_PREEMPT_FULL] = {"full", DOCTOR_GOOD},
        [MACHINE_PREEMPT_RT] = {"real-time", DOCTOR_GOOD},
    };
    machine_preemption kind = facts->machine.kernel.preemption;
    row->what = "kernel preemption";
    find(row, kinds[kind].state, "%s", kinds[kind].found);
    advise(row, kinds[kind].state == DOCTOR_GOOD ? "" : "boot with preempt=full");
}

static void judge_interrupts(const doctor_facts *facts, doctor_row *row)
{
    const machine_kernel *k = &facts->machine.kernel;
    row->what = "interrupt threads";
    if (!k->has_command_line && !k->has_threaded_interrupts) {
        find(row, DOCTOR_UNAVAILABLE, "the kernel does not tell how it was started");
    } else if (k->has_threaded_interrupts) {
        find(row, DOCTOR_GOOD, "on");
    } else {
        find(row, DOCTOR_FAIR, "off");
        advise(row, "boot with threadirqs: disks and networks then wait for sound");
    }
}

static void judge_swap(const doctor_facts *facts, doctor_row *row)
{
    const machine_memory *m = &facts->machine.memory;
    row->what = "swap";
    if (m->swap_bytes == MACHINE_UNKNOWN) {
        find(row, DOCTOR_UNAVAILABLE, "the system does not tell");
    } else if (m->swap_bytes == 0) {
        find(row, DOCTOR_GOOD, "none");
    } else {
        bool is_good = m->swappiness <= MAX_SWAPPINESS;
        find(row, is_good ? DOCTOR_GOOD : DOCTOR_FAIR, "%ju of %ju MiB used, swappiness %ju",
             (uintmax_t)(m->swap_used_bytes / MIB), (uintmax_t)(m->swap_bytes / MIB),
             (uintmax_t)m->swappiness);
        advise(row, is_good ? "" : "play with --mlock, or run: sysctl vm.swappiness=10");
    }
}

static void judge_processors(const doctor_facts *facts, doctor_row *row)
{
    const machine_cpu *c = &facts->machine.cpu;
    row->what = "processors";
    if (!is_number(c->n_online) || !is_number(c->n_allowed)) {
        find(row, DOCTOR_UNAVAILABLE, "the system does not tell");
    } else {
        bool is_good = c->n_allowed > 1;
        find(row, is_good ? DOCTOR_GOOD : DOCTOR_FAIR, "%ju of %ju allowed",
             (uintmax_t)c->n_allowed, (uintmax_t)c->n_online);
        advise(row, is_good ? "" : "let the program use a second one, for all but the sound");
    }
}

static void judge_container(const doctor_facts *facts, doctor_row *row)
{
    const machine_container *c = &facts->machine.container;
    bool has_cpu_limit = is_number(c->cpu_permille);
    bool has_memory_limit =
        is_number(c->memory_max_bytes) && c->memory_max_bytes < LEAST_MEMORY_BYTES;
    row->what = "container";
    if (c->cpu_permille == MACHINE_UNKNOWN && !c->name[0]) {
        find(row, DOCTOR_UNAVAILABLE, "the system does not tell of limits");
    } else if (has_cpu_limit) {
        find(row, DOCTOR_BAD, "%s, %.2f processors' time", c->name[0] ? c->name : "none",
             (double)c->cpu_permille / 1000);
        advise(row, "start it without a limit of processor time: it stops all threads at once");
    } else if (has_memory_limit) {
        find(row, DOCTOR_BAD, "%s, %ju MiB of memory", c->name[0] ? c->name : "none",
             (uintmax_t)(c->memory_max_bytes / MIB));
        advise(row, "give it 128 MiB of memory or more");
    } else {
        find(row, DOCTOR_GOOD, "%s, no limit that matters", c->name[0] ? c->name : "none");
    }
}

static void judge_hosts(const doctor_facts *facts, doctor_row *row)
{
    row->what = "sound systems";
    if (facts->audio_hosts[0]) {
        find(row, DOCTOR_GOOD, "%s", facts->audio_hosts);
    } else {
        find(row, DOCTOR_BAD, "none has a device");
        advise(row, "start a sound server, or join the group audio; render works without");
    }
}

static void judge_audio(const doctor_facts *facts, doctor_row *row)
{
    row->what = "audio device";
    if (!facts->has_audio) {
        find(row, DOCTOR_BAD, "%s", facts->audio_reason);
        advise(row, facts->audio_hosts[0] ? "name one with --device; devices lists them" : "");
    } else if (facts->audio_latency_ms > 0) {
        find(row, DOCTOR_GOOD, "%s: %s, %.0f Hz, buffer from %.1f ms", facts->audio_host,
             facts->audio_name, facts->audio_rate_hz, facts->audio_latency_ms);
    } else {
        find(row, DOCTOR_GOOD, "%s: %s, %.0f Hz, buffer unknown", facts->audio_host,
             facts->audio_name, facts->audio_rate_hz);
    }
}

static void judge_midi(const doctor_facts *facts, doctor_row *row)
{
    const machine_midi *m = &facts->machine.midi;
    row->what = "MIDI sequencer";
    if (!m->has_sequencer) {
        find(row, DOCTOR_BAD, "/dev/snd/seq is not there");
        advise(row, "run as root: modprobe snd-seq");
    } else if (!m->may_use_sequencer) {
        find(row, DOCTOR_BAD, "/dev/snd/seq may not be read and written");
        advise(row, "join the group audio and log in again");
    } else {
        find(row, DOCTOR_GOOD, "/dev/snd/seq");
    }
}

size_t doctor_judge(const doctor_facts *facts, doctor_row rows[DOCTOR_MAX_ROWS])
{
    static void (*const judges[])(const doctor_facts *facts, doctor_row *row) = {
        judge_priority,   judge_rtkit,    judge_locked_memory, judge_busy_limit, judge_budget,
        judge_group,      judge_governor, judge_frequency,     judge_clock,      judge_preemption,
        judge_interrupts, judge_swap,     judge_processors,    judge_container,  judge_hosts,
        judge_audio,      judge_midi,
    };
    size_t n = sizeof judges / sizeof judges[0];
    for (size_t i = 0; i < n; i++) {
        rows[i] = (doctor_row){0};
        judges[i](facts, &rows[i]);
    }
    return n;
}
