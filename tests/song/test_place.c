/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Bars and beats. The model walks a song tick by tick, as one counts aloud; the song must agree at
   every tick. */

#include "song/song.h"
#include "support/song_script.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define SECOND_FRAMES 44100
#define N_TICKS 5000

static void check_place(const awe_song *song, uint64_t frame, uint32_t bar, uint32_t beat)
{
    awe_song_place place;
    awe_song_get_place(song, frame, &place);
    assert_int_equal(place.bar, bar);
    assert_int_equal(place.beat, beat);
}

static awe_song *finish(smf_builder *smf)
{
    smf_end_track(smf, 0);
    return parse_built(smf, NULL);
}

static void meter(smf_builder *smf, uint32_t delta, uint8_t n_beats, uint8_t beat_log2)
{
    uint8_t bytes[4] = {n_beats, beat_log2, 24, 8};
    smf_meta(smf, delta, 0x58, bytes, sizeof bytes);
}

/* No time signature, no tempo: 4/4 at 120, a beat is half a second. */
static void test_defaults(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 0, 480);
    smf_track(&smf);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 9600, 0, 60);
    awe_song *song = finish(&smf);
    awe_song_place place;
    for (uint32_t beat = 0; beat < 100; beat++) {
        uint64_t frame = (uint64_t)beat * SECOND_FRAMES / 2;
        check_place(song, frame, beat / 4 + 1, beat % 4 + 1);
        check_place(song, frame + SECOND_FRAMES / 2 - 1, beat / 4 + 1, beat % 4 + 1);
        assert_int_equal(awe_song_find_bar(song, beat / 4 + 1, beat % 4 + 1), frame);
    }
    awe_song_get_place(song, 0, &place);
    assert_int_equal(place.us_per_quarter, 500000);
    assert_int_equal(place.n_beats, 4);
    assert_int_equal(place.beat_unit, 4);
    assert_int_equal(awe_song_find_bar(song, 0, 0), 0);
    assert_int_equal(awe_song_find_bar(song, 2, 9), SECOND_FRAMES * 7 / 2);
    awe_song_free(song);
}

/* 6/8 at 60 quarters a minute, then 3/4 in the middle of bar 2, which begins bar 3. */
static void test_time_signatures(void **state)
{
    (void)state;
    smf_builder smf;
    awe_song_place place;
    smf_begin(&smf, 0, 96);
    smf_track(&smf);
    smf_tempo(&smf, 0, 1000000);
    meter(&smf, 0, 6, 3);
    meter(&smf, 96 * 4, 3, 2);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 960, 0, 60);
    awe_song *song = finish(&smf);
    check_place(song, SECOND_FRAMES * 5 / 2, 1, 6);
    check_place(song, SECOND_FRAMES * 3, 2, 1);
    check_place(song, SECOND_FRAMES * 4 - 1, 2, 2);
    check_place(song, SECOND_FRAMES * 4, 3, 1);
    check_place(song, SECOND_FRAMES * 7, 4, 1);
    assert_int_equal(awe_song_find_bar(song, 2, 2), SECOND_FRAMES * 7 / 2);
    assert_int_equal(awe_song_find_bar(song, 2, 5), SECOND_FRAMES * 4);
    assert_int_equal(awe_song_find_bar(song, 3, 1), SECOND_FRAMES * 4);
    assert_int_equal(awe_song_find_bar(song, 4, 3), SECOND_FRAMES * 9);
    awe_song_get_place(song, 0, &place);
    assert_int_equal(place.n_beats, 6);
    assert_int_equal(place.beat_unit, 8);
    assert_int_equal(place.us_per_quarter, 1000000);
    awe_song_free(song);
}

