/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* like_fluidsynth BANK SONG REFERENCE [spoil]: renders SONG with BANK in the sf2 model without
   effects and compares it with REFERENCE, raw 32-bit float stereo at 44,100 Hz that fluidsynth made
   of the same two files. With `spoil` it then spoils the song in three ways, and the comparison
   must reject each of them. The measure is that of support/spectra.h, its bounds stand in
   `accepts`. */

#include "awe/awe.h"
#include "support/read_file.h"
#include "support/spectra.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_EVENTS 400000
#define DRUMS 9
#define N_CANDIDATES 3
#define LATE_FRAMES 11025 /* 250 ms */
#define GRID_FRAMES 64    /* where fluidsynth's events begin */

static int accepts(const verdict *v)
{
    return v->loudest_db > 0.0 && v->loudness_p90 < 2.0 && v->loudness_p99 < 5.0 &&
           v->spectrum_median < 0.11 && v->spectrum_p99 < 0.25 && v->low_max < 0.36;
}

static void print(const char *what, const verdict *v)
{
    printf("%-28s loudness p90 %.2f p99 %.2f dB  spectrum median %.3f p99 %.3f low max %.3f at "
           "%.1f s: "
           "%s\n",
           what, v->loudness_p90, v->loudness_p99, v->spectrum_median, v->spectrum_p99, v->low_max,
           v->worst_at_s, accepts(v) ? "alike" : "different");
}

/* The whole song as one list with absolute frames, on fluidsynth's grid: notes of one pitch on two
   channels would otherwise add up with other phases than there. */
static size_t read_events(const awe_song *song, awe_event *events)
{
    awe_song_cursor cursor;
    awe_song_start(&cursor, song);
    size_t n = 0;
    while (!awe_song_done(&cursor) && n < MAX_EVENTS) {
        uint64_t at = cursor.frame;
        uint32_t n_read = 0;
        awe_song_read(&cursor, 1u << 20, events + n, (uint32_t)(MAX_EVENTS - n), &n_read);
        for (uint32_t i = 0; i < n_read; i++) {
            events[n + i].frame += (uint32_t)at;
            events[n + i].frame -= events[n + i].frame % GRID_FRAMES;
        }
        n += n_read;
    }
    return n;
}

/* [n_frames][2], to be freed. */
static float *render(const awe_bank *bank, const awe_event *events, size_t n_events,
                     size_t n_frames)
{
    const awe_synth_config config = {.model = AWE_MODEL_SF2,
                                     .reverb = AWE_REVERB_OFF,
                                     .chorus = AWE_CHORUS_OFF,
                                     .n_voices = 256};
    awe_synth *synth = NULL;
    float *out = calloc(n_frames + 1, 2 * sizeof *out);
    if (awe_synth_new(&config, &(awe_stacked_bank){.bank = bank}, 1, &synth) != AWE_OK || !out) {
        exit(2);
    }
    while (n_events > 0 && events[n_events - 1].frame > n_frames) {
        n_events--;
    }
    awe_synth_render(synth, events, n_events, out, n_frames);
    awe_synth_free(synth);
    return out;
}

static int is_note(const awe_message *m, int channel)
{
    return (m->type == AWE_NOTE_ON || m->type == AWE_NOTE_OFF) && m->channel == channel;
}

/* The melodic channel with the most notes. */
static int busiest_channel(const awe_event *events, size_t n)
{
    size_t counts[16] = {0};
    int best = 0;
    for (size_t i = 0; i < n; i++) {
        counts[events[i].message.channel] += events[i].message.type == AWE_NOTE_ON;
    }
    counts[DRUMS] = 0;
    for (int c = 1; c < 16; c++) {
        best = counts[c] > counts[best] ? c : best;
    }
    return best;
}

static void transpose(awe_event *events, size_t n, int channel)
{
    for (size_t i = 0; i < n; i++) {
        if (is_note(&events[i].message, channel)) {
            events[i].message.key++;
        }
    }
}

static size_t leave_out(awe_event *events, size_t n, int channel)
{
    size_t kept = 0;
    for (size_t i = 0; i < n; i++) {
        if (!is_note(&events[i].message, channel)) {
            events[kept++] = events[i];
        }
    }
    return kept;
}

/* Share of the note-on's velocity squared in that of all melodic note-ons from LATE_FRAMES before
   to after it. */
static double exposure(const awe_event *events, size_t n, size_t at)
{
    double own = (double)events[at].message.value * events[at].message.value, all = 0.0;
    size_t i = at;
    while (i > 0 && events[i - 1].frame + LATE_FRAMES > events[at].frame) {
        i--;
    }
    for (; i < n && events[i].frame < events[at].frame + LATE_FRAMES; i++) {
        const awe_message *m = &events[i].message;
        if (m->type == AWE_NOTE_ON && m->channel != DRUMS) {
            all += (double)m->value * m->value;
        }
    }
    return own * own / all;
}

static void delay(awe_event *events, size_t n, size_t at)
{
    awe_event late = events[at];
    late.frame += LATE_FRAMES;
    for (; at + 1 < n && events[at + 1].frame <= late.frame; at++) {
        events[at] = events[at + 1];
    }
    events[at] = late;
}

