/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What counts as an incident, which record it is blamed on, and which reports are one. */

#include "perf/xrun.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define PERIOD_NS 1333333u

static awe_xruns xruns;
static awe_record record; /* what the next one will be, but for its time */
static awe_xrun got;
static uint32_t n_got;

static int set_up(void **state)
{
    (void)state;
    awe_xruns_init(&xruns, 48000);
    record = (awe_record){.entry_ns = 1000000000000u,
                          .busy_ns = 200000,
                          .queued_us = 1333,
                          .frames = 64,
                          .n_voices = 32};
    n_got = 0;
    return 0;
}

static void take(void)
{
    n_got += awe_xruns_take(&xruns, &record, 200000, &got);
    record.seq++;
    record.entry_ns += PERIOD_NS;
}

static void take_many(int n)
{
    for (int i = 0; i < n; i++) {
        take();
    }
}

static void take_once(uint16_t flags, uint32_t busy_ns, uint32_t queued_us)
{
    awe_record usual = record;
    record.flags = flags;
    record.busy_ns = busy_ns;
    record.queued_us = queued_us;
    take();
    record.flags = usual.flags;
    record.busy_ns = usual.busy_ns;
    record.queued_us = usual.queued_us;
}

static void test_good_records_are_no_incident(void **state)
{
    (void)state;
    take_many(1000);
    assert_int_equal(n_got, 0);
}

static void test_priming_is_no_incident(void **state)
{
    (void)state;
    take_once(AWE_RECORD_PRIMING | AWE_RECORD_UNDERFLOW, 200000, 0);
    take_many(100);
    assert_int_equal(n_got, 0);
}

static void test_negative_slack_is_inferred(void **state)
{
    (void)state;
    take_many(10);
    record.n_preempted = 1;
    take_once(0, 1833000, 1333);
    record.n_preempted = 0;
    take_many(2);
    assert_int_equal(n_got, 0); /* two periods are not over */
    take_many(2);
    assert_int_equal(n_got, 1);
    assert_true(got.is_inferred && !got.is_reported);
    assert_int_equal(got.n_lost_frames, 24); /* 0.5 ms at 48 kHz */
    assert_int_equal(got.evidence.record.seq, 10);
    assert_int_equal(got.cause, AWE_CAUSE_PREEMPTED);
    take_many(100);
    assert_int_equal(n_got, 1);
}

static void test_report_is_blamed_on_the_record_before(void **state)
{
    (void)state;
    take_many(10);
    take_once(AWE_RECORD_UNDERFLOW, 200000, 1333);
    take_many(10);
    assert_int_equal(n_got, 1);
    assert_true(got.is_reported && !got.is_inferred);
    assert_int_equal(got.evidence.record.seq, 9);
    assert_int_equal(got.cause, AWE_CAUSE_DEVICE);
    assert_int_equal(got.n_lost_frames, 0);
}

/* The queue is unknown: only the report says that something was lost, the times say where. */
static void test_report_is_blamed_on_the_worst_of_the_last(void **state)
{
    (void)state;
    record.queued_us = AWE_QUEUED_UNKNOWN;
    take_many(20);
    for (int i = 0; i < 6; i++) { /* getting worse, then better: none of them good */
        record.n_preempted = 1;
        take_once(0, i == 2 ? 1900000 : 700000, AWE_QUEUED_UNKNOWN);
    }
    record.n_preempted = 0;
    take_once(AWE_RECORD_UNDERFLOW, 200000, AWE_QUEUED_UNKNOWN);
    take_many(10);
    assert_int_equal(n_got, 1);
    assert_int_equal(got.evidence.record.seq, 22);
    assert_int_equal(got.cause, AWE_CAUSE_PREEMPTED);
}

static void test_records_before_a_good_one_are_not_blamed(void **state)
{
    (void)state;
    record.queued_us = AWE_QUEUED_UNKNOWN;
    take_many(20);
    take_once(0, 1900000, AWE_QUEUED_UNKNOWN);
    take_many(6);
    take_once(AWE_RECORD_UNDERFLOW, 200000, AWE_QUEUED_UNKNOWN);
    take_many(10);
    assert_int_equal(n_got, 1);
    assert_int_equal(got.evidence.record.seq, 26);
}

static void test_reports_within_two_periods_are_one(void **state)
{
    (void)state;
    take_many(10);
    record.n_preempted = 1;
    take_once(0, 1600000, 1333);
    record.n_preempted = 0;
    take_once(AWE_RECORD_UNDERFLOW, 200000, 1333);
    take_once(0, 200000, 1333);
    take_once(AWE_RECORD_UNDERFLOW, 200000, 1333);
    take_many(10);
    assert_int_equal(n_got, 1);
    assert_true(got.is_reported && got.is_inferred);
    take_once(AWE_RECORD_UNDERFLOW, 200000, 1333);
    take_many(5);
    take_once(AWE_RECORD_UNDERFLOW, 200000, 1333);
    take_many(5);
    assert_int_equal(n_got, 3);
}

