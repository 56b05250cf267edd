/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The imagined device keeps time as arithmetic says, and each trouble has the effect that a real
   one has: late and slow calls use up the queue, a dry queue is reported and heard, bursts are
   followed by a pause, a lost device does not call. */

#include "io/audio_sim.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define MAX_ROUNDS 4096
#define PERIOD_US 5804 /* 256 frames: 5804.99 */

/* What the callback saw. */
typedef struct diary {
    audio_sim *sim;
    uint32_t n;
    audio_round rounds[MAX_ROUNDS];
    uint64_t entry_ns[MAX_ROUNDS];
    uint64_t exit_ns[MAX_ROUNDS];
    uint64_t heard_ns[MAX_ROUNDS];
} diary;

static AWE_RT void fill(void *context, const audio_round *round)
{
    diary *d = context;
    uint32_t i = d->n % MAX_ROUNDS;
    d->entry_ns[i] = audio_sim_now_ns(d->sim);
    d->rounds[i] = *round;
    d->heard_ns[i] = audio_sim_find_heard_ns(d->sim);
    for (uint32_t k = 0; k < 2 * round->n_frames; k++) {
        round->out[k] = 1;
    }
    d->exit_ns[i] = audio_sim_now_ns(d->sim);
    d->n++;
}

/* What one call, or every call, shall be like. */
typedef struct plan {
    uint64_t n_call;
    bool always;
    audio_sim_call call;
} plan;

static void follow(void *context, uint64_t n_call, audio_sim_call *call)
{
    const plan *p = context;
    if (p->always || n_call == p->n_call) {
        call->n_burst = p->call.n_burst && n_call % p->call.n_burst == 0 ? p->call.n_burst : 1;
        call->n_frames = p->call.n_frames ? p->call.n_frames : call->n_frames;
        call->late_ns = p->call.late_ns;
        call->busy_ns = p->call.busy_ns;
        call->is_lost = p->call.is_lost;
    }
}

static diary *start(audio_sim_config config, const plan *p)
{
    static diary d;
    d.n = 0;
    if (p) {
        config.script = follow;
        config.context = (void *)p;
    }
    d.sim = audio_sim_new(&config);
    assert_non_null(d.sim);
    audio_sim_start(d.sim);
    return &d;
}

static void run_calls(diary *d, uint32_t n_calls)
{
    uint32_t until = d->n + n_calls;
    while (d->n < until && !audio_sim_is_lost(d->sim)) {
        audio_sim_run(d->sim, 1, fill, d);
    }
}

static audio_sim_counts end(diary *d)
{
    audio_sim_counts counts;
    audio_sim_get_counts(d->sim, &counts);
    audio_sim_free(d->sim);
    return counts;
}

static void check_near(uint64_t got_ns, double want_ns)
{
    assert_true((double)got_ns >= want_ns - 2 && (double)got_ns <= want_ns + 2);
}

static void test_a_quiet_day(void **state)
{
    (void)state;
    static const int32_t drifts[] = {0, 200, -200};
    for (int k = 0; k < 3; k++) {
        diary *d = start((audio_sim_config){.drift_ppm = drifts[k]}, NULL);
        double period_ns = 256e9 / 44100 / (1 + drifts[k] * 1e-6);
        run_calls(d, 1000);
        for (uint32_t i = 0; i < 1000; i++) {
            check_near(d->entry_ns[i], (i + 1) * period_ns);
            check_near(d->heard_ns[i], (i + 2) * period_ns);
            assert_in_range(d->rounds[i].queued_us, PERIOD_US - 2, PERIOD_US + 2);
            assert_int_equal(d->rounds[i].n_frames, 256);
            assert_false(d->rounds[i].ran_dry || d->rounds[i].is_priming);
            assert_true(d->entry_ns[i] == d->exit_ns[i]);
        }
        audio_sim_counts counts = end(d);
        assert_int_equal(counts.n_calls, 1000);
        assert_int_equal(counts.n_frames, 256000);
        assert_int_equal(counts.n_dry, 0);
    }
}

static void test_late_but_in_time(void **state)
{
    (void)state;
    plan p = {.n_call = 10, .call.late_ns = 4000000};
    diary *d = start((audio_sim_config){0}, &p);
    run_calls(d, 20);
    check_near(d->entry_ns[10], 11 * 256e9 / 44100 + 4e6);
    assert_in_range(d->rounds[10].queued_us, PERIOD_US - 4001, PERIOD_US - 3999);
    check_near(d->entry_ns[11], 12 * 256e9 / 44100); /* back in step */
    assert_int_equal(end(d).n_dry, 0);
}

