/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Each kind of mishap, injected into a simulated device, is named right in 99 of 100 trials. Buffer
   size, queue, load and what the host tells vary by chance. Prints the table of confusion. */

#include "perf/cost_model.h"
#include "perf/xrun.h"
#include "support/random.h"
#include "support/record_sim.h"

#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define N_TRIALS 100
#define N_NONE AWE_N_CAUSES /* column of trials in which nothing was found */

static uint64_t chance;

static double between(double low, double high)
{
    return low + (high - low) * random_unit(&chance);
}

static uint32_t count_between(double low, double high)
{
    return (uint32_t)between(low, high);
}

static double period_ns(const record_sim *sim)
{
    return sim->n_frames / sim->rate_hz * 1e9;
}

/* A time that the queue cannot bear. */
static double too_long_ns(const record_sim *sim)
{
    return (sim->n_queued + between(0.1, 4)) * period_ns(sim);
}

static void plant_guard(record_sim *sim)
{
    static const uint16_t flags[] = {AWE_RECORD_GUARD_ALLOC, AWE_RECORD_GUARD_LOCK,
                                     AWE_RECORD_GUARD_SYSCALL};
    sim->next.flags = flags[random_bits(&chance) % 3];
    sim->next.preempt_ns = too_long_ns(sim);
}

static void plant_minor_faults(record_sim *sim)
{
    sim->next.n_minor_faults = 255;
}

static void plant_major_fault(record_sim *sim)
{
    double n = too_long_ns(sim) / 4e6 + 1;
    sim->next.n_major_faults = (uint8_t)(n < 255 ? n : 255);
}

static void plant_preemption(record_sim *sim)
{
    sim->next.preempt_ns = too_long_ns(sim);
    sim->next.n_preempted = (uint8_t)count_between(1, 4);
}

static void plant_denormals(record_sim *sim)
{
    sim->next.flags = AWE_RECORD_DENORMAL;
    sim->next.slow = (sim->n_queued + between(0.2, 4)) / 0.1;
}

static void plant_burst(record_sim *sim)
{
    double events = too_long_ns(sim) / (sim->costs_ns[3] * sim->load);
    sim->next.n_events = (uint16_t)(events < 65000 ? events + 100 : 65000);
}

static void plant_overload(record_sim *sim)
{
    double share = between(1.05, 1.6), period = period_ns(sim);
    double rest = sim->costs_ns[0] + sim->costs_ns[2] * sim->n_frames;
    sim->n_voices =
        (uint32_t)((share * period / sim->load - rest) / (sim->costs_ns[1] * sim->n_frames));
}

static void plant_late_wake_up(record_sim *sim)
{
    sim->next.wake_ns = too_long_ns(sim);
}

static void plant_slow_machine(record_sim *sim)
{
    sim->next.slow = (sim->n_queued + between(0.2, 4)) / 0.1;
}

static void plant_loss_in_the_device(record_sim *sim)
{
    sim->next.is_lost = true;
}

static const struct mishap {
    const char *name;
    void (*plant)(record_sim *sim);
    awe_cause cause;
    bool is_small; /* can hurt small buffers only */
    awe_machine machine;
} mishaps[] = {
    {"planted malloc", plant_guard, AWE_CAUSE_GUARD, false, {0}},
    {"minor page faults", plant_minor_faults, AWE_CAUSE_FAULT, true, {0}},
    {"major page fault", plant_major_fault, AWE_CAUSE_FAULT, false, {0}},
    {"preemption", plant_preemption, AWE_CAUSE_PREEMPTED, false, {0}},
    {"denormals", plant_denormals, AWE_CAUSE_NUMERIC, false, {0}},
    {"burst", plant_burst, AWE_CAUSE_BURST, false, {0}},
    {"overload", plant_overload, AWE_CAUSE_RENDER, false, {0}},
    {"late wake-up", plant_late_wake_up, AWE_CAUSE_WAKEUP, false, {0}},
    {"slow machine", plant_slow_machine, AWE_CAUSE_MACHINE, false, {1100, 2900, 0, 0}},
    {"device loss", plant_loss_in_the_device, AWE_CAUSE_DEVICE, false, {0}},
    {"hidden slowness", plant_slow_machine, AWE_CAUSE_UNKNOWN, false, {0}},
};

#define N_MISHAPS (sizeof mishaps / sizeof mishaps[0])

