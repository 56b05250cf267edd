/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Songs of format 0 whose ticks are frames. What looks like chance is arithmetic on the number of
   the note: the same on every machine. */

#include "app/bench_files.h"
#include "awe/rate.h"

#define TICKS_PER_QUARTER (AWE_RATE_HZ / 2) /* at 500 ms a quarter */
#define DRUMS 9                             /* channel */
#define N_CHANNELS 16
#define EVENTS_PER_SECOND 10000
#define BEND_FRAMES 32 /* a tick of the synth */

enum {
    NOTE_OFF = 0x80,
    NOTE_ON = 0x90,
    CONTROL = 0xB0,
    PROGRAM = 0xC0,
    PRESSURE = 0xD0,
    BEND = 0xE0
};
enum {
    MODULATION = 1,
    VOLUME = 7,
    PAN = 10,
    EXPRESSION = 11,
    SUSTAIN = 64,
    CUTOFF = 74,
    REVERB = 91,
    CHORUS = 93
};

/* A song so far. */
typedef struct song {
    file_bytes f;
    size_t track_at; /* of the track's length */
    uint64_t frame;  /* of the last message */
    uint64_t end;
} song;

static void begin(song *s, double seconds)
{
    static const uint8_t tempo[] = {0, 0xFF, 0x51, 3, 0x07, 0xA1, 0x20}; /* 500 ms a quarter */
    *s = (song){.end = (uint64_t)(seconds * AWE_RATE_HZ)};
    file_bytes_put(&s->f, "MThd", 4);
    file_bytes_put_be32(&s->f, 6);
    file_bytes_put_be32(&s->f, 1); /* format 0, one track */
    file_bytes_put_8(&s->f, TICKS_PER_QUARTER >> 8);
    file_bytes_put_8(&s->f, TICKS_PER_QUARTER);
    file_bytes_put(&s->f, "MTrk", 4);
    s->track_at = s->f.size;
    file_bytes_put_be32(&s->f, 0);
    file_bytes_put(&s->f, tempo, sizeof tempo);
}

/* A delta time as the MIDI file writes it: seven bits a byte, the highest first. */
static void put_delta(song *s, uint64_t frame)
{
    uint64_t ticks = frame - s->frame;
    s->frame = frame;
    for (int shift = 21; shift > 0; shift -= 7) {
        if (ticks >> shift) {
            file_bytes_put_8(&s->f, 0x80 | (uint32_t)(ticks >> shift & 0x7F));
        }
    }
    file_bytes_put_8(&s->f, ticks & 0x7F);
}

/* A channel message at `frame`, which is not before that of the last one. */
static void put(song *s, uint64_t frame, uint32_t status, uint32_t one, uint32_t two)
{
    put_delta(s, frame);
    file_bytes_put_8(&s->f, status);
    file_bytes_put_8(&s->f, one);
    if ((status & 0xE0) != 0xC0) { /* programs and pressure have one byte */
        file_bytes_put_8(&s->f, two);
    }
}

static memory_file end(song *s)
{
    static const uint8_t end_of_track[] = {0xFF, 0x2F, 0};
    put_delta(s, s->end > s->frame ? s->end : s->frame);
    file_bytes_put(&s->f, end_of_track, sizeof end_of_track);
    if (!s->f.has_failed) {
        file_bytes_set_be32(&s->f, s->track_at, (uint32_t)(s->f.size - s->track_at - 4));
    }
    return file_bytes_finish(&s->f);
}

/* ---- notes that are held throughout */

typedef struct held {
    uint32_t n_notes;
    uint32_t n_channels;
    bench_preset preset;
    uint32_t volume;
    uint32_t (*choose_key)(uint32_t note);
} held;

static uint32_t spread_key(uint32_t note)
{
    return 40 + note * 7 % 48;
}

/* No two of 256 notes on 15 channels are the same. */
static uint32_t stack_key(uint32_t note)
{
    return 36 + 3 * (note / 15);
}

/* Nor of 1024. */
static uint32_t close_key(uint32_t note)
{
    return 30 + note / 15;
}

static uint32_t highest_key(uint32_t note)
{
    return 124 + note / 8;
}

static uint32_t channel_of(const held *h, uint32_t note)
{
    uint32_t channel = note % h->n_channels;
    return channel < DRUMS ? channel : channel + 1;
}

static void set_up_channels(song *s, uint32_t n, bench_preset preset, uint32_t volume)
{
    for (uint32_t channel = 0; channel < n; channel++) {
        put(s, 0, PROGRAM | channel, preset, 0);
        put(s, 0, CONTROL | channel, VOLUME, volume);
        put(s, 0, CONTROL | channel, PAN, 20 + 12 * (channel % 8));
    }
}

