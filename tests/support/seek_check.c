/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/seek_check.h"

#include "app/transport.h"
#include "support/random.h"
#include "synth/driver.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_EVENTS 256
#define MOMENT_FRAMES (60 * AWE_RATE_HZ)  /* a moment that takes longer is not waited for */
#define RING_FRAMES (7 * AWE_RATE_HZ / 2) /* 90 dB of the longest reverb, 2.2 s for 60 */
#define COMPARED_FRAMES (5 * AWE_RATE_HZ) /* after that */
#define TAIL_FRAMES (2 * AWE_RATE_HZ)     /* of the song, played and compared like the rest */
#define WET_LIMIT 3.16e-5                 /* -90 dB of full scale */

/* A synth and the song on its way to it. */
typedef struct deck {
    awe_synth *synth;
    transport transport;
    float out[2 * AWE_TICK_FRAMES]; /* of the present tick */
} deck;

typedef struct point {
    deck deck;
    uint64_t frame;
    uint64_t own_note;   /* the first synth's number of the note that is the point's first */
    uint64_t first_note; /* notes of the first synth from here on are none that count as old */
    uint64_t n_stolen;   /* by the first synth until then */
    uint64_t moment;     /* where comparing begins; 0: not yet known */
    int is_open, is_over;
} point;

static void open_deck(deck *d, const seek_case *wanted, uint64_t frame)
{
    awe_synth_config config = {.model = wanted->model, .n_voices = wanted->n_voices};
    const awe_stacked_bank bank = {.bank = wanted->bank};
    const transport_settings settings = {.parts.transpose = (int8_t)wanted->transpose};
    if (!wanted->has_effects) {
        config.reverb = AWE_REVERB_OFF;
        config.chorus = AWE_CHORUS_OFF;
        config.bass = config.treble = AWE_TONE_FLAT;
    }
    if (awe_synth_new(&config, &bank, 1, &d->synth) != AWE_OK) {
        abort();
    }
    awe_synth_seek(d->synth, frame);
    transport_start(&d->transport, wanted->song);
    transport_set(&d->transport, &settings);
    transport_seek(&d->transport, frame);
}

static void play(deck *d, uint32_t from, uint32_t to)
{
    awe_event events[MAX_EVENTS];
    while (from < to) {
        uint32_t n_events;
        uint32_t n = transport_read(&d->transport, to - from, events, MAX_EVENTS, &n_events);
        awe_synth_render(d->synth, events, n_events, d->out + 2 * from, n);
        from += n;
    }
}

static int has_older(const awe_synth *synth, uint64_t note)
{
    for (uint32_t lane = 0; lane < synth->voices->n_lanes; lane++) {
        const awe_voice *voice = &synth->voices->voice[lane];
        if (voice->state != AWE_VOICE_FREE && voice->note < note) {
            return 1;
        }
    }
    return 0;
}

static uint64_t count_stolen(const awe_synth *synth)
{
    awe_stats stats;
    awe_synth_get_stats(synth, &stats);
    return stats.n_stolen;
}

static void mark(point *p, const awe_synth *whole)
{
    p->first_note = whole->next_note;
    p->n_stolen = count_stolen(whole);
}

static uint32_t count_voices(const awe_synth *synth, uint64_t note)
{
    uint32_t n = 0;
    for (uint32_t lane = 0; lane < synth->voices->n_lanes; lane++) {
        const awe_voice *voice = &synth->voices->voice[lane];
        n += voice->state != AWE_VOICE_FREE && (note == 0 || voice->note == note);
    }
    return n;
}

/* Both have voices of the same notes. */
static int has_same_voices(const point *p, const awe_synth *whole)
{
    const awe_voices *own = p->deck.synth->voices;
    int same = count_voices(whole, 0) == count_voices(p->deck.synth, 0);
    for (uint32_t lane = 0; lane < own->n_lanes; lane++) {
        uint64_t note = own->voice[lane].note;
        same &= own->voice[lane].state == AWE_VOICE_FREE ||
                count_voices(whole, note - 1 + p->own_note) == count_voices(p->deck.synth, note);
    }
    return same;
}

/* At the start of the tick at `frame`. Where a voice was stolen while old ones sounded, its place
   may be another's there, and so may be those of all others: they count as old, too, unless the
   sought synth has the same ones. */
