/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* midi_listen [-a] SECONDS [NAME]...: the program's MIDI thread with a callback that takes
   everything at once. -a is the ALSA API; NAME may be "all"; names are waited for. SECONDS 0 is
   until SIGTERM. Prints what it takes ("ARRIVAL_NS TYPE CHANNEL KEY VALUE", or "ARRIVAL_NS
   release"), what comes and goes ("+ NAME, NANOSECONDS", "- NAME"), and at the end "keys N" (those
   that are down), "lost N", "refused N", "uncertainty US" and for each input "input CONNECTIONS
   BYTES MESSAGES ERRORS NAME". */

#include "app/midi_thread.h"
#include "app/signals.h"
#include "io/clock.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct listener {
    input_queue queue;
    bool is_down[16][128];
    midi_status before;
} listener;

static void take(listener *l)
{
    stamped event;
    if (input_queue_take_release(&l->queue)) {
        memset(l->is_down, 0, sizeof l->is_down);
        printf("%llu release\n", (unsigned long long)clock_now_ns());
    }
    while (input_queue_peek(&l->queue, &event)) {
        const awe_message *m = &event.message;
        input_queue_pop(&l->queue);
        printf("%llu %u %u %u %d\n", (unsigned long long)event.arrival_ns, m->type, m->channel,
               m->key, m->value);
        if (m->type == AWE_NOTE_ON || m->type == AWE_NOTE_OFF) {
            l->is_down[m->channel][m->key] = m->type == AWE_NOTE_ON;
        }
        if (input_queue_take_release(&l->queue)) {
            memset(l->is_down, 0, sizeof l->is_down);
            printf("%llu release\n", (unsigned long long)clock_now_ns());
        }
    }
}

static void tell_changes(listener *l, const midi_thread *thread)
{
    static midi_status now;
    midi_thread_get_status(thread, &now);
    for (uint32_t i = 0; i < now.n_inputs; i++) {
        const midi_input_status *input = &now.inputs[i];
        const midi_input_status *before = &l->before.inputs[i];
        bool is_same = i < l->before.n_inputs && strcmp(input->name, before->name) == 0;
        uint32_t n_before = is_same ? before->n_connections : 0;
        if (input->n_connections != n_before) {
            printf("+ %s, %llu\n", input->name, (unsigned long long)clock_now_ns());
        }
        if (is_same && before->is_connected && !input->is_connected) {
            printf("- %s\n", input->name);
        }
    }
    l->before = now;
}

static void print_end(const listener *l)
{
    const midi_status *s = &l->before;
    input_queue_stats stats;
    unsigned n_keys = 0;
    for (int i = 0; i < 16 * 128; i++) {
        n_keys += l->is_down[i / 128][i % 128];
    }
    input_queue_get_stats(&l->queue, &stats);
    printf("keys %u\nlost %u\nrefused %u %u %u %u\nuncertainty %u\n", n_keys, s->n_lost,
           stats.n_refused[0], stats.n_refused[1], stats.n_refused[2], stats.n_refused[3],
           s->uncertainty_us);
    for (uint32_t i = 0; i < s->n_inputs; i++) {
        const midi_input_status *input = &s->inputs[i];
        printf("input %u %llu %llu %llu %s\n", input->n_connections,
               (unsigned long long)input->n_bytes, (unsigned long long)input->n_messages,
               (unsigned long long)input->n_errors, input->name);
    }
}

int main(int argc, char **argv)
{
    static listener l;
    static midi_settings settings = {.wait = true};
    midi_outlet outlet = {.queue = &l.queue};
    midi_thread *thread;
    io_error error;
    int at = 1;
    if (at < argc && strcmp(argv[at], "-a") == 0) {
        settings.api = MIDI_API_ALSA;
        at++;
    }
    double seconds = at < argc ? atof(argv[at++]) : 0;
    for (; at < argc; at++) {
        if (strcmp(argv[at], "all") == 0) {
            settings.all = true;
        } else {
            settings.names[settings.n_names++] = argv[at];
        }
    }
    signals_install();
    setvbuf(stdout, NULL, _IOLBF, 0);
    input_queue_init(&l.queue);
    if (!midi_thread_start(&settings, &outlet, &thread, &error) || !thread) {
        printf("error %s\n", thread ? error.text : "nothing to listen to");
        return 1;
    }
    puts("ready");
    uint64_t end = seconds > 0 ? clock_now_ns() + (uint64_t)(seconds * 1e9) : UINT64_MAX;
    while (clock_now_ns() < end && !signals_received()) {
        take(&l);
        tell_changes(&l, thread);
        clock_sleep_ms(1);
    }
    tell_changes(&l, thread);
    midi_thread_stop(thread);
    take(&l);
    print_end(&l);
    return 0;
}
