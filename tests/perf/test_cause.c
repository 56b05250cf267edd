/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* One row per rule of the table of causes, just inside and just outside its bounds, and the order
   of the rules. The numbers are those of the table in docs/perf.md. */

#include "perf/cause.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* 64 frames at 48 kHz: nothing wrong, 15 % of the period. */
static awe_evidence in_time(void)
{
    return (awe_evidence){
        .record = {.busy_ns = 200000, .queued_us = 1333, .frames = 64, .n_voices = 32},
        .predicted_ns = 200000,
        .period_ns = 1333333,
        .queued_before_ns = 1333000,
    };
}

static void check(const awe_evidence *evidence, awe_cause want)
{
    assert_string_equal(awe_cause_name(awe_cause_find(evidence)), awe_cause_name(want));
}

static void check_sentence(const awe_evidence *evidence, const char *want)
{
    char text[AWE_SENTENCE_SIZE];
    awe_cause_tell(awe_cause_find(evidence), evidence, text);
    assert_string_equal(text, want);
}

static void test_guard(void **state)
{
    (void)state;
    awe_evidence e = in_time();
    e.record.flags = AWE_RECORD_GUARD_SYSCALL;
    check_sentence(&e, "a system call inside the callback");
    e.record.flags |= AWE_RECORD_GUARD_LOCK;
    check_sentence(&e, "a lock inside the callback");
    e.record.flags |= AWE_RECORD_GUARD_ALLOC;
    check_sentence(&e, "a memory allocation inside the callback");
    e.record.n_major_faults = 1; /* the first rule wins */
    check(&e, AWE_CAUSE_GUARD);
}

static void test_fault(void **state)
{
    (void)state;
    awe_evidence e = in_time();
    e.record.busy_ns = 336000; /* excess 136 us: 34 faults x 2 us are half of it */
    e.record.n_minor_faults = 34;
    check_sentence(&e, "34 page faults: sample data was not in memory");
    e.record.n_minor_faults = 33;
    check(&e, AWE_CAUSE_UNKNOWN);
    e.record.busy_ns = 200000; /* not slow: a few faults explain nothing */
    check(&e, AWE_CAUSE_UNKNOWN);
    e.record.n_major_faults = 2;
    e.record.n_preempted = 1;
    check_sentence(&e, "2 page faults waited for the disk");
}

static void test_preempted(void **state)
{
    (void)state;
    awe_evidence e = in_time();
    e.record.busy_ns = 3300000;
    e.record.n_preempted = 1;
    check_sentence(&e, "another program took the CPU for 3.1 ms while we rendered");
    e.wake_ns = 6200000; /* less than what rendering lost does not count; more does, */
    check(&e, AWE_CAUSE_PREEMPTED);
    e.record.busy_ns = 360000; /* where rendering was short */
    check_sentence(&e, "the system woke us 6.2 ms late; rendering took 0.4 ms");
    e.wake_ns = 0;
    check(&e, AWE_CAUSE_PREEMPTED);
    e.record.busy_ns = 3300000;
    e.record.flags = AWE_RECORD_DENORMAL;
    check(&e, AWE_CAUSE_PREEMPTED);
    e.record.flags = 0;
    e.record.busy_ns = 299000; /* below 1.5 x predicted */
    check(&e, AWE_CAUSE_UNKNOWN);
}

static void test_numeric(void **state)
{
    (void)state;
    awe_evidence e = in_time();
    e.record.busy_ns = 900000;
    e.record.flags = AWE_RECORD_DENORMAL;
    check_sentence(&e, "denormal numbers while rendering");
    e.record.effects_ns = 500000;
    check_sentence(&e, "denormal numbers in the effects");
    e.record.effects_ns = 100000;
    e.record.voices_ns = 500000;
    check_sentence(&e, "denormal numbers in the voices");
    e.record.busy_ns = 290000;
    check(&e, AWE_CAUSE_UNKNOWN);
}

static void test_burst(void **state)
{
    (void)state;
    awe_evidence e = in_time();
    e.record.busy_ns = 1400000;
    e.predicted_ns = 1400000;
    e.record.n_events = 412;
    e.record.control_ns = 900000;
    check_sentence(&e, "412 MIDI events in one buffer");
    e.record.n_events = 64;
    check(&e, AWE_CAUSE_RENDER);
    e.record.n_events = 412;
    e.record.control_ns = 700000;
    check(&e, AWE_CAUSE_RENDER);
}

