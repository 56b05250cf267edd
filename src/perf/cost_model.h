/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_COST_MODEL_H
#define AWE_PERF_COST_MODEL_H

/* What a buffer should cost:  busy = c0 + c1 voices frames + c2 frames + c3 events.
   Recursive least squares with forgetting (0.999 a buffer) over clean records. All main thread. */

#include <stdbool.h>
#include <stdint.h>

#define AWE_N_COSTS 4

/* What a buffer's cost depends on. */
typedef struct awe_work {
    uint32_t n_voices;
    uint32_t n_frames;
    uint32_t n_events;
} awe_work;

typedef struct awe_cost_model {
    double costs_ns[AWE_N_COSTS];            /* c0 to c3 */
    double spread[AWE_N_COSTS][AWE_N_COSTS]; /* of the estimate, in units of the noise's variance */
    uint32_t n_learned;
    bool is_known; /* has a calibration, or learned enough */
} awe_cost_model;

/* Knows nothing. [main] */
void awe_cost_model_init(awe_cost_model *model);

/* Starts again from c0 to c3 as a calibration found them. [main] */
void awe_cost_model_calibrate(awe_cost_model *model, const double costs_ns[AWE_N_COSTS]);

/* Learns what a clean buffer took. [main] */
void awe_cost_model_learn(awe_cost_model *model, const awe_work *work, uint32_t busy_ns);

/* The cost of `work`, at least 0; 0 as long as the model is not known. [main] */
double awe_cost_model_predict_ns(const awe_cost_model *model, const awe_work *work);

/* How many voices fit into `limit_ns` of a buffer of `n_frames` without events; 0 if unknown. */
double awe_cost_model_capacity(const awe_cost_model *model, double limit_ns, uint32_t n_frames);

#endif
