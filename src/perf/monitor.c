/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/monitor.h"

#include "perf/derived.h"
#include "perf/forecast.h"
#include "perf/tally.h"

#define N_NOTICES 64
#define UNSETTLED_NS 1000000000u /* after a start, seek or change: no model learns */
#define ALERT_NS 250000000u
#define CAPACITY_SHARE 0.8
#define MANY_SLOW 3

struct awe_monitor {
    awe_monitor_config config;
    awe_meters meters;
    awe_black_box black_box;
    awe_xruns xruns;
    awe_forecast forecast;
    awe_adapt adapt;
    awe_tally tally;
    awe_derived derived;
    awe_alert alerts[AWE_MAX_ALERTS];
    size_t n_alerts;
    awe_notice notices[N_NOTICES]; /* a ring */
    uint64_t n_notices;
    awe_xrun last_xrun;
    uint64_t start_ns, now_ns; /* of the first record; the latest time known */
    uint64_t settled_ns;       /* models learn from here on */
    uint64_t alert_ns;         /* when budgets are next looked at */
    uint64_t xrun_ns;          /* of the last incident, or of the start */
    uint64_t n_frames;
    uint32_t now_s, next_seq;
    uint32_t n_slow; /* newest buffers that were slow without a cause */
    bool has_started;
};

size_t awe_monitor_size(void)
{
    return sizeof(awe_monitor);
}

awe_monitor *awe_monitor_init(void *memory, const awe_monitor_config *config, uint64_t now_ns)
{
    awe_monitor *monitor = memory;
    monitor->config = *config;
    awe_meters_init(&monitor->meters);
    awe_black_box_init(&monitor->black_box, config->black_box, config->n_black_box);
    awe_xruns_init(&monitor->xruns, config->rate_hz);
    awe_forecast_init(&monitor->forecast);
    awe_adapt_init(&monitor->adapt, &config->adapt, now_ns);
    awe_tally_init(&monitor->tally, &monitor->meters, config->is_guarded);
    awe_derived_init(&monitor->derived);
    awe_budget budgets[AWE_MAX_ALERTS];
    awe_monitor_set_budgets(monitor, budgets, awe_budget_defaults(budgets, AWE_MAX_ALERTS));
    monitor->n_notices = monitor->n_frames = 0;
    monitor->start_ns = monitor->now_ns = monitor->settled_ns = monitor->alert_ns = now_ns;
    monitor->xrun_ns = now_ns;
    monitor->now_s = monitor->next_seq = monitor->n_slow = 0;
    monitor->has_started = false;
    return monitor;
}

void awe_monitor_set_budgets(awe_monitor *monitor, const awe_budget *budgets, size_t n)
{
    monitor->n_alerts = n < AWE_MAX_ALERTS ? n : AWE_MAX_ALERTS;
    for (size_t i = 0; i < monitor->n_alerts; i++) {
        awe_alert_init(&monitor->alerts[i], &budgets[i]);
    }
}

void awe_monitor_calibrate(awe_monitor *monitor, uint8_t level, const double costs_ns[4])
{
    awe_forecast_calibrate(&monitor->forecast, level, costs_ns);
}

void awe_monitor_set_levels(awe_monitor *monitor, const awe_adapt_config *config)
{
    awe_adapt_configure(&monitor->adapt, config);
}

void awe_monitor_set_rate(awe_monitor *monitor, double rate_hz)
{
    awe_xruns_set_rate(&monitor->xruns, rate_hz);
}

void awe_monitor_disturb(awe_monitor *monitor, uint64_t now_ns)
{
    monitor->settled_ns = now_ns + UNSETTLED_NS;
    awe_adapt_freeze(&monitor->adapt, now_ns);
}

static double since(uint64_t now_ns, uint64_t then_ns)
{
    int64_t ns = (int64_t)(now_ns - then_ns);
    return ns > 0 ? (double)ns * 1e-9 : 0;
}

