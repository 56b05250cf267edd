/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/watch.h"

#include "app/budget_file.h"
#include "app/calibrate.h"
#include "app/memory_tags.h"
#include "app/say.h"
#include "awe/rate.h"
#include "io/clock.h"

#include <stdio.h>
#include <string.h>

#define SYSTEM_NS 1000000000u
#define LEAST_SAVING 0.9 /* of what the level above costs: more than that is not worth a change */

static bool set_budgets(watch *w, const char *path)
{
    budget_list list;
    bool ok = budget_list_load(path, &list);
    if (ok) {
        awe_monitor_set_budgets(w->monitor, list.items, list.n);
    }
    return ok;
}

bool watch_open(watch *w, const watch_config *config)
{
    uint64_t now_ns = clock_now_ns();
    memset(w, 0, sizeof *w);
    awe_monitor_config wanted = {
        .rate_hz = AWE_RATE_HZ,
        .adapt = quality_levels(&config->settings->quality, config->n_voices),
        .black_box = w->black_box,
        .n_black_box = AWE_BLACK_BOX_RECORDS,
        .is_guarded = config->is_guarded,
    };
    awe_ring_init(&w->records, w->storage, WATCH_RECORDS, sizeof w->storage[0]);
    summary_init(&w->summary);
    system_init(&w->system, "");
    void *memory = memory_tags_new(MEMORY_MONITOR, awe_monitor_size());
    if (!memory) {
        return say_no_memory();
    }
    w->monitor = awe_monitor_init(memory, &wanted, now_ns);
    w->meters = awe_monitor_meters(w->monitor);
    w->quality = config->settings->quality;
    w->n_voices = config->n_voices;
    w->launch_ns = config->launch_ns;
    w->is_adaptive = wanted.adapt.best != wanted.adapt.worst;
    w->dump = dump_new(&config->settings->dump, awe_monitor_black_box(w->monitor));
    return set_budgets(w, config->settings->budgets);
}

void watch_calibrate(watch *w, awe_synth *synth)
{
    awe_adapt_config levels = quality_levels(&w->quality, w->n_voices);
    double best_ns = 0, costs_ns[AWE_N_COSTS];
    for (uint8_t level = levels.best; level <= levels.worst; level++) {
        calibrate_level(synth, (awe_quality_level)level, costs_ns);
        double load_ns = calibrate_load_ns(costs_ns, levels.n_voices[level]);
        bool saves = level == levels.best || load_ns < LEAST_SAVING * best_ns;
        awe_monitor_calibrate(w->monitor, level, costs_ns);
        say_detail("quality %s: %.1f us for 64 frames of %u voices%s", awe_level_name(level),
                   load_ns * 1e-3, levels.n_voices[level], saves ? "" : ", left out");
        levels.skipped |= (uint8_t)(!saves << level);
        best_ns = saves ? load_ns : best_ns;
    }
    awe_monitor_set_levels(w->monitor, &levels);
}

void watch_close(watch *w)
{
    dump_free(w->dump);
    memory_tags_free(w->monitor);
    w->dump = NULL;
    w->monitor = NULL;
}

void watch_set_rate(watch *w, double rate_hz)
{
    w->rate_hz = rate_hz;
    summary_set_rate(&w->summary, rate_hz);
    awe_monitor_set_rate(w->monitor, rate_hz);
}

void watch_disturb(watch *w)
{
    awe_monitor_disturb(w->monitor, clock_now_ns());
}

void watch_dump(watch *w, dump_reason reason)
{
    dump_head head = {
        .reason = reason,
        .rate_hz = w->rate_hz,
        .xrun = awe_monitor_last_xrun(w->monitor),
    };
    if (w->dump) {
        dump_ask(w->dump, &head, clock_now_ns());
    }
}

void watch_end(watch *w)
{
    if (w->dump) {
        dump_finish(w->dump); /* there is one at a time */
        watch_dump(w, DUMP_ON_EXIT);
        dump_finish(w->dump);
    }
}

bool watch_is_system_due(const watch *w)
{
    return clock_now_ns() >= w->system_ns;
}

void watch_read_system(watch *w, const system_subject *subject)
{
    uint64_t now_ns = clock_now_ns();
    awe_machine machine = system_read(&w->system, subject, now_ns, w->meters);
    w->system_ns = now_ns + SYSTEM_NS;
    memory_tags_meter(w->meters);
    awe_monitor_take_machine(w->monitor, &machine);
}

/* ---- what is said */

/* Once for each cause as a warning, for whoever hears it wants to know what helps; the others are
   counted. */
static void say_xrun(watch *w, const awe_notice *notice)
{
    const awe_xrun *xrun = &notice->of.xrun;
    char text[AWE_SENTENCE_SIZE];
    awe_cause_tell(xrun->cause, &xrun->evidence, text);
    w->n_xruns++;
    w->n_by_cause[xrun->cause]++;
    if (w->causes_said & 1u << xrun->cause) {
        say_detail("sound was lost at %.1f s: %s", notice->seconds, text);
    } else {
        w->causes_said |= 1u << xrun->cause;
        say_warning("sound was lost: %s; what helps: %s", text, awe_cause_advice(xrun->cause));
    }
}

