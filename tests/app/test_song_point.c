/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Places as people write them. The song has 10 s at 120: 5 bars, then 3/4 from bar 6 on. */

#include "app/song_point.h"

#include "support/song_script.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static awe_song *song;

static int set_up(void **state)
{
    (void)state;
    smf_builder smf;
    smf_begin(&smf, 0, 480);
    smf_track(&smf);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 9600, 0, 60);
    smf_meta(&smf, 0, 0x58, "\x03\x02\x18\x08", 4);
    smf_note_on(&smf, 0, 0, 60, 64);
    smf_note_off(&smf, 9600, 0, 60);
    smf_end_track(&smf, 0);
    song = parse_built(&smf, NULL);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    awe_song_free(song);
    return 0;
}

static void check(const char *text, song_point_kind kind, double seconds)
{
    song_point point;
    assert_true(song_point_read(text, &point));
    assert_int_equal(point.kind, kind);
    assert_int_equal(song_point_find(&point, song, 7), (uint64_t)(seconds * 44100));
}

static void test_places(void **state)
{
    (void)state;
    check("0", SONG_POINT_TIME, 0);
    check("9", SONG_POINT_TIME, 9);
    check("90.5", SONG_POINT_TIME, 90.5);
    check("1:23", SONG_POINT_TIME, 83);
    check("1:23.5", SONG_POINT_TIME, 83.5);
    check("0:01.25", SONG_POINT_TIME, 1.25);
    check("1:02:03", SONG_POINT_TIME, 3723);
    check("0%", SONG_POINT_SHARE, 0);
    check("50%", SONG_POINT_SHARE, 10);
    check("12.5%", SONG_POINT_SHARE, 2.5);
    check("100%", SONG_POINT_SHARE, 20);
    check("1:1", SONG_POINT_BAR, 0);
    check("3:2", SONG_POINT_BAR, 4.5);
    check("6:1", SONG_POINT_BAR, 10);
    check("7:3", SONG_POINT_BAR, 12.5);
    check("7:9", SONG_POINT_BAR, 12.5);  /* the last beat that there is */
    check("17:1", SONG_POINT_BAR, 26.5); /* where it would be */
    song_point none = {0};
    assert_int_equal(song_point_find(&none, song, 7), 7);
}

static void test_what_is_no_place(void **state)
{
    (void)state;
    static const char *const wrong[] = {
        "",     ":",       "1:",   ":1",     "0:1",  "1:0",   "-1",    "1:2:3",
        "101%", "-1%",     "%",    "x%",     "1:2%", "1:234", "1:2.5", "1.5:1",
        "12:x", "1:2:3:4", "1 :1", "1:23.x", "inf",  "nan%",  "1e99",  "99999999999:1"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        song_point point = {.number = 77};
        assert_false(song_point_read(wrong[i], &point));
        assert_float_equal(point.number, 77, 0);
    }
}

static void check_span(const char *start, const char *end, double from, double to)
{
    song_point a = {0};
    song_point b = {0};
    song_span span;
    assert_true(!start || song_point_read(start, &a));
    assert_true(!end || song_point_read(end, &b));
    const char *error = song_span_find(&a, &b, song, &span);
    assert_int_equal(error == NULL, to >= 0);
    if (!error) {
        assert_int_equal(span.start_frame, (uint64_t)(from * 44100));
        assert_int_equal(span.end_frame, (uint64_t)(to * 44100));
    }
}

static void test_spans(void **state)
{
    (void)state;
    check_span(NULL, NULL, 0, 0);
    check_span("5", NULL, 5, 0);
    check_span("5", "50%", 5, 10);
    check_span(NULL, "6:1", 0, 10);
    check_span(NULL, "0:30", 0, 0);
    check_span("20", NULL, 0, -1);
    check_span("100%", NULL, 0, -1);
    check_span("5", "5", 0, -1);
    check_span("5", "4", 0, -1);
    check_span(NULL, "0", 0, -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_what_is_no_place),
        cmocka_unit_test(test_spans),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