/* The clock only moves forward; a time from elsewhere is not followed. */
static void advance(awe_monitor *monitor, uint64_t now_ns)
{
    if ((int64_t)(now_ns - monitor->now_ns) <= 0) {
        return;
    }
    monitor->now_ns = now_ns;
    double seconds = since(now_ns, monitor->start_ns);
    uint32_t now_s = seconds < UINT32_MAX ? (uint32_t)seconds : UINT32_MAX;
    if (now_s > monitor->now_s) {
        awe_metric level = (awe_metric)(AWE_METRIC_QUALITY_MAXIMUM + monitor->adapt.level);
        awe_meters_advance(&monitor->meters, now_s);
        awe_tally_advance(&monitor->tally, now_s);
        awe_meters_count(&monitor->meters, level, now_s - monitor->now_s);
        monitor->now_s = now_s;
    }
}

static awe_notice *new_notice(awe_monitor *monitor, awe_notice_kind kind)
{
    awe_notice *notice = &monitor->notices[monitor->n_notices++ % N_NOTICES];
    *notice = (awe_notice){
        .kind = kind, .seconds = awe_monitor_seconds(monitor), .n_frames = monitor->n_frames};
    return notice;
}

static void note_xrun(awe_monitor *monitor, const awe_xrun *xrun)
{
    awe_meters *meters = &monitor->meters;
    double run_s = since(xrun->evidence.record.entry_ns, monitor->xrun_ns);
    awe_meters_count(meters, AWE_METRIC_XRUN_TOTAL, 1);
    awe_meters_count(meters, (awe_metric)(AWE_METRIC_XRUN_GUARD + (int)xrun->cause), 1);
    awe_meters_count(meters, AWE_METRIC_XRUN_REPORTED, xrun->is_reported);
    awe_meters_count(meters, AWE_METRIC_XRUN_INFERRED, xrun->is_inferred);
    awe_meters_count(meters, AWE_METRIC_XRUN_LOST, xrun->n_lost_frames);
    awe_meters_count(meters, AWE_METRIC_QUALITY_RESTRAINED, !awe_cause_is_load(xrun->cause));
    if (run_s > meters->values[AWE_METRIC_XRUN_LONGEST]) {
        awe_meters_set(meters, AWE_METRIC_XRUN_LONGEST, run_s);
    }
    monitor->xrun_ns = xrun->evidence.record.entry_ns;
    monitor->last_xrun = *xrun;
    new_notice(monitor, AWE_NOTICE_XRUN)->of.xrun = *xrun;
}

static void start(awe_monitor *monitor, const awe_record *record)
{
    monitor->has_started = true;
    monitor->start_ns = monitor->now_ns = monitor->xrun_ns = record->entry_ns;
    monitor->alert_ns = record->entry_ns;
    monitor->next_seq = record->seq;
    awe_monitor_disturb(monitor, record->entry_ns);
}

static void count_missing(awe_monitor *monitor, const awe_record *record)
{
    uint32_t n_missing = record->seq - monitor->next_seq;
    bool is_gap = n_missing < INT32_MAX && !(record->flags & AWE_RECORD_FIRST);
    awe_meters_count(&monitor->meters, AWE_METRIC_MONITOR_DROPPED, is_gap ? n_missing : 0);
    monitor->next_seq = record->seq + 1;
}

static awe_cause load_cause(const awe_evidence *evidence)
{
    bool is_burst = awe_cause_find(evidence) == AWE_CAUSE_BURST;
    return is_burst                      ? AWE_CAUSE_BURST
           : awe_cause_is_slow(evidence) ? AWE_CAUSE_MACHINE
                                         : AWE_CAUSE_RENDER;
}

static void tell_adapt(awe_monitor *monitor, const awe_evidence *evidence)
{
    const awe_record *record = &evidence->record;
    awe_load load = {
        .entry_ns = record->entry_ns,
        .share = record->busy_ns / evidence->period_ns,
        .n_voices = record->n_voices,
        .level = record->level,
        .cause = load_cause(evidence),
    };
    for (uint8_t level = 0; level < AWE_N_LEVELS; level++) {
        uint32_t cap = monitor->adapt.config.n_voices[level];
        awe_work work = awe_forecast_work(record);
        if (level > record->level && cap > 0 && work.n_voices > cap) {
            work.n_voices = cap;
        }
        load.predicted[level] =
            awe_forecast_calibrated_ns(&monitor->forecast, level, &work) / evidence->period_ns;
    }
    awe_adapt_take(&monitor->adapt, &load);
}