static void set_up_sim(record_sim *sim, const struct mishap *mishap)
{
    record_sim_init(sim, random_bits(&chance));
    sim->n_frames = mishap->is_small ? 32 : 32u << random_bits(&chance) % 6;
    sim->n_queued = mishap->is_small ? 1 : count_between(1, 4);
    record_sim_set_share(sim, between(0.1, 0.35));
    sim->is_lost_told = mishap->cause == AWE_CAUSE_DEVICE || random_bits(&chance) % 3;
    sim->is_queue_known = !sim->is_lost_told || random_bits(&chance) % 2;
}

/* Plays `n` buffers; a column: the cause of the first incident. */
static int play(record_sim *sim, awe_xruns *xruns, awe_cost_model *model, int n)
{
    int column = N_NONE;
    for (int i = 0; i < n; i++) {
        awe_record record = record_sim_next(sim);
        awe_work work = {record.n_voices, record.frames, record.n_events};
        awe_xrun xrun;
        if (awe_xruns_take(xruns, &record, awe_cost_model_predict_ns(model, &work), &xrun) &&
            column == N_NONE) {
            column = (int)xrun.cause;
        }
        if (awe_record_is_clean(&record)) {
            awe_cost_model_learn(model, &work, record.busy_ns);
        }
    }
    return column;
}

/* As the program does: the effects of the number of voices are known from a calibration. */
static void calibrate(const record_sim *sim, awe_cost_model *model)
{
    double costs[AWE_N_COSTS];
    for (int i = 0; i < AWE_N_COSTS; i++) {
        costs[i] = sim->costs_ns[i] * sim->load * between(0.8, 1.25);
    }
    awe_cost_model_calibrate(model, costs);
}

static int try_once(const struct mishap *mishap)
{
    record_sim sim;
    awe_xruns xruns;
    awe_cost_model model;
    awe_xrun xrun;
    set_up_sim(&sim, mishap);
    calibrate(&sim, &model);
    awe_xruns_init(&xruns, sim.rate_hz);
    if (play(&sim, &xruns, &model, 500) != N_NONE) {
        return N_NONE; /* something was found before it happened */
    }
    mishap->plant(&sim);
    int column = play(&sim, &xruns, &model, 30);
    if (awe_xruns_take_machine(&xruns, &mishap->machine, &xrun) && column == N_NONE) {
        column = (int)xrun.cause;
    }
    /* an overload drains the queue slowly, and is told after a second */
    int later = play(&sim, &xruns, &model, (int)(3e9 / period_ns(&sim)));
    return column == N_NONE ? later : column;
}

static void print_row(const char *name, const int counts[N_NONE + 1])
{
    printf("%-18s", name);
    for (int column = 0; column <= N_NONE; column++) {
        printf("%10d", counts[column]);
    }
    printf("\n");
}

static void test_mishaps_are_named(void **state)
{
    (void)state;
    int counts[N_MISHAPS][N_NONE + 1];
    memset(counts, 0, sizeof counts);
    printf("%-18s", "");
    for (int column = 0; column < AWE_N_CAUSES; column++) {
        printf("%10s", awe_cause_name((awe_cause)column));
    }
    printf("%10s\n", "nothing");
    for (size_t i = 0; i < N_MISHAPS; i++) {
        chance = 20260 + i;
        for (int trial = 0; trial < N_TRIALS; trial++) {
            counts[i][try_once(&mishaps[i])]++;
        }
        print_row(mishaps[i].name, counts[i]);
    }
    for (size_t i = 0; i < N_MISHAPS; i++) {
        assert_true(counts[i][mishaps[i].cause] >= 99 * N_TRIALS / 100);
    }
}

/* An hour of a good device: nothing is found. */
static void test_no_mishap_no_incident(void **state)
{
    (void)state;
    for (uint32_t seed = 0; seed < 6; seed++) {
        record_sim sim;
        awe_xruns xruns;
        awe_cost_model model;
        record_sim_init(&sim, seed);
        sim.n_frames = 32u << seed;
        record_sim_set_share(&sim, 0.5);
        awe_cost_model_init(&model);
        awe_xruns_init(&xruns, sim.rate_hz);
        while (record_sim_seconds(&sim) < 600) {
            assert_int_equal(play(&sim, &xruns, &model, 1000), N_NONE);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_mishaps_are_named),
        cmocka_unit_test(test_no_mishap_no_incident),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
