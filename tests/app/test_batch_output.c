/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/batch_output.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void check(const char *folder, sound_container container, const char *name,
                  const char *expected)
{
    const settings s = {.render = {.output = folder, .container = container}};
    char *output;
    const char *wrong = batch_output_make(&s, name, &output);
    if (expected) {
        assert_null(wrong);
        assert_string_equal(output, expected);
    } else {
        assert_non_null(wrong);
        assert_null(output);
    }
    free(output);
}

static void test_songs(void **state)
{
    (void)state;
    assert_true(batch_output_is_song("a.mid") && batch_output_is_song("b/A.KAR"));
    assert_false(batch_output_is_song("mid") || batch_output_is_song("a.mid.txt"));
}

static void test_endings(void **state)
{
    (void)state;
    check("out", SOUND_AUTO, "a.mid", "out/a.wav");
    check("out", SOUND_FLAC, "deep/a.b.MIDI", "out/deep/a.b.flac");
    check("out", SOUND_AUTO, "a.flac", "out/a.flac");
    check("out", SOUND_OGG, "a.flac", "out/a.ogg");
    check("out", SOUND_AUTO, "faster 1.5", "out/faster 1.5.wav");
    check("out", SOUND_AUTO, "v1.0/a", "out/v1.0/a.wav");
}

/* Names of one file are one name. */
static void test_spellings(void **state)
{
    (void)state;
    check("out/", SOUND_AUTO, "a/b.wav", "out/a/b.wav");
    check("out//", SOUND_AUTO, "./a//b.wav", "out/a/b.wav");
    check("out", SOUND_AUTO, "/a/./b.wav", "out/a/b.wav");
    check("/", SOUND_AUTO, "a.wav", "/a.wav");
    check("../out", SOUND_AUTO, "..a/b...mid", "../out/..a/b...wav");
}

static void test_refusals(void **state)
{
    (void)state;
    static char name[PATH_MAX];
    check("out", SOUND_AUTO, "../a.wav", NULL);
    check("out", SOUND_AUTO, "a/../b.wav", NULL);
    check("out", SOUND_AUTO, "a/..", NULL);
    check("out", SOUND_AUTO, "", NULL);
    check("out", SOUND_AUTO, "./", NULL);
    memset(name, 'x', sizeof name - 1);
    for (size_t n = sizeof name - 12; n < sizeof name; n++) { /* with folder and ending */
        name[n] = '\0';
        bool fits = n + strlen("out/.wav") < PATH_MAX;
        const settings s = {.render.output = "out"};
        char *output;
        const char *wrong = batch_output_make(&s, name, &output);
        assert_true(fits == (wrong == NULL));
        assert_true(!output || strlen(output) == n + strlen("out/.wav"));
        free(output);
        name[n] = 'x';
    }
}

static void test_nothing_written(void **state)
{
    (void)state;
    const settings s = {.render.output = NULL};
    char *output;
    assert_null(batch_output_make(&s, "a.mid", &output));
    assert_null(output);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_songs),           cmocka_unit_test(test_endings),
        cmocka_unit_test(test_spellings),       cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_nothing_written),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