static void look_for_moment(point *p, const awe_synth *whole, uint64_t frame)
{
    if (has_older(whole, p->first_note)) {
        p->is_over = frame - p->frame > MOMENT_FRAMES;
    } else if (count_stolen(whole) > p->n_stolen && !has_same_voices(p, whole)) {
        mark(p, whole);
    } else {
        p->moment = frame;
    }
}

static void compare(point *p, const deck *whole, uint64_t frame, int is_wet, seek_result *result)
{
    uint64_t from = p->moment + (is_wet ? RING_FRAMES : 0);
    if (frame < from) {
        return;
    }
    for (uint32_t i = 0; i < 2 * AWE_TICK_FRAMES; i++) {
        double difference = fabs((double)whole->out[i] - (double)p->deck.out[i]);
        result->worst = fmax(result->worst, difference);
        if (is_wet ? difference > WET_LIMIT : difference != 0.0) {
            result->wrong_at_s =
                result->n_wrong == 0 ? (double)frame / AWE_RATE_HZ : result->wrong_at_s;
            result->n_wrong++;
            p->is_over = 1;
            return;
        }
    }
    p->is_over |= frame > from + COMPARED_FRAMES;
}

/* The tick at `frame`, which may hold the point itself. */
static void play_point(point *p, const seek_case *wanted, deck *whole, uint64_t frame,
                       seek_result *result)
{
    uint32_t from = 0;
    if (p->is_over || p->frame >= frame + AWE_TICK_FRAMES) {
        return;
    }
    if (!p->is_open) {
        p->is_open = 1;
        open_deck(&p->deck, wanted, p->frame);
        from = (uint32_t)(p->frame - frame);
    } else if (p->moment == 0) {
        look_for_moment(p, whole->synth, frame);
        result->n_compared += p->moment > 0;
        result->latest_s = fmax(result->latest_s, (double)(frame - p->frame) / AWE_RATE_HZ);
    }
    play(&p->deck, from, AWE_TICK_FRAMES);
}

/* The first synth plays its tick in pieces: what is old shows at the point itself. */
static void play_whole(deck *whole, point *points, uint32_t n_points, uint64_t frame)
{
    uint32_t done = 0;
    for (uint32_t i = 0; i < n_points; i++) {
        if (points[i].frame >= frame && points[i].frame < frame + AWE_TICK_FRAMES) {
            uint32_t to = (uint32_t)(points[i].frame - frame);
            play(whole, done, to);
            done = to;
            mark(&points[i], whole->synth);
            points[i].own_note = points[i].first_note;
        }
    }
    play(whole, done, AWE_TICK_FRAMES);
}

static int by_frame(const void *a, const void *b)
{
    uint64_t x = ((const point *)a)->frame;
    uint64_t y = ((const point *)b)->frame;
    return x < y ? -1 : x > y;
}

/* Points not so late that nothing is left to compare. */
static point *choose_points(const seek_case *wanted, uint64_t end)
{
    point *points = calloc(wanted->n_points, sizeof *points);
    uint64_t seed = wanted->seed ? wanted->seed : 1;
    for (uint32_t i = 0; points && i < wanted->n_points; i++) {
        points[i].frame = (uint64_t)(random_unit(&seed) * 0.9 * (double)end);
    }
    if (!points) {
        abort();
    }
    qsort(points, wanted->n_points, sizeof *points, by_frame);
    return points;
}

seek_result seek_check(const seek_case *wanted)
{
    awe_song_info info;
    seek_result result = {0};
    deck *whole = calloc(1, sizeof *whole);
    awe_song_get_info(wanted->song, &info);
    point *points = choose_points(wanted, info.end_frame);
    open_deck(whole, wanted, 0);
    for (uint64_t frame = 0; frame < info.end_frame + TAIL_FRAMES; frame += AWE_TICK_FRAMES) {
        for (uint32_t i = 0; i < wanted->n_points; i++) {
            play_point(&points[i], wanted, whole, frame, &result);
        }
        play_whole(whole, points, wanted->n_points, frame);
        for (uint32_t i = 0; i < wanted->n_points; i++) {
            if (points[i].moment > 0 && !points[i].is_over) {
                compare(&points[i], whole, frame, wanted->has_effects, &result);
            }
        }
    }
    for (uint32_t i = 0; i < wanted->n_points; i++) {
        awe_synth_free(points[i].deck.synth);
    }
    awe_synth_free(whole->synth);
    free(whole);
    free(points);
    return result;
}
