/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_CALIBRATE_H
#define APP_CALIBRATE_H

/* What rendering costs on this machine, from a few milliseconds of it at the program's launch: what
   the monitor expects until it has learned from real buffers. [main] */

#include "awe/quality.h"
#include "awe/synth.h"
#include "perf/cost_model.h"

/* Times `synth`, which nobody plays and which is silent afterwards, at one level of quality. */
void calibrate_level(awe_synth *synth, awe_quality_level level, double costs_ns[AWE_N_COSTS]);

/* What a buffer of 64 frames costs with so many voices. */
double calibrate_load_ns(const double costs_ns[AWE_N_COSTS], uint32_t n_voices);

#endif
