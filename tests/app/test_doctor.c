/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* One fact changed at a time on a machine where all is well: its row, and no other, says so. */

#include "app/doctor.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define GIB ((uint64_t)1 << 30)

static doctor_facts make_good(void)
{
    return (doctor_facts){
        .machine =
            {
                .rights =
                    {
                        .rt_priority = 95,
                        .locked_bytes = MACHINE_UNLIMITED,
                        .rt_busy_us = MACHINE_UNLIMITED,
                        .has_audio_group = true,
                        .is_in_audio_group = true,
                    },
                .kernel =
                    {
                        .preemption = MACHINE_PREEMPT_FULL,
                        .has_threaded_interrupts = true,
                        .has_command_line = true,
                        .clock_source = "tsc",
                        .rt_budget_us = 950000,
                    },
                .cpu =
                    {
                        .n_online = 4,
                        .n_allowed = 4,
                        .governor = "performance",
                        .min_khz = 800000,
                        .max_khz = 4200000,
                    },
                .memory = {.swap_bytes = 0, .swap_used_bytes = 0, .swappiness = 60},
                .container = {.cpu_permille = MACHINE_UNLIMITED,
                              .memory_max_bytes = MACHINE_UNLIMITED},
                .midi = {.has_sequencer = true, .may_use_sequencer = true},
            },
        .has_rtkit = true,
        .rtkit_priority = 20,
        .rtkit_reason = "rtkit: why not",
        .clock_ns = 25,
        .audio_hosts = "ALSA, JACK",
        .has_audio = true,
        .audio_reason = "no audio device was found",
        .audio_host = "ALSA",
        .audio_name = "default",
        .audio_rate_hz = 44100,
        .audio_latency_ms = 8.7,
    };
}

static const doctor_row *find_row(const doctor_row *rows, size_t n, const char *what)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(rows[i].what, what) == 0) {
            return &rows[i];
        }
    }
    fail_msg("no row \"%s\"", what);
    return NULL;
}

/* The row `what` is in `state`, says `found`, and has advice just where something can be done; all
   others are good. */
static void expect(const doctor_facts *facts, const char *what, doctor_state state,
                   const char *found)
{
    doctor_row rows[DOCTOR_MAX_ROWS];
    size_t n = doctor_judge(facts, rows);
    const doctor_row *row = find_row(rows, n, what);
    assert_int_equal(row->state, state);
    assert_string_equal(row->found, found);
    assert_int_equal(row->advice[0] != '\0', state == DOCTOR_FAIR || state == DOCTOR_BAD);
    for (size_t i = 0; i < n; i++) {
        if (&rows[i] != row) {
            assert_int_equal(rows[i].state, DOCTOR_GOOD);
            assert_string_equal(rows[i].advice, "");
        }
    }
}

static void test_all_is_well(void **state)
{
    (void)state;
    doctor_facts f = make_good();
    expect(&f, "audio device", DOCTOR_GOOD, "ALSA: default, 44100 Hz, buffer from 8.7 ms");
    f.audio_latency_ms = 0;
    expect(&f, "audio device", DOCTOR_GOOD, "ALSA: default, 44100 Hz, buffer unknown");
}

static void test_priority(void **state)
{
    (void)state;
    doctor_facts f = make_good();
    f.machine.rights.rt_priority = 0;
    expect(&f, "real-time priority", DOCTOR_FAIR, "the limit rtprio is 0; rtkit gives it");
    f.machine.rights.rt_priority = MACHINE_UNKNOWN;
    expect(&f, "real-time priority", DOCTOR_UNAVAILABLE, "the system does not tell its limit");
    f.machine.rights.ignores_priority = true;
    expect(&f, "real-time priority", DOCTOR_GOOD, "any, by capability");
}

static void test_no_way_to_priority(void **state)
{
    (void)state;
    doctor_facts f = make_good();
    doctor_row rows[DOCTOR_MAX_ROWS];
    f.machine.rights.rt_priority = 0;
    f.has_rtkit = false;
    size_t n = doctor_judge(&f, rows);
    assert_int_equal(find_row(rows, n, "real-time priority")->state, DOCTOR_BAD);
    assert_int_equal(find_row(rows, n, "rtkit")->state, DOCTOR_UNAVAILABLE);
    assert_string_equal(find_row(rows, n, "rtkit")->found, "rtkit: why not");
    assert_non_null(strstr(find_row(rows, n, "rtkit")->advice, "install the package rtkit"));
    f.machine.rights.rt_priority = 95;
    expect(&f, "rtkit", DOCTOR_UNAVAILABLE, "rtkit: why not");
}

static void test_limits(void **state)
{
    (void)state;
    doctor_facts f = make_good();
    f.machine.rights.locked_bytes = 8 << 20;
    expect(&f, "locked memory", DOCTOR_FAIR, "the limit memlock is 8.0 MiB");
    f.machine.rights.locked_bytes = GIB;
    expect(&f, "locked memory", DOCTOR_GOOD, "the limit memlock is 1024.0 MiB");
    f.machine.rights.rt_busy_us = 100000;
    expect(&f, "real-time run limit", DOCTOR_FAIR, "100 ms without a pause");
    f = make_good();
    f.machine.kernel.rt_budget_us = 0;
    expect(&f, "real-time budget", DOCTOR_BAD, "0 ms of each second");
    f.machine.kernel.rt_budget_us = MACHINE_UNLIMITED;
    expect(&f, "real-time budget", DOCTOR_GOOD, "all of the time");
}

