/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bench_files.h"

#include <string.h>

#define PERIOD_FRAMES 100 /* 441 Hz */
#define N_PERIODS 240
#define LOOP_START 8000
#define LOOP_END (LOOP_START + 147 * PERIOD_FRAMES)
#define GUARD_FRAMES 46 /* zeros that the format asks for behind every recording */
#define N_PARTIALS 12
#define MAX_GENERATORS 14
#define N_LARGE_PRESETS 256 /* their zones have not quite as many generators as can be numbered */
#define N_LARGE_ZONES 16
#define DRUM_BANK 128

/* Generators, by the numbers that SoundFont 2 gives them. */
enum {
    VIBRATO_TO_PITCH = 6,   /* cents */
    FILTER_CUTOFF = 8,      /* cents */
    FILTER_Q = 9,           /* 0.1 dB */
    MOD_LFO_TO_FILTER = 10, /* cents */
    MOD_ENV_TO_FILTER = 11, /* cents */
    MOD_LFO_TO_VOLUME = 13, /* 0.1 dB */
    CHORUS_SEND = 15,       /* 0.1 % */
    REVERB_SEND = 16,       /* 0.1 % */
    MOD_LFO_FREQUENCY = 22, /* cents */
    MOD_ENV_DECAY = 28,     /* timecents */
    MOD_ENV_SUSTAIN = 29,   /* 0.1 % below full */
    DECAY = 36,             /* timecents */
    SUSTAIN = 37,           /* 0.1 dB below full */
    RELEASE = 38,           /* timecents */
    INSTRUMENT = 41,
    KEY_RANGE = 43,
    ATTENUATION = 48, /* 0.1 dB */
    SAMPLE = 53,
    LOOPED = 54,
};

typedef struct generator {
    int16_t what, value;
} generator;

typedef struct instrument {
    const char *name;
    int16_t sample;                       /* 0: the long loop, 1: the short one */
    generator generators[MAX_GENERATORS]; /* as many as have a value */
} instrument;

static const instrument instruments[BENCH_N_PRESETS] = {
    [BENCH_FILTERED] = {"filtered",
                        0,
                        {{FILTER_CUTOFF, 9000},
                         {FILTER_Q, 60},
                         {CHORUS_SEND, 200},
                         {REVERB_SEND, 200},
                         {RELEASE, -2400},
                         {ATTENUATION, 250}}},
    [BENCH_MOVING] = {"moving",
                      0,
                      {{VIBRATO_TO_PITCH, 40},
                       {FILTER_CUTOFF, 7000},
                       {FILTER_Q, 100},
                       {MOD_LFO_TO_FILTER, 1200},
                       {MOD_ENV_TO_FILTER, 3600},
                       {MOD_LFO_TO_VOLUME, 30},
                       {CHORUS_SEND, 200},
                       {REVERB_SEND, 200},
                       {MOD_LFO_FREQUENCY, 400},
                       {MOD_ENV_DECAY, 4000},
                       {MOD_ENV_SUSTAIN, 900},
                       {RELEASE, -2400},
                       {ATTENUATION, 250}}},
    [BENCH_SHORT] = {"short",
                     1,
                     {{FILTER_CUTOFF, 9000},
                      {FILTER_Q, 100},
                      {MOD_LFO_TO_FILTER, 1200},
                      {CHORUS_SEND, 200},
                      {REVERB_SEND, 200},
                      {MOD_LFO_FREQUENCY, 400},
                      {RELEASE, -2400},
                      {ATTENUATION, 250}}},
    [BENCH_PLUCKED] = {"plucked",
                       0,
                       {{FILTER_CUTOFF, 10000},
                        {CHORUS_SEND, 100},
                        {REVERB_SEND, 300},
                        {DECAY, -1200},
                        {SUSTAIN, 1000},
                        {RELEASE, -2400},
                        {ATTENUATION, 150}}},
    [BENCH_WET] =
        {"wet",
         0,
         {{CHORUS_SEND, 1000}, {REVERB_SEND, 1000}, {RELEASE, -2400}, {ATTENUATION, 150}}},
};

/* What a bank is made of: preset i plays instrument i, which has `n_zones` alike, side by side over
   the keys. */
