/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/cost_model.h"

#include <string.h>

#define FORGETTING 0.999
#define INITIAL_SPREAD 1e4     /* nothing is known: the first buffers decide */
#define CALIBRATED_SPREAD 1e-1 /* worth some ten buffers */
#define MAX_SPREAD 1e4         /* what does not vary must not be forgotten without end */
#define ENOUGH 64              /* buffers until the model is used without a calibration */

/* The inputs are scaled to the order of 1, which keeps the arithmetic well conditioned. */
#define SCALE_VOICE_FRAMES (1.0 / 4096)
#define SCALE_FRAMES (1.0 / 128)
#define SCALE_EVENTS (1.0 / 8)
static const double scales[AWE_N_COSTS] = {1, SCALE_VOICE_FRAMES, SCALE_FRAMES, SCALE_EVENTS};

static void set_spread(awe_cost_model *model, double value)
{
    memset(model->spread, 0, sizeof model->spread);
    for (int i = 0; i < AWE_N_COSTS; i++) {
        model->spread[i][i] = value;
    }
}

void awe_cost_model_init(awe_cost_model *model)
{
    *model = (awe_cost_model){.is_known = false};
    set_spread(model, INITIAL_SPREAD);
}

void awe_cost_model_calibrate(awe_cost_model *model, const double costs_ns[AWE_N_COSTS])
{
    *model = (awe_cost_model){.is_known = true};
    memcpy(model->costs_ns, costs_ns, sizeof model->costs_ns);
    set_spread(model, CALIBRATED_SPREAD);
}

static void scale_inputs(const awe_work *work, double inputs[AWE_N_COSTS])
{
    inputs[0] = scales[0];
    inputs[1] = scales[1] * work->n_voices * work->n_frames;
    inputs[2] = scales[2] * work->n_frames;
    inputs[3] = scales[3] * work->n_events;
}

static double predict(const awe_cost_model *model, const double inputs[AWE_N_COSTS])
{
    double sum = 0;
    for (int i = 0; i < AWE_N_COSTS; i++) {
        sum += model->costs_ns[i] / scales[i] * inputs[i];
    }
    return sum;
}

/* Takes out what was learned, then forgets; both keep the matrix symmetric to the bit. */
static void update_spread(awe_cost_model *model, const double gain[AWE_N_COSTS],
                          const double seen[AWE_N_COSTS])
{
    double trace = 0;
    for (int i = 0; i < AWE_N_COSTS; i++) {
        for (int j = 0; j <= i; j++) {
            model->spread[i][j] -= gain[i] * seen[j];
            model->spread[j][i] = model->spread[i][j];
        }
        trace += model->spread[i][i];
    }
    double growth = trace < MAX_SPREAD ? 1 / FORGETTING : 1;
    for (int i = 0; i < AWE_N_COSTS; i++) {
        for (int j = 0; j < AWE_N_COSTS; j++) {
            model->spread[i][j] *= growth;
        }
    }
}

void awe_cost_model_learn(awe_cost_model *model, const awe_work *work, uint32_t busy_ns)
{
    double inputs[AWE_N_COSTS], seen[AWE_N_COSTS], gain[AWE_N_COSTS];
    double variance = FORGETTING;
    scale_inputs(work, inputs);
    for (int i = 0; i < AWE_N_COSTS; i++) {
        seen[i] = 0;
        for (int j = 0; j < AWE_N_COSTS; j++) {
            seen[i] += model->spread[i][j] * inputs[j];
        }
        variance += seen[i] * inputs[i];
    }
    double error = busy_ns - predict(model, inputs);
    for (int i = 0; i < AWE_N_COSTS; i++) {
        gain[i] = seen[i] / variance;
        model->costs_ns[i] += gain[i] * error * scales[i];
    }
    update_spread(model, gain, seen);
    model->n_learned += model->n_learned < UINT32_MAX;
    model->is_known = model->is_known || model->n_learned >= ENOUGH;
}

double awe_cost_model_predict_ns(const awe_cost_model *model, const awe_work *work)
{
    double inputs[AWE_N_COSTS];
    scale_inputs(work, inputs);
    double ns = model->is_known ? predict(model, inputs) : 0;
    return ns > 0 ? ns : 0;
}

double awe_cost_model_capacity(const awe_cost_model *model, double limit_ns, uint32_t n_frames)
{
    double fixed_ns = awe_cost_model_predict_ns(model, &(awe_work){.n_frames = n_frames});
    double voice_ns = model->costs_ns[1] * n_frames;
    if (!model->is_known || voice_ns <= 0 || fixed_ns >= limit_ns) {
        return 0;
    }
    return (limit_ns - fixed_ns) / voice_ns;
}
