/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_TALLY_H
#define AWE_PERF_TALLY_H

/* Counts what single records say into the meters, and forms the gauges that are sums over the last
   seconds. All main thread. */

#include "perf/cause.h"
#include "perf/meters.h"

#include <stdbool.h>
#include <stdint.h>

#define AWE_TALLY_SECONDS 11 /* ten, and the current one */

/* Sums that fade: a second ago counts 0.9. */
typedef struct awe_fading {
    double busy_ns, voice_frames;                        /* of buffers with voices */
    double staged_ns, control_ns, voices_ns, effects_ns; /* of buffers with all stages timed */
    double clean_ns, calibrated_ns;                      /* of clean ones: actual, expected */
} awe_fading;

typedef struct awe_tally {
    awe_meters *meters;
    awe_fading fading;
    uint16_t peaks[AWE_TALLY_SECONDS]; /* by second modulo their number */
    uint8_t fills[AWE_TALLY_SECONDS];
    uint32_t now_s;
} awe_tally;

/* `meters` outlives the tally. `is_guarded`: the build has guards, so no trip means none. [main] */
void awe_tally_init(awe_tally *tally, awe_meters *meters, bool is_guarded);

/* Says that second `now_s` has come. [main] */
void awe_tally_advance(awe_tally *tally, uint32_t now_s);

/* Counts the newest record with what is known of it. [main] */
void awe_tally_take(awe_tally *tally, const awe_evidence *evidence);

/* Compares a clean buffer with what the calibration expects, 0 if nothing. [main] */
void awe_tally_compare(awe_tally *tally, double busy_ns, double calibrated_ns);

/* Sets the gauges that are formed here. [main] */
void awe_tally_set_gauges(awe_tally *tally);

#endif