typedef struct plan {
    uint32_t n_presets;
    uint32_t n_zones;
} plan;

/* Begins a chunk; its size is filled in by end_chunk(), which takes what this returns. */
static size_t begin_chunk(file_bytes *f, const char *name)
{
    file_bytes_put(f, name, 4);
    file_bytes_put_le32(f, 0);
    return f->size;
}

static void end_chunk(file_bytes *f, size_t start)
{
    if (!f->has_failed) {
        file_bytes_set_le32(f, start - 4, (uint32_t)(f->size - start));
    }
}

static void put_name(file_bytes *f, const char *name)
{
    char field[20] = "";
    strncpy(field, name, sizeof field - 1);
    file_bytes_put(f, field, sizeof field);
}

static void put_text(file_bytes *f, const char *chunk_name, const char *text, size_t size)
{
    size_t chunk = begin_chunk(f, chunk_name);
    file_bytes_put(f, text, size);
    end_chunk(f, chunk);
}

/* One period of a wave with twelve partials. Integers only: the same on every machine. Two
   parabolas stand for a sine. */
static int make_value(int at)
{
    int sum = 0;
    for (int k = 1; k <= N_PARTIALS; k++) {
        int phase = (at * k + 7 * k * k) % PERIOD_FRAMES;
        int half = phase % (PERIOD_FRAMES / 2);
        int arch = 4 * half * (PERIOD_FRAMES / 2 - half);
        sum += (phase < PERIOD_FRAMES / 2 ? arch : -arch) / k;
    }
    return 4 * sum;
}

static void put_recording(file_bytes *f)
{
    for (int i = 0; i < PERIOD_FRAMES * N_PERIODS; i++) {
        file_bytes_put_le16(f, (uint32_t)make_value(i % PERIOD_FRAMES));
    }
    for (int i = 0; i < GUARD_FRAMES; i++) {
        file_bytes_put_le16(f, 0);
    }
}

static const instrument *get_instrument(uint32_t preset)
{
    return &instruments[preset % BENCH_N_PRESETS];
}

static void put_preset_header(file_bytes *f, const char *name, uint32_t address, uint32_t zone)
{
    put_name(f, name);
    file_bytes_put_le16(f, address % 128); /* program */
    file_bytes_put_le16(f, address / 128); /* bank */
    file_bytes_put_le16(f, zone);
    file_bytes_put_le32(f, 0);
    file_bytes_put_le32(f, 0);
    file_bytes_put_le32(f, 0);
}

static void put_generator(file_bytes *f, int what, uint32_t value)
{
    file_bytes_put_le16(f, (uint32_t)what);
    file_bytes_put_le16(f, value);
}

/* A zone per preset with one generator, its instrument; behind the others, the drums. */
static void put_presets(file_bytes *f, const plan *p)
{
    size_t chunk = begin_chunk(f, "phdr");
    for (uint32_t i = 0; i < p->n_presets; i++) {
        put_preset_header(f, get_instrument(i)->name, i, i);
    }
    put_preset_header(f, "drums", DRUM_BANK * 128, p->n_presets);
    put_preset_header(f, "EOP", 0, p->n_presets + 1);
    end_chunk(f, chunk);
    chunk = begin_chunk(f, "pbag");
    for (uint32_t i = 0; i <= p->n_presets + 1; i++) {
        file_bytes_put_le32(f, i); /* its first generator; no modulators */
    }
    end_chunk(f, chunk);
    put_text(f, "pmod", "\0\0\0\0\0\0\0\0\0", 10);
    chunk = begin_chunk(f, "pgen");
    for (uint32_t i = 0; i < p->n_presets; i++) {
        put_generator(f, INSTRUMENT, i);
    }
    put_generator(f, INSTRUMENT, BENCH_PLUCKED);
    put_generator(f, 0, 0);
    end_chunk(f, chunk);
}

static uint32_t count_generators(const plan *p, const instrument *in)
{
    uint32_t n = p->n_zones > 1 ? 3 : 2; /* range; looped; sample */
    for (size_t i = 0; i < MAX_GENERATORS && in->generators[i].what; i++) {
        n++;
    }
    return n;
}

