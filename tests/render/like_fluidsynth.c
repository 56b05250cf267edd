/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* like_fluidsynth BANK SONG REFERENCE: renders SONG with BANK in the sf2 model without effects and
   compares it with REFERENCE, raw 32-bit float stereo at 44,100 Hz that fluidsynth made of the same
   two files. Then it spoils the song in three ways, and the comparison must reject each of them.

   The measure. Both sides are cut into 8192-frame Hann windows every 2048 frames; each window
   becomes the amplitudes of 72 semitone bands from A2 up. After one common gain (the median
   difference in level):
       loudness   |difference of level| per window
       spectrum   sum |a - b| / sum (a + b) over the bands: 0 alike, 1 nothing in common
   Windows more than 40 dB below the loudest are left out. Bounds: see `accepts`. */

#include "awe/awe.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WINDOW 8192
#define HOP 2048
#define N_BANDS 72
#define N_LOW_BANDS 52 /* up to 2.1 kHz */
#define LOWEST_HZ 110.0
#define PI 3.14159265358979323846
#define MAX_EVENTS 400000
#define DRUMS 9
#define N_CANDIDATES 8
#define LATE_FRAMES 11025 /* 250 ms */

typedef struct sound {
    float *mono;
    size_t n_frames;
} sound;

/* Band amplitudes of every window. */
typedef struct spectra {
    double (*band)[N_BANDS];
    double *level_db;
    double *low_db; /* level of the lowest N_LOW_BANDS */
    size_t n;
} spectra;

typedef struct verdict {
    double loudness_p90, loudness_p99, spectrum_median, spectrum_p99, low_max;
    double worst_at_s;
} verdict;

static void *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        perror(path);
        exit(2);
    }
    fseek(file, 0, SEEK_END);
    *size = (size_t)ftell(file);
    rewind(file);
    void *data = malloc(*size + 1);
    if (!data || fread(data, 1, *size, file) != *size) {
        exit(2);
    }
    fclose(file);
    return data;
}

/* Fourier transform in place, radix 2; `turn` holds cos and sin of each step. */
static void transform(double *re, double *im)
{
    static double turn_re[WINDOW / 2], turn_im[WINDOW / 2];
    if (turn_re[0] == 0.0) {
        for (size_t k = 0; k < WINDOW / 2; k++) {
            turn_re[k] = cos(2 * PI * (double)k / WINDOW);
            turn_im[k] = -sin(2 * PI * (double)k / WINDOW);
        }
    }
    for (size_t i = 1, j = 0; i < WINDOW; i++) {
        size_t bit = WINDOW >> 1;
        for (; j & bit; bit >>= 1) {
            j ^= bit;
        }
        j ^= bit;
        if (i < j) {
            double t = re[i];
            re[i] = re[j];
            re[j] = t;
        }
    }
    memset(im, 0, WINDOW * sizeof *im);
    for (size_t half = 1; half < WINDOW; half *= 2) {
        for (size_t start = 0; start < WINDOW; start += 2 * half) {
            for (size_t k = 0; k < half; k++) {
                size_t a = start + k, b = a + half, t = k * (WINDOW / 2 / half);
                double xr = re[b] * turn_re[t] - im[b] * turn_im[t];
                double xi = re[b] * turn_im[t] + im[b] * turn_re[t];
                re[b] = re[a] - xr;
                im[b] = im[a] - xi;
                re[a] += xr;
                im[a] += xi;
            }
        }
    }
}

/* The semitone band of a bin; N_BANDS and above: none. */
static size_t band_of(size_t bin)
{
    static size_t bands[WINDOW / 2];
    if (bands[1] == 0) {
        for (size_t i = 1; i < WINDOW / 2; i++) {
            double semitones = 12.0 * log2((double)i * AWE_RATE_HZ / WINDOW / LOWEST_HZ) + 0.5;
            bands[i] = semitones < 0.0 ? N_BANDS : (size_t)semitones;
        }
    }
    return bands[bin];
}

