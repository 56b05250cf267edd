/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bench_workload.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define N_NOTES 32
#define N_CHANNELS 8
#define PERIOD_FRAMES 100 /* 441 Hz */
#define N_PERIODS 240
#define LOOP_START 8000
#define LOOP_END (LOOP_START + 147 * PERIOD_FRAMES)
#define GUARD_FRAMES 46 /* zeros that the format asks for behind every recording */
#define N_PARTIALS 12
#define TICKS_PER_SECOND 2000

/* A growing file. After a failed allocation `data` is NULL and stays so. */
typedef struct writer {
    uint8_t *data;
    size_t size;
    size_t room;
    bool has_failed;
} writer;

static void put_bytes(writer *w, const void *bytes, size_t n)
{
    if (w->size + n > w->room && !w->has_failed) {
        w->room = 2 * w->room + n;
        uint8_t *data = realloc(w->data, w->room);
        w->has_failed = !data;
        w->data = data ? data : w->data;
    }
    if (!w->has_failed) {
        memcpy(w->data + w->size, bytes, n);
        w->size += n;
    }
}

static bench_file finish(writer *w)
{
    if (w->has_failed) {
        free(w->data);
        return (bench_file){0};
    }
    return (bench_file){w->data, w->size};
}

static void put_byte(writer *w, uint32_t value)
{
    uint8_t byte = (uint8_t)value;
    put_bytes(w, &byte, 1);
}

static void put_le16(writer *w, uint32_t value)
{
    put_byte(w, value);
    put_byte(w, value >> 8);
}

static void put_le32(writer *w, uint32_t value)
{
    put_le16(w, value);
    put_le16(w, value >> 16);
}

static void put_be32(writer *w, uint32_t value)
{
    uint8_t bytes[] = {(uint8_t)(value >> 24), (uint8_t)(value >> 16), (uint8_t)(value >> 8),
                       (uint8_t)value};
    put_bytes(w, bytes, 4);
}

/* Begins a chunk; its size is filled in by end_chunk(), which takes what this returns. */
static size_t begin_chunk(writer *w, const char *name)
{
    put_bytes(w, name, 4);
    put_le32(w, 0);
    return w->size;
}

static void end_chunk(writer *w, size_t start)
{
    if (!w->has_failed) {
        size_t size = w->size - start;
        for (size_t i = 0; i < 4; i++) {
            w->data[start - 4 + i] = (uint8_t)(size >> (8 * i));
        }
    }
}

static void put_name(writer *w, const char *name)
{
    char field[20] = "";
    strncpy(field, name, sizeof field - 1);
    put_bytes(w, field, sizeof field);
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

static void put_recording(writer *w)
{
    for (int i = 0; i < PERIOD_FRAMES * N_PERIODS; i++) {
        put_le16(w, (uint32_t)make_value(i % PERIOD_FRAMES));
    }
    for (int i = 0; i < GUARD_FRAMES; i++) {
        put_le16(w, 0);
    }
}

static void put_preset_header(writer *w, const char *name, uint32_t first_zone)
{
    put_name(w, name);
    put_le16(w, 0); /* program */
    put_le16(w, 0); /* bank */
    put_le16(w, first_zone);
    put_le32(w, 0);
    put_le32(w, 0);
    put_le32(w, 0);
}

static void put_presets(writer *w)
{
    size_t chunk = begin_chunk(w, "phdr");
    put_preset_header(w, "filtered", 0);
    put_preset_header(w, "EOP", 1);
    end_chunk(w, chunk);
    chunk = begin_chunk(w, "pbag");
    put_le32(w, 0);
    put_le32(w, 1);
    end_chunk(w, chunk);
    chunk = begin_chunk(w, "pmod");
    put_bytes(w, "\0\0\0\0\0\0\0\0\0", 10);
    end_chunk(w, chunk);
    chunk = begin_chunk(w, "pgen");
    put_le16(w, 41); /* instrument */
    put_le16(w, 0);
    put_le32(w, 0);
    end_chunk(w, chunk);
}

static void put_instruments(writer *w)
{
    static const int16_t generators[][2] = {
        {8, 9000},   /* filter cut-off, cents */
        {9, 60},     /* resonance, 0.1 dB */
        {15, 200},   /* chorus send, 0.1 % */
        {16, 200},   /* reverb send, 0.1 % */
        {38, -2400}, /* release, timecents */
        {48, 250},   /* attenuation, 0.1 dB */
        {54, 1},     /* looped */
        {53, 0},     /* recording */
        {0, 0},
    };
    uint32_t n = sizeof generators / sizeof generators[0];
    size_t chunk = begin_chunk(w, "inst");
    put_name(w, "filtered");
    put_le16(w, 0);
    put_name(w, "EOI");
    put_le16(w, 1);
    end_chunk(w, chunk);
    chunk = begin_chunk(w, "ibag");
    put_le32(w, 0);
    put_le32(w, n - 1);
    end_chunk(w, chunk);
    chunk = begin_chunk(w, "imod");
    put_bytes(w, "\0\0\0\0\0\0\0\0\0", 10);
    end_chunk(w, chunk);
    chunk = begin_chunk(w, "igen");
    for (uint32_t i = 0; i < n; i++) {
        put_le16(w, (uint16_t)generators[i][0]);
        put_le16(w, (uint16_t)generators[i][1]);
    }
    end_chunk(w, chunk);
}

static void put_sample_headers(writer *w)
{
    static const uint32_t fields[] = {0, PERIOD_FRAMES * N_PERIODS, LOOP_START, LOOP_END, 44100};
    uint8_t last[46] = "EOS";
    size_t chunk = begin_chunk(w, "shdr");
    put_name(w, "tone");
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        put_le32(w, fields[i]);
    }
    put_byte(w, 69); /* key */
    put_byte(w, 0);  /* correction */
    put_le16(w, 0);  /* link */
    put_le16(w, 1);  /* mono */
    put_bytes(w, last, sizeof last);
    end_chunk(w, chunk);
}

