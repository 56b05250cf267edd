/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Follows data entry as src/synth/data_entry.c does. */

#include "app/explain_entries.h"

#include "awe/rate.h"
#include "awe/synth.h"

#include <stdlib.h>
#include <string.h>

#define MAX_EVENTS 256
#define SPAN_FRAMES (1u << 30)
#define N_CHANNELS (16 * AWE_MAX_PORTS)
#define SWEEP_FRAMES (2 * AWE_RATE_HZ) /* a longer rest ends a sweep */
#define N_OPEN 256                     /* items that a value may still belong to */
#define MIDDLE 64
#define NOTHING 127 /* RPN 127/127 selects nothing */

enum {
    CC_DATA_MSB = 6,
    CC_DATA_LSB = 38,
    CC_INCREMENT = 96,
    CC_DECREMENT,
    CC_NRPN_LSB,
    CC_NRPN_MSB
};
enum { CC_RPN_LSB = 100, CC_RPN_MSB = 101, CC_RESET = 121 };
enum { RPN_BEND, RPN_FINE, RPN_COARSE, RPN_PROGRAM, RPN_BANK, RPN_WHEEL, N_RPNS };
enum { MSB_TONE = 1, MSB_DRUM_PITCH = 24, MSB_SF2 = 120, MSB_AWE = 127 };

/* What is selected, and what has been entered. */
typedef struct channel {
    explain_parameter selected;
    uint8_t msb, lsb;
    int rpn[N_RPNS]; /* as explain_entry counts */
    bool has_nrpns;  /* set, that CC121 takes back */
} channel;

typedef struct follower {
    explain_entries *entries;
    channel channels[N_CHANNELS];
    bool has_failed;
} follower;

static void deselect(channel *c)
{
    c->selected = (explain_parameter){.msb = NOTHING, .lsb = NOTHING};
    c->msb = MIDDLE;
    c->lsb = 0;
}

static void reset(follower *f)
{
    for (uint32_t i = 0; i < N_CHANNELS; i++) {
        f->channels[i] = (channel){.rpn = {[RPN_BEND] = 200, [RPN_WHEEL] = 64}};
        deselect(&f->channels[i]);
    }
}

/* 9.6 of SoundFont 2.04: LSBs from 100 on count hundreds and more, the one below 100 the rest. */
static void select_generator(explain_parameter *selected, uint8_t lsb)
{
    static const uint16_t parts[3] = {100, 1000, 10000};
    if (lsb < 100) {
        selected->generator = (uint16_t)(selected->generator / 100 * 100 + lsb);
    } else if (lsb < 103) {
        selected->generator = (uint16_t)(selected->generator + parts[lsb - 100]);
    }
}

static void select_parameter(channel *c, uint8_t control, uint8_t value)
{
    explain_parameter *selected = &c->selected;
    selected->is_nrpn = control == CC_NRPN_MSB || control == CC_NRPN_LSB;
    if (control == CC_NRPN_MSB || control == CC_RPN_MSB) {
        selected->msb = value;
        selected->generator = 0;
    } else {
        selected->lsb = value;
        if (selected->is_nrpn && selected->msb == MSB_SF2) {
            select_generator(selected, value);
        }
    }
    c->msb = MIDDLE;
    c->lsb = 0;
}