/* Does the newest record tell about our own work? One that is slow without a cause may be a mishap;
   three in a row are the machine. Denormal numbers are slow too, but less work would not help. */
static bool is_telling(awe_monitor *monitor, const awe_evidence *evidence)
{
    const awe_record *record = &evidence->record;
    bool is_slow = awe_cause_is_slow(evidence);
    bool is_settled = (int64_t)(record->entry_ns - monitor->settled_ns) >= 0;
    if (!is_settled || !awe_record_is_clean(record) || !(evidence->period_ns > 0) ||
        record->level >= AWE_N_LEVELS || (is_slow && (record->flags & AWE_RECORD_DENORMAL))) {
        return false;
    }
    monitor->n_slow = is_slow ? monitor->n_slow + 1 : 0;
    return !is_slow || monitor->n_slow >= MANY_SLOW;
}

static void learn(awe_monitor *monitor, const awe_evidence *evidence)
{
    const awe_record *record = &evidence->record;
    awe_work work = awe_forecast_work(record);
    awe_tally_compare(&monitor->tally, record->busy_ns,
                      awe_forecast_calibrated_ns(&monitor->forecast, record->level, &work));
    tell_adapt(monitor, evidence);
    awe_forecast_learn(&monitor->forecast, record);
}

void awe_monitor_take(awe_monitor *monitor, const awe_record *record)
{
    awe_xrun xrun;
    if (!monitor->has_started) {
        start(monitor, record);
    }
    if (record->flags & (AWE_RECORD_FIRST | AWE_RECORD_SEEK)) {
        awe_monitor_disturb(monitor, record->entry_ns);
    }
    if (record->n_shed > 0) {
        awe_adapt_note_shed(&monitor->adapt, record->entry_ns);
    }
    advance(monitor, record->entry_ns);
    awe_black_box_take(&monitor->black_box, record);
    count_missing(monitor, record);
    double predicted_ns = awe_forecast_predict_ns(&monitor->forecast, record);
    if (awe_xruns_take(&monitor->xruns, record, predicted_ns, &xrun)) {
        note_xrun(monitor, &xrun);
    }
    const awe_evidence *evidence = awe_xruns_newest(&monitor->xruns);
    awe_tally_take(&monitor->tally, evidence);
    if (is_telling(monitor, evidence)) {
        learn(monitor, evidence);
    }
    monitor->n_frames += record->frames;
}

void awe_monitor_take_machine(awe_monitor *monitor, const awe_machine *machine)
{
    awe_xrun xrun;
    if (awe_xruns_take_machine(&monitor->xruns, machine, &xrun)) {
        note_xrun(monitor, &xrun);
    }
}

static void tick_adapt(awe_monitor *monitor)
{
    awe_decision decision;
    if (!awe_adapt_tick(&monitor->adapt, monitor->now_ns, &decision)) {
        return;
    }
    bool is_change = decision.kind != AWE_DECISION_CONFIRM;
    bool is_revert = decision.kind == AWE_DECISION_REVERT;
    awe_meters_count(&monitor->meters, AWE_METRIC_QUALITY_CHANGES, is_change);
    awe_meters_count(&monitor->meters, AWE_METRIC_QUALITY_REVERTS, is_revert);
    new_notice(monitor, AWE_NOTICE_DECISION)->of.decision = decision;
}

static void set_capacity(awe_monitor *monitor)
{
    const awe_cost_model *model = &monitor->forecast.model;
    double limit_ns = CAPACITY_SHARE * awe_monitor_period_ns(monitor);
    uint32_t n_frames = awe_xruns_newest(&monitor->xruns)->record.frames;
    if (model->is_known) {
        awe_meters_set(&monitor->meters, AWE_METRIC_CAPACITY,
                       awe_cost_model_capacity(model, limit_ns, n_frames));
    }
}

