/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The model finds the costs that made the buffers, follows when they change, and stays finite when
   nothing varies, for a day of buffers. */

#include "perf/cost_model.h"
#include "support/random.h"

#include <math.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const double truth[AWE_N_COSTS] = {4000, 0.9, 60, 350};

static double cost(const double costs[AWE_N_COSTS], const awe_work *work)
{
    return costs[0] + costs[1] * work->n_voices * work->n_frames + costs[2] * work->n_frames +
           costs[3] * work->n_events;
}

static awe_work any_work(uint64_t *random)
{
    return (awe_work){random_bits(random) % 64, 32u << random_bits(random) % 4,
                      random_bits(random) % 8};
}

static void learn(awe_cost_model *model, const double costs[AWE_N_COSTS], const awe_work *work,
                  uint64_t *random)
{
    double noise = 1 + 0.04 * random_normal(random);
    awe_cost_model_learn(model, work, (uint32_t)(cost(costs, work) * noise));
}

static void check_predictions(const awe_cost_model *model, const double costs[AWE_N_COSTS],
                              double tolerance)
{
    uint64_t random = 99;
    for (int i = 0; i < 100; i++) {
        awe_work work = any_work(&random);
        double got = awe_cost_model_predict_ns(model, &work);
        assert_true(fabs(got / cost(costs, &work) - 1) < tolerance);
    }
}

static void test_knows_nothing_at_first(void **state)
{
    (void)state;
    uint64_t random = 1;
    awe_cost_model model;
    awe_work work = {32, 64, 2};
    awe_cost_model_init(&model);
    assert_true(awe_cost_model_predict_ns(&model, &work) == 0);
    assert_true(awe_cost_model_capacity(&model, 1e6, 64) == 0);
    for (int i = 0; i < 64; i++) {
        assert_false(model.is_known);
        learn(&model, truth, &work, &random);
    }
    assert_true(model.is_known);
    assert_true(fabs(awe_cost_model_predict_ns(&model, &work) / cost(truth, &work) - 1) < 0.02);
}

static void test_finds_the_costs(void **state)
{
    (void)state;
    uint64_t random = 2;
    awe_cost_model model;
    awe_cost_model_init(&model);
    for (int i = 0; i < 5000; i++) {
        awe_work work = any_work(&random);
        awe_cost_model_learn(&model, &work, (uint32_t)cost(truth, &work));
    }
    for (int i = 0; i < AWE_N_COSTS; i++) {
        assert_true(fabs(model.costs_ns[i] / truth[i] - 1) < 0.01);
    }
    double fixed_ns = truth[0] + 64 * truth[2];
    double want = (1e6 - fixed_ns) / (64 * truth[1]);
    assert_true(fabs(awe_cost_model_capacity(&model, 1e6, 64) / want - 1) < 0.01);
    assert_true(awe_cost_model_capacity(&model, fixed_ns / 2, 64) == 0);
}

static void test_noise_does_not_matter_much(void **state)
{
    (void)state;
    uint64_t random = 3;
    awe_cost_model model;
    awe_cost_model_init(&model);
    for (int i = 0; i < 20000; i++) {
        awe_work work = any_work(&random);
        learn(&model, truth, &work, &random);
    }
    check_predictions(&model, truth, 0.05);
}

static void test_calibration_is_a_start_not_the_end(void **state)
{
    (void)state;
    const double wrong[AWE_N_COSTS] = {8000, 1.8, 120, 700};
    uint64_t random = 4;
    awe_cost_model model;
    awe_cost_model_calibrate(&model, truth);
    assert_true(model.is_known);
    check_predictions(&model, truth, 1e-9);
    awe_cost_model_calibrate(&model, wrong);
    for (int i = 0; i < 5000; i++) {
        awe_work work = any_work(&random);
        learn(&model, truth, &work, &random);
    }
    check_predictions(&model, truth, 0.05);
}

/* A machine that becomes half as fast: after 3,000 buffers 5 % of the old is left (0.999^3000). */
static void test_follows_a_change(void **state)
{
    (void)state;
    double slow[AWE_N_COSTS];
    uint64_t random = 5;
    awe_cost_model model;
    awe_cost_model_calibrate(&model, truth);
    for (int i = 0; i < AWE_N_COSTS; i++) {
        slow[i] = 2 * truth[i];
    }
    for (int i = 0; i < 20000; i++) {
        awe_work work = any_work(&random);
        learn(&model, i < 10000 ? truth : slow, &work, &random);
        if (i == 13000) {
            check_predictions(&model, slow, 0.12);
        }
    }
    check_predictions(&model, slow, 0.08);
}

/* One size, one number of voices, no event: only the sum of the costs can be seen. */
static void test_a_day_without_variety_is_borne(void **state)
{
    (void)state;
    uint64_t random = 6;
    awe_cost_model model;
    awe_work work = {32, 128, 0};
    awe_cost_model_calibrate(&model, truth);
    for (int i = 0; i < 24 * 3600 * 344; i++) {
        double noise = 1 + 0.08 * (random_unit(&random) - 0.5);
        awe_cost_model_learn(&model, &work, (uint32_t)(cost(truth, &work) * noise));
    }
    assert_true(fabs(awe_cost_model_predict_ns(&model, &work) / cost(truth, &work) - 1) < 0.02);
    for (int i = 0; i < AWE_N_COSTS; i++) {
        assert_true(isfinite(model.costs_ns[i]));
        assert_true(model.spread[i][i] >= 0 && model.spread[i][i] < 2e4);
    }
    for (int i = 0; i < 3000; i++) { /* and then it can still learn */
        awe_work any = any_work(&random);
        learn(&model, truth, &any, &random);
    }
    check_predictions(&model, truth, 0.08);
}

static void test_predictions_are_never_negative(void **state)
{
    (void)state;
    const double odd[AWE_N_COSTS] = {-1e6, 1, 1, 1};
    awe_cost_model model;
    awe_cost_model_calibrate(&model, odd);
    assert_true(awe_cost_model_predict_ns(&model, &(awe_work){1, 1, 1}) == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_knows_nothing_at_first),
        cmocka_unit_test(test_finds_the_costs),
        cmocka_unit_test(test_noise_does_not_matter_much),
        cmocka_unit_test(test_calibration_is_a_start_not_the_end),
        cmocka_unit_test(test_follows_a_change),
        cmocka_unit_test(test_a_day_without_variety_is_borne),
        cmocka_unit_test(test_predictions_are_never_negative),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
