/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What a listener does to a song. Neutral settings must not change an event or a frame; everything
   else follows from formulas. */

#include "app/transport.h"

#include "support/dense_song.h"
#include "support/song_script.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define MAX_LINES 20000

static transport t;
static script_line lines[MAX_LINES];

/* Reads on to the end of the song or the stop and returns how many lines there are, in engine
   frames from here on. */
static size_t read_lines(uint32_t max_frames, uint32_t max_events)
{
    size_t n = 0;
    uint64_t now = 0;
    awe_event *events = calloc(max_events, sizeof *events);
    while (!transport_done(&t) && !(transport_at_stop(&t) && !transport_is_chasing(&t))) {
        uint32_t n_events;
        uint32_t n_frames = transport_read(&t, max_frames, events, max_events, &n_events);
        assert_true(n_frames <= max_frames && n_events <= max_events);
        assert_true(n_frames > 0 || n_events > 0 || transport_done(&t));
        assert_true(n + n_events <= MAX_LINES);
        for (uint32_t i = 0; i < n_events; i++) {
            assert_true(events[i].frame <= n_frames && events[i].reserved == 0);
            assert_true(i == 0 || events[i].frame >= events[i - 1].frame);
            lines[n++] = (script_line){now + events[i].frame, events[i].message};
        }
        now += n_frames;
    }
    free(events);
    return n;
}

static void test_neutral_is_the_cursor(void **state)
{
    (void)state;
    static const uint32_t max_frames[] = {0, 1, 7, 64, 1000, 65536};
    static const uint32_t max_events[] = {1, 2, 64, 5000};
    static awe_event expected[5000];
    static awe_event events[5000];
    awe_song *song = make_dense_song(1);
    for (size_t i = 0; i < 24; i++) {
        awe_song_cursor cursor;
        uint32_t most = max_events[i % 4];
        awe_song_start(&cursor, song);
        transport_start(&t, song);
        while (!awe_song_done(&cursor)) {
            uint32_t n_expected;
            uint32_t n_events;
            uint32_t wanted = max_frames[i / 4] ? max_frames[i / 4] : (uint32_t)rand() % 500;
            uint32_t n = awe_song_read(&cursor, wanted, expected, most, &n_expected);
            assert_int_equal(transport_read(&t, wanted, events, most, &n_events), n);
            assert_int_equal(n_events, n_expected);
            assert_memory_equal(events, expected, n_events * sizeof *events);
            assert_int_equal(t.frame, cursor.frame);
        }
        assert_true(transport_done(&t));
        assert_int_equal(transport_read(&t, 300, events, most, &(uint32_t){0}), 300);
    }
    awe_song_free(song);
}

/* An event is heard in the first engine frame at or after its place. */
static void test_tempo(void **state)
{
    (void)state;
    static const uint32_t max_frames[] = {1, 33, 4096};
    static const uint16_t percents[] = {10, 33, 50, 99, 100, 101, 137, 200, 399, 400};
    awe_song *song = make_dense_song(2);
    song_script script = read_script(song);
    for (size_t i = 0; i < 30; i++) {
        uint16_t percent = percents[i / 3];
        transport_start(&t, song);
        transport_set(&t, &(transport_settings){.tempo_percent = percent});
        uint64_t end = script.lines[script.n - 1].frame;
        assert_int_equal(transport_frames_until(&t, end), (end * 100 + percent - 1) / percent);
        assert_int_equal(read_lines(max_frames[i % 3], 1 + (uint32_t)i), script.n);
        for (size_t k = 0; k < script.n; k++) {
            uint64_t heard = (script.lines[k].frame * 100 + percent - 1) / percent;
            assert_int_equal(lines[k].frame, heard);
            assert_memory_equal(&lines[k].message, &script.lines[k].message, sizeof(awe_message));
        }
    }
    free_script(&script);
    awe_song_free(song);
}

/* However often the tempo changes, the place is the exact sum of what was played. */
static void test_changing_tempo_does_not_drift(void **state)
{
    (void)state;
    awe_event events[64];
    awe_song *song = make_dense_song(3);
    song_script script = read_script(song);
    uint64_t hundredths = 0;
    size_t next = 0;
    transport_start(&t, song);
    while (!transport_done(&t)) {
        uint32_t n_events;
        uint16_t percent = (uint16_t)(10 + rand() % 391);
        transport_set(&t, &(transport_settings){.tempo_percent = percent});
        uint32_t n = transport_read(&t, (uint32_t)rand() % 300, events, 64, &n_events);
        for (uint32_t i = 0; i < n_events; i++, next++) {
            uint64_t due = script.lines[next].frame * 100;
            uint64_t heard = hundredths + events[i].frame * percent;
            assert_true(heard >= due);
            assert_true(events[i].frame == 0 || heard - percent < due);
        }
        hundredths += (uint64_t)n * percent;
        assert_int_equal(t.frame * 100 + t.hundredths, hundredths);
    }
    assert_int_equal(next, script.n);
    free_script(&script);
    awe_song_free(song);
}

