/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/budget_check.h"

#include "app/memory_tags.h"
#include "app/rehearsal.h"
#include "app/say.h"
#include "app/signals.h"
#include "io/clock.h"
#include "io/system.h"
#include "perf/monitor.h"

#define START_NS 1000000000u
#define TICK_NS 50000000u
#define SYSTEM_NS 1000000000u

/* A check, under way. */
typedef struct run {
    budget_check *check;
    awe_monitor *monitor;
    awe_record black_box[1]; /* nobody will ask for it */
    uint64_t tick_ns;        /* when the monitor looks next */
    uint64_t system_ns;      /* when the system is asked next */
    system_watch system;
} run;

static void note_alerts(run *x)
{
    size_t n;
    const awe_alert *alerts = awe_monitor_alerts(x->monitor, &n);
    for (size_t i = 0; i < n; i++) {
        budget_result *result = &x->check->results[i];
        if (result->broken_s >= 0) {
            continue;
        }
        result->reading = alerts[i].reading;
        if (awe_alert_is_on(&alerts[i])) {
            result->broken_s = awe_monitor_seconds(x->monitor);
            x->check->n_broken++;
        }
    }
}

/* In the song's time, but as the machine is now. */
static void ask_system(run *x, uint64_t now_ns)
{
    const system_subject subject = {.core = SYSTEM_NO_CORE,
                                    .banks = x->check->work->banks.maps,
                                    .n_banks = x->check->work->banks.n};
    if (now_ns >= x->system_ns) {
        x->system_ns = now_ns + SYSTEM_NS;
        awe_meters *meters = awe_monitor_meters(x->monitor);
        memory_tags_meter(meters);
        awe_machine machine = system_read(&x->system, &subject, clock_now_ns(), meters);
        awe_monitor_take_machine(x->monitor, &machine);
    }
}

static bool take(void *context, const awe_record *told, const awe_times *times)
{
    run *x = context;
    awe_record record = *told;
    awe_meters *meters = awe_monitor_meters(x->monitor);
    record.entry_ns += START_NS;
    awe_monitor_take(x->monitor, &record);
    for (uint32_t i = 0; i < times->n_starts; i++) {
        awe_meters_add(meters, AWE_METRIC_VOICE_ALLOC, times->start_ns[i]);
    }
    if (record.entry_ns >= x->tick_ns) {
        x->tick_ns = record.entry_ns + TICK_NS;
        ask_system(x, record.entry_ns);
        awe_monitor_tick(x->monitor, record.entry_ns);
        note_alerts(x);
    }
    return !signals_received();
}

static void watch(run *x, awe_synth *synth)
{
    budget_check *c = x->check;
    for (size_t i = 0; i < c->budgets->n; i++) {
        c->results[i] = (budget_result){
            .budget = c->budgets->items[i], .reading.why = "too short", .broken_s = -1};
    }
    rehearsal r = {
        .synth = synth,
        .song = c->work->song,
        .buffer_frames = c->buffer_frames,
        .max_frames = c->work->max_frames,
        .only = REHEARSAL_ALL_NOTES,
        .take = take,
        .context = x,
    };
    rehearsal_run(&r);
    c->seconds = awe_monitor_seconds(x->monitor);
}

bool budget_check_run(budget_check *c)
{
    awe_synth *synth = NULL;
    run x = {.check = c, .tick_ns = START_NS};
    system_init(&x.system, "");
    awe_monitor_config config = {
        .rate_hz = AWE_RATE_HZ, .black_box = x.black_box, .n_black_box = 1};
    awe_synth_config wanted = *c->synth;
    wanted.allocator = memory_tags_allocator(MEMORY_SYNTH);
    wanted.clock = rehearsal_clock();
    void *memory = memory_tags_new(MEMORY_MONITOR, awe_monitor_size());
    awe_status status = memory ? AWE_OK : AWE_NO_MEM;
    if (!status) {
        status = awe_synth_new(&wanted, c->work->stack, c->work->n_banks, &synth);
    }
    if (!status) {
        x.monitor = awe_monitor_init(memory, &config, START_NS);
        awe_monitor_set_budgets(x.monitor, c->budgets->items, c->budgets->n);
        watch(&x, synth);
    } else {
        say_error("%s", awe_status_text(status));
    }
    awe_synth_free(synth);
    memory_tags_free(memory);
    return !status;
}