bench_file bench_make_bank(void)
{
    writer w = {0};
    size_t riff = begin_chunk(&w, "RIFF");
    put_bytes(&w, "sfbk", 4);
    size_t list = begin_chunk(&w, "LIST");
    put_bytes(&w, "INFO", 4);
    size_t chunk = begin_chunk(&w, "ifil");
    put_le16(&w, 2);
    put_le16(&w, 1);
    end_chunk(&w, chunk);
    chunk = begin_chunk(&w, "isng");
    put_bytes(&w, "EMU8000", 8);
    end_chunk(&w, chunk);
    chunk = begin_chunk(&w, "INAM");
    put_bytes(&w, "Bench", 6);
    end_chunk(&w, chunk);
    end_chunk(&w, list);
    list = begin_chunk(&w, "LIST");
    put_bytes(&w, "sdta", 4);
    chunk = begin_chunk(&w, "smpl");
    put_recording(&w);
    end_chunk(&w, chunk);
    end_chunk(&w, list);
    list = begin_chunk(&w, "LIST");
    put_bytes(&w, "pdta", 4);
    put_presets(&w);
    put_instruments(&w);
    put_sample_headers(&w);
    end_chunk(&w, list);
    end_chunk(&w, riff);
    return finish(&w);
}

/* A delta time as the MIDI file writes it: seven bits a byte, the highest first. */
static void put_delta(writer *w, uint32_t ticks)
{
    for (int shift = 21; shift > 0; shift -= 7) {
        if (ticks >> shift) {
            put_byte(w, 0x80 | (ticks >> shift & 0x7F));
        }
    }
    put_byte(w, ticks & 0x7F);
}

static void put_message(writer *w, uint32_t ticks, uint32_t status, uint32_t one, uint32_t two)
{
    put_delta(w, ticks);
    put_byte(w, status);
    put_byte(w, one);
    put_byte(w, two);
}

static uint32_t choose_key(uint32_t note)
{
    return 40 + note * 7 % 48;
}

bench_file bench_make_song(double seconds)
{
    static const uint8_t tempo[] = {0, 0xFF, 0x51, 3, 0x07, 0xA1, 0x20}; /* 500 ms a quarter */
    static const uint8_t end[] = {0, 0xFF, 0x2F, 0};
    static const uint8_t header[] = {0, 0, 0, 1, 0x03, 0xE8}; /* format 0, 1000 ticks a quarter */
    writer w = {0};
    put_bytes(&w, "MThd", 4);
    put_be32(&w, sizeof header);
    put_bytes(&w, header, sizeof header);
    put_bytes(&w, "MTrk", 4);
    size_t start = w.size;
    put_be32(&w, 0);
    put_bytes(&w, tempo, sizeof tempo);
    for (uint32_t channel = 0; channel < N_CHANNELS; channel++) {
        put_message(&w, 0, 0xB0 | channel, 7, 60);
        put_message(&w, 0, 0xB0 | channel, 10, 20 + 12 * channel);
    }
    for (uint32_t i = 0; i < N_NOTES; i++) {
        put_message(&w, 0, 0x90 | i % N_CHANNELS, choose_key(i), 90);
    }
    uint32_t length = (uint32_t)(seconds * TICKS_PER_SECOND);
    for (uint32_t i = 0; i < N_NOTES; i++) {
        put_message(&w, i == 0 ? length : 0, 0x80 | i % N_CHANNELS, choose_key(i), 0);
    }
    put_bytes(&w, end, sizeof end);
    size_t size = w.size - start - 4;
    if (!w.has_failed) {
        uint8_t bytes[] = {(uint8_t)(size >> 24), (uint8_t)(size >> 16), (uint8_t)(size >> 8),
                           (uint8_t)size};
        memcpy(w.data + start, bytes, sizeof bytes);
    }
    return finish(&w);
}