static void test_any_steps_give_the_same_events(void **state)
{
    (void)state;
    static const uint32_t max_frames[] = {1, 7, 64, 1000, UINT32_MAX};
    static const uint32_t max_events[] = {1, 2, 64, 5000};
    static script_line whole[MAX_LINES];
    awe_song *song = make_dense_song(4);
    transport_settings settings = {
        .tempo_percent = 87,
        .parts = {.transpose = -7, .muted = {0x0F00, 0x0003}},
    };
    for (size_t i = 0; i < 20; i++) {
        transport_start(&t, song);
        transport_set(&t, &settings);
        size_t n = read_lines(max_frames[i / 4], max_events[i % 4]);
        if (i == 0) {
            memcpy(whole, lines, sizeof whole);
        }
        assert_true(n > 500);
        assert_memory_equal(lines, whole, n * sizeof *lines);
    }
    awe_song_free(song);
}

/* ---- songs whose every message counts */

static smf_builder smf;

static void begin(void)
{
    smf_begin(&smf, 0, 480);
    smf_track(&smf);
}

/* Starts on what was built; ticks of 480 at 120: 960 of them are 44,100 frames. */
static awe_song *finish(void)
{
    smf_end_track(&smf, 960);
    awe_song *song = parse_built(&smf, NULL);
    transport_start(&t, song);
    return song;
}

/* Reads `n_ticks` of the song and expects exactly these messages, but for the final release. */
static void expect(uint32_t n_ticks, size_t n_expected, const awe_message *expected)
{
    static awe_event events[64];
    uint32_t n_events;
    uint32_t n_frames = n_ticks * 735 / 16;
    assert_int_equal(transport_read(&t, n_frames, events, 64, &n_events), n_frames);
    n_events -= n_events > 0 && events[n_events - 1].message.type == AWE_RELEASE_ALL;
    assert_int_equal(n_events, n_expected);
    for (size_t i = 0; i < n_expected; i++) {
        assert_memory_equal(&events[i].message, &expected[i], sizeof expected[i]);
    }
}

#define EXPECT(n_ticks, ...)                                                                       \
    expect(n_ticks, sizeof((const awe_message[]){__VA_ARGS__}) / sizeof(awe_message),              \
           (const awe_message[]){__VA_ARGS__})
#define EXPECT_NOTHING(n_ticks) expect(n_ticks, 0, NULL)
#define ON(channel, key)                                                                           \
    {                                                                                              \
        AWE_NOTE_ON, 0, channel, key, 100                                                          \
    }
#define OFF(channel, key)                                                                          \
    {                                                                                              \
        AWE_NOTE_OFF, 0, channel, key, 64                                                          \
    }
#define SOUND_OFF(port, channel)                                                                   \
    {                                                                                              \
        AWE_CONTROL, port, channel, 120, 0                                                         \
    }

/* Two messages for one, in a read that has room for one only. */
static void test_a_key_struck_again_elsewhere(void **state)
{
    (void)state;
    awe_event event;
    uint32_t n_events;
    begin();
    smf_note_on(&smf, 0, 0, 60, 100);
    smf_note_on(&smf, 480, 0, 60, 100);
    smf_note_off(&smf, 480, 0, 60);
    awe_song *song = finish();
    EXPECT(240, ON(0, 60));
    transport_set(&t, &(transport_settings){.parts.transpose = 1});
    assert_int_equal(transport_read(&t, 22050, &event, 1, &n_events), 11025);
    assert_int_equal(event.frame, 11025);
    assert_memory_equal(&event.message, &((awe_message)OFF(0, 60)), sizeof(awe_message));
    assert_int_equal(transport_read(&t, 11025, &event, 1, &n_events), 11025);
    assert_int_equal(event.frame, 0);
    assert_memory_equal(&event.message, &((awe_message)ON(0, 61)), sizeof(awe_message));
    EXPECT(480, OFF(0, 61));
    awe_song_free(song);
}

/* One event at a time, the endings of many channels take many reads and no time. */
static void test_endings_with_little_room(void **state)
{
    (void)state;
    awe_event event;
    uint32_t n_events;
    begin();
    for (unsigned channel = 0; channel < 16; channel++) {
        smf_note_on(&smf, 0, channel, 60, 100);
    }
    awe_song *song = finish();
    for (int i = 0; i < 16; i++) {
        transport_read(&t, 10, &event, 1, &n_events);
    }
    transport_read(&t, 10, &event, 1, &n_events);
    assert_int_equal(n_events, 0);
    transport_set(&t, &(transport_settings){.parts.muted = {0xFFFF}});
    transport_pause(&t, true);
    uint64_t frame = t.frame;
    for (uint8_t channel = 0; channel < 16; channel++) {
        assert_int_equal(transport_read(&t, 10, &event, 1, &n_events), 0);
        assert_int_equal(n_events, 1);
        assert_memory_equal(&event.message, &((awe_message)SOUND_OFF(0, channel)),
                            sizeof(awe_message));
    }
    assert_int_equal(transport_read(&t, 10, &event, 1, &n_events), 10);
    assert_int_equal(n_events, 0);
    assert_int_equal(t.frame, frame);
    awe_song_free(song);
}