/* The song's files and what is made of them. */
typedef struct trial {
    const awe_bank *bank;
    size_t n_frames;
    awe_event *events; /* [n_events] the song as it is */
    size_t n_events;
    awe_event *spoilt; /* [n_spoilt] a copy to be changed */
    size_t n_spoilt;
    int channel; /* melodic, with the most notes */
} trial;

static void copy_events(trial *t)
{
    t->n_spoilt = t->n_events;
    memcpy(t->spoilt, t->events, t->n_events * sizeof *t->events);
}

static spectra measure_spoilt(const trial *t)
{
    float *out = render(t->bank, t->spoilt, t->n_spoilt, t->n_frames);
    spectra m = spectra_measure(out, t->n_frames);
    free(out);
    return m;
}

/* The N_CANDIDATES most exposed notes, best first. */
static size_t find_exposed(const trial *t, size_t *notes)
{
    double best[N_CANDIDATES] = {0};
    size_t n = 0;
    for (size_t i = 0; i < t->n_events; i++) {
        const awe_message *m = &t->events[i].message;
        int in_time = t->events[i].frame + 2 * LATE_FRAMES < t->n_frames;
        int melodic = in_time && m->type == AWE_NOTE_ON && m->channel != DRUMS;
        double exposed = melodic ? exposure(t->events, t->n_events, i) : 0.0;
        size_t at = n < N_CANDIDATES ? n++ : N_CANDIDATES - 1;
        if (exposed <= best[at]) {
            continue;
        }
        for (; at > 0 && exposed > best[at - 1]; at--) {
            best[at] = best[at - 1];
            notes[at] = notes[at - 1];
        }
        best[at] = exposed;
        notes[at] = i;
    }
    return n;
}

/* A late note under a loud chord is masked for any ear: the one that comes late is the one, of the
   most exposed, whose lateness changes our own render most. */
static void delay_most_audible(trial *t)
{
    size_t notes[N_CANDIDATES] = {0}, chosen = 0;
    size_t n = find_exposed(t, notes);
    double most = -1.0;
    copy_events(t);
    spectra clean = measure_spoilt(t);
    for (size_t i = 0; i < n; i++) {
        copy_events(t);
        delay(t->spoilt, t->n_spoilt, notes[i]);
        spectra late = measure_spoilt(t);
        verdict v = spectra_compare(&late, &clean);
        if (v.low_max > most) {
            most = v.low_max;
            chosen = notes[i];
        }
        spectra_free(&late);
    }
    spectra_free(&clean);
    copy_events(t);
    delay(t->spoilt, t->n_spoilt, chosen);
}

static void transpose_channel(trial *t)
{
    transpose(t->spoilt, t->n_spoilt, t->channel);
}

static void leave_out_channel(trial *t)
{
    t->n_spoilt = leave_out(t->spoilt, t->n_spoilt, t->channel);
}

static void keep(trial *t)
{
    (void)t;
}

static spectra measure_reference(const char *path, size_t *n_frames)
{
    size_t size;
    float *stereo = read_file(path, &size);
    *n_frames = size / (2 * sizeof(float));
    spectra m = spectra_measure(stereo, *n_frames);
    free(stereo);
    return m;
}

static int run(trial *t, const spectra *wanted, size_t n_cases)
{
    static const struct {
        const char *name;
        void (*spoil)(trial *t);
        int alike;
    } cases[] = {{"as it is", keep, 1},
                 {"a channel transposed by 1", transpose_channel, 0},
                 {"a channel missing", leave_out_channel, 0},
                 {"one note 250 ms late", delay_most_audible, 0}};
    int failures = 0;
    for (size_t i = 0; i < sizeof cases / sizeof *cases && i < n_cases; i++) {
        copy_events(t);
        cases[i].spoil(t);
        spectra got = measure_spoilt(t);
        verdict v = spectra_compare(&got, wanted);
        print(cases[i].name, &v);
        failures += accepts(&v) != cases[i].alike;
        spectra_free(&got);
    }
    return failures;
}

int main(int argc, char **argv)
{
    if (argc != 4 && argc != 5) {
        fprintf(stderr, "usage: like_fluidsynth BANK SONG REFERENCE [spoil]\n");
        return 2;
    }
    size_t bank_size, song_size;
    void *bank_data = read_file(argv[1], &bank_size), *song_data = read_file(argv[2], &song_size);
    awe_bank *bank = NULL;
    awe_song *song = NULL;
    if (awe_bank_load(bank_data, bank_size, NULL, &bank) != AWE_OK ||
        awe_song_parse(song_data, song_size, NULL, &song) != AWE_OK) {
        return 2;
    }
    trial t = {.bank = bank,
               .events = calloc(MAX_EVENTS, sizeof *t.events),
               .spoilt = calloc(MAX_EVENTS, sizeof *t.spoilt)};
    spectra wanted = measure_reference(argv[3], &t.n_frames);
    t.n_events = read_events(song, t.events);
    t.channel = busiest_channel(t.events, t.n_events);
    int failures = run(&t, &wanted, argc == 5 ? 4 : 1);
    spectra_free(&wanted);
    free(t.events);
    free(t.spoilt);
    awe_song_free(song);
    awe_bank_free(bank);
    free(bank_data);
    free(song_data);
    return failures > 0;
}
