/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* `latency`: plays silence as `live` would, and tells what lies between a key and its sound. */

#include "app/cmd.h"
#include "app/json.h"
#include "app/latency_table.h"
#include "app/player.h"
#include "app/say.h"
#include "app/signals.h"
#include "io/clock.h"

#include <stdio.h>
#include <stdlib.h>

#define LOOK_MS 50
#define MEASURE_MS 4000
#define MAX_START_MS 10000 /* until the player is warm */

typedef struct measurement {
    audio_info device;
    latency_facts facts;
} measurement;

/* Looks after the player for so long, or until it is steady; `lead_us` takes the most that was seen
   of it. False: the player has ended before. */
static bool run(player *p, uint64_t ms, bool until_steady, uint32_t *lead_us)
{
    uint64_t end_ns = clock_now_ns() + ms * 1000000;
    while (clock_now_ns() < end_ns && !(until_steady && p->is_steady)) {
        clock_sleep_ms(LOOK_MS);
        if (player_look(p) == PLAYER_HAS_FAILED || signals_received()) {
            return false;
        }
        *lead_us = p->status.lead_us > *lead_us ? p->status.lead_us : *lead_us;
    }
    return true;
}

static void collect_queue(const summary *measured, latency_facts *f)
{
    static const uint32_t permille[] = {10, 500, 990};
    f->has_queue = measured->ahead_us.count > 0;
    for (int i = 0; i < 3 && f->has_queue; i++) {
        f->queue_us[i] = awe_histogram_percentile(&measured->ahead_us, permille[i]);
    }
}

/* As the player sets it, and as it would with an input. */
static uint32_t find_delay_us(const player *p, uint32_t need_us)
{
    uint64_t delay_ns = p->delay_ns ? p->delay_ns : p->s->live.midi_delay_ns;
    return delay_ns ? (uint32_t)(delay_ns / 1000) : need_us;
}

static void collect(const player *p, uint32_t lead_us, measurement *m)
{
    const settings *s = p->s;
    const summary *measured = &p->watch.summary;
    latency_facts *f = &m->facts;
    device_get_info(p->device, &m->device);
    uint32_t need_us = (uint32_t)(summary_find_delay_ns(measured) / 1000) + lead_us;
    *f = (latency_facts){
        .rate_hz = m->device.rate_hz,
        .buffer_frames = measured->last.frames,
        .claimed_us = (uint32_t)(1e6 * m->device.latency_frames / m->device.rate_hz),
        .has_midi = p->input != NULL,
        .is_polled =
            (s->live.midi.n_names > 0 || s->live.midi.all) && s->live.midi.api == MIDI_API_PORTMIDI,
        .stamp_us = live_input_uncertainty_us(p->input),
        .is_delay_given = s->live.midi_delay_ns > 0,
        .delay_us = find_delay_us(p, need_us),
        .need_us = need_us,
        .thread_us = SUMMARY_HANDLING_NS / 1000,
        .lead_us = lead_us,
        .is_real_time = p->mode.source != RT_NORMAL,
    };
    collect_queue(measured, f);
}

static bool measure_silence(player *p, measurement *m)
{
    if (!player_play(p, NULL, "latency", &(song_span){0})) {
        say_error("the audio callback does not answer");
        p->failure = EXIT_NO_DEVICE;
        return false;
    }
    uint32_t lead_us = 0;
    if (!run(p, MAX_START_MS, true, &lead_us)) {
        return false;
    }
    summary *seen = &p->watch.summary;
    uint64_t n_buffers = seen->n_buffers;
    uint32_t n_underflows = seen->n_underflows;
    summary_forget_need(seen);
    if (!run(p, MEASURE_MS, false, &lead_us)) {
        return false;
    }
    collect(p, lead_us, m);
    m->facts.n_buffers = (uint32_t)(seen->n_buffers - n_buffers);
    m->facts.n_underflows = seen->n_underflows - n_underflows;
    return true;
}

/* ---- what is printed */

