/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What may reach a terminal: printable text only, whatever a file or a name holds; and how findings
   are worded and how many of them. */

#include "app/say.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void check_clean(const char *text, const char *want)
{
    char copy[100];
    snprintf(copy, sizeof copy, "%s", text);
    say_clean(copy);
    assert_string_equal(copy, want);
}

static void test_text_passes(void **state)
{
    (void)state;
    check_clean("", "");
    check_clean("song 1.mid ~!", "song 1.mid ~!");
    check_clean("D\xC3\xBC\xC3\x9F", "D\xC3\xBC\xC3\x9F");
    check_clean("\xE6\x97\xA5\xE6\x9C\xAC", "\xE6\x97\xA5\xE6\x9C\xAC");
    check_clean("\xF0\x9F\x8E\xB9", "\xF0\x9F\x8E\xB9");
}

static void test_controls_do_not(void **state)
{
    (void)state;
    check_clean("\x1B[31mred", "?[31mred");
    check_clean("a\nb\rc\td\x7F", "a?b?c?d?");
    check_clean("\xC2\x9B"
                "31m",
                "??31m");                   /* a one-character escape sequence */
    check_clean("x\xE2\x80\xAEy", "x???y"); /* turns the text around */
    check_clean("\xE2\x81\xA6z", "???z");
}

static void test_broken_utf8_does_not(void **state)
{
    (void)state;
    check_clean("\x80\xFF\xFE", "???");
    check_clean("\xC0\xAF", "??"); /* overlong */
    check_clean("\xE0\x80\xAF", "???");
    check_clean("\xED\xA0\x80", "???");      /* half of a pair */
    check_clean("\xF4\x90\x80\x80", "????"); /* past the last character */
    check_clean("a\xE6\x97", "a??");         /* cut short */
}

/* What `say_report` puts on stderr for `n` findings. */
static void capture(say_source *source, const awe_report *report, int n, char *out, size_t size)
{
    fflush(stderr);
    FILE *file = tmpfile();
    int saved = dup(STDERR_FILENO);
    assert_non_null(file);
    dup2(fileno(file), STDERR_FILENO);
    for (int i = 0; i < n; i++) {
        say_report(source, report);
    }
    say_unsaid(source);
    fflush(stderr);
    dup2(saved, STDERR_FILENO);
    close(saved);
    rewind(file);
    size_t length = fread(out, 1, size - 1, file);
    out[length] = '\0';
    fclose(file);
}

static void test_wording_of_a_finding(void **state)
{
    (void)state;
    char text[4000];
    say_source source = {.path = "song.mid"};
    awe_report report = {.severity = AWE_WARNING,
                         .part = "track",
                         .index = 2,
                         .offset = 1042,
                         .text = "no running status; event skipped"};
    capture(&source, &report, 1, text, sizeof text);
    assert_string_equal(
        text, "awe-player: song.mid: track 3, byte 1042: no running status; event skipped\n");
    assert_false(source.has_error);
    report = (awe_report){.severity = AWE_ERROR, .text = "no"};
    capture(&source, &report, 1, text, sizeof text);
    assert_string_equal(text, "awe-player: song.mid: byte 0: no\n");
    assert_true(source.has_error);
}

static void test_many_findings_are_counted(void **state)
{
    (void)state;
    char text[8000];
    say_source source = {.path = "b"};
    awe_report report = {.severity = AWE_WARNING, .part = "sample", .name = "A", .text = "x"};
    capture(&source, &report, 25, text, sizeof text);
    assert_non_null(strstr(text, "awe-player: b: sample 1 \"A\", byte 0: x\n"));
    assert_non_null(strstr(text, "awe-player: b: 15 more findings; -v says them all\n"));
}

static void test_levels(void **state)
{
    (void)state;
    char text[4000];
    say_source source = {.path = "b"};
    awe_report note = {.severity = AWE_NOTE, .text = "x"};
    awe_report warning = {.severity = AWE_WARNING, .text = "x"};
    capture(&source, &note, 1, text, sizeof text);
    assert_string_equal(text, "");
    say_set_level(SAY_VERBOSE);
    capture(&source, &note, 20, text, sizeof text);
    assert_int_equal(strlen(text), 20 * strlen("awe-player: b: byte 0: x\n"));
    say_set_level(SAY_QUIET);
    capture(&source, &warning, 1, text, sizeof text);
    assert_string_equal(text, "");
    say_set_level(SAY_NORMAL);
}

/* Where stderr is no terminal nothing is kept from it, and nothing is said twice. */
static void test_what_is_held(void **state)
{
    (void)state;
    char text[400];
    size_t n;
    FILE *file = tmpfile();
    int saved = dup(STDERR_FILENO);
    assert_true(file && saved >= 0);
    dup2(fileno(file), STDERR_FILENO);
    say_hold();
    say_hold();
    say_info("one %d", 1);
    say_detail("never said");
    say_error("two\033");
    const char *const *texts = say_held(&n);
    dup2(saved, STDERR_FILENO);
    close(saved);
    assert_int_equal(n, 2);
    assert_string_equal(texts[0], "one 1");
    assert_string_equal(texts[1], "two?");
    for (int i = 0; i < 3000; i++) {
        say_detail("not said at this level");
    }
    say_release();
    say_release();
    say_held(&n);
    assert_int_equal(n, 0);
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    assert_string_equal(text, "awe-player: one 1\nawe-player: two?\n");
}

/* The newest are kept. */
static void test_held_messages_are_limited(void **state)
{
    (void)state;
    char last[20];
    size_t n;
    FILE *file = tmpfile();
    int saved = dup(STDERR_FILENO);
    assert_true(file && saved >= 0);
    dup2(fileno(file), STDERR_FILENO);
    say_hold();
    for (int i = 1; i <= 1500; i++) {
        say_info("%d", i);
    }
    const char *const *texts = say_held(&n);
    snprintf(last, sizeof last, "%s", texts[n - 1]);
    size_t first = (size_t)strtoul(texts[0], NULL, 10);
    say_release();
    dup2(saved, STDERR_FILENO);
    close(saved);
    fclose(file);
    assert_string_equal(last, "1500");
    assert_int_equal(first + n, 1501);
    assert_in_range(n, 100, 1499);
}

/* The last test: from here on, all is said on that way. */
static void test_own_way(void **state)
{
    (void)state;
    char text[400];
    FILE *file = tmpfile();
    int saved = dup(STDERR_FILENO);
    assert_true(file && saved >= 0);
    dup2(fileno(file), STDERR_FILENO);
    say_keep_way();
    dup2(saved, STDERR_FILENO); /* stderr is turned elsewhere */
    close(saved);
    say_error("a sentence");
    rewind(file);
    text[fread(text, 1, sizeof text - 1, file)] = 0;
    fclose(file);
    assert_string_equal(text, "awe-player: a sentence\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_text_passes),
        cmocka_unit_test(test_controls_do_not),
        cmocka_unit_test(test_broken_utf8_does_not),
        cmocka_unit_test(test_wording_of_a_finding),
        cmocka_unit_test(test_many_findings_are_counted),
        cmocka_unit_test(test_levels),
        cmocka_unit_test(test_what_is_held),
        cmocka_unit_test(test_held_messages_are_limited),
        cmocka_unit_test(test_own_way),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