static void test_pause(void **state)
{
    (void)state;
    begin();
    smf_note_on(&smf, 0, 0, 60, 100);
    smf_note_off(&smf, 100, 0, 60);
    awe_song *song = finish();
    EXPECT(50, ON(0, 60));
    uint64_t frame = t.frame;
    transport_pause(&t, true);
    for (int i = 0; i < 100; i++) {
        EXPECT_NOTHING(50);
    }
    assert_int_equal(t.frame, frame);
    assert_int_equal(transport_frames_until(&t, frame + 1), UINT64_MAX);
    assert_int_equal(transport_frames_until(&t, frame), 0);
    transport_pause(&t, false);
    EXPECT(100, OFF(0, 60));
    awe_song_free(song);
}

static void test_seek_chases(void **state)
{
    (void)state;
    static const uint32_t max_events[] = {1, 3, 5000};
    awe_song *song = make_dense_song(5);
    song_script whole = read_script(song);
    uint64_t end = whole.lines[whole.n - 1].frame;
    for (uint64_t frame = 0; frame < end; frame += end / 23) {
        for (size_t i = 0; i < 3; i++) {
            awe_song_cursor cursor;
            awe_song_start(&cursor, song);
            awe_song_seek(&cursor, frame);
            song_script expected = read_script_from(&cursor, 512, 64);
            transport_start(&t, song);
            transport_seek(&t, end);
            transport_seek(&t, frame);
            transport_pause(&t, i == 1);
            static awe_event events[5000];
            size_t n = 0;
            while (transport_is_chasing(&t)) {
                uint32_t n_events;
                assert_int_equal(transport_read(&t, 0, events, max_events[i], &n_events), 0);
                for (uint32_t k = 0; k < n_events; k++) {
                    assert_int_equal(events[k].frame, 0);
                    assert_memory_equal(&events[k].message, &expected.lines[n++].message, 8);
                }
            }
            transport_pause(&t, false);
            assert_int_equal(t.frame, frame);
            assert_int_equal(read_lines(512, 64), expected.n - n);
            for (size_t k = n; k < expected.n; k++) {
                assert_int_equal(lines[k - n].frame, expected.lines[k].frame - frame);
            }
            free_script(&expected);
        }
    }
    free_script(&whole);
    awe_song_free(song);
}

/* A seek forgets what sounded, and learns anew which parts are drums. */
static void test_seek_and_drums(void **state)
{
    (void)state;
    static const uint8_t part_11_drums[] = {0x41, 0x10, 0x42, 0x12, 0x40,
                                            0x1A, 0x15, 0x01, 0x10, 0xF7};
    begin();
    smf_sysex(&smf, 0, part_11_drums, sizeof part_11_drums);
    smf_note_on(&smf, 0, 10, 60, 100);
    smf_note_off(&smf, 960, 10, 60);
    smf_note_on(&smf, 0, 10, 62, 100);
    smf_note_off(&smf, 100, 10, 62);
    awe_song *song = finish();
    transport_set(&t, &(transport_settings){.parts.transpose = 2});
    EXPECT(50, {AWE_DRUM_PART, 0, 10, 0, 1}, ON(10, 60));
    transport_seek(&t, 44100);
    EXPECT(50, {AWE_DRUM_PART, 0, 10, 0, 1}, {AWE_LAST_KEY, 0, 10, 60, 0}, OFF(10, 60), ON(10, 62));
    awe_song_free(song);
}

static void test_stop(void **state)
{
    (void)state;
    awe_song *song = make_dense_song(6);
    song_script script = read_script(song);
    for (size_t i = 0; i < 60; i++) {
        uint16_t percent = (uint16_t)(i % 3 == 0 ? 100 : 10 + rand() % 391);
        uint64_t stop = script.lines[(size_t)rand() % script.n].frame;
        size_t n_before = 0;
        while (n_before < script.n && script.lines[n_before].frame < stop) {
            n_before++;
        }
        transport_start(&t, song);
        transport_set(&t, &(transport_settings){.tempo_percent = percent});
        transport_set_stop(&t, stop);
        assert_int_equal(read_lines(1 + (uint32_t)rand() % 700, 1 + (uint32_t)rand() % 9),
                         n_before);
        assert_true(transport_at_stop(&t) && t.frame <= stop + percent / 100);
        awe_event events[8];
        uint32_t n_events;
        assert_int_equal(transport_read(&t, 500, events, 8, &n_events), 0);
        assert_int_equal(n_events, 0);
        transport_set_stop(&t, TRANSPORT_NO_STOP);
        assert_int_equal(read_lines(100, 8), script.n - n_before);
    }
    free_script(&script);
    awe_song_free(song);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_neutral_is_the_cursor),
        cmocka_unit_test(test_tempo),
        cmocka_unit_test(test_changing_tempo_does_not_drift),
        cmocka_unit_test(test_any_steps_give_the_same_events),
        cmocka_unit_test(test_a_key_struck_again_elsewhere),
        cmocka_unit_test(test_endings_with_little_room),
        cmocka_unit_test(test_pause),
        cmocka_unit_test(test_seek_chases),
        cmocka_unit_test(test_seek_and_drums),
        cmocka_unit_test(test_stop),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
