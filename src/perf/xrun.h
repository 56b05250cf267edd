/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_XRUN_H
#define AWE_PERF_XRUN_H

/* Finds incidents of lost sound in the stream of records, and the record to blame. An incident is
   reported by the host (which tells of a gap that lies behind it), inferred from the times, or
   both; what comes within two periods is one. It is handed out when that is over, or after a
   second. A slow buffer without a cause waits for what the system says about that second; reports
   until then are part of it. All main thread. */

#include "perf/cause.h"
#include "perf/record.h"

#include <stdbool.h>
#include <stdint.h>

#define AWE_XRUN_HISTORY 16 /* records looked back for the one to blame */

typedef struct awe_xrun {
    awe_evidence evidence;
    awe_cause cause;
    uint32_t n_lost_frames; /* as far as the times show */
    bool is_reported, is_inferred;
} awe_xrun;

typedef struct awe_xruns {
    awe_evidence history[AWE_XRUN_HISTORY]; /* a ring by seq of taking, newest at n_taken - 1 */
    double margins_ns[AWE_XRUN_HISTORY];    /* what was left, at entry or exit */
    uint64_t n_taken;
    uint64_t n_judged; /* records below are part of an earlier incident */
    double ns_per_frame;
    awe_machine machine;
    awe_xrun open;
    uint64_t open_until_ns; /* of entry; later reports are another incident */
    bool is_open, is_waiting;
} awe_xruns;

/* `rate_hz` is the device's. [main] */
void awe_xruns_init(awe_xruns *xruns, double rate_hz);

/* Another device, before its first record. [main] */
void awe_xruns_set_rate(awe_xruns *xruns, double rate_hz);

/* Takes the next record; `predicted_ns` is what it should have taken, 0 if unknown. True: an
   incident is over, and written to `out`. [main] */
bool awe_xruns_take(awe_xruns *xruns, const awe_record *record, double predicted_ns, awe_xrun *out);

/* Tells what the system said about the last second. True as above. [main] */
bool awe_xruns_take_machine(awe_xruns *xruns, const awe_machine *machine, awe_xrun *out);

/* The evidence of the newest record: also of one that nothing happened to. [main] */
const awe_evidence *awe_xruns_newest(const awe_xruns *xruns);

#endif
