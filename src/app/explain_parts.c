/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/explain_parts.h"

#include "app/explain_entries.h"
#include "app/explain_words.h"
#include "app/offline.h"
#include "app/say.h"
#include "app/signals.h"
#include "awe/midi.h"
#include "base/trust.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- system exclusives */

#define MOST_MEANINGS 4 /* that are spelled out */
#define MOST_BYTES 24

/* What one system exclusive does. */
typedef struct meanings {
    char text[512];
    uint32_t n;
} meanings;

/* Read from files, never in the callback. */
AWE_TRUST_BEGIN
static AWE_RT void add_meaning(void *context, const awe_message *message)
{
    meanings *m = context;
    size_t length = strlen(m->text);
    m->n++;
    if (m->n > MOST_MEANINGS) {
        return;
    }
    snprintf(m->text + length, sizeof m->text - length, "%s", m->n > 1 ? "; " : "");
    length = strlen(m->text);
    explain_message(m->text + length, sizeof m->text - length, message);
}
AWE_TRUST_END

static void print_bytes(char *text, size_t size, const awe_song_exclusive *x)
{
    const uint8_t *bytes = x->bytes;
    size_t n = (size_t)snprintf(text, size, "not understood: F0");
    for (size_t i = 0; i < x->n_bytes && i < MOST_BYTES; i++) {
        n += (size_t)snprintf(text + n, size - n, " %02X", bytes[i]);
    }
    if (x->n_bytes > MOST_BYTES) {
        snprintf(text + n, size - n, " ... (%zu bytes)", x->n_bytes + 1);
    }
}

static void say_exclusive(const char *path, const awe_song *song, awe_midi_stream *stream,
                          const awe_song_exclusive *x, meanings *m)
{
    static const uint8_t begin = 0xF0;
    static const uint8_t end = 0xF7;
    char when[64];
    char maker[64];
    *m = (meanings){0};
    awe_midi_stream_read(stream, &begin, 1);
    awe_midi_stream_read(stream, x->bytes, x->n_bytes);
    awe_midi_stream_read(stream, &end, 1);
    if (m->n == 0) {
        print_bytes(m->text, sizeof m->text, x);
    } else if (m->n > MOST_MEANINGS) {
        size_t length = strlen(m->text);
        snprintf(m->text + length, sizeof m->text - length, "; and %u more", m->n - MOST_MEANINGS);
    }
    explain_when(when, sizeof when, song, x->frame);
    explain_maker(maker, sizeof maker, x->bytes, x->n_bytes);
    say_info("%s: %s, sysex (%s): %s", path, when, maker, m->text);
}

void explain_exclusives(const char *path, const awe_song *song)
{
    meanings m;
    awe_song_exclusive x;
    awe_midi_stream *stream;
    awe_midi_stream_config config = {.sink = add_meaning, .context = &m};
    if (awe_midi_stream_new(&config, &stream) != AWE_OK) {
        say_no_memory();
        return;
    }
    for (uint32_t i = 0; awe_song_get_exclusive(song, i, &x); i++) {
        say_exclusive(path, song, stream, &x, &m);
    }
    awe_midi_stream_free(stream);
}

/* ---- parameters */

/* "102 Hz to 4560 Hz in 64 steps up to 0:06.2 (4:1), between 90 Hz and 5000 Hz" */
static void print_values(char *text, size_t size, const awe_song *song, const explain_entry *e)
{
    char first[64];
    char last[64];
    char until[64];
    explain_parameter_value(first, sizeof first, &e->parameter, e->first);
    if (e->n == 1) {
        snprintf(text, size, "%s", first);
        return;
    }
    explain_parameter_value(last, sizeof last, &e->parameter, e->last);
    explain_when(until, sizeof until, song, e->last_frame);
    size_t n =
        (size_t)snprintf(text, size, "%s to %s in %u steps up to %s", first, last, e->n - 1, until);
    int low = e->first < e->last ? e->first : e->last;
    int high = e->first < e->last ? e->last : e->first;
    if (e->least < low || e->most > high) {
        explain_parameter_value(first, sizeof first, &e->parameter,
                                e->least < low ? e->least : low);
        explain_parameter_value(last, sizeof last, &e->parameter, e->most > high ? e->most : high);
        snprintf(text + n, size - n, ", between %s and %s", first, last);
    }
}

static void say_entry(const char *path, const awe_song *song, const explain_entry *e)
{
    char when[64];
    char channel[32];
    char name[96];
    char values[256];
    explain_when(when, sizeof when, song, e->frame);
    explain_channel(channel, sizeof channel, e->port, e->channel);
    if (e->is_reset) {
        say_info("%s: %s, %s: CC121 takes back what NRPNs have set", path, when, channel);
        return;
    }
    explain_parameter_name(name, sizeof name, &e->parameter);
    print_values(values, sizeof values, song, e);
    say_info("%s: %s, %s: %s: %s", path, when, channel, name, values);
}

