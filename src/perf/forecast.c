/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/forecast.h"

#include <string.h>

void awe_forecast_init(awe_forecast *forecast)
{
    *forecast = (awe_forecast){.level = 0};
    awe_cost_model_init(&forecast->model);
}

void awe_forecast_calibrate(awe_forecast *forecast, uint8_t level,
                            const double costs_ns[AWE_N_COSTS])
{
    memcpy(forecast->calibrated_ns[level], costs_ns, sizeof forecast->calibrated_ns[level]);
    forecast->is_calibrated[level] = true;
    if (level == forecast->level) {
        awe_cost_model_calibrate(&forecast->model, costs_ns);
    }
}

awe_work awe_forecast_work(const awe_record *record)
{
    return (awe_work){record->n_voices, record->frames, record->n_events};
}

double awe_forecast_calibrated_ns(const awe_forecast *forecast, uint8_t level, const awe_work *work)
{
    const double *costs = forecast->calibrated_ns[level];
    double ns = costs[0] + costs[1] * work->n_voices * work->n_frames + costs[2] * work->n_frames +
                costs[3] * work->n_events;
    return forecast->is_calibrated[level] && ns > 0 ? ns : 0;
}

/* The machine may be slower than at the calibration: that goes with us to the other level. */
static void follow_level(awe_forecast *forecast, uint8_t level, const awe_work *work)
{
    double costs[AWE_N_COSTS];
    double calibrated_ns = awe_forecast_calibrated_ns(forecast, forecast->level, work);
    double learned_ns = awe_cost_model_predict_ns(&forecast->model, work);
    double slowness = calibrated_ns > 0 && learned_ns > 0 ? learned_ns / calibrated_ns : 1;
    forecast->level = level;
    if (!forecast->is_calibrated[level]) {
        return;
    }
    for (int i = 0; i < AWE_N_COSTS; i++) {
        costs[i] = forecast->calibrated_ns[level][i] * slowness;
    }
    awe_cost_model_calibrate(&forecast->model, costs);
}

double awe_forecast_predict_ns(awe_forecast *forecast, const awe_record *record)
{
    awe_work work = awe_forecast_work(record);
    if (record->level != forecast->level && record->level < AWE_N_LEVELS) {
        follow_level(forecast, record->level, &work);
    }
    return awe_cost_model_predict_ns(&forecast->model, &work);
}

void awe_forecast_learn(awe_forecast *forecast, const awe_record *record)
{
    awe_work work = awe_forecast_work(record);
    awe_cost_model_learn(&forecast->model, &work, record->busy_ns);
}