static void hold(song *s, const held *h)
{
    set_up_channels(s, h->n_channels < DRUMS ? h->n_channels : N_CHANNELS, h->preset, h->volume);
    for (uint32_t i = 0; i < h->n_notes; i++) {
        put(s, 0, NOTE_ON | channel_of(h, i), h->choose_key(i), 90);
    }
}

static void let_go(song *s, const held *h)
{
    for (uint32_t i = 0; i < h->n_notes; i++) {
        put(s, s->end, NOTE_OFF | channel_of(h, i), h->choose_key(i), 0);
    }
}

static memory_file make_held(double seconds, const held *h)
{
    song s;
    begin(&s, seconds);
    hold(&s, h);
    let_go(&s, h);
    return end(&s);
}

memory_file bench_make_held_32(double seconds)
{
    return make_held(seconds, &(held){32, 8, BENCH_FILTERED, 60, spread_key});
}

memory_file bench_make_held_3(double seconds)
{
    return make_held(seconds, &(held){3, 3, BENCH_FILTERED, 60, spread_key});
}

memory_file bench_make_held_moving(double seconds)
{
    return make_held(seconds, &(held){32, 8, BENCH_MOVING, 60, spread_key});
}

memory_file bench_make_held_256(double seconds)
{
    return make_held(seconds, &(held){256, 15, BENCH_FILTERED, 40, stack_key});
}

memory_file bench_make_held_1024(double seconds)
{
    return make_held(seconds, &(held){1024, 15, BENCH_FILTERED, 30, close_key});
}

memory_file bench_make_held_short(double seconds)
{
    return make_held(seconds, &(held){32, 8, BENCH_SHORT, 60, highest_key});
}

memory_file bench_make_held_wet(double seconds)
{
    return make_held(seconds, &(held){1, 1, BENCH_WET, 100, spread_key});
}

/* ---- storms */

/* Note number `turn` begins, and that before the last `n_held` ends. */
static void put_turn(song *s, uint64_t frame, uint32_t turn, uint32_t velocity, uint32_t n_held)
{
    put(s, frame, NOTE_ON | turn % N_CHANNELS, spread_key(turn), velocity);
    if (turn >= n_held) {
        uint32_t old = turn - n_held;
        put(s, frame, NOTE_OFF | old % N_CHANNELS, spread_key(old), 0);
    }
}

static void end_turns(song *s, uint32_t n, uint32_t n_held)
{
    for (uint32_t old = n > n_held ? n - n_held : 0; old < n; old++) {
        put(s, s->end, NOTE_OFF | old % N_CHANNELS, spread_key(old), 0);
    }
}

/* `n_held` keys are down at a time. */
static memory_file make_notes(double seconds, uint32_t notes_per_second, uint32_t n_held)
{
    song s;
    begin(&s, seconds);
    set_up_channels(&s, N_CHANNELS, BENCH_PLUCKED, 60);
    uint32_t n = (uint32_t)(s.end * notes_per_second / AWE_RATE_HZ);
    for (uint32_t i = 0; i < n; i++) {
        uint64_t frame = (uint64_t)i * AWE_RATE_HZ / notes_per_second;
        put_turn(&s, frame, i, 1 + i * 37 % 127, n_held);
    }
    end_turns(&s, n, n_held);
    return end(&s);
}

memory_file bench_make_notes(double seconds)
{
    return make_notes(seconds, EVENTS_PER_SECOND, 100);
}

memory_file bench_make_many_notes(double seconds)
{
    return make_notes(seconds, EVENTS_PER_SECOND / 2, 256);
}

memory_file bench_make_controls(double seconds)
{
    static const uint8_t controls[] = {VOLUME, PAN,    EXPRESSION, MODULATION,
                                       REVERB, CHORUS, CUTOFF,     SUSTAIN};
    static const held notes = {32, 8, BENCH_FILTERED, 60, spread_key};
    song s;
    begin(&s, seconds);
    hold(&s, &notes);
    uint64_t n = s.end * EVENTS_PER_SECOND / AWE_RATE_HZ;
    for (uint64_t i = 0; i < n; i++) {
        uint64_t frame = i * AWE_RATE_HZ / EVENTS_PER_SECOND;
        uint32_t turn = (uint32_t)i, channel = turn % 8, what = turn / 8 % 10;
        uint32_t value = turn * 53 / 8 % 128;
        if (what < 8) {
            put(&s, frame, CONTROL | channel, controls[what], value);
        } else {
            put(&s, frame, what == 8 ? BEND | channel : PRESSURE | channel, value, value);
        }
    }
    for (uint32_t channel = 0; channel < notes.n_channels; channel++) {
        put(&s, s.end, CONTROL | channel, SUSTAIN, 0);
    }
    let_go(&s, &notes);
    return end(&s);
}