static void set_gauges(awe_monitor *monitor)
{
    awe_meters *meters = &monitor->meters;
    double run_s = since(monitor->now_ns, monitor->xrun_ns);
    awe_tally_set_gauges(&monitor->tally);
    awe_derived_set(&monitor->derived, meters, awe_monitor_seconds(monitor));
    set_capacity(monitor);
    awe_meters_set(meters, AWE_METRIC_QUALITY_LEVEL, monitor->adapt.level);
    if (awe_monitor_last_xrun(monitor)) {
        awe_meters_set(meters, AWE_METRIC_XRUN_SINCE, run_s);
    }
    if (run_s > meters->values[AWE_METRIC_XRUN_LONGEST]) {
        awe_meters_set(meters, AWE_METRIC_XRUN_LONGEST, run_s);
    }
}

static void tick_alerts(awe_monitor *monitor)
{
    for (size_t i = 0; i < monitor->n_alerts; i++) {
        awe_alert *alert = &monitor->alerts[i];
        const awe_budget *budget = &alert->budget;
        awe_reading reading =
            awe_meters_read(&monitor->meters, budget->metric, budget->stat, budget->window);
        if (awe_alert_update(alert, &reading, awe_monitor_period_ns(monitor),
                             awe_monitor_seconds(monitor))) {
            new_notice(monitor, AWE_NOTICE_ALERT)->of.alert = *alert;
        }
    }
}

bool awe_monitor_tick(awe_monitor *monitor, uint64_t now_ns)
{
    uint8_t level = monitor->adapt.level;
    advance(monitor, now_ns);
    if (!monitor->has_started) {
        return false;
    }
    tick_adapt(monitor);
    if ((int64_t)(monitor->now_ns - monitor->alert_ns) >= 0) {
        monitor->alert_ns = monitor->now_ns + ALERT_NS;
        set_gauges(monitor);
        tick_alerts(monitor);
    }
    return monitor->adapt.level != level;
}

bool awe_monitor_next_notice(const awe_monitor *monitor, uint64_t *cursor, awe_notice *out)
{
    uint64_t oldest = monitor->n_notices > N_NOTICES ? monitor->n_notices - N_NOTICES : 0;
    *cursor = *cursor > oldest ? *cursor : oldest;
    if (*cursor >= monitor->n_notices) {
        return false;
    }
    *out = monitor->notices[(*cursor)++ % N_NOTICES];
    return true;
}

uint8_t awe_monitor_level(const awe_monitor *monitor)
{
    return monitor->adapt.level;
}

const double *awe_monitor_costs(const awe_monitor *monitor)
{
    const awe_cost_model *model = &monitor->forecast.model;
    return model->is_known ? model->costs_ns : NULL;
}

awe_meters *awe_monitor_meters(awe_monitor *monitor)
{
    return &monitor->meters;
}

const awe_alert *awe_monitor_alerts(const awe_monitor *monitor, size_t *n)
{
    *n = monitor->n_alerts;
    return monitor->alerts;
}

awe_health awe_monitor_health(const awe_monitor *monitor)
{
    bool is_lowered = monitor->adapt.level > monitor->adapt.config.best;
    return awe_alerts_health(monitor->alerts, monitor->n_alerts, is_lowered);
}

const awe_xrun *awe_monitor_last_xrun(const awe_monitor *monitor)
{
    return monitor->meters.values[AWE_METRIC_XRUN_TOTAL] > 0 ? &monitor->last_xrun : NULL;
}

const awe_black_box *awe_monitor_black_box(const awe_monitor *monitor)
{
    return &monitor->black_box;
}

uint64_t awe_monitor_frames(const awe_monitor *monitor)
{
    return monitor->n_frames;
}

double awe_monitor_seconds(const awe_monitor *monitor)
{
    return since(monitor->now_ns, monitor->start_ns);
}

double awe_monitor_period_ns(const awe_monitor *monitor)
{
    return monitor->has_started ? awe_xruns_newest(&monitor->xruns)->period_ns : 0;
}