static void test_render(void **state)
{
    (void)state;
    awe_evidence e = in_time();
    e.record.busy_ns = 1386666;
    e.predicted_ns = 1300000;
    check_sentence(&e, "rendering 32 voices needed 104 % of the buffer");
    e.predicted_ns = 1386666 / 1.51; /* more than half above the prediction */
    check(&e, AWE_CAUSE_UNKNOWN);
    e.predicted_ns = 1386666 * 2.1;
    check(&e, AWE_CAUSE_UNKNOWN);
    e.predicted_ns = 1100000;
    e.record.busy_ns = 1190000; /* 89 % */
    check(&e, AWE_CAUSE_UNKNOWN);
    e.record.busy_ns = 1386666;
    e.predicted_ns = 0; /* without a prediction nobody knows */
    check(&e, AWE_CAUSE_UNKNOWN);
}

static void test_wakeup(void **state)
{
    (void)state;
    awe_evidence e = in_time();
    e.wake_ns = 6200000;
    check_sentence(&e, "the system woke us 6.2 ms late; rendering took 0.2 ms");
    e.record.busy_ns = 12400;
    check_sentence(&e, "the system woke us 6.2 ms late; rendering took 12 us");
    e.record.busy_ns = 200000;
    e.wake_ns = 1332000; /* the queue bore it */
    check(&e, AWE_CAUSE_UNKNOWN);
    e.wake_ns = 6200000;
    e.record.busy_ns = 700000; /* half of the period: not the wake-up alone */
    e.predicted_ns = 700000;
    check(&e, AWE_CAUSE_UNKNOWN);
}

static void test_machine(void **state)
{
    (void)state;
    awe_evidence e = in_time();
    e.record.busy_ns = 1500000;
    e.machine = (awe_machine){.mhz = 1100, .mhz_before = 2900};
    check_sentence(&e, "the CPU was slowed down (2.9 to 1.1 GHz)");
    e.machine = (awe_machine){.n_throttles = 1};
    check_sentence(&e, "the CPU was slowed down by heat");
    e.machine = (awe_machine){.mhz = 2400, .mhz_before = 2900, .steal_permille = 123};
    check_sentence(&e, "the hypervisor gave 12.3 % of the CPU to others");
    e.machine.steal_permille = 9;
    check(&e, AWE_CAUSE_UNKNOWN);
    e.machine.n_throttles = 1;
    e.record.busy_ns = 250000; /* slowed down, but it did not hurt us */
    check(&e, AWE_CAUSE_UNKNOWN);
}

static void test_device(void **state)
{
    (void)state;
    awe_evidence e = in_time();
    e.is_reported = true;
    check_sentence(&e, "the device or sound server lost data; we were in time");
    e.record.queued_us = AWE_QUEUED_UNKNOWN;
    check(&e, AWE_CAUSE_DEVICE);
    e.record.busy_ns = 1250000; /* slow without a reason: the device is not to blame */
    check(&e, AWE_CAUSE_UNKNOWN);
    e = in_time();
    e.is_reported = true;
    e.record.queued_us = 100; /* and not when we were late */
    check_sentence(&e, "no evidence; the black box is kept");
}

static void test_load_is_what_less_work_cures(void **state)
{
    (void)state;
    for (int i = 0; i < AWE_N_CAUSES; i++) {
        bool want = i == AWE_CAUSE_RENDER || i == AWE_CAUSE_BURST || i == AWE_CAUSE_MACHINE;
        assert_int_equal(awe_cause_is_load((awe_cause)i), want);
        assert_true(strlen(awe_cause_name((awe_cause)i)) > 3);
        assert_true(strlen(awe_cause_advice((awe_cause)i)) > 5);
    }
}

static void test_clean_records(void **state)
{
    (void)state;
    awe_record clean = {.flags = AWE_RECORD_DENORMAL | AWE_RECORD_FAULTS_READ};
    awe_record dirty[] = {{.n_preempted = 1},
                          {.n_minor_faults = 1},
                          {.n_major_faults = 1},
                          {.flags = AWE_RECORD_GUARD_ALLOC},
                          {.flags = AWE_RECORD_GUARD_LOCK},
                          {.flags = AWE_RECORD_GUARD_SYSCALL}};
    assert_true(awe_record_is_clean(&clean));
    for (size_t i = 0; i < sizeof dirty / sizeof dirty[0]; i++) {
        assert_false(awe_record_is_clean(&dirty[i]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_guard),         cmocka_unit_test(test_fault),
        cmocka_unit_test(test_preempted),     cmocka_unit_test(test_numeric),
        cmocka_unit_test(test_burst),         cmocka_unit_test(test_render),
        cmocka_unit_test(test_wakeup),        cmocka_unit_test(test_machine),
        cmocka_unit_test(test_device),        cmocka_unit_test(test_load_is_what_less_work_cures),
        cmocka_unit_test(test_clean_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
