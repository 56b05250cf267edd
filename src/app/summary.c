/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/summary.h"

#include "app/say.h"

#include <stdio.h>
#include <string.h>

#define NEED_PERMILLE 999
#define DEFAULT_NEED_NS 10000000 /* until anything is known */

void summary_init(summary *s)
{
    memset(s, 0, sizeof *s);
    awe_histogram_clear(&s->busy_ns);
    awe_histogram_clear(&s->share_ppm);
    awe_histogram_clear(&s->late_us);
    awe_histogram_clear(&s->queued_us);
    awe_histogram_clear(&s->ahead_us);
    awe_histogram_clear(&s->midi_us);
    awe_histogram_clear(&s->need_us);
}

void summary_set_rate(summary *s, double rate_hz)
{
    s->rate_hz = rate_hz;
    s->has_last = false;
    summary_forget_need(s);
}

void summary_forget_need(summary *s)
{
    awe_histogram_clear(&s->need_us);
}

static uint32_t to_us(int64_t ns)
{
    int64_t us = (ns + 999) / 1000;
    return us < 0 ? 0 : us > UINT32_MAX ? UINT32_MAX : (uint32_t)us;
}

/* An event that came just after the last call took the queue is first seen by this one, which
   stands for its predicted time. */
static void add_need(summary *s, const awe_record *r)
{
    uint64_t due_ns = r->entry_ns - (uint64_t)(int64_t)r->late_ns;
    if (s->has_last && r->seq == s->last.seq + 1 && !(r->flags & AWE_RECORD_FIRST)) {
        awe_histogram_add(&s->need_us, to_us((int64_t)(due_ns - s->last.entry_ns)));
    }
}

static void add_steady(summary *s, const awe_record *r)
{
    double length_ns = s->rate_hz > 0 ? r->frames * 1e9 / s->rate_hz : 0;
    awe_histogram_add(&s->busy_ns, r->busy_ns);
    if (length_ns > 0) {
        awe_histogram_add(&s->share_ppm, (uint32_t)(1e6 * r->busy_ns / length_ns));
    }
    awe_histogram_add(&s->late_us, to_us(r->late_ns));
    if (r->queued_us != AWE_QUEUED_UNKNOWN) {
        awe_histogram_add(&s->queued_us, r->queued_us);
        awe_histogram_add(&s->ahead_us, to_us(1000 * (int64_t)r->queued_us + r->late_ns));
    }
    s->n_minor_faults += r->n_minor_faults;
    s->n_major_faults += r->n_major_faults;
    s->n_preempted += r->n_preempted;
    s->n_denormal += (r->flags & (AWE_RECORD_DENORMAL | AWE_RECORD_INVALID)) != 0;
}

void summary_take(summary *s, const awe_record *r, bool is_steady)
{
    if (s->n_buffers > 0 && r->seq > s->last.seq) {
        s->n_missing += r->seq - s->last.seq - 1;
    }
    s->n_buffers++;
    s->n_events += r->n_events;
    s->n_clipped += r->n_clipped;
    s->n_underflows += awe_record_lost_sound(r);
    s->n_early += (r->flags & AWE_RECORD_UNDERFLOW) && !awe_record_lost_sound(r);
    s->n_misplaced += (r->flags & AWE_RECORD_MISPLACED) != 0;
    if (r->midi_max_us > 0) {
        awe_histogram_add(&s->midi_us, r->midi_max_us);
    }
    add_need(s, r);
    if (is_steady) {
        add_steady(s, r);
    }
    s->last = *r;
    s->has_last = true;
}

uint64_t summary_find_delay_ns(const summary *s)
{
    if (s->need_us.count == 0) {
        return DEFAULT_NEED_NS;
    }
    uint64_t need_us = awe_histogram_percentile(&s->need_us, NEED_PERMILLE);
    return need_us * 1000 + SUMMARY_HANDLING_NS;
}

static void say_histogram(const char *name, const awe_histogram *h, double scale, const char *unit)
{
    char tail[64] = "n/a";
    if (h->count == 0) {
        say_detail("%s: n/a", name);
        return;
    }
    if (awe_histogram_has_percentile(h, 999)) {
        snprintf(tail, sizeof tail, "%.3f", awe_histogram_percentile(h, 999) * scale);
    }
    say_detail("%s: p50 %.3f, p99 %.3f, p99.9 %s, max %.3f %s", name,
               awe_histogram_percentile(h, 500) * scale, awe_histogram_percentile(h, 990) * scale,
               tail, h->max * scale, unit);
}

void summary_say(const summary *s)
{
    say_detail("buffers: %llu, underflows %u, clipped frames %llu, events %llu, records lost %llu",
               (unsigned long long)s->n_buffers, s->n_underflows, (unsigned long long)s->n_clipped,
               (unsigned long long)s->n_events, (unsigned long long)s->n_missing);
    if (s->n_early > 0) {
        say_detail("underflows before the first sound: %u", s->n_early);
    }
    say_histogram("busy", &s->busy_ns, 1e-3, "us");
    say_histogram("share", &s->share_ppm, 1e-4, "% of the buffer");
    say_histogram("late", &s->late_us, 1e-3, "ms");
    say_histogram("queued", &s->queued_us, 1e-3, "ms");
    say_histogram("key to sound", &s->midi_us, 1e-3, "ms");
    say_detail("faults: minor %u, major %u, preempted %u; buffers with denormals or NaN: %u",
               s->n_minor_faults, s->n_major_faults, s->n_preempted, s->n_denormal);
    if (s->n_misplaced > 0) {
        say_detail("live events too late for their frames: in %u buffers", s->n_misplaced);
    }
}
