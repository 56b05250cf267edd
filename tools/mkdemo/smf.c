/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "smf.h"

#include <stdlib.h>
#include <string.h>

enum { RANK_OFF, RANK_OTHER, RANK_ON };

/* `items` with room for one more than `n`. */
static void *grow(void *items, int n, int *room, size_t size)
{
    if (n < *room) {
        return items;
    }
    *room = *room ? *room * 2 : 256;
    void *grown = realloc(items, (size_t)*room * size);
    if (!grown) {
        fputs("mkdemo: out of memory\n", stderr);
        exit(1);
    }
    return grown;
}

static void add_event(smf *song, int track, int tick, int rank, const uint8_t *bytes, int n)
{
    smf_track *t = &song->tracks[track];
    t->events = grow(t->events, t->n, &t->room, sizeof *t->events);
    smf_event *e = &t->events[t->n];
    *e = (smf_event){.tick = tick, .rank = rank, .index = t->n, .n_bytes = n};
    memcpy(e->bytes, bytes, (size_t)n);
    t->n++;
    song->end_tick = tick > song->end_tick ? tick : song->end_tick;
}

static int shake(smf *song)
{
    song->seed = song->seed * 1664525u + 1013904223u;
    return (int)(song->seed >> 24) % 9 - 4;
}

static uint8_t clamp_data(int value)
{
    return (uint8_t)(value < 0 ? 0 : value > 127 ? 127 : value);
}

int key_velocity(int key, int velocity)
{
    return key * 256 + velocity;
}

void smf_note(smf *song, int channel, int tick, int length, int pair)
{
    smf_track *t = &song->tracks[channel];
    int velocity = pair % 256 + shake(song);
    t->notes = grow(t->notes, t->n_notes, &t->room_notes, sizeof *t->notes);
    t->notes[t->n_notes++] = (smf_note_span){.tick = tick,
                                             .end_tick = tick + length,
                                             .key = clamp_data(pair / 256),
                                             .velocity = clamp_data(velocity < 1 ? 1 : velocity)};
}

/* By key, then by time, then the louder one first. */
static int compare_notes(const void *left, const void *right)
{
    const smf_note_span *a = left;
    const smf_note_span *b = right;
    if (a->key != b->key) {
        return a->key - b->key;
    }
    return a->tick != b->tick ? a->tick - b->tick : b->velocity - a->velocity;
}

static void add_notes(smf *song, int channel)
{
    smf_track *t = &song->tracks[channel];
    if (t->n_notes > 0) {
        qsort(t->notes, (size_t)t->n_notes, sizeof *t->notes, compare_notes);
    }
    for (int i = 0; i < t->n_notes; i++) {
        const smf_note_span *note = &t->notes[i];
        if (i > 0 && note[-1].key == note->key && note[-1].tick == note->tick) {
            continue;
        }
        int end_tick = note->end_tick;
        for (int j = i + 1; j < t->n_notes && t->notes[j].key == note->key; j++) {
            if (t->notes[j].tick > note->tick && t->notes[j].tick < end_tick) {
                end_tick = t->notes[j].tick;
            }
        }
        uint8_t on[3] = {(uint8_t)(0x90 | channel), note->key, note->velocity};
        uint8_t off[3] = {(uint8_t)(0x80 | channel), note->key, 64};
        add_event(song, channel, note->tick, RANK_ON, on, 3);
        add_event(song, channel, end_tick, RANK_OFF, off, 3);
    }
}

void smf_control(smf *song, int channel, int tick, int controller, int value)
{
    uint8_t bytes[3] = {(uint8_t)(0xB0 | channel), (uint8_t)controller, clamp_data(value)};
    add_event(song, channel, tick, RANK_OTHER, bytes, 3);
}

void smf_program(smf *song, int channel, int tick, int program)
{
    uint8_t bytes[2] = {(uint8_t)(0xC0 | channel), (uint8_t)program};
    add_event(song, channel, tick, RANK_OTHER, bytes, 2);
}

void smf_bend(smf *song, int channel, int tick, int value)
{
    int raw = value + 8192;
    uint8_t bytes[3] = {(uint8_t)(0xE0 | channel), (uint8_t)(raw & 127), (uint8_t)(raw >> 7)};
    add_event(song, channel, tick, RANK_OTHER, bytes, 3);
}

