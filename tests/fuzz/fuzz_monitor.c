/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Any records through the whole monitor, any bytes as a stored histogram, any text as a budget. The
   first byte chooses. What comes out must be sane: finite numbers, names that exist. */

#include "fuzz/target.h"
#include "perf/entry_clock.h"
#include "perf/reflex.h"
#include "perf/snapshot.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_RECORDS 2000
#define BLACK_BOX 64

static void check_snapshot(awe_monitor *monitor)
{
    static awe_snapshot snapshot;
    awe_snapshot_take(monitor, AWE_WINDOW_10_S, &snapshot);
    require(snapshot.level < AWE_N_LEVELS && isfinite(snapshot.seconds));
    require(snapshot.n_alerts <= AWE_MAX_ALERTS);
    for (int i = 0; i < AWE_N_METRICS; i++) {
        for (int stat = 0; stat < AWE_N_STATS; stat++) {
            require(snapshot.metrics[i][stat].why || isfinite(snapshot.metrics[i][stat].value));
        }
    }
}

static void check_notices(const awe_monitor *monitor)
{
    awe_notice notice;
    uint64_t cursor = 0;
    while (awe_monitor_next_notice(monitor, &cursor, &notice)) {
        char text[AWE_SENTENCE_SIZE], line[AWE_BUDGET_SIZE];
        if (notice.kind == AWE_NOTICE_XRUN) {
            require(notice.of.xrun.cause < AWE_N_CAUSES);
            awe_cause_tell(notice.of.xrun.cause, &notice.of.xrun.evidence, text);
            require(strlen(text) > 5);
        } else if (notice.kind == AWE_NOTICE_ALERT) {
            awe_budget_print(&notice.of.alert.budget, line);
        } else {
            require(notice.of.decision.to < AWE_N_LEVELS);
        }
    }
}

/* The record's parts that the callback itself computes with. */
static void call_back(awe_reflex *reflex, awe_entry_clock *clock, const awe_record *record)
{
    awe_work work = {record->n_voices, record->frames, record->n_events};
    require(awe_reflex_decide(reflex, &work, record->control_ns) >= 8);
    awe_reflex_learn(reflex, record->busy_ns, record->n_preempted == 0);
    awe_entry_clock_call(clock, record->entry_ns, record->frames);
    require(isfinite(clock->ns_per_frame) && clock->ns_per_frame > 0);
}

/* `is_plain`: time and numbers go on as they would; only the rest is the input's. */
static void take_records(awe_monitor *monitor, const uint8_t *data, size_t size, int is_plain)
{
    awe_reflex reflex;
    awe_entry_clock clock;
    awe_record record;
    awe_reflex_init(&reflex);
    awe_entry_clock_init(&clock, 48000);
    for (uint32_t i = 0; i < MAX_RECORDS && size >= sizeof record; i++) {
        memcpy(&record, data, sizeof record);
        if (is_plain) {
            record.seq = i;
            record.entry_ns = 1000000000u + i * (uint64_t)1333333 + record.entry_ns % 10000000;
            record.frames = 64;
            record.busy_ns %= 3000000;
            record.flags &= (uint16_t)~AWE_RECORD_FIRST;
            record.level = awe_monitor_level(monitor);
        }
        awe_monitor_take(monitor, &record);
        call_back(&reflex, &clock, &record);
        awe_reflex_set_costs(&reflex, awe_monitor_costs(monitor));
        if (i % 32 == 31) {
            awe_machine machine = {record.peak, record.n_clipped, record.n_stolen, record.core};
            awe_monitor_take_machine(monitor, &machine);
            awe_monitor_tick(monitor, record.entry_ns + record.busy_ns);
        }
        data += sizeof record;
        size -= sizeof record;
    }
}

static void try_monitor(const uint8_t *data, size_t size, int is_plain)
{
    static awe_record black_box[BLACK_BOX];
    static const double costs[4] = {600, 10, 14, 100};
    awe_monitor_config config = {.rate_hz = 48000,
                                 .adapt = {.n_voices = {32, 32, 24, 16}, .worst = 3},
                                 .black_box = black_box,
                                 .n_black_box = BLACK_BOX};
    static void *memory; /* kept: touching its pages anew would take most of the time */
    memory = memory ? memory : malloc(awe_monitor_size());
    require(memory != NULL);
    awe_monitor *monitor = awe_monitor_init(memory, &config, 0);
    for (uint8_t level = 0; is_plain && level < 3; level++) {
        awe_monitor_calibrate(monitor, level, costs);
    }
    take_records(monitor, data, size, is_plain);
    check_snapshot(monitor);
    check_notices(monitor);
    const awe_black_box *box = awe_monitor_black_box(monitor);
    require(awe_black_box_since(box, 1000000000) <= awe_black_box_count(box));
}

static void try_histogram(const uint8_t *data, size_t size)
{
    static uint8_t bytes[10 * AWE_N_BUCKETS];
    awe_histogram histogram, again;
    if (!awe_histogram_load(&histogram, data, size)) {
        return;
    }
    size_t n = awe_histogram_store(&histogram, bytes, sizeof bytes);
    require(awe_histogram_load(&again, bytes, n));
    require(memcmp(&histogram, &again, sizeof again) == 0);
    require(awe_histogram_percentile(&histogram, 990) <= histogram.max);
}

static void try_budget(const uint8_t *data, size_t size)
{
    char text[512], line[AWE_BUDGET_SIZE];
    awe_budget budget, again;
    const char *error = NULL;
    size = size < sizeof text ? size : sizeof text - 1;
    memcpy(text, data, size);
    text[size] = '\0';
    if (!awe_budget_parse(text, &budget, &error)) {
        require(error != NULL);
        return;
    }
    awe_budget_print(&budget, line);
    require(awe_budget_parse(line, &again, &error));
    require(again.metric == budget.metric && again.comparison == budget.comparison);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    switch (data[0] % 4) {
    case 0:
        try_monitor(data + 1, size - 1, 0);
        break;
    case 1:
        try_monitor(data + 1, size - 1, 1);
        break;
    case 2:
        try_histogram(data + 1, size - 1);
        break;
    default:
        try_budget(data + 1, size - 1);
    }
    return 0;
}
