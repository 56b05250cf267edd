/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What stands in the line, and that it fits any terminal. */

#include "app/status_line.h"

#include "app/columns.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static status_line line;
static status_view view;

static int start(void **state)
{
    (void)state;
    line = (status_line){.levels_db = {-100, -100}};
    view = (status_view){
        .name = "song.mid",
        .frame = 83 * 44100 + 100,
        .end_frame = 281 * 44100,
        .place = {.bar = 17, .beat = 2, .us_per_quarter = 500000, .n_beats = 4, .beat_unit = 4},
        .n_voices = 27,
        .most_voices = 32,
    };
    return 0;
}

static void expect(const char *want)
{
    char text[512];
    status_line_format(&line, &view, 200, text, sizeof text);
    assert_string_equal(text, want);
}

static void expect_part(const char *want)
{
    char text[512];
    status_line_format(&line, &view, 200, text, sizeof text);
    if (!strstr(text, want)) {
        fail_msg("no \"%s\" in \"%s\"", want, text);
    }
}

static void test_plain(void **state)
{
    (void)state;
    expect("1:23/4:41  17:2  120 bpm  voices 27/32  [........|........]  song.mid");
    view.name = NULL;
    view.end_frame = 0;
    expect("voices 27/32  [........|........]");
}

/* 60,000,000 / us_per_quarter beats a minute, times the percentage. */
static void test_tempo(void **state)
{
    (void)state;
    view.place.us_per_quarter = 600000;
    expect_part("  100 bpm  ");
    view.settings.tempo_percent = 100;
    expect_part("  100 bpm  ");
    view.settings.tempo_percent = 80;
    expect_part("  80 bpm 80 %  ");
    view.settings.tempo_percent = 400;
    expect_part("  400 bpm 400 %  ");
}

static void test_flags(void **state)
{
    (void)state;
    view.is_paused = true;
    expect_part("]  paused  song");
    view.is_muted = true;
    view.settings.parts.transpose = -3;
    expect_part("]  paused muted key -3  song");
    view.settings.parts.transpose = 12;
    view.is_paused = view.is_muted = false;
    expect_part("]  key +12  song");
    view.settings.parts = (parts_settings){.muted = {0x020F}, .soloed = {0, 4}};
    expect_part("]  solo B3 mute 1-4,10  song");
    view.settings.parts = (parts_settings){0};
    view.selected = 16;
    view.loop = STATUS_LOOP_AB;
    view.n_ran_dry = 3;
    expect_part("]  loop A-B channel 16 underflows 3  song");
    view = (status_view){.loop = STATUS_LOOP_HAS_A, .name = "x"};
    expect_part("]  loop A-  x");
    view.loop = STATUS_LOOP_FILE;
    expect_part("]  loop  x");
}

/* Eight steps of 6 dB up to full scale. */
static void test_meters(void **state)
{
    (void)state;
    static const struct {
        double db;
        const char *meter;
    } rows[] = {
        {-48.1, "........"}, {-47.9, "#......."}, {-24.1, "####...."}, {-23.9, "#####..."},
        {-6.1, "#######."},  {-5.9, "########"},  {0, "########"},     {0.1, "#######!"},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        char want[32];
        line.levels_db[0] = rows[i].db;
        snprintf(want, sizeof want, "[%s|........]", rows[i].meter);
        expect_part(want);
        line.levels_db[1] = rows[i].db;
        snprintf(want, sizeof want, "[%s|%s]", rows[i].meter, rows[i].meter);
        expect_part(want);
        line.levels_db[1] = -100;
    }
}

static void test_fall(void **state)
{
    (void)state;
    assert_float_equal(status_line_fall(-100, 1.0f, 0), 0, 1e-5);
    assert_float_equal(status_line_fall(-100, 0.1f, 5), -20, 1e-5);
    assert_float_equal(status_line_fall(0, 0, 1.7), -20, 1e-5);
    assert_float_equal(status_line_fall(0, 0.5f, 0.17), -2, 1e-5);
    assert_float_equal(status_line_fall(0, 0.5f, 1.7), 20 * log10f(0.5f), 1e-5);
    assert_float_equal(status_line_fall(0, 0, 1e6), -100, 1e-5);
}

/* Whatever the width, nothing sticks out, no character is cut, and the time is the last to go. */
static void test_widths(void **state)
{
    (void)state;
    static const char *const names[] = {
        "song.mid",
        "a name that is much longer than any terminal is wide, or at least longer than most are",
        "\xE6\x97\xA5\xE6\x9C\xAC\xE6\x97\xA5\xE6\x9C\xAC\xE6\x97\xA5\xE6\x9C\xAC",
        "",
    };
    view.settings.parts.muted[0] = 0x5555;
    view.is_paused = true;
    for (size_t i = 0; i < 4; i++) {
        view.name = names[i];
        size_t last = 0;
        for (size_t width = 0; width < 200; width++) {
            char text[512];
            status_line_format(&line, &view, width, text, sizeof text);
            size_t n = columns_count(text);
            assert_true(n <= width);
            assert_int_equal(strncmp(text, "1:23/4:41", 9) == 0, width >= 9);
            assert_int_equal(strstr(text, "paused") != NULL, width >= 9 + 2 + 30);
            assert_null(strstr(text, "   "));
            last = n;
        }
        assert_true(last > 80 || names[i][0] == '\0');
    }
}

static void test_little_room_to_write(void **state)
{
    (void)state;
    for (size_t size = 1; size < 80; size++) {
        char text[80];
        memset(text, 'x', sizeof text);
        status_line_format(&line, &view, 200, text, size);
        assert_true(strlen(text) < size);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_plain, start),
        cmocka_unit_test_setup(test_tempo, start),
        cmocka_unit_test_setup(test_flags, start),
        cmocka_unit_test_setup(test_meters, start),
        cmocka_unit_test_setup(test_fall, start),
        cmocka_unit_test_setup(test_widths, start),
        cmocka_unit_test_setup(test_little_room_to_write, start),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