void explain_parameters(const char *path, const awe_song *song)
{
    explain_entries entries;
    if (!explain_entries_find(&entries, song)) {
        say_no_memory();
        return;
    }
    for (size_t i = 0; i < entries.n; i++) {
        say_entry(path, song, &entries.items[i]);
    }
    explain_entries_free(&entries);
}

/* ---- thefts */

#define BLOCK_FRAMES 4096
#define LONGEST_FRAMES ((uint64_t)AWE_RATE_HZ * 3600 * 4)

typedef struct thefts {
    const char *path;
    const awe_song *song;
    uint32_t percent; /* of the tempo */
} thefts;

static const char *const kinds[AWE_N_STEALS] = {"released", "held by a pedal", "key down",
                                                "a layer of the same note"};

/* The listener is called offline only: it may print. */
AWE_TRUST_BEGIN
static AWE_RT void say_theft(void *context, const awe_theft *theft)
{
    const thefts *t = context;
    char when[64];
    char by[32];
    char from[32];
    explain_when(when, sizeof when, t->song, theft->frame * t->percent / 100);
    explain_channel(by, sizeof by, theft->by.port, theft->by.channel);
    explain_channel(from, sizeof from, theft->from.port, theft->from.channel);
    say_info("%s: %s, %s key %u takes the voice of %s key %u: %s, %.0f dB, %.1f s old", t->path,
             when, by, theft->by.key, from, theft->from.key, kinds[theft->kind],
             20 * log10((double)theft->level + 1e-9),
             (double)theft->age_frames / (double)AWE_RATE_HZ);
}
AWE_TRUST_END

static bool go_on(void *context, const float *frames, size_t n_frames)
{
    (void)context;
    (void)frames;
    (void)n_frames;
    return !signals_received();
}

/* Plays the song in silence. False: no memory. */
static bool play(const awe_song *song, const banks *b, const awe_synth_config *config,
                 const transport_settings *heard, awe_stats *stats)
{
    awe_synth *synth;
    const offline_config offline = {.transport = *heard,
                                    .block_frames = BLOCK_FRAMES,
                                    .tail = TAIL_CUT,
                                    .max_frames = LONGEST_FRAMES,
                                    .sink = go_on};
    if (awe_synth_new(config, b->stack, b->n, &synth) != AWE_OK) {
        return false;
    }
    bool ok = offline_render(synth, song, &offline) != OFFLINE_NO_MEM;
    awe_synth_get_stats(synth, stats);
    awe_synth_free(synth);
    return ok;
}

/* How many of each kind, and how many voices would have been enough. */
static void say_sum(const char *path, const awe_stats *stats, uint32_t n_needed)
{
    char text[256];
    size_t n =
        (size_t)snprintf(text, sizeof text, "%llu voice%s stolen",
                         (unsigned long long)stats->n_stolen, stats->n_stolen == 1 ? "" : "s");
    const char *before = ": ";
    for (uint32_t i = 0; i < AWE_N_STEALS; i++) {
        if (stats->n_stolen_as[i] > 0) {
            n += (size_t)snprintf(text + n, sizeof text - n, "%s%llu %s", before,
                                  (unsigned long long)stats->n_stolen_as[i], kinds[i]);
            before = ", ";
        }
    }
    if (stats->n_stolen == 0) {
        say_info("%s: no voice stolen; at most %u sound at one time", path, n_needed);
    } else if (n_needed < AWE_MAX_VOICES) {
        say_info("%s: %s; --voices %u would be enough", path, text, n_needed);
    } else {
        say_info("%s: %s", path, text);
    }
}

void explain_thefts(const char *path, const awe_song *song, const banks *b,
                    const transport_settings *heard)
{
    thefts t = {path, song, heard->tempo_percent ? heard->tempo_percent : 100};
    awe_synth_config config = b->wanted->synth;
    awe_stats stats;
    awe_stats free_stats;
    config.reverb = AWE_REVERB_OFF;
    config.chorus = AWE_CHORUS_OFF;
    config.theft = (awe_theft_listener){say_theft, &t};
    bool ok = play(song, b, &config, heard, &stats);
    config.theft = (awe_theft_listener){0};
    config.n_voices = AWE_MAX_VOICES;
    if (ok && play(song, b, &config, heard, &free_stats)) {
        say_sum(path, &stats, free_stats.n_peak_voices);
    } else {
        say_no_memory();
    }
}
