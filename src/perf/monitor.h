/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_PERF_MONITOR_H
#define AWE_PERF_MONITOR_H

/* Records in, decisions and notices out: the whole monitor, without a clock or a thread of its own.
   The main loop hands it each record, calls awe_monitor_tick() every 50 ms, tells it once a second
   what the system says, and reads. The same calls give the same answers. All main thread. */

#include "perf/adapt.h"
#include "perf/alert.h"
#include "perf/black_box.h"
#include "perf/meters.h"
#include "perf/record.h"
#include "perf/xrun.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef struct awe_monitor awe_monitor;

typedef struct awe_monitor_config {
    double rate_hz;         /* of the device; above 0 */
    awe_adapt_config adapt; /* best and worst level equal: quality is left alone */
    awe_record *black_box;  /* room for records, borrowed */
    size_t n_black_box;     /* above 0; such as AWE_BLACK_BOX_RECORDS */
    bool is_guarded;        /* the build has guards: their counts are known */
} awe_monitor_config;

typedef enum awe_notice_kind {
    AWE_NOTICE_XRUN,
    AWE_NOTICE_DECISION,
    AWE_NOTICE_ALERT, /* begins if it is firing, else it is over */
} awe_notice_kind;

/* Something that is worth a line. */
typedef struct awe_notice {
    awe_notice_kind kind;
    double seconds;    /* since the first record */
    uint64_t n_frames; /* played until then */
    union {
        awe_xrun xrun;
        awe_decision decision;
        awe_alert alert;
    } of;
} awe_notice;

/* Bytes that a monitor needs, aligned as malloc() does. [any] */
size_t awe_monitor_size(void);

/* Makes a monitor in `memory`, which the caller frees afterwards, with the default budgets.
   [main] */
awe_monitor *awe_monitor_init(void *memory, const awe_monitor_config *config, uint64_t now_ns);

/* Replaces the default budgets; those beyond AWE_MAX_ALERTS are not watched. [main] */
void awe_monitor_set_budgets(awe_monitor *monitor, const awe_budget *budgets, size_t n);

/* Tells what a calibration found: the costs of `level` as in awe_cost_model. [main] */
void awe_monitor_calibrate(awe_monitor *monitor, uint8_t level, const double costs_ns[4]);

/* Changes which levels may be used. [main] */
void awe_monitor_set_levels(awe_monitor *monitor, const awe_adapt_config *config);

/* Another device, of `rate_hz`: from its first record on. [main] */
void awe_monitor_set_rate(awe_monitor *monitor, double rate_hz);

/* Another bank, or anything else that disturbs: for a second nothing is learned or decided.
   [main] */
void awe_monitor_disturb(awe_monitor *monitor, uint64_t now_ns);

/* Takes the next record of the ring. [main] */
void awe_monitor_take(awe_monitor *monitor, const awe_record *record);

/* Takes what the system said about the last second. [main] */
void awe_monitor_take_machine(awe_monitor *monitor, const awe_machine *machine);

/* Every 50 ms. True: the level of quality has changed; see awe_monitor_level(). [main] */
bool awe_monitor_tick(awe_monitor *monitor, uint64_t now_ns);

/* Moves `cursor` (at first 0) to the next notice and writes it to `out`. The last 64 are kept;
   older ones are skipped. False: there is none. [main] */
bool awe_monitor_next_notice(const awe_monitor *monitor, uint64_t *cursor, awe_notice *out);

/* The level to use. [main] */
uint8_t awe_monitor_level(const awe_monitor *monitor);

/* What work costs now, for awe_reflex_set_costs(); NULL if unknown. [main] */
const double *awe_monitor_costs(const awe_monitor *monitor);

/* The values of the metrics; the program sets here what it measures itself. [main] */
awe_meters *awe_monitor_meters(awe_monitor *monitor);

/* [n] the budgets that are watched. [main] */
const awe_alert *awe_monitor_alerts(const awe_monitor *monitor, size_t *n);

awe_health awe_monitor_health(const awe_monitor *monitor);

/* The last incident; NULL if there was none. [main] */
const awe_xrun *awe_monitor_last_xrun(const awe_monitor *monitor);

/* [main] */
const awe_black_box *awe_monitor_black_box(const awe_monitor *monitor);

/* Frames played so far, at the device's rate. [main] */
uint64_t awe_monitor_frames(const awe_monitor *monitor);

/* Since the first record, and how long the newest buffer lasts; 0 before one. [main] */
double awe_monitor_seconds(const awe_monitor *monitor);
double awe_monitor_period_ns(const awe_monitor *monitor);

#endif