static void test_group(void **state)
{
    (void)state;
    doctor_facts f = make_good();
    f.machine.rights.is_in_audio_group = false;
    expect(&f, "group audio", DOCTOR_FAIR, "this user is not in it");
    f.machine.rights.has_audio_group = false;
    expect(&f, "group audio", DOCTOR_UNAVAILABLE, "this system has no such group");
}

static void test_processor(void **state)
{
    (void)state;
    doctor_facts f = make_good();
    strcpy(f.machine.cpu.governor, "");
    f.machine.cpu.min_khz = f.machine.cpu.max_khz;
    expect(&f, "CPU governor", DOCTOR_UNAVAILABLE,
           "this system does not change its speed, or does not tell");
    strcpy(f.machine.cpu.governor, "powersave");
    expect(&f, "CPU governor", DOCTOR_FAIR, "powersave");
    f = make_good();
    f.machine.cpu.n_allowed = 1;
    expect(&f, "processors", DOCTOR_FAIR, "1 of 4 allowed");
}

static void test_frequency(void **state)
{
    (void)state;
    doctor_facts f = make_good();
    doctor_row rows[DOCTOR_MAX_ROWS];
    expect(&f, "CPU frequency", DOCTOR_GOOD, "800 to 4200 MHz");
    strcpy(f.machine.cpu.governor, "schedutil");
    size_t n = doctor_judge(&f, rows);
    assert_int_equal(find_row(rows, n, "CPU frequency")->state, DOCTOR_FAIR);
    f.machine.cpu.min_khz = MACHINE_UNKNOWN;
    n = doctor_judge(&f, rows);
    assert_int_equal(find_row(rows, n, "CPU frequency")->state, DOCTOR_UNAVAILABLE);
}

static void test_clock(void **state)
{
    (void)state;
    doctor_facts f = make_good();
    f.clock_ns = 812;
    strcpy(f.machine.kernel.clock_source, "hpet");
    expect(&f, "clock", DOCTOR_FAIR, "hpet, 812 ns a reading");
}

static void test_kernel(void **state)
{
    (void)state;
    doctor_facts f = make_good();
    f.machine.kernel.preemption = MACHINE_PREEMPT_NONE;
    expect(&f, "kernel preemption", DOCTOR_BAD, "none");
    f.machine.kernel.preemption = MACHINE_PREEMPT_VOLUNTARY;
    expect(&f, "kernel preemption", DOCTOR_FAIR, "voluntary");
    f.machine.kernel.preemption = MACHINE_PREEMPT_RT;
    expect(&f, "kernel preemption", DOCTOR_GOOD, "real-time");
    f.machine.kernel.has_threaded_interrupts = false;
    expect(&f, "interrupt threads", DOCTOR_FAIR, "off");
    f.machine.kernel.has_command_line = false;
    expect(&f, "interrupt threads", DOCTOR_UNAVAILABLE,
           "the kernel does not tell how it was started");
}

static void test_swap(void **state)
{
    (void)state;
    doctor_facts f = make_good();
    f.machine.memory.swap_bytes = 2 * GIB;
    f.machine.memory.swap_used_bytes = GIB;
    expect(&f, "swap", DOCTOR_FAIR, "1024 of 2048 MiB used, swappiness 60");
    f.machine.memory.swappiness = 10;
    expect(&f, "swap", DOCTOR_GOOD, "1024 of 2048 MiB used, swappiness 10");
}

static void test_container(void **state)
{
    (void)state;
    doctor_facts f = make_good();
    strcpy(f.machine.container.name, "docker");
    expect(&f, "container", DOCTOR_GOOD, "docker, no limit that matters");
    f.machine.container.memory_max_bytes = 64 << 20;
    expect(&f, "container", DOCTOR_BAD, "docker, 64 MiB of memory");
    f.machine.container.cpu_permille = 500;
    expect(&f, "container", DOCTOR_BAD, "docker, 0.50 processors' time");
}

static void test_devices(void **state)
{
    (void)state;
    doctor_facts f = make_good();
    f.has_audio = false;
    expect(&f, "audio device", DOCTOR_BAD, "no audio device was found");
    f = make_good();
    f.machine.midi.may_use_sequencer = false;
    expect(&f, "MIDI sequencer", DOCTOR_BAD, "/dev/snd/seq may not be read and written");
    f.machine.midi.has_sequencer = false;
    expect(&f, "MIDI sequencer", DOCTOR_BAD, "/dev/snd/seq is not there");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_is_well),
        cmocka_unit_test(test_priority),
        cmocka_unit_test(test_no_way_to_priority),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_group),
        cmocka_unit_test(test_processor),
        cmocka_unit_test(test_frequency),
        cmocka_unit_test(test_clock),
        cmocka_unit_test(test_kernel),
        cmocka_unit_test(test_swap),
        cmocka_unit_test(test_container),
        cmocka_unit_test(test_devices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