/* Every tick all channels are bent, and one note begins in the place of another one. */
memory_file bench_make_busy(double seconds)
{
    song s;
    begin(&s, seconds);
    set_up_channels(&s, N_CHANNELS, BENCH_MOVING, 60);
    uint32_t tick = 0;
    for (uint64_t frame = 0; frame < s.end; frame += BEND_FRAMES) {
        for (uint32_t channel = 0; channel < N_CHANNELS; channel++) {
            put(&s, frame, BEND | channel, 0, (tick + 8 * channel) % 128);
        }
        put_turn(&s, frame, tick++, 90, 40); /* it has been stolen by then */
    }
    end_turns(&s, tick, 40);
    return end(&s);
}

/* ---- something like music */

#define STEP_FRAMES (AWE_RATE_HZ / 8) /* a sixteenth note */
#define N_PARTS 5

/* Who plays at a step: each part a chord of so many notes every so many steps. */
typedef struct part {
    uint32_t channel, n_steps, n_notes, low_key;
    bench_preset preset;
} part;

static const part parts[N_PARTS] = {
    {0, 4, 4, 55, BENCH_FILTERED}, {1, 2, 1, 36, BENCH_PLUCKED},     {2, 1, 1, 67, BENCH_PLUCKED},
    {3, 8, 3, 60, BENCH_MOVING},   {DRUMS, 1, 2, 36, BENCH_PLUCKED},
};

/* The parts are doubled on the channels that are left: all 16 play. */
static uint32_t get_channel(uint32_t part_number, uint32_t copy)
{
    uint32_t channel = parts[part_number].channel;
    return channel == DRUMS || copy == 0 ? channel
                                         : 4 * copy + channel + (4 * copy + channel >= DRUMS);
}

static void play_part(song *s, uint64_t frame, uint32_t step, uint32_t number, uint32_t status)
{
    const part *p = &parts[number];
    uint32_t n_copies = p->channel == DRUMS ? 1 : 3;
    uint32_t chord = step / 16 * 5 % 12;
    for (uint32_t i = 0; i < p->n_notes * n_copies; i++) {
        uint32_t scale = p->n_notes > 1 ? i % p->n_notes * 4 : step * 7 % 12;
        put(s, frame, status | get_channel(number, i / p->n_notes), p->low_key + chord + scale,
            60 + step * 11 % 60);
    }
}

static void play_step(song *s, uint32_t step)
{
    uint64_t frame = (uint64_t)step * STEP_FRAMES;
    for (uint32_t i = 0; i < N_PARTS; i++) {
        uint32_t n_steps = parts[i].n_steps;
        if (step % n_steps == 0 && step >= n_steps) {
            play_part(s, frame, step - n_steps, i, NOTE_OFF);
        }
        if (step % n_steps == 0) {
            play_part(s, frame, step, i, NOTE_ON);
        }
    }
    for (uint32_t i = 0; i < 8; i++) { /* expression and bends in between */
        uint64_t at = frame + (uint64_t)i * STEP_FRAMES / 8;
        put(s, at, CONTROL, EXPRESSION, 90 + (8 * step + i) % 38);
        put(s, at, BEND | 3, 0, 60 + i);
    }
}

memory_file bench_make_dense(double seconds)
{
    song s;
    begin(&s, seconds);
    set_up_channels(&s, N_CHANNELS, BENCH_FILTERED, 70);
    for (uint32_t i = 0; i < N_PARTS; i++) {
        for (uint32_t copy = 0; copy < 3; copy++) {
            put(&s, 0, PROGRAM | get_channel(i, copy), parts[i].preset, 0);
        }
    }
    uint32_t n_steps = (uint32_t)(s.end / STEP_FRAMES);
    for (uint32_t step = 0; step < n_steps; step++) {
        play_step(&s, step);
    }
    for (uint32_t i = 0; i < N_PARTS && n_steps > 0; i++) {
        uint32_t last = (n_steps - 1) / parts[i].n_steps * parts[i].n_steps;
        play_part(&s, s.end, last, i, NOTE_OFF);
    }
    return end(&s);
}
