/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The table's sums by hand; for each thing that is wrong the advice against it, and no other. */

#include "app/latency_table.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* 64 frames at 44.1 kHz are 1.451 ms; there is nothing to advise. */
static latency_facts make_good(void)
{
    return (latency_facts){
        .rate_hz = 44100,
        .buffer_frames = 64,
        .claimed_us = 2902,
        .n_buffers = 2000,
        .has_midi = true,
        .stamp_us = 3,
        .delay_us = 2250,
        .need_us = 2051,
        .thread_us = 500,
        .has_queue = true,
        .queue_us = {2880, 2902, 2920},
        .is_real_time = true,
    };
}

static uint32_t value(const latency_facts *facts, latency_segment segment)
{
    latency_row rows[N_LATENCY_SEGMENTS];
    latency_table(facts, rows);
    assert_true(rows[segment].has_value);
    return rows[segment].us;
}

static void assert_unknown(const latency_facts *facts, latency_segment segment, const char *why)
{
    latency_row rows[N_LATENCY_SEGMENTS];
    latency_table(facts, rows);
    assert_false(rows[segment].has_value);
    assert_non_null(strstr(rows[segment].note, why));
}

/* `part` NULL: there is none. */
static void assert_advice(const latency_facts *facts, const char *part)
{
    char advice[LATENCY_MAX_ADVICE][LATENCY_TEXT_SIZE];
    size_t n = latency_advise(facts, advice);
    assert_int_equal(n, part != NULL);
    if (part) {
        assert_non_null(strstr(advice[0], part));
    }
}

static void test_sums(void **state)
{
    (void)state;
    latency_facts facts = make_good();
    assert_int_equal(value(&facts, LATENCY_DELAY), 2250);
    assert_int_equal(value(&facts, LATENCY_BUFFER), 1451);
    assert_int_equal(value(&facts, LATENCY_LATE), 2051 - 1451 - 500);
    assert_int_equal(value(&facts, LATENCY_CONVERTER), 0);
    assert_int_equal(value(&facts, LATENCY_QUEUE), 2902);
    assert_int_equal(value(&facts, LATENCY_TOTAL), 2250 + 2902);
    assert_int_equal(value(&facts, LATENCY_STAMP), 3);
    assert_advice(&facts, NULL);
}

/* At another rate the buffer is counted at the device's, and the converter's share is known. */
static void test_another_rate(void **state)
{
    (void)state;
    latency_facts facts = make_good();
    facts.rate_hz = 48000;
    facts.lead_us = 2100;
    facts.need_us += 2100;
    facts.delay_us += 2100;
    assert_int_equal(value(&facts, LATENCY_BUFFER), 1333);
    assert_int_equal(value(&facts, LATENCY_CONVERTER), 2100);
    assert_int_equal(value(&facts, LATENCY_LATE), 2051 - 1333 - 500);
    assert_advice(&facts, "a device that runs at 44100 Hz takes 2.1 ms off");
}

/* What cannot be known is not 0. */
static void test_unknown(void **state)
{
    (void)state;
    latency_facts facts = make_good();
    facts.has_queue = false;
    assert_unknown(&facts, LATENCY_QUEUE, "does not say");
    assert_unknown(&facts, LATENCY_TOTAL, "queue");
    facts.has_midi = false;
    assert_unknown(&facts, LATENCY_STAMP, "no MIDI");
    assert_int_equal(value(&facts, LATENCY_DELAY), 2250);
}

static void test_unsafe(void **state)
{
    (void)state;
    latency_facts facts = make_good();
    facts.n_underflows = 2;
    assert_advice(&facts, "2 times in 2000 buffers: a larger --buffer");
    facts = make_good();
    facts.is_delay_given = true;
    facts.delay_us = 2000;
    assert_advice(&facts, "--midi-delay 2.05 or more");
    facts = make_good();
    facts.is_real_time = false;
    assert_advice(&facts, "doctor");
}

static void test_slow(void **state)
{
    (void)state;
    latency_facts facts = make_good();
    facts.is_delay_given = true;
    facts.delay_us = 5051;
    assert_advice(&facts, "--midi-delay auto takes 3.0 ms off");
    facts = make_good();
    facts.need_us = facts.delay_us = 4051;
    assert_advice(&facts, "2.1 ms are for late wake-ups");
    facts = make_good();
    facts.is_polled = true;
    facts.stamp_us = 1010;
    assert_advice(&facts, "--midi-api alsa");
    facts = make_good();
    facts.queue_us[1] = 40000;
    assert_advice(&facts, "another --device");
}

/* Half of 512 frames, in the buffer and in the queue: 5.8 ms each. */
static void test_large_buffer(void **state)
{
    (void)state;
    latency_facts facts = make_good();
    facts.buffer_frames = 512;
    facts.need_us = facts.delay_us = 12200;
    facts.queue_us[1] = 11610;
    assert_advice(&facts, "a --buffer of 256 frames takes 11.6 ms off");
    /* Not where the device runs dry already. */
    facts.n_underflows = 1;
    assert_advice(&facts, "a larger --buffer");
}

static void test_everything_at_once(void **state)
{
    (void)state;
    char advice[LATENCY_MAX_ADVICE][LATENCY_TEXT_SIZE];
    latency_facts facts = {
        .rate_hz = 48000,
        .buffer_frames = 4096,
        .n_underflows = UINT32_MAX,
        .n_buffers = UINT32_MAX,
        .is_polled = true,
        .is_delay_given = true,
        .need_us = UINT32_MAX,
        .lead_us = 50000,
        .claimed_us = 4000000000u,
    };
    size_t n = latency_advise(&facts, advice);
    assert_in_range(n, 5, LATENCY_MAX_ADVICE);
    for (size_t i = 0; i < n; i++) {
        assert_true(strlen(advice[i]) < LATENCY_TEXT_SIZE - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sums),
        cmocka_unit_test(test_another_rate),
        cmocka_unit_test(test_unknown),
        cmocka_unit_test(test_unsafe),
        cmocka_unit_test(test_slow),
        cmocka_unit_test(test_large_buffer),
        cmocka_unit_test(test_everything_at_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