static void say_decision(const awe_notice *notice)
{
    const awe_decision *d = &notice->of.decision;
    static const char *const why[] = {
        [AWE_DECISION_DOWN] = "the load",
        [AWE_DECISION_UP] = "there is room",
        [AWE_DECISION_REVERT] = "less did not help",
        [AWE_DECISION_CONFIRM] = "it helps",
    };
    say_detail("quality at %.1f s: %s to %s: %s", notice->seconds, awe_level_name(d->from),
               awe_level_name(d->to), why[d->kind]);
}

/* Timing the stages is the part of watching that can be spared. */
static void limit_overhead(watch *w, const awe_alert *alert)
{
    if (alert->budget.metric == AWE_METRIC_MONITOR_SHARE && alert->state == AWE_ALERT_FIRING &&
        w->timing == WATCH_TIMING) {
        say_warning("measuring takes more of the deadline than its budget allows: stages are not "
                    "timed any more");
        w->timing = WATCH_TIMING_STOPS;
    }
}

static void say_alert(const awe_notice *notice)
{
    const awe_alert *alert = &notice->of.alert;
    char line[AWE_BUDGET_SIZE];
    awe_budget_print(&alert->budget, line);
    say_detail("budget %s at %.1f s: %s",
               alert->state == AWE_ALERT_FIRING ? "broken" : "kept again", notice->seconds, line);
}

static void say_notices(watch *w)
{
    awe_notice notice;
    while (awe_monitor_next_notice(w->monitor, &w->notice, &notice)) {
        switch (notice.kind) {
        case AWE_NOTICE_XRUN:
            say_xrun(w, &notice);
            watch_dump(w, DUMP_ON_XRUN);
            break;
        case AWE_NOTICE_DECISION:
            say_decision(&notice);
            break;
        case AWE_NOTICE_ALERT:
            say_alert(&notice);
            limit_overhead(w, &notice.of.alert);
            break;
        }
    }
}

void watch_begin_song(watch *w)
{
    w->n_xruns = 0;
    memset(w->n_by_cause, 0, sizeof w->n_by_cause);
}

void watch_say_losses(const watch *w, const char *name)
{
    char causes[AWE_N_CAUSES * 24] = "";
    size_t used = 0;
    if (w->n_xruns == 0) {
        return;
    }
    for (int cause = 0; cause < AWE_N_CAUSES; cause++) {
        if (w->n_by_cause[cause] > 0) {
            used +=
                (size_t)snprintf(causes + used, sizeof causes - used, "%s%s %u", used ? ", " : "",
                                 awe_cause_name((awe_cause)cause), w->n_by_cause[cause]);
        }
    }
    say_warning("%s: sound was lost %u times: %s", name, w->n_xruns, causes);
}

/* ---- every 50 ms */

static uint32_t to_u32(uint64_t value)
{
    return value < UINT32_MAX ? (uint32_t)value : UINT32_MAX;
}

/* A key may wake the loop before its time. */
static void note_lag(watch *w, uint64_t now_ns)
{
    uint64_t due_ns = w->looked_ns + WATCH_MS * UINT64_C(1000000);
    if (w->looked_ns > 0) {
        uint64_t lag_ns = now_ns > due_ns ? now_ns - due_ns : 0;
        awe_meters_add(w->meters, AWE_METRIC_PROCESS_LOOP_LAG, to_u32(lag_ns / 1000));
    }
    w->looked_ns = now_ns;
}

/* The level of quality, and what work costs: by that the callback looks ahead. */
static void tell_callback(watch *w, live *l)
{
    uint8_t level = awe_monitor_level(w->monitor);
    live_command command = {.verb = LIVE_QUALITY, .quality = level};
    if (level != w->sent_level && live_send(l, &command)) {
        w->sent_level = level;
    }
    command = (live_command){.verb = LIVE_STOP_TIMING};
    if (w->timing == WATCH_TIMING_STOPS && live_send(l, &command)) {
        w->timing = WATCH_NO_TIMING;
    }
    awe_reflex_set_costs(live_get_reflex(l), w->is_adaptive ? awe_monitor_costs(w->monitor) : NULL);
}

/* The first buffer in which there is anything to be heard. */
static void note_start(watch *w, const awe_record *record)
{
    if (w->has_sounded || record->peak == 0) {
        return;
    }
    double ms = (double)(record->entry_ns + record->busy_ns - w->launch_ns) * 1e-6;
    w->has_sounded = true;
    awe_meters_set(w->meters, AWE_METRIC_PROCESS_START, ms);
    say_detail("time: first sound %.0f ms after the launch", ms);
}

void watch_look(watch *w, live *l, bool is_steady)
{
    awe_record record;
    uint64_t start_ns = clock_now_ns();
    while (awe_ring_pop(&w->records, &record)) {
        summary_take(&w->summary, &record, is_steady);
        awe_monitor_take(w->monitor, &record);
        note_start(w, &record);
    }
    live_figures_feed(live_get_figures(l), &w->seen, w->meters);
    note_lag(w, start_ns);
    awe_monitor_tick(w->monitor, start_ns);
    tell_callback(w, l);
    say_notices(w);
    if (w->dump) {
        dump_look(w->dump);
    }
    awe_meters_add(w->meters, AWE_METRIC_MONITOR_TICK, to_u32(clock_now_ns() - start_ns));
}