void smf_tempo(smf *song, int tick, double beats_per_minute)
{
    int us = (int)(60000000.0 / beats_per_minute + 0.5);
    uint8_t bytes[6] = {0xFF, 0x51, 3, (uint8_t)(us >> 16), (uint8_t)(us >> 8), (uint8_t)us};
    add_event(song, CONDUCTOR, tick, RANK_OTHER, bytes, 6);
}

void smf_text(smf *song, int track, int kind, const char *text)
{
    uint8_t bytes[MAX_EVENT_BYTES] = {0xFF, (uint8_t)kind};
    size_t n = strlen(text);
    n = n < sizeof bytes - 3 ? n : sizeof bytes - 3;
    bytes[2] = (uint8_t)n;
    memcpy(bytes + 3, text, n);
    add_event(song, track, 0, RANK_OTHER, bytes, (int)n + 3);
}

void smf_raw(smf *song, int track, int tick, const uint8_t *bytes, int n)
{
    add_event(song, track, tick, RANK_OTHER, bytes, n);
}

static int compare_events(const void *left, const void *right)
{
    const smf_event *a = left;
    const smf_event *b = right;
    if (a->tick != b->tick) {
        return a->tick < b->tick ? -1 : 1;
    }
    if (a->rank != b->rank) {
        return a->rank < b->rank ? -1 : 1;
    }
    return a->index < b->index ? -1 : 1;
}

static size_t encode_length(uint8_t *out, uint32_t value)
{
    size_t n = 1;
    for (uint32_t rest = value >> 7; rest; rest >>= 7) {
        n++;
    }
    for (size_t i = 0; i < n; i++) {
        uint8_t low = (uint8_t)(value >> 7 * (n - 1 - i) & 127);
        out[i] = (uint8_t)(i + 1 < n ? low | 128 : low);
    }
    return n;
}

static void put_be32(uint8_t *out, size_t value)
{
    for (int i = 0; i < 4; i++) {
        out[i] = (uint8_t)(value >> (24 - 8 * i));
    }
}

static int write_track(smf_track *t, int end_tick, FILE *file)
{
    static const uint8_t end[3] = {0xFF, 0x2F, 0};
    uint8_t *body = malloc(((size_t)t->n + 1) * (MAX_EVENT_BYTES + 5) + 8);
    if (!body) {
        return -1;
    }
    size_t n = 8;
    int tick = 0;
    if (t->n > 0) {
        qsort(t->events, (size_t)t->n, sizeof *t->events, compare_events);
    }
    for (int i = 0; i < t->n; i++) {
        const smf_event *e = &t->events[i];
        n += encode_length(body + n, (uint32_t)(e->tick - tick));
        memcpy(body + n, e->bytes, (size_t)e->n_bytes);
        n += (size_t)e->n_bytes;
        tick = e->tick;
    }
    n += encode_length(body + n, (uint32_t)(end_tick - tick));
    memcpy(body + n, end, sizeof end);
    n += sizeof end;
    memcpy(body, "MTrk", 4);
    put_be32(body + 4, n - 8);
    int failed = fwrite(body, 1, n, file) != n;
    free(body);
    return failed ? -1 : 0;
}

int smf_write(smf *song, FILE *file)
{
    for (int channel = 0; channel < N_CHANNELS; channel++) {
        add_notes(song, channel);
    }
    uint8_t head[14] = {'M',
                        'T',
                        'h',
                        'd',
                        0,
                        0,
                        0,
                        6,
                        0,
                        1,
                        0,
                        N_TRACKS,
                        TICKS_PER_QUARTER >> 8,
                        TICKS_PER_QUARTER & 255};
    if (fwrite(head, 1, sizeof head, file) != sizeof head) {
        return -1;
    }
    for (int i = 0; i < N_TRACKS; i++) { /* the conductor first */
        if (write_track(&song->tracks[(i + CONDUCTOR) % N_TRACKS], song->end_tick, file) != 0) {
            return -1;
        }
    }
    return 0;
}

void smf_free(smf *song)
{
    for (int i = 0; i < N_TRACKS; i++) {
        free(song->tracks[i].events);
        free(song->tracks[i].notes);
    }
    *song = (smf){0};
}
