/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What is done about the audio device, and when, on a clock of the test's own: each job in its
   turn, a loss noticed within two seconds, attempts at growing distances, an end within bounds
   whatever hangs. */

#include "app/device_plan.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define STEP_MS 50

typedef struct bench {
    device_plan plan;
    device_news news;
    bool is_calling; /* the device calls for sound */
    uint32_t now_ms;
} bench;

static bench *set_up(const device_limits *limits)
{
    static bench b;
    b = (bench){.news.outcome = DEVICE_DONE};
    device_plan_init(&b.plan, limits);
    return &b;
}

static device_job look(bench *b)
{
    b->now_ms += STEP_MS;
    b->news.passed_ms = STEP_MS;
    b->news.n_calls += b->is_calling;
    return device_plan_look(&b->plan, &b->news);
}

/* Looks until there is a job, or nothing more to expect; returns when, in milliseconds from now. */
static uint32_t look_for(bench *b, device_job job)
{
    uint32_t from_ms = b->now_ms;
    while (b->now_ms - from_ms < 200000 && !b->plan.has_failed) {
        device_job next = look(b);
        if (next != DEVICE_NO_JOB) {
            assert_int_equal(next, job);
            return b->now_ms - from_ms;
        }
    }
    assert_int_equal(job, DEVICE_NO_JOB);
    return b->now_ms - from_ms;
}

static bench *set_up_playing(const device_limits *limits)
{
    bench *b = set_up(limits);
    b->plan.shall_play = true;
    assert_int_equal(look(b), DEVICE_OPEN);
    assert_int_equal(look(b), DEVICE_START);
    b->is_calling = true;
    assert_int_equal(look(b), DEVICE_NO_JOB);
    assert_true(b->plan.is_playing);
    return b;
}

static void test_nothing_before_it_is_asked_for(void **state)
{
    (void)state;
    bench *b = set_up(NULL);
    assert_int_equal(look(b), DEVICE_NO_JOB);
    b->plan.shall_play = true;
    assert_int_equal(look(b), DEVICE_OPEN);
}

static void test_start_and_stop(void **state)
{
    (void)state;
    bench *b = set_up_playing(NULL);
    b->plan.shall_play = false;
    assert_int_equal(look(b), DEVICE_STOP);
    b->is_calling = false;
    assert_int_equal(look_for(b, DEVICE_NO_JOB), 200000);
    assert_false(b->plan.is_playing || b->plan.is_lost || b->plan.has_failed);
    b->plan.shall_play = true;
    assert_int_equal(look(b), DEVICE_START); /* it is still open */
}

static void test_wish_changes_while_opening(void **state)
{
    (void)state;
    bench *b = set_up(NULL);
    b->plan.shall_play = true;
    assert_int_equal(look(b), DEVICE_OPEN);
    b->plan.shall_play = false;
    assert_int_equal(look(b), DEVICE_NO_JOB);
    assert_true(b->plan.is_open);
    assert_false(b->plan.is_playing);
}

static void test_first_refusal_is_final(void **state)
{
    (void)state;
    for (int n_done = 0; n_done < 2; n_done++) { /* opening is refused, starting is refused */
        bench *b = set_up(NULL);
        b->plan.shall_play = true;
        assert_int_equal(look(b), DEVICE_OPEN);
        if (n_done > 0) {
            assert_int_equal(look(b), DEVICE_START);
        }
        b->news.outcome = DEVICE_REFUSED;
        assert_int_equal(look(b), DEVICE_NO_JOB);
        assert_true(b->plan.has_failed);
        assert_false(b->plan.has_hung || b->plan.is_lost);
    }
}

static void test_slow_opening_has_a_bound(void **state)
{
    (void)state;
    bench *b = set_up(NULL);
    b->plan.shall_play = true;
    assert_int_equal(look(b), DEVICE_OPEN);
    b->news.outcome = DEVICE_UNDER_WAY;
    uint32_t ms = look_for(b, DEVICE_NO_JOB);
    assert_in_range(ms, 15000, 15000 + STEP_MS);
    assert_true(b->plan.has_failed && b->plan.has_hung);
}

static void test_stuck_is_stuck(void **state)
{
    (void)state;
    bench *b = set_up(NULL);
    b->plan.shall_play = true;
    assert_int_equal(look(b), DEVICE_OPEN);
    b->news.outcome = DEVICE_STUCK;
    assert_int_equal(look(b), DEVICE_NO_JOB);
    assert_true(b->plan.has_failed && b->plan.has_hung);
}

static void test_loss_is_noticed_in_time(void **state)
{
    (void)state;
    bench *b = set_up_playing(NULL);
    for (int i = 0; i < 100000; i++) { /* an hour and more of playing is no reason */
        assert_int_equal(look(b), DEVICE_NO_JOB);
    }
    b->is_calling = false;
    assert_in_range(look_for(b, DEVICE_CLOSE), 1000, 2000);
    assert_true(b->plan.is_lost);
}

static void test_long_buffers_are_no_loss(void **state)
{
    (void)state;
    bench *b = set_up_playing(NULL);
    b->news.buffer_ms = 1486; /* 65536 frames */
    b->is_calling = false;
    for (int i = 0; i < 1000; i++) {
        b->news.n_calls += i % 38 == 0; /* every 1.9 s */
        assert_int_equal(look(b), DEVICE_NO_JOB);
    }
}