static void measure_window(const float *x, double *band, double *level_db, double *low_db)
{
    static double re[WINDOW], im[WINDOW];
    for (size_t i = 0; i < WINDOW; i++) {
        re[i] = x[i] * (0.5 - 0.5 * cos(2 * PI * ((double)i + 0.5) / WINDOW));
    }
    transform(re, im);
    memset(band, 0, N_BANDS * sizeof *band);
    double total = 1e-9;
    for (size_t bin = 1; bin < WINDOW / 2; bin++) {
        size_t b = band_of(bin);
        if (b < N_BANDS) {
            double power = re[bin] * re[bin] + im[bin] * im[bin];
            band[b] += power;
            total += power;
        }
    }
    double low = 1e-9;
    for (size_t b = 0; b < N_BANDS; b++) {
        low += b < N_LOW_BANDS ? band[b] : 0.0;
        band[b] = sqrt(band[b]);
    }
    *low_db = 10.0 * log10(low);
    *level_db = 10.0 * log10(total);
}

static spectra measure(const sound *s, size_t n_frames)
{
    spectra m = {.n = n_frames < WINDOW ? 0 : (n_frames - WINDOW) / HOP + 1};
    m.band = calloc(m.n + 1, sizeof *m.band);
    m.level_db = calloc(m.n + 1, sizeof *m.level_db);
    m.low_db = calloc(m.n + 1, sizeof *m.low_db);
    for (size_t i = 0; i < m.n; i++) {
        measure_window(s->mono + i * HOP, m.band[i], &m.level_db[i], &m.low_db[i]);
    }
    return m;
}

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double percentile(double *values, size_t n, double share)
{
    qsort(values, n, sizeof *values, ascending);
    return n ? values[(size_t)(share * (double)(n - 1))] : 1e9;
}

/* 0: the same amplitudes, 1: none in common. */
static double distance(const double *a, const double *b, double factor, size_t n_bands)
{
    double apart = 0.0, together = 1e-12;
    for (size_t k = 0; k < n_bands; k++) {
        apart += fabs(a[k] - factor * b[k]);
        together += a[k] + factor * b[k];
    }
    return apart / together;
}

static verdict compare(const spectra *a, const spectra *b)
{
    size_t n = 0, n_all = a->n < b->n ? a->n : b->n;
    double *gain = calloc(n_all + 1, sizeof *gain), *loudness = calloc(n_all + 1, sizeof *loudness);
    double *spectrum = calloc(n_all + 1, sizeof *spectrum);
    double loudest = -200.0;
    verdict v = {0};
    for (size_t i = 0; i < n_all; i++) {
        loudest = fmax(loudest, fmax(a->level_db[i], b->level_db[i]));
    }
    for (size_t i = 0; i < n_all; i++) {
        if (fmax(a->level_db[i], b->level_db[i]) > loudest - 40.0) {
            gain[n++] = a->level_db[i] - b->level_db[i];
        }
    }
    double common = percentile(gain, n, 0.5), factor = pow(10.0, common / 20.0);
    n = 0;
    for (size_t i = 0; i < n_all; i++) {
        if (fmax(a->level_db[i], b->level_db[i]) <= loudest - 40.0) {
            continue;
        }
        double low = distance(a->band[i], b->band[i], factor, N_LOW_BANDS);
        loudness[n] = fabs(a->level_db[i] - b->level_db[i] - common);
        spectrum[n++] = distance(a->band[i], b->band[i], factor, N_BANDS);
        if (low > v.low_max && fmax(a->low_db[i], b->low_db[i]) > loudest - 30.0) {
            v.low_max = low;
            v.worst_at_s = (double)i * HOP / AWE_RATE_HZ;
        }
    }
    v.loudness_p90 = percentile(loudness, n, 0.9);
    v.loudness_p99 = percentile(loudness, n, 0.99);
    v.spectrum_median = percentile(spectrum, n, 0.5);
    v.spectrum_p99 = percentile(spectrum, n, 0.99);
    free(gain);
    free(loudness);
    free(spectrum);
    return v;
}