static void print_table(const measurement *m, const latency_row rows[])
{
    char advice[LATENCY_MAX_ADVICE][LATENCY_TEXT_SIZE];
    size_t n = latency_advise(&m->facts, advice);
    printf("%s: %s, %.0f Hz, %u frames at a time; %u buffers of silence, %u underflows\n\n",
           m->device.host, m->device.name, m->device.rate_hz, m->facts.buffer_frames,
           m->facts.n_buffers, m->facts.n_underflows);
    printf("%-20s %9s\n", "from key to sound", "ms");
    for (int i = 0; i < N_LATENCY_SEGMENTS; i++) {
        const latency_row *row = &rows[i];
        char value[16] = "?";
        if (row->has_value) {
            snprintf(value, sizeof value, "%.3f", row->us * 1e-3);
        }
        printf("%s%-*s %9s  %s\n", row->is_part ? "  " : "", row->is_part ? 18 : 20, row->what,
               value, row->note);
    }
    for (size_t i = 0; i < n; i++) {
        printf("%s-> %s\n", i == 0 ? "\n" : "", advice[i]);
    }
}

static void put_row(struct json_t *object, const latency_row *row)
{
    char name[40];
    snprintf(name, sizeof name, "%s_ms", row->key);
    if (row->has_value) {
        json_put_number(object, name, row->us * 1e-3);
    } else {
        json_put_null(object, name);
        snprintf(name, sizeof name, "why.%s_ms", row->key);
        json_put_text(object, name, row->note);
    }
}

static bool print_json(const measurement *m, const latency_row rows[])
{
    char advice[LATENCY_MAX_ADVICE][LATENCY_TEXT_SIZE];
    size_t n = latency_advise(&m->facts, advice);
    struct json_t *object = json_begin();
    json_put_text(object, "host", m->device.host);
    json_put_text(object, "device", m->device.name);
    json_put_number(object, "rate_hz", m->device.rate_hz);
    json_put_number(object, "buffer_frames", m->facts.buffer_frames);
    json_put_number(object, "buffers", m->facts.n_buffers);
    json_put_number(object, "underflows", m->facts.n_underflows);
    for (int i = 0; i < N_LATENCY_SEGMENTS; i++) {
        put_row(object, &rows[i]);
    }
    json_put_number(object, "needed_ms", m->facts.need_us * 1e-3);
    json_put_number(object, "claimed_ms", m->facts.claimed_us * 1e-3);
    for (size_t i = 0; i < n; i++) {
        json_add_text(object, "advice", advice[i]);
    }
    char *line = json_end(object);
    bool ok = line && printf("%s\n", line) > 0;
    free(line);
    return ok;
}

static exit_code print(const measurement *m, bool as_json)
{
    latency_row rows[N_LATENCY_SEGMENTS];
    latency_table(&m->facts, rows);
    if (!as_json) {
        print_table(m, rows);
    }
    return !as_json || print_json(m, rows) ? EXIT_ALL_DONE : EXIT_USAGE;
}

/* Nothing of it is heard, whatever the bank. */
static void make_silent(settings *s)
{
    s->watch.dump.when = 0;
    if (s->sound.n_banks == 0) {
        s->sound.banks[s->sound.n_banks++] = "builtin";
    }
}

exit_code cmd_latency(const settings *s)
{
    static player p;
    static settings mine;
    static measurement m;
    if (s->n_files > 0) {
        say_error("latency takes no file");
        return EXIT_USAGE;
    }
    mine = *s;
    make_silent(&mine);
    bool is_measured = player_open(&p, &mine, true) && measure_silence(&p, &m);
    exit_code code = signals_received() ? EXIT_BY_SIGNAL : p.failure;
    if (is_measured) {
        code = print(&m, s->json);
    }
    if (s->live.rt_strict && is_measured && !player_kept_contract(&p)) {
        code = EXIT_NOT_REAL_TIME;
    }
    if (!player_close(&p)) {
        fflush(stdout);
        _Exit((int)code);
    }
    return code;
}