/* The device's time moved by 3 ms more than what was given to it. */
static void test_jump_of_the_device_is_inferred(void **state)
{
    (void)state;
    take_many(10);
    record.entry_ns += 3000000;
    record.late_ns = 3000000;
    take();
    record.late_ns = 0;
    take_many(10);
    assert_int_equal(n_got, 1);
    assert_true(got.is_inferred && !got.is_reported);
    assert_int_equal(got.n_lost_frames, 143); /* 144 less the microsecond's rounding */
    assert_int_equal(got.cause, AWE_CAUSE_WAKEUP);
    assert_int_equal(got.evidence.record.seq, 10);
}

/* Woken 1 ms late, with more than that queued, and the device's time moved all the same: neither
   the wake-up nor we are to blame. */
static void test_jump_while_we_were_in_time_is_the_device(void **state)
{
    (void)state;
    take_many(10);
    record.entry_ns += 1000000;
    record.late_ns = 1000000;
    take();
    record.late_ns = 0;
    take_many(10);
    assert_int_equal(n_got, 1);
    assert_true(got.is_inferred && !got.is_reported);
    assert_int_equal(got.cause, AWE_CAUSE_DEVICE);
}

static void test_small_or_unknown_jumps_are_none(void **state)
{
    (void)state;
    take_many(10);
    record.entry_ns += 400000; /* below 0.5 ms */
    take_many(10);
    record.entry_ns += 3000000;
    record.seq++; /* a record is missing: who knows what was in it */
    take_many(10);
    record.entry_ns += 3000000;
    take_once(AWE_RECORD_FIRST, 200000, 1333); /* the device was started again */
    take_many(10);
    record.queued_us = AWE_QUEUED_UNKNOWN;
    record.entry_ns += 3000000;
    take_many(10);
    assert_int_equal(n_got, 0);
}

/* The buffer before took three periods, so this one could not begin earlier: it was not woken
   late. */
static void test_overrun_is_no_late_wake_up(void **state)
{
    (void)state;
    take_many(10);
    record.n_preempted = 1;
    take_once(0, 3 * PERIOD_NS, 1333);
    record.n_preempted = 0;
    record.entry_ns += 2 * PERIOD_NS;
    record.late_ns = 2 * PERIOD_NS;
    take_once(AWE_RECORD_UNDERFLOW, 200000, 0);
    assert_true(awe_xruns_newest(&xruns)->wake_ns < 1);
    record.late_ns = 0;
    take_many(10);
    assert_int_equal(n_got, 1);
    assert_int_equal(got.cause, AWE_CAUSE_PREEMPTED);
}

static void test_unexplained_buffer_waits_for_the_system(void **state)
{
    (void)state;
    awe_machine machine = {.mhz = 1100, .mhz_before = 2900};
    take_many(10);
    take_once(0, 1600000, 1333);
    take_many(100);
    assert_int_equal(n_got, 0);
    assert_true(awe_xruns_take_machine(&xruns, &machine, &got));
    assert_int_equal(got.cause, AWE_CAUSE_MACHINE);
    assert_false(awe_xruns_take_machine(&xruns, &machine, &got));
    machine.mhz_before = 1100;
    awe_xruns_take_machine(&xruns, &machine, &got);
    take_once(0, 1600000, 1333);
    take_many(1500); /* 2 s: the system is silent */
    assert_int_equal(n_got, 1);
    assert_int_equal(got.cause, AWE_CAUSE_UNKNOWN);
}

static void test_endless_loss_is_told_every_second(void **state)
{
    (void)state;
    take_many(10);
    record.busy_ns = 1400000;
    for (int i = 0; i < 7500; i++) { /* 10 s */
        n_got += awe_xruns_take(&xruns, &record, 1400000, &got);
        assert_true(n_got == 0 || got.cause == AWE_CAUSE_RENDER);
        record.seq++;
        record.entry_ns += 1400000;
    }
    assert_in_range(n_got, 9, 11);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_good_records_are_no_incident, set_up),
        cmocka_unit_test_setup(test_priming_is_no_incident, set_up),
        cmocka_unit_test_setup(test_negative_slack_is_inferred, set_up),
        cmocka_unit_test_setup(test_report_is_blamed_on_the_record_before, set_up),
        cmocka_unit_test_setup(test_report_is_blamed_on_the_worst_of_the_last, set_up),
        cmocka_unit_test_setup(test_records_before_a_good_one_are_not_blamed, set_up),
        cmocka_unit_test_setup(test_reports_within_two_periods_are_one, set_up),
        cmocka_unit_test_setup(test_jump_of_the_device_is_inferred, set_up),
        cmocka_unit_test_setup(test_jump_while_we_were_in_time_is_the_device, set_up),
        cmocka_unit_test_setup(test_small_or_unknown_jumps_are_none, set_up),
        cmocka_unit_test_setup(test_overrun_is_no_late_wake_up, set_up),
        cmocka_unit_test_setup(test_unexplained_buffer_waits_for_the_system, set_up),
        cmocka_unit_test_setup(test_endless_loss_is_told_every_second, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