/* SMPTE time: bars of two seconds; 29 frames a second are 30000/1001. */
static void test_smpte(void **state)
{
    (void)state;
    static const unsigned rates[] = {24, 25, 29, 30};
    for (size_t i = 0; i < 4; i++) {
        smf_builder smf;
        awe_song_place place;
        uint64_t bar_frames = rates[i] == 29 ? SECOND_FRAMES * 2002 / 1000 : SECOND_FRAMES * 2;
        smf_begin(&smf, 0, smf_smpte(rates[i], 40));
        smf_track(&smf);
        smf_tempo(&smf, 0, 123456);
        smf_note_on(&smf, 0, 0, 60, 64);
        smf_note_off(&smf, 9600, 0, 60);
        awe_song *song = finish(&smf);
        for (uint32_t bar = 1; bar < 20; bar++) {
            uint64_t frame = awe_song_find_bar(song, bar, 1);
            assert_in_range(frame, (bar - 1) * bar_frames, (bar - 1) * bar_frames + bar);
            check_place(song, frame, bar, 1);
        }
        awe_song_get_place(song, 0, &place);
        assert_int_equal(place.us_per_quarter, rates[i] == 29 ? 500500 : 500000);
        awe_song_free(song);
    }
}

/* Two patterns: the second begins a bar and is in 4/4 at 120 again. */
static void test_patterns(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 2, 96);
    smf_track(&smf);
    smf_tempo(&smf, 0, 1000000);
    meter(&smf, 0, 2, 2);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 96 * 5, 0, 60);
    smf_end_track(&smf, 0);
    smf_track(&smf);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 960, 0, 60);
    awe_song *song = finish(&smf);
    check_place(song, SECOND_FRAMES * 4, 3, 1);
    check_place(song, SECOND_FRAMES * 5, 4, 1);
    check_place(song, SECOND_FRAMES * 5 + SECOND_FRAMES * 3 / 2, 4, 4);
    assert_int_equal(awe_song_find_bar(song, 3, 2), SECOND_FRAMES * 5);
    assert_int_equal(awe_song_find_bar(song, 4, 1), SECOND_FRAMES * 5);
    assert_int_equal(awe_song_find_bar(song, 5, 1), SECOND_FRAMES * 7);
    awe_song_free(song);
}

typedef struct change {
    uint32_t us_per_quarter; /* 0: none */
    uint8_t n_beats;         /* 0: none */
    uint8_t beat_log2;
} change;

/* A song of one track with changes at random ticks, in a division by which 1/32 is no whole number
   of ticks. */
static awe_song *make_song(change *changes, uint16_t division)
{
    smf_builder smf;
    uint32_t last = 0;
    smf_begin(&smf, 1, division);
    smf_track(&smf);
    for (uint32_t tick = 0; tick < N_TICKS; tick++) {
        change *c = &changes[tick];
        *c = (change){0};
        if (rand() % 300 == 0) {
            c->us_per_quarter = 200000 + (uint32_t)rand() % 2000000;
            smf_tempo(&smf, tick - last, c->us_per_quarter);
            last = tick;
        }
        if (rand() % 700 == 0) {
            c->n_beats = (uint8_t)(1 + rand() % 13);
            c->beat_log2 = (uint8_t)(rand() % 6);
            meter(&smf, tick - last, c->n_beats, c->beat_log2);
            last = tick;
        }
    }
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, N_TICKS, 0, 60);
    return finish(&smf);
}

typedef struct walker {
    uint64_t time; /* microseconds times division */
    uint32_t us_per_quarter;
    uint32_t bar, beat;
    uint32_t n_beats, beat_unit;
    uint32_t into_beat; /* ticks times beat_unit */
} walker;

static void take_change(walker *w, const change *c, int begins_beat)
{
    if (c->us_per_quarter) {
        w->us_per_quarter = c->us_per_quarter;
    }
    if (c->n_beats) {
        w->bar += !begins_beat || w->beat > 1;
        w->beat = 1;
        w->into_beat = 0;
        w->n_beats = c->n_beats;
        w->beat_unit = 1u << c->beat_log2;
    }
}

/* Goes on by one tick; true if a beat begins with the tick reached. */
static int walk(walker *w, uint16_t division)
{
    w->time += w->us_per_quarter;
    w->into_beat += w->beat_unit;
    if (w->into_beat < 4u * division) {
        return 0;
    }
    w->into_beat -= 4u * division;
    w->beat++;
    if (w->beat > w->n_beats) {
        w->beat = 1;
        w->bar++;
    }
    return 1;
}