static void test_attempts_grow_apart(void **state)
{
    (void)state;
    static const uint32_t pauses_ms[] = {250, 500, 1000, 2000, 4000, 4000, 4000};
    bench *b = set_up_playing(NULL);
    b->is_calling = false;
    look_for(b, DEVICE_CLOSE);
    for (size_t i = 0; i < sizeof pauses_ms / sizeof pauses_ms[0]; i++) {
        b->news.outcome = i == 0 ? DEVICE_DONE : DEVICE_REFUSED;
        assert_in_range(look_for(b, DEVICE_OPEN), pauses_ms[i], pauses_ms[i] + STEP_MS);
    }
}

static void test_device_comes_back(void **state)
{
    (void)state;
    bench *b = set_up_playing(NULL);
    for (int i = 0; i < 3; i++) {
        b->is_calling = false;
        look_for(b, DEVICE_CLOSE);
        assert_in_range(look_for(b, DEVICE_OPEN), 250, 250 + STEP_MS); /* from the start again */
        assert_int_equal(look(b), DEVICE_START);
        assert_int_equal(look(b), DEVICE_NO_JOB);
        assert_true(b->plan.is_lost); /* not back before it calls */
        b->is_calling = true;
        assert_int_equal(look(b), DEVICE_NO_JOB);
        assert_false(b->plan.is_lost);
    }
}

/* It opens and starts, but never calls; or it opens and cannot be started. */
static void test_half_a_return_is_none(void **state)
{
    (void)state;
    bench *b = set_up_playing(NULL);
    b->is_calling = false;
    look_for(b, DEVICE_CLOSE);
    look_for(b, DEVICE_OPEN);
    look_for(b, DEVICE_START);
    look_for(b, DEVICE_CLOSE);
    assert_in_range(look_for(b, DEVICE_OPEN), 500, 500 + STEP_MS);
    look_for(b, DEVICE_START);
    b->news.outcome = DEVICE_REFUSED;
    assert_int_equal(look(b), DEVICE_CLOSE);
    b->news.outcome = DEVICE_DONE;
    assert_in_range(look_for(b, DEVICE_OPEN), 1000, 1000 + STEP_MS);
}

static void test_patience_ends(void **state)
{
    (void)state;
    static const device_limits limits = {.give_up_ms = 20000};
    const device_limits *all[] = {NULL, &limits};
    for (size_t i = 0; i < 2; i++) {
        bench *b = set_up_playing(all[i]);
        b->is_calling = false;
        look_for(b, DEVICE_CLOSE);
        uint32_t lost_ms = b->now_ms;
        look_for(b, DEVICE_OPEN);
        b->news.outcome = DEVICE_REFUSED;
        while (!b->plan.has_failed && b->now_ms - lost_ms < 100000) {
            look(b);
        }
        uint32_t want_ms = all[i] ? limits.give_up_ms : 60000;
        assert_in_range(b->now_ms - lost_ms, want_ms, want_ms + 2 * STEP_MS);
        assert_false(b->plan.has_hung);
        assert_int_equal(look_for(b, DEVICE_NO_JOB), 0);
    }
}

/* A dead JACK server: closing never returns. From its death to the end less than five seconds. */
static void test_hanging_close_has_a_bound(void **state)
{
    (void)state;
    bench *b = set_up_playing(NULL);
    uint32_t death_ms = b->now_ms;
    b->is_calling = false;
    look_for(b, DEVICE_CLOSE);
    b->news.outcome = DEVICE_UNDER_WAY;
    look_for(b, DEVICE_NO_JOB);
    assert_true(b->plan.has_failed && b->plan.has_hung);
    assert_in_range(b->now_ms - death_ms, 2000, 4000);
}

static void test_hanging_stop_has_a_bound(void **state)
{
    (void)state;
    bench *b = set_up_playing(NULL);
    b->plan.shall_play = false;
    assert_int_equal(look(b), DEVICE_STOP);
    b->news.outcome = DEVICE_UNDER_WAY;
    assert_in_range(look_for(b, DEVICE_NO_JOB), 2000, 2000 + STEP_MS);
    assert_true(b->plan.has_hung);
}

static void test_no_attempts_where_none_are_wanted(void **state)
{
    (void)state;
    bench *b = set_up_playing(NULL);
    b->is_calling = false;
    look_for(b, DEVICE_CLOSE);
    b->plan.shall_play = false;
    assert_int_equal(look_for(b, DEVICE_NO_JOB), 200000);
    assert_false(b->plan.has_failed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_before_it_is_asked_for),
        cmocka_unit_test(test_start_and_stop),
        cmocka_unit_test(test_wish_changes_while_opening),
        cmocka_unit_test(test_first_refusal_is_final),
        cmocka_unit_test(test_slow_opening_has_a_bound),
        cmocka_unit_test(test_stuck_is_stuck),
        cmocka_unit_test(test_loss_is_noticed_in_time),
        cmocka_unit_test(test_long_buffers_are_no_loss),
        cmocka_unit_test(test_attempts_grow_apart),
        cmocka_unit_test(test_device_comes_back),
        cmocka_unit_test(test_half_a_return_is_none),
        cmocka_unit_test(test_patience_ends),
        cmocka_unit_test(test_hanging_close_has_a_bound),
        cmocka_unit_test(test_hanging_stop_has_a_bound),
        cmocka_unit_test(test_no_attempts_where_none_are_wanted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
