/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The demo song against the one its tool makes now, and against what a demo must show. Arguments:
   the committed song, a fresh one. Read by the Standard MIDI File specification alone. */

#include "support/read_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct piece {
    const uint8_t *data;
    size_t size;
} piece;

/* What a reading of the song found. */
typedef struct finding {
    uint32_t n_notes[16];
    uint32_t n_sounding; /* keys down at the end */
    uint32_t n_tempos;
    uint32_t n_bends;
    uint32_t n_cutoffs; /* NRPN 127/21 data */
    uint32_t controls[128];
    uint32_t last_off_tick;
    uint32_t end_tick;
    uint32_t n_velocities; /* different ones */
} finding;

typedef struct reader {
    piece track;
    size_t at;
    uint8_t keys[16][128];
    uint8_t velocities[128];
    uint8_t nrpn[16][2];
    finding *found;
} reader;

static piece committed;
static piece fresh;

static uint32_t be32(const uint8_t *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

static uint32_t read_length(reader *r)
{
    uint32_t value = 0;
    uint8_t byte;
    do {
        assert_true(r->at < r->track.size);
        byte = r->track.data[r->at++];
        value = value << 7 | (byte & 127);
    } while (byte & 128);
    return value;
}

static void take_control(reader *r, int channel, uint8_t number, uint8_t value)
{
    r->found->controls[number]++;
    if (number == 99 || number == 98) {
        r->nrpn[channel][99 - number] = value;
    } else if (number == 38 && r->nrpn[channel][0] == 127 && r->nrpn[channel][1] == 21) {
        r->found->n_cutoffs++;
    }
}

static void take_message(reader *r, uint8_t status, uint32_t tick)
{
    int channel = status & 15;
    uint8_t first = r->track.data[r->at];
    uint8_t second = r->at + 1 < r->track.size ? r->track.data[r->at + 1] : 0;
    int kind = status >> 4;
    assert_true(first < 128);
    if (kind == 9 && second > 0) {
        assert_int_equal(r->keys[channel][first], 0); /* no key twice */
        r->keys[channel][first] = 1;
        r->velocities[second] = 1;
        r->found->n_notes[channel]++;
    } else if (kind == 8 || kind == 9) {
        assert_int_equal(r->keys[channel][first], 1);
        r->keys[channel][first] = 0;
        r->found->last_off_tick = tick > r->found->last_off_tick ? tick : r->found->last_off_tick;
    } else if (kind == 11) {
        take_control(r, channel, first, second);
    } else if (kind == 14) {
        r->found->n_bends++;
    }
    r->at += kind == 12 || kind == 13 ? 1 : 2;
}

static void read_track(reader *r)
{
    uint32_t tick = 0;
    int ended = 0;
    while (!ended) {
        tick += read_length(r);
        uint8_t status = r->track.data[r->at++];
        assert_true(status & 128); /* the tool writes no running status */
        if (status == 0xFF) {
            uint8_t kind = r->track.data[r->at++];
            uint32_t size = read_length(r);
            ended = kind == 0x2F;
            r->found->n_tempos += kind == 0x51;
            r->at += size;
        } else if (status == 0xF0) {
            uint32_t size = read_length(r);
            r->at += size;
        } else {
            take_message(r, status, tick);
        }
    }
    assert_int_equal(r->at, r->track.size);
    r->found->end_tick = tick;
}

static void read_song(finding *found)
{
    reader r = {.found = found};
    size_t at = 14;
    memset(found, 0, sizeof *found);
    while (at < committed.size) {
        assert_memory_equal(committed.data + at, "MTrk", 4);
        size_t size = be32(committed.data + at + 4);
        assert_true(at + 8 + size <= committed.size);
        r.track = (piece){committed.data + at + 8, size};
        r.at = 0;
        read_track(&r);
        at += 8 + size;
    }
    for (int i = 0; i < 16 * 128; i++) {
        found->n_sounding += r.keys[i / 128][i % 128];
        found->n_velocities += i < 128 ? r.velocities[i] : 0;
    }
}

static void test_song_is_made_again(void **state)
{
    (void)state;
    assert_int_equal(committed.size, fresh.size);
    assert_memory_equal(committed.data, fresh.data, committed.size);
}

static void test_header_is_format_1(void **state)
{
    static const uint8_t head[12] = {'M', 'T', 'h', 'd', 0, 0, 0, 6, 0, 1, 0, 17};
    (void)state;
    assert_memory_equal(committed.data, head, sizeof head);
}

static void test_every_key_comes_up(void **state)
{
    (void)state;
    finding found;
    read_song(&found);
    assert_int_equal(found.n_sounding, 0);
    assert_true(found.last_off_tick <= found.end_tick);
}

static void test_song_shows_what_a_demo_must(void **state)
{
    (void)state;
    finding found;
    read_song(&found);
    int n_parts = 0;
    for (int channel = 0; channel < 16; channel++) {
        n_parts += channel != 9 && found.n_notes[channel] > 0;
    }
    assert_true(n_parts >= 8);
    assert_true(found.n_notes[9] > 200);
    assert_true(found.n_tempos > 10);
    assert_true(found.n_bends > 20);
    assert_true(found.n_cutoffs > 50);
    assert_true(found.n_velocities > 40);
    assert_true(found.controls[1] > 8 && found.controls[10] > 16 && found.controls[11] > 50);
    assert_int_equal(found.controls[91], 16);
    assert_int_equal(found.controls[93], 16);
}

/* Beats and tempos of the conductor's track, added up. */
static void test_song_lasts_about_a_minute(void **state)
{
    (void)state;
    finding found;
    read_song(&found);
    reader r = {.track = {committed.data + 22, be32(committed.data + 18)}};
    double division = committed.data[12] * 256 + committed.data[13];
    double us_per_tick = 500000.0 / division;
    double seconds = 0.0;
    while (r.at < r.track.size) {
        seconds += read_length(&r) * us_per_tick / 1e6;
        uint8_t status = r.track.data[r.at++];
        uint8_t kind = status == 0xFF ? r.track.data[r.at++] : 0;
        uint32_t size = read_length(&r);
        const uint8_t *body = r.track.data + r.at;
        if (kind == 0x51) {
            us_per_tick = (body[0] * 65536 + body[1] * 256 + body[2]) / division;
        }
        r.at += size;
    }
    assert_true(seconds > 50.0 && seconds < 80.0);
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_song_is_made_again),
        cmocka_unit_test(test_header_is_format_1),
        cmocka_unit_test(test_every_key_comes_up),
        cmocka_unit_test(test_song_shows_what_a_demo_must),
        cmocka_unit_test(test_song_lasts_about_a_minute),
    };
    if (argc != 3) {
        fprintf(stderr, "usage: test_mkdemo COMMITTED FRESH\n");
        return 1;
    }
    committed.data = read_file(argv[1], &committed.size);
    fresh.data = read_file(argv[2], &fresh.size);
    int n_failed = cmocka_run_group_tests(tests, NULL, NULL);
    free((void *)(uintptr_t)committed.data);
    free((void *)(uintptr_t)fresh.data);
    return n_failed;
}