static int accepts(const verdict *v)
{
    return v->loudness_p90 < 2.0 && v->loudness_p99 < 5.0 && v->spectrum_median < 0.11 &&
           v->spectrum_p99 < 0.25 && v->low_max < 0.36;
}

static void print(const char *what, const verdict *v)
{
    printf("%-28s loudness p90 %.2f p99 %.2f dB  spectrum median %.3f p99 %.3f low max %.3f at "
           "%.1f s: "
           "%s\n",
           what, v->loudness_p90, v->loudness_p99, v->spectrum_median, v->spectrum_p99, v->low_max,
           v->worst_at_s, accepts(v) ? "alike" : "different");
}

/* The whole song as one list with absolute frames. */
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
        }
        n += n_read;
    }
    return n;
}

static sound render(const awe_bank *bank, const awe_event *events, size_t n_events, size_t n_frames)
{
    const awe_synth_config config = {.model = AWE_MODEL_SF2,
                                     .reverb = AWE_REVERB_OFF,
                                     .chorus = AWE_CHORUS_OFF,
                                     .n_voices = 256};
    awe_synth *synth = NULL;
    sound s = {.mono = calloc(n_frames + 1, sizeof *s.mono), .n_frames = n_frames};
    float *out = calloc(n_frames + 1, 2 * sizeof *out);
    if (awe_synth_new(&config, &bank, 1, &synth) != AWE_OK || !s.mono || !out) {
        exit(2);
    }
    while (n_events > 0 && events[n_events - 1].frame > n_frames) {
        n_events--;
    }
    awe_synth_render(synth, events, n_events, out, n_frames);
    for (size_t i = 0; i < n_frames; i++) {
        s.mono[i] = out[2 * i] + out[2 * i + 1];
    }
    awe_synth_free(synth);
    free(out);
    return s;
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
    sound s = render(t->bank, t->spoilt, t->n_spoilt, t->n_frames);
    spectra m = measure(&s, t->n_frames);
    free(s.mono);
    return m;
}

static void free_spectra(spectra *m)
{
    free(m->band);
    free(m->level_db);
    free(m->low_db);
}

/* The N_CANDIDATES most exposed notes, best first. */
static size_t find_exposed(const trial *t, size_t *notes)
{
    double best[N_CANDIDATES] = {0};
    size_t n = 0;
    for (size_t i = 0; i < t->n_events; i++) {
        const awe_message *m = &t->events[i].message;
        int melodic = m->type == AWE_NOTE_ON && m->channel != DRUMS;
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
        verdict v = compare(&late, &clean);
        if (v.low_max > most) {
            most = v.low_max;
            chosen = notes[i];
        }
        free_spectra(&late);
    }
    free_spectra(&clean);
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
    sound s = {.mono = malloc((*n_frames + 1) * sizeof(float)), .n_frames = *n_frames};
    for (size_t i = 0; i < *n_frames; i++) {
        s.mono[i] = stereo[2 * i] + stereo[2 * i + 1];
    }
    spectra m = measure(&s, *n_frames);
    free(s.mono);
    free(stereo);
    return m;
}

static int run(trial *t, const spectra *wanted)
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
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        copy_events(t);
        cases[i].spoil(t);
        spectra got = measure_spoilt(t);
        verdict v = compare(&got, wanted);
        print(cases[i].name, &v);
        failures += accepts(&v) != cases[i].alike;
        free_spectra(&got);
    }
    return failures;
}

int main(int argc, char **argv)
{
    if (argc != 4) {
        fprintf(stderr, "usage: like_fluidsynth BANK SONG REFERENCE\n");
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
    int failures = run(&t, &wanted);
    free_spectra(&wanted);
    free(t.events);
    free(t.spoilt);
    awe_song_free(song);
    awe_bank_free(bank);
    free(bank_data);
    free(song_data);
    return failures > 0;
}