static void test_too_late(void **state)
{
    (void)state;
    plan p = {.n_call = 10, .call.late_ns = 10000000};
    diary *d = start((audio_sim_config){0}, &p);
    run_calls(d, 20);
    for (uint32_t i = 0; i < 20; i++) {
        assert_int_equal(d->rounds[i].ran_dry, i == 10);
    }
    assert_int_equal(d->rounds[10].queued_us, 0);
    check_near(d->heard_ns[10], (double)d->entry_ns[10]);
    assert_true(d->entry_ns[11] == d->entry_ns[10]); /* the empty queue is filled at once */
    audio_sim_counts counts = end(d);
    assert_int_equal(counts.n_dry, 1);
    assert_int_equal(counts.n_silent_frames, 441 - 256);
}

static void test_slow(void **state)
{
    (void)state;
    plan p = {.n_call = 10, .call.busy_ns = 7000000};
    diary *d = start((audio_sim_config){0}, &p);
    run_calls(d, 20);
    for (uint32_t i = 0; i < 20; i++) {
        assert_int_equal(d->exit_ns[i] - d->entry_ns[i], i == 10 ? 7000000 : 0);
        assert_int_equal(d->rounds[i].ran_dry, i == 11); /* the device ran dry during call 10 */
    }
    audio_sim_counts counts = end(d);
    assert_int_equal(counts.n_dry, 1);
    assert_int_equal(counts.n_silent_frames, 308 - 256); /* 7 ms are 308.7 frames */
}

/* Slower than real time for good: each call follows the last at once, and each finds the queue
   dry. */
static void test_overload(void **state)
{
    (void)state;
    plan p = {.always = true, .call.busy_ns = 12000000};
    diary *d = start((audio_sim_config){0}, &p);
    run_calls(d, 100);
    for (uint32_t i = 2; i < 100; i++) {
        assert_true(d->entry_ns[i] == d->exit_ns[i - 1]);
        assert_true(d->rounds[i].ran_dry);
    }
    end(d);
}

static void test_bursts(void **state)
{
    (void)state;
    plan p = {.always = true, .call.n_burst = 2};
    diary *d = start((audio_sim_config){.n_periods = 4}, &p);
    run_calls(d, 100);
    for (uint32_t i = 0; i + 1 < 100; i += 2) {
        check_near(d->entry_ns[i], (i + 2) * 256e9 / 44100);
        assert_true(d->entry_ns[i + 1] - d->entry_ns[i] < 2);
        assert_in_range(d->rounds[i].queued_us, 2 * PERIOD_US - 2, 2 * PERIOD_US + 4);
        assert_in_range(d->rounds[i + 1].queued_us, 3 * PERIOD_US - 2, 3 * PERIOD_US + 4);
    }
    assert_int_equal(end(d).n_dry, 0);
}

/* A card whose timer ticks every 4 ms, with periods of 64 frames: 1.45 ms. */
static void test_coarse_timer(void **state)
{
    (void)state;
    audio_sim_config config = {.period_frames = 64, .n_periods = 8, .tick_ns = 4000000};
    diary *d = start(config, NULL);
    uint32_t n_at_once = 0;
    run_calls(d, 1000);
    for (uint32_t i = 1; i < 1000; i++) {
        assert_int_equal(d->entry_ns[i] % 4000000, 0);
        n_at_once += d->entry_ns[i] == d->entry_ns[i - 1];
    }
    assert_in_range(n_at_once, 600, 680); /* 2.76 calls in a tick */
    assert_int_equal(end(d).n_dry, 0);
}

static void test_priming(void **state)
{
    (void)state;
    diary *d = start((audio_sim_config){.primes = true, .n_periods = 3}, NULL);
    run_calls(d, 10);
    for (uint32_t i = 0; i < 10; i++) {
        assert_int_equal(d->rounds[i].is_priming, i < 3);
        check_near(d->entry_ns[i], i < 3 ? 0 : (i - 2) * 256e9 / 44100);
    }
    check_near(d->heard_ns[9], 9 * 256e9 / 44100); /* no silence before the first frame */
    end(d);
}

static void test_hidden_queue(void **state)
{
    (void)state;
    diary *d = start((audio_sim_config){.hides_queue = true}, NULL);
    run_calls(d, 10);
    assert_int_equal(d->rounds[9].queued_us, AUDIO_QUEUED_UNKNOWN);
    end(d);
}

static void test_loss_and_return(void **state)
{
    (void)state;
    plan p = {.n_call = 10, .call.is_lost = true};
    diary *d = start((audio_sim_config){0}, &p);
    assert_int_equal(audio_sim_run(d->sim, 1000000, fill, d), 2560);
    assert_true(audio_sim_is_lost(d->sim));
    assert_int_equal(audio_sim_run(d->sim, 1000000, fill, d), 0);
    uint64_t lost_ns = audio_sim_now_ns(d->sim);
    audio_sim_pass(d->sim, 3000000000);
    p.call.is_lost = false;
    audio_sim_start(d->sim);
    assert_false(audio_sim_is_lost(d->sim));
    assert_int_equal(audio_sim_run(d->sim, 1000, fill, d), 1024);
    check_near(d->entry_ns[10], (double)lost_ns + 3e9 + 256e9 / 44100);
    assert_false(d->rounds[10].ran_dry);
    assert_int_equal(end(d).n_dry, 0);
}

