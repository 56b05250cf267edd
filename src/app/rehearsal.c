/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/rehearsal.h"

#include "io/clock.h"
#include "io/rt.h"

#define MAX_FRAMES 1024 /* of a buffer that is rendered in one piece */
#define MAX_EVENTS 256

/* One run, under way. */
typedef struct run {
    const rehearsal *r;
    awe_song_cursor cursor;
    uint64_t n_notes; /* that the song has begun so far */
    awe_stats stats;
    awe_record record; /* of the present buffer */
    awe_times times;   /* of it, too */
    rt_thread thread;
    awe_event events[MAX_EVENTS];
    float frames[MAX_FRAMES * 2];
} run;

static AWE_RT uint64_t read_clock(void *context)
{
    (void)context;
    return clock_now_ns();
}

awe_clock rehearsal_clock(void)
{
    return (awe_clock){.now_ns = read_clock};
}

static bool is_played(const run *x, uint64_t note)
{
    const rehearsal *r = x->r;
    return r->only == REHEARSAL_ALL_NOTES || (note < r->n_notes && r->owners[note] == r->only);
}

/* Takes out the notes that are not played; their ends find nothing to end. */
static uint32_t filter(run *x, uint32_t n_events)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < n_events; i++) {
        bool is_note = x->events[i].message.type == AWE_NOTE_ON;
        if (!is_note || is_played(x, x->n_notes)) {
            x->events[n++] = x->events[i];
        }
        x->n_notes += is_note;
    }
    return n;
}

static uint16_t to_u16(double value)
{
    return value < UINT16_MAX ? (uint16_t)value : UINT16_MAX;
}

/* Notes the loudest of the frames that were rendered. */
static void meter(run *x, uint32_t n_frames)
{
    float peak = 0;
    for (uint32_t i = 0; i < 2 * n_frames; i++) {
        float level = x->frames[i] < 0 ? -x->frames[i] : x->frames[i];
        peak = level > peak ? level : peak;
    }
    uint16_t told = to_u16((double)peak * 32768);
    x->record.peak = told > x->record.peak ? told : x->record.peak;
}

/* A buffer, in as many pieces as the song's events make necessary. */
static void render(run *x, uint32_t n_frames)
{
    uint32_t n_events;
    for (uint32_t done = 0; done < n_frames;) {
        uint32_t wanted = n_frames - done < MAX_FRAMES ? n_frames - done : MAX_FRAMES;
        uint64_t start_ns = clock_now_ns();
        uint32_t n = awe_song_read(&x->cursor, wanted, x->events, MAX_EVENTS, &n_events);
        n_events = filter(x, n_events);
        awe_synth_render(x->r->synth, x->events, n_events, x->frames, n);
        x->record.busy_ns += (uint32_t)(clock_now_ns() - start_ns);
        x->record.n_events = to_u16((double)x->record.n_events + n_events);
        meter(x, n);
        done += n;
    }
}

static void note_times(run *x)
{
    const awe_times *times = &x->times;
    awe_record *record = &x->record;
    awe_synth_take_times(x->r->synth, &x->times);
    record->control_ns = times->control_ns;
    record->voices_ns = times->voices_ns;
    record->effects_ns = times->effects_ns;
    record->flags |= times->is_cut ? AWE_RECORD_STAGES_CUT : 0;
    for (uint32_t i = 0; i < times->n_starts; i++) {
        uint16_t ns = to_u16(times->start_ns[i]);
        record->alloc_max_ns = ns > record->alloc_max_ns ? ns : record->alloc_max_ns;
    }
}

static uint8_t to_u8(uint32_t value)
{
    return value < UINT8_MAX ? (uint8_t)value : UINT8_MAX;
}

static void note_faults(run *x)
{
    rt_faults faults = rt_thread_read_faults(&x->thread);
    x->record.n_minor_faults = to_u8(faults.n_minor);
    x->record.n_major_faults = to_u8(faults.n_major);
    x->record.n_preempted = to_u8(faults.n_preempted);
    x->record.flags |= AWE_RECORD_FAULTS_READ;
}

static void note_voices(run *x)
{
    awe_stats now;
    awe_synth_get_stats(x->r->synth, &now);
    uint64_t n_stolen = now.n_stolen - x->stats.n_stolen;
    x->record.n_voices = to_u16(now.n_voices);
    x->record.n_stolen = to_u8((uint32_t)n_stolen);
    x->stats = now;
}

void rehearsal_run(const rehearsal *r)
{
    run x = {.r = r};
    bool goes_on = true;
    awe_synth_seek(r->synth, 0);
    awe_song_start(&x.cursor, r->song);
    note_times(&x);
    note_faults(&x);
    for (uint32_t seq = 0; goes_on && x.cursor.frame < r->max_frames; seq++) {
        x.record = (awe_record){
            .seq = seq,
            .entry_ns = (uint64_t)((double)x.cursor.frame * 1e9 / AWE_RATE_HZ),
            .queued_us = AWE_QUEUED_UNKNOWN,
            .frames = to_u16(r->buffer_frames),
            .flags = seq == 0 ? AWE_RECORD_FIRST : 0,
            .core = UINT8_MAX,
        };
        render(&x, r->buffer_frames);
        note_times(&x);
        note_voices(&x);
        note_faults(&x);
        goes_on = r->take(r->context, &x.record, &x.times) &&
                  !(awe_song_done(&x.cursor) && awe_synth_is_silent(r->synth));
    }
}