static void put_zone(file_bytes *f, const plan *p, const instrument *in, uint32_t zone)
{
    if (p->n_zones > 1) {
        uint32_t low = 128 * zone / p->n_zones;
        uint32_t high = 128 * (zone + 1) / p->n_zones - 1;
        put_generator(f, KEY_RANGE, low | high << 8);
    }
    for (size_t i = 0; i < MAX_GENERATORS && in->generators[i].what; i++) {
        put_generator(f, in->generators[i].what, (uint16_t)in->generators[i].value);
    }
    put_generator(f, LOOPED, 1);
    put_generator(f, SAMPLE, (uint32_t)in->sample);
}

static void put_instruments(file_bytes *f, const plan *p)
{
    uint32_t n = 0;
    size_t chunk = begin_chunk(f, "inst");
    for (uint32_t i = 0; i < p->n_presets; i++) {
        put_name(f, get_instrument(i)->name);
        file_bytes_put_le16(f, i * p->n_zones);
    }
    put_name(f, "EOI");
    file_bytes_put_le16(f, p->n_presets * p->n_zones);
    end_chunk(f, chunk);
    chunk = begin_chunk(f, "ibag");
    for (uint32_t i = 0; i < p->n_presets * p->n_zones; i++) {
        file_bytes_put_le16(f, n);
        file_bytes_put_le16(f, 0);
        n += count_generators(p, get_instrument(i / p->n_zones));
    }
    file_bytes_put_le16(f, n);
    file_bytes_put_le16(f, 0);
    end_chunk(f, chunk);
    put_text(f, "imod", "\0\0\0\0\0\0\0\0\0", 10);
    chunk = begin_chunk(f, "igen");
    for (uint32_t i = 0; i < p->n_presets * p->n_zones; i++) {
        put_zone(f, p, get_instrument(i / p->n_zones), i % p->n_zones);
    }
    put_generator(f, 0, 0);
    end_chunk(f, chunk);
}

static void put_sample_header(file_bytes *f, const char *name, uint32_t loop_end)
{
    const uint32_t fields[] = {0, PERIOD_FRAMES * N_PERIODS, LOOP_START, loop_end, 44100};
    put_name(f, name);
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        file_bytes_put_le32(f, fields[i]);
    }
    file_bytes_put_8(f, 69);   /* key */
    file_bytes_put_8(f, 0);    /* correction */
    file_bytes_put_le16(f, 0); /* link */
    file_bytes_put_le16(f, 1); /* mono */
}

static void put_sample_headers(file_bytes *f)
{
    static const uint8_t last[46] = "EOS";
    size_t chunk = begin_chunk(f, "shdr");
    put_sample_header(f, "tone", LOOP_END);
    put_sample_header(f, "short tone", LOOP_START + PERIOD_FRAMES);
    file_bytes_put(f, last, sizeof last);
    end_chunk(f, chunk);
}

static memory_file make_bank(const plan *p)
{
    file_bytes f = {0};
    size_t riff = begin_chunk(&f, "RIFF");
    file_bytes_put(&f, "sfbk", 4);
    size_t list = begin_chunk(&f, "LIST");
    file_bytes_put(&f, "INFO", 4);
    put_text(&f, "ifil", "\2\0\1", 4);
    put_text(&f, "isng", "EMU8000", 8);
    put_text(&f, "INAM", "Bench", 6);
    end_chunk(&f, list);
    list = begin_chunk(&f, "LIST");
    file_bytes_put(&f, "sdta", 4);
    size_t chunk = begin_chunk(&f, "smpl");
    put_recording(&f);
    end_chunk(&f, chunk);
    end_chunk(&f, list);
    list = begin_chunk(&f, "LIST");
    file_bytes_put(&f, "pdta", 4);
    put_presets(&f, p);
    put_instruments(&f, p);
    put_sample_headers(&f);
    end_chunk(&f, list);
    end_chunk(&f, riff);
    return file_bytes_finish(&f);
}

memory_file bench_make_bank(void)
{
    return make_bank(&(plan){.n_presets = BENCH_N_PRESETS, .n_zones = 1});
}

memory_file bench_make_large_bank(void)
{
    return make_bank(&(plan){.n_presets = N_LARGE_PRESETS, .n_zones = N_LARGE_ZONES});
}
