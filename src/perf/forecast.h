/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_FORECAST_H
#define AWE_PERF_FORECAST_H

/* What a buffer should take, at the current level of quality and at the others. A calibration at
   launch times each level once; the relation between levels stays that of the calibration, while a
   cost model follows the current one and starts again from the calibration where the level changes.
   All main thread. */

#include "perf/adapt.h"
#include "perf/cost_model.h"
#include "perf/record.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct awe_forecast {
    double calibrated_ns[AWE_N_LEVELS][AWE_N_COSTS];
    bool is_calibrated[AWE_N_LEVELS];
    awe_cost_model model; /* of the current level */
    uint8_t level;
} awe_forecast;

/* [main] */
void awe_forecast_init(awe_forecast *forecast);

/* Tells what a calibration found for `level`. [main] */
void awe_forecast_calibrate(awe_forecast *forecast, uint8_t level,
                            const double costs_ns[AWE_N_COSTS]);

/* The work of a buffer. [main] */
awe_work awe_forecast_work(const awe_record *record);

/* What `record` should have taken, 0 if unknown. Follows its level. [main] */
double awe_forecast_predict_ns(awe_forecast *forecast, const awe_record *record);

/* Learns from a clean record, whose prediction was asked before. [main] */
void awe_forecast_learn(awe_forecast *forecast, const awe_record *record);

/* What the calibration says of `work` at `level`; 0 if it says nothing. [main] */
double awe_forecast_calibrated_ns(const awe_forecast *forecast, uint8_t level,
                                  const awe_work *work);

#endif