static void test_every_tick_of_random_songs(void **state)
{
    (void)state;
    static change changes[N_TICKS];
    static const uint16_t divisions[] = {24, 25, 96, 480};
    for (unsigned seed = 0; seed < 40; seed++) {
        uint16_t division = divisions[seed % 4];
        srand(seed);
        awe_song *song = make_song(changes, division);
        walker w = {.us_per_quarter = 500000, .bar = 1, .beat = 1, .n_beats = 4, .beat_unit = 4};
        int begins = 1;
        for (uint32_t tick = 0; tick < N_TICKS; tick++) {
            awe_song_place place;
            take_change(&w, &changes[tick], begins);
            uint64_t frame = w.time * SECOND_FRAMES / (division * UINT64_C(1000000));
            awe_song_get_place(song, frame, &place);
            assert_int_equal(place.bar, w.bar);
            assert_int_equal(place.beat, w.beat);
            assert_int_equal(place.us_per_quarter, w.us_per_quarter);
            assert_int_equal(place.n_beats, w.n_beats);
            assert_int_equal(place.beat_unit, w.beat_unit);
            if (begins || changes[tick].n_beats) {
                assert_int_equal(awe_song_find_bar(song, w.bar, w.beat), frame);
            }
            begins = walk(&w, division);
        }
        awe_song_free(song);
    }
}

static void test_figures_at_their_limits(void **state)
{
    (void)state;
    awe_song_place place;
    smf_builder smf;
    smf_begin(&smf, 0, 1);
    smf_track(&smf);
    smf_tempo(&smf, 0, 1);
    meter(&smf, 0, 1, 7);
    for (int i = 0; i < 8; i++) {
        smf_control(&smf, 0x0FFFFFFF, 0, 7, 1);
    }
    awe_song *song = finish(&smf);
    awe_song_get_place(song, UINT64_MAX, &place);
    assert_int_equal(place.bar, UINT32_MAX);
    assert_int_equal(place.us_per_quarter, 1);
    assert_true(awe_song_find_bar(song, UINT32_MAX, UINT32_MAX) <= AWE_SONG_MAX_FRAME);
    awe_song_free(song);

    smf_begin(&smf, 0, 1);
    smf_track(&smf);
    smf_tempo(&smf, 0, 0xFFFFFF);
    for (uint32_t i = 0; i < 300; i++) {
        smf_tempo(&smf, 0x0FFFFFFF, 0xFFFFFF - i);
    }
    song = finish(&smf);
    uint64_t last = 0;
    for (uint32_t bar = 1; bar < UINT32_MAX / 2; bar += bar / 3 + 1) {
        uint64_t frame = awe_song_find_bar(song, bar, 1);
        assert_true(frame >= last && frame <= AWE_SONG_MAX_FRAME);
        last = frame;
    }
    awe_song_get_place(song, AWE_SONG_MAX_FRAME, &place);
    assert_true(place.bar > 0 && place.beat > 0);
    awe_song_free(song);
}

/* Tempos and time signatures, those of one frame together, and the start. */
static void test_changes(void **state)
{
    (void)state;
    static const uint64_t expected[] = {0, SECOND_FRAMES};
    smf_builder smf;
    uint64_t frame = 77;
    smf_begin(&smf, 0, 96);
    smf_track(&smf);
    smf_tempo(&smf, 0, 1000000);
    smf_tempo(&smf, 96, 500000);
    meter(&smf, 0, 3, 2);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 960, 0, 60);
    awe_song *song = finish(&smf);
    for (uint32_t i = 0; i < 2; i++) {
        assert_true(awe_song_get_change(song, i, &frame));
        assert_int_equal(frame, expected[i]);
    }
    frame = 77;
    assert_false(awe_song_get_change(song, 2, &frame));
    assert_int_equal(frame, 77);
    awe_song_free(song);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_time_signatures),
        cmocka_unit_test(test_smpte),
        cmocka_unit_test(test_patterns),
        cmocka_unit_test(test_every_tick_of_random_songs),
        cmocka_unit_test(test_figures_at_their_limits),
        cmocka_unit_test(test_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