static void test_too_many_frames(void **state)
{
    (void)state;
    plan p = {.always = true, .call.n_frames = 100000};
    diary *d = start((audio_sim_config){.period_frames = 64, .n_periods = 3}, &p);
    run_calls(d, 5);
    assert_int_equal(d->rounds[4].n_frames, 192);
    end(d);
}

/* All that is asked for and all silence together are what the card has played and still has,
   whatever happens; and the queue never holds more than it can. */
static void test_balance_in_any_weather(void **state)
{
    (void)state;
    for (uint64_t seed = 1; seed <= 20; seed++) {
        audio_sim_weather w = {.seed = seed,
                               .min_frames = 1,
                               .max_frames = 600,
                               .late_ppm = 50000,
                               .max_late_ns = 20000000,
                               .burst_ppm = 200000,
                               .max_burst = 4,
                               .busy_ppm = 300000,
                               .max_busy_ns = 9000000};
        diary *d = start((audio_sim_config){.n_periods = 4,
                                            .drift_ppm = (int32_t)seed * 10,
                                            .script = audio_sim_rain,
                                            .context = &w},
                         NULL);
        double rate = 44100 * (1 + (double)seed * 1e-5);
        run_calls(d, MAX_ROUNDS);
        for (uint32_t i = 0; i < d->n; i++) {
            assert_in_range(d->rounds[i].n_frames, 1, 600);
            assert_true(d->rounds[i].queued_us + d->rounds[i].n_frames * 1e6 / rate <
                        1024e6 / rate + 1);
        }
        double played = (double)audio_sim_now_ns(d->sim) * 1e-9 * rate;
        double left = (double)(audio_sim_find_heard_ns(d->sim) - audio_sim_now_ns(d->sim)) * 1e-9;
        audio_sim_counts counts = end(d);
        assert_true(counts.n_dry > 10);
        double given = 1024 + (double)counts.n_frames + (double)counts.n_silent_frames;
        double error = given - (played + left * rate);
        assert_true(error < 0.01 && error > -1.01); /* silence is rounded down */
    }
}

static AWE_RT void count(void *context, const audio_round *round)
{
    uint64_t *sum = context;
    *sum = *sum * 31 + round->n_frames + round->queued_us + round->ran_dry;
}

static uint64_t run_hours(uint64_t seed, uint64_t hours, audio_sim_counts *counts)
{
    audio_sim_weather w = {.seed = seed, .late_ppm = 1000, .max_late_ns = 8000000};
    audio_sim_config config = {.script = audio_sim_rain, .context = &w};
    audio_sim *sim = audio_sim_new(&config);
    uint64_t sum = 0;
    assert_non_null(sim);
    audio_sim_start(sim);
    audio_sim_run(sim, hours * 3600 * 44100, count, &sum);
    audio_sim_get_counts(sim, counts);
    double ms = (double)audio_sim_now_ns(sim) * 1e-6;
    double want_ms = (double)(counts->n_frames + counts->n_silent_frames) / 44.1;
    assert_true(ms > want_ms - 15 && ms < want_ms + 15);
    audio_sim_free(sim);
    return sum;
}

static void test_seed_decides(void **state)
{
    (void)state;
    audio_sim_counts counts;
    uint64_t sum = run_hours(1, 1, &counts);
    assert_true(run_hours(1, 1, &counts) == sum);
    assert_true(run_hours(2, 1, &counts) != sum);
}

static void test_a_day_is_exact(void **state)
{
    (void)state;
    audio_sim_counts counts;
    (void)run_hours(3, 24, &counts);
    assert_in_range(counts.n_dry, 3000, 5000); /* 27% of 15 million calls times 0.1% */
    audio_sim_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_quiet_day),     cmocka_unit_test(test_late_but_in_time),
        cmocka_unit_test(test_too_late),        cmocka_unit_test(test_slow),
        cmocka_unit_test(test_overload),        cmocka_unit_test(test_bursts),
        cmocka_unit_test(test_coarse_timer),    cmocka_unit_test(test_priming),
        cmocka_unit_test(test_hidden_queue),    cmocka_unit_test(test_loss_and_return),
        cmocka_unit_test(test_too_many_frames), cmocka_unit_test(test_balance_in_any_weather),
        cmocka_unit_test(test_seed_decides),    cmocka_unit_test(test_a_day_is_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
