/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Reading in any steps gives the same events; seeking gives the state that reading would have
   given. */

#include "support/song_script.h"

#include <stdbool.h>
#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* Sixteen tracks of random messages, dense enough for many at one frame, and a few seconds long. */
static awe_song *make_song(unsigned seed)
{
    smf_builder smf;
    srand(seed);
    smf_begin(&smf, 1, 480);
    for (uint8_t channel = 0; channel < 16; channel++) {
        smf_track(&smf);
        for (int i = 0; i < 60; i++) {
            uint32_t delta = rand() % 3 ? 0 : (uint32_t)rand() % 200;
            uint8_t kind = (uint8_t)(8 + rand() % 7);
            uint8_t first = (uint8_t)(rand() % 128);
            smf_message(&smf, delta, (uint8_t)(kind << 4 | channel), first,
                        (uint8_t)(rand() % 128));
        }
        smf_end_track(&smf, 100);
    }
    return parse_built(&smf, NULL);
}

static void test_any_steps_give_the_same_events(void **state)
{
    (void)state;
    static const uint32_t n_frames[] = {1, 7, 64, 1000, UINT32_MAX};
    static const uint32_t n_events[] = {1, 2, 64, 5000};
    awe_song *song = make_song(1);
    song_script whole = read_script(song);
    assert_true(whole.n > 900);
    for (size_t i = 0; i < 5; i++) {
        for (size_t j = 0; j < 4; j++) {
            awe_song_cursor cursor;
            awe_song_start(&cursor, song);
            song_script script = read_script_from(&cursor, n_frames[i], n_events[j]);
            assert_int_equal(script.n, whole.n);
            assert_memory_equal(script.lines, whole.lines, whole.n * sizeof *whole.lines);
            free_script(&script);
        }
    }
    free_script(&whole);
    awe_song_free(song);
}

static bool is_state(const awe_message *message)
{
    return message->type != AWE_NOTE_ON && message->type != AWE_NOTE_OFF &&
           message->type != AWE_RELEASE_ALL;
}

/* What a seek to `frame` must give: the state before it, then the rest. */
static song_script expect_after_seek(const song_script *whole, uint64_t frame)
{
    song_script expected = {.lines = calloc(whole->n + 1, sizeof *expected.lines)};
    assert_non_null(expected.lines);
    for (size_t i = 0; i < whole->n; i++) {
        script_line line = whole->lines[i];
        bool is_past = line.frame < frame;
        if (is_past && line.message.type == AWE_NOTE_ON) {
            line.message.type = AWE_LAST_KEY;
            line.message.value = 0;
        }
        if (!is_past) {
            expected.lines[expected.n++] = line;
        } else if (is_state(&line.message)) {
            line.frame = frame;
            expected.lines[expected.n++] = line;
        }
    }
    return expected;
}

static void test_seek(void **state)
{
    (void)state;
    static const uint32_t n_events[] = {1, 64, 5000};
    awe_song *song = make_song(2);
    song_script whole = read_script(song);
    uint64_t last = whole.lines[whole.n - 1].frame;
    for (uint64_t frame = 0; frame < last + 5000; frame += last / 37) {
        song_script expected = expect_after_seek(&whole, frame);
        for (size_t i = 0; i < 3; i++) {
            awe_song_cursor cursor;
            awe_song_start(&cursor, song);
            awe_song_seek(&cursor, last); /* from behind, then from before */
            awe_song_seek(&cursor, frame);
            song_script script = read_script_from(&cursor, 512, n_events[i]);
            assert_int_equal(script.n, expected.n);
            assert_memory_equal(script.lines, expected.lines, expected.n * sizeof *script.lines);
            free_script(&script);
        }
        free_script(&expected);
    }
    free_script(&whole);
    awe_song_free(song);
}

static void test_seek_to_the_frame_of_an_event(void **state)
{
    (void)state;
    awe_song *song = make_song(3);
    song_script whole = read_script(song);
    for (size_t i = 0; i < whole.n; i += 17) {
        for (int offset = -1; offset <= 1; offset++) {
            uint64_t frame = whole.lines[i].frame + (uint64_t)(int64_t)offset;
            if (frame > whole.lines[whole.n - 1].frame + 1) {
                continue;
            }
            awe_song_cursor cursor;
            awe_song_start(&cursor, song);
            awe_song_seek(&cursor, frame);
            song_script expected = expect_after_seek(&whole, frame);
            song_script script = read_script_from(&cursor, 64, 8);
            assert_int_equal(script.n, expected.n);
            assert_memory_equal(script.lines, expected.lines, expected.n * sizeof *script.lines);
            free_script(&script);
            free_script(&expected);
        }
    }
    free_script(&whole);
    awe_song_free(song);
}

static void test_past_the_end(void **state)
{
    (void)state;
    awe_song *song = make_song(4);
    awe_song_info info;
    awe_song_get_info(song, &info);
    awe_song_cursor cursor;
    awe_song_start(&cursor, song);
    awe_song_seek(&cursor, info.end_frame + 1);
    song_script script = read_script_from(&cursor, 64, 8);
    for (size_t i = 0; i < script.n; i++) {
        assert_true(is_state(&script.lines[i].message));
    }
    awe_event event;
    uint32_t n_events = 9;
    assert_true(awe_song_done(&cursor));
    assert_int_equal(awe_song_read(&cursor, 700, &event, 1, &n_events), 700);
    assert_int_equal(n_events, 0);
    awe_song_seek(&cursor, UINT64_MAX);
    awe_song_seek(&cursor, 0);
    assert_false(awe_song_done(&cursor));
    free_script(&script);
    awe_song_free(song);
}

static void test_cursors_are_values(void **state)
{
    (void)state;
    awe_song *song = make_song(5);
    awe_song_cursor first;
    awe_event events[64];
    uint32_t n_events = 0;
    awe_song_start(&first, song);
    awe_song_read(&first, 20000, events, 64, &n_events);
    awe_song_cursor second = first;
    song_script one = read_script_from(&first, 64, 8);
    song_script two = read_script_from(&second, 1000, 64);
    assert_int_equal(one.n, two.n);
    assert_memory_equal(one.lines, two.lines, one.n * sizeof *one.lines);
    free_script(&one);
    free_script(&two);
    awe_song_free(song);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_steps_give_the_same_events),
        cmocka_unit_test(test_seek),
        cmocka_unit_test(test_seek_to_the_frame_of_an_event),
        cmocka_unit_test(test_past_the_end),
        cmocka_unit_test(test_cursors_are_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