static int limit(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

/* The high or low half of a registered parameter; false: it has none such. */
static bool enter_rpn(channel *c, uint8_t control, uint8_t value)
{
    bool is_high = control == CC_DATA_MSB;
    int *rpn = &c->rpn[c->selected.lsb];
    switch (c->selected.lsb) {
    case RPN_BEND:
        *rpn = is_high ? value * 100 + *rpn % 100 : *rpn / 100 * 100 + limit(value, 0, 99);
        return true;
    case RPN_FINE:
        *rpn += 8192;
        *rpn = (is_high ? value << 7 | (*rpn & 127) : (*rpn & 0x3F80) | value) - 8192;
        return true;
    case RPN_WHEEL:
        *rpn = is_high ? value << 7 | (*rpn & 127) : (*rpn & 0x3F80) | value;
        return true;
    case RPN_COARSE:
        *rpn = is_high ? value - MIDDLE : *rpn;
        return is_high;
    default:
        *rpn = is_high ? value : *rpn;
        return is_high;
    }
}

static bool step_rpn(channel *c, int by)
{
    static const int ends[N_RPNS][3] = {/* a step, least, most */
                                        [RPN_BEND] = {100, 0, 12799},
                                        [RPN_FINE] = {1, -8192, 8191},
                                        [RPN_COARSE] = {1, -64, 63},
                                        [RPN_PROGRAM] = {1, 0, 127}};
    const int *end = ends[c->selected.lsb];
    c->rpn[c->selected.lsb] = limit(c->rpn[c->selected.lsb] + by * end[0], end[1], end[2]);
    return end[0] != 0;
}

/* Takes data entry; false: it changes nothing. */
static bool enter_registered(channel *c, uint8_t control, uint8_t data, int *value)
{
    const explain_parameter *selected = &c->selected;
    bool is_known = selected->msb == 0 && selected->lsb < N_RPNS;
    if (!is_known) {
        *value = data;
        return selected->msb != NOTHING || selected->lsb != NOTHING;
    }
    bool is_step = control == CC_INCREMENT || control == CC_DECREMENT;
    bool ok = is_step ? step_rpn(c, control == CC_INCREMENT ? 1 : -1) : enter_rpn(c, control, data);
    *value = c->rpn[selected->lsb];
    return ok;
}

static bool enter_other(channel *c, uint8_t control, uint8_t data, int *value)
{
    uint8_t msb = c->selected.msb;
    if (control != CC_DATA_MSB && control != CC_DATA_LSB) {
        return false;
    }
    bool is_high = control == CC_DATA_MSB;
    c->msb = is_high ? data : c->msb;
    c->lsb = is_high ? c->lsb : data;
    if (msb == MSB_AWE || msb == MSB_SF2) {
        c->has_nrpns = true;
        *value = (c->msb << 7 | c->lsb) - 8192;
        return true;
    }
    *value = msb == MSB_TONE || msb == MSB_DRUM_PITCH ? data - MIDDLE : data;
    return is_high;
}

/* ---- items */

static explain_entry *add_entry(follower *f, explain_entry entry)
{
    explain_entries *e = f->entries;
    if (e->n == e->capacity) {
        size_t capacity = e->capacity ? 2 * e->capacity : 64;
        explain_entry *items = realloc(e->items, capacity * sizeof *items);
        if (!items) {
            f->has_failed = true;
            return NULL;
        }
        e->items = items;
        e->capacity = capacity;
    }
    e->items[e->n] = entry;
    return &e->items[e->n++];
}

static bool belongs(const explain_entry *e, const explain_entry *value)
{
    const explain_parameter *p = &e->parameter;
    const explain_parameter *q = &value->parameter;
    return !e->is_reset && e->port == value->port && e->channel == value->channel &&
           p->is_nrpn == q->is_nrpn && p->msb == q->msb && p->lsb == q->lsb &&
           p->generator == q->generator && value->frame - e->last_frame <= SWEEP_FRAMES;
}

/* The second half of a value comes at the time of the first, and is what counts. */
static void take_value(follower *f, explain_entry value)
{
    explain_entries *all = f->entries;
    size_t from = all->n > N_OPEN ? all->n - N_OPEN : 0;
    for (size_t i = all->n; i-- > from;) {
        explain_entry *e = &all->items[i];
        if (!belongs(e, &value)) {
            continue;
        }
        if (value.frame > e->last_frame) {
            e->n++;
            e->least = e->last < e->least ? e->last : e->least;
            e->most = e->last > e->most ? e->last : e->most;
        } else if (e->n == 1) {
            e->first = e->least = e->most = value.last;
        }
        e->last = value.last;
        e->last_frame = value.frame;
        return;
    }
    (void)add_entry(f, value);
}

static void take_control(follower *f, const awe_message *m, uint64_t frame)
{
    uint8_t port = m->port % AWE_MAX_PORTS;
    channel *c = &f->channels[port * 16u + m->channel % 16u];
    uint8_t data = (uint8_t)m->value;
    explain_entry entry = {
        .frame = frame, .last_frame = frame, .port = port, .channel = m->channel, .n = 1};
    if (m->key == CC_RESET) {
        entry.is_reset = true;
        if (c->has_nrpns) {
            (void)add_entry(f, entry);
        }
        c->has_nrpns = false;
        deselect(c);
        return;
    }
    if (m->key >= CC_NRPN_LSB && m->key <= CC_RPN_MSB) {
        select_parameter(c, m->key, data);
        return;
    }
    entry.parameter = c->selected;
    if (c->selected.is_nrpn ? enter_other(c, m->key, data, &entry.last)
                            : enter_registered(c, m->key, data, &entry.last)) {
        entry.first = entry.least = entry.most = entry.last;
        take_value(f, entry);
    }
}

static bool is_entry(uint8_t control)
{
    return control == CC_DATA_MSB || control == CC_DATA_LSB || control == CC_RESET ||
           (control >= CC_INCREMENT && control <= CC_RPN_MSB);
}

static void take_event(follower *f, const awe_event *event, uint64_t frame)
{
    const awe_message *m = &event->message;
    if (m->type == AWE_RESET) {
        reset(f);
    } else if (m->type == AWE_CONTROL && is_entry(m->key)) {
        take_control(f, m, frame + event->frame);
    }
}

bool explain_entries_find(explain_entries *entries, const awe_song *song)
{
    awe_event events[MAX_EVENTS];
    awe_song_cursor cursor;
    uint32_t n_events;
    follower *f = calloc(1, sizeof *f);
    *entries = (explain_entries){0};
    if (!f) {
        return false;
    }
    f->entries = entries;
    reset(f);
    awe_song_start(&cursor, song);
    while (!awe_song_done(&cursor) && !f->has_failed) {
        uint64_t frame = cursor.frame;
        (void)awe_song_read(&cursor, SPAN_FRAMES, events, MAX_EVENTS, &n_events);
        for (uint32_t i = 0; i < n_events; i++) {
            take_event(f, &events[i], frame);
        }
    }
    bool ok = !f->has_failed;
    free(f);
    if (!ok) {
        explain_entries_free(entries);
    }
    return ok;
}

void explain_entries_free(explain_entries *entries)
{
    free(entries->items);
    *entries = (explain_entries){0};
}
