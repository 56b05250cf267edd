/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/latency_table.h"

#include "awe/rate.h"

#include <stdarg.h>
#include <stdio.h>

#define MUCH_QUEUE 3.0    /* buffers */
#define SHORT_US 10000    /* nobody hears less than this as late */
#define MUCH_LATE_US 1000 /* for wake-ups */

static uint32_t find_buffer_us(const latency_facts *f)
{
    return f->rate_hz > 0 ? (uint32_t)(1e6 * f->buffer_frames / f->rate_hz) : 0;
}

/* What the delay has to cover besides the parts that are known. */
static uint32_t find_late_us(const latency_facts *f)
{
    uint32_t known_us = find_buffer_us(f) + f->thread_us + f->lead_us;
    return f->need_us > known_us ? f->need_us - known_us : 0;
}

static double to_ms(uint32_t us)
{
    return us * 1e-3;
}

static __attribute__((format(printf, 3, 4))) void set(latency_row *row, uint32_t us,
                                                      const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    row->has_value = true;
    row->us = us;
    vsnprintf(row->note, sizeof row->note, format, arguments);
    va_end(arguments);
}

static void lack(latency_row *row, const char *why)
{
    snprintf(row->note, sizeof row->note, "%s", why);
}

static void set_delay(const latency_facts *f, latency_row rows[])
{
    latency_row *delay = &rows[LATENCY_DELAY];
    if (f->is_delay_given) {
        set(delay, f->delay_us, "by --midi-delay; this device needs %.2f:", to_ms(f->need_us));
    } else {
        set(delay, f->delay_us, "the least with which no key is late:");
    }
    set(&rows[LATENCY_BUFFER], find_buffer_us(f), "%u frames at %.0f Hz", f->buffer_frames,
        f->rate_hz);
    set(&rows[LATENCY_LATE], find_late_us(f), "99.9 %% of them are no later");
    set(&rows[LATENCY_THREAD], f->thread_us, "until it has woken up");
    if (f->rate_hz == AWE_RATE_HZ) {
        set(&rows[LATENCY_CONVERTER], f->lead_us, "the device has the engine's rate");
    } else {
        set(&rows[LATENCY_CONVERTER], f->lead_us, "%d Hz are made ahead", AWE_RATE_HZ);
    }
}

static void set_queue(const latency_facts *f, latency_row rows[])
{
    if (f->has_queue) {
        set(&rows[LATENCY_QUEUE], f->queue_us[1], "measured, %.2f to %.2f; the device claims %.2f",
            to_ms(f->queue_us[0]), to_ms(f->queue_us[2]), to_ms(f->claimed_us));
        set(&rows[LATENCY_TOTAL], f->delay_us + f->queue_us[1], "from the stamp to the sound");
    } else {
        lack(&rows[LATENCY_QUEUE], "the host does not say what its device has");
        lack(&rows[LATENCY_TOTAL], "not without the queue");
    }
}

static void set_stamp(const latency_facts *f, latency_row *row)
{
    if (!f->has_midi) {
        lack(row, "there is no MIDI input");
    } else if (f->is_polled) {
        set(row, f->stamp_us, "more, at the most: the input is asked every millisecond");
    } else {
        set(row, f->stamp_us, "more, at the most: the system stamps");
    }
}

void latency_table(const latency_facts *facts, latency_row rows[N_LATENCY_SEGMENTS])
{
    static const latency_row names[N_LATENCY_SEGMENTS] = {
        [LATENCY_DELAY] = {.key = "delay", .what = "placement delay"},
        [LATENCY_BUFFER] = {.key = "buffer", .what = "buffer", .is_part = true},
        [LATENCY_LATE] = {.key = "late", .what = "late wake-ups", .is_part = true},
        [LATENCY_THREAD] = {.key = "thread", .what = "MIDI thread", .is_part = true},
        [LATENCY_CONVERTER] = {.key = "converter", .what = "rate converter", .is_part = true},
        [LATENCY_QUEUE] = {.key = "queue", .what = "device queue"},
        [LATENCY_TOTAL] = {.key = "total", .what = "total"},
        [LATENCY_STAMP] = {.key = "stamp", .what = "stamp"},
    };
    for (int i = 0; i < N_LATENCY_SEGMENTS; i++) {
        rows[i] = names[i];
    }
    set_delay(facts, rows);
    set_queue(facts, rows);
    set_stamp(facts, &rows[LATENCY_STAMP]);
}

/* ---- advice */

typedef struct advice {
    char (*texts)[LATENCY_TEXT_SIZE];
    size_t n;
} advice;

static __attribute__((format(printf, 2, 3))) void add(advice *a, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    if (a->n < LATENCY_MAX_ADVICE) {
        vsnprintf(a->texts[a->n++], LATENCY_TEXT_SIZE, format, arguments);
    }
    va_end(arguments);
}

/* What makes sound unsafe comes before what makes it slow. */
static void advise_on_safety(const latency_facts *f, advice *a)
{
    if (f->n_underflows > 0) {
        add(a, "the device ran dry %u times in %u buffers: a larger --buffer", f->n_underflows,
            f->n_buffers);
    }
    if (f->delay_us < f->need_us) {
        add(a, "keys will be late at times: --midi-delay %.2f or more, or auto", to_ms(f->need_us));
    }
    if (!f->is_real_time) {
        add(a, "the audio thread has no real-time priority: awe-player doctor says how it gets it");
    }
}

static void advise_on_time(const latency_facts *f, advice *a)
{
    uint32_t buffer_us = find_buffer_us(f);
    uint32_t queue_us = f->has_queue ? f->queue_us[1] : f->claimed_us;
    if (f->n_underflows == 0 && f->delay_us + queue_us > SHORT_US) {
        if (queue_us > MUCH_QUEUE * buffer_us) {
            add(a, "most waits in the device or its sound server: another --device, or its own "
                   "settings");
        } else {
            add(a, "a --buffer of %u frames takes %.1f ms off", f->buffer_frames / 2,
                to_ms((buffer_us + queue_us) / 2));
        }
    }
    if (f->is_delay_given && f->delay_us > f->need_us + MUCH_LATE_US) {
        add(a, "--midi-delay auto takes %.1f ms off", to_ms(f->delay_us - f->need_us));
    }
    if (find_late_us(f) > MUCH_LATE_US) {
        add(a, "%.1f ms are for late wake-ups: awe-player doctor says what helps",
            to_ms(find_late_us(f)));
    }
    if (f->lead_us > 0) {
        add(a, "a device that runs at %d Hz takes %.1f ms off", AWE_RATE_HZ, to_ms(f->lead_us));
    }
    if (f->is_polled) {
        add(a, "--midi-api alsa knows the time of keys better");
    }
}

size_t latency_advise(const latency_facts *facts, char texts[LATENCY_MAX_ADVICE][LATENCY_TEXT_SIZE])
{
    advice a = {.texts = texts};
    advise_on_safety(facts, &a);
    advise_on_time(facts, &a);
    return a.n;
}
