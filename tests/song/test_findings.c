/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/findings.h"
#include "support/report_log.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static report_log reports;

static awe_song_findings start(void)
{
    awe_song_findings findings;
    awe_song_config config = {.report = report_log_add, .context = &reports};
    report_log_clear(&reports);
    awe_song_findings_init(&findings, &config);
    return findings;
}

static void test_place(void **state)
{
    (void)state;
    awe_song_findings findings = start();
    awe_song_findings_start_track(&findings, 7);
    awe_song_findings_add(&findings, AWE_FOUND_CHUNK, 14);
    awe_song_findings_add(&findings, AWE_FOUND_DATA_BYTE, 99);
    assert_int_equal(reports.n, 2);
    assert_null(reports.entries[0].report.part);
    assert_int_equal(reports.entries[0].report.index, 0);
    assert_int_equal(reports.entries[0].report.offset, 14);
    assert_int_equal(reports.entries[0].report.severity, AWE_NOTE);
    assert_string_equal(reports.entries[1].report.part, "track");
    assert_int_equal(reports.entries[1].report.index, 7);
    assert_int_equal(reports.entries[1].report.offset, 99);
    assert_int_equal(reports.entries[1].report.severity, AWE_WARNING);
}

static void test_every_kind_has_a_text(void **state)
{
    (void)state;
    for (int kind = 0; kind < AWE_N_SONG_FINDINGS; kind++) {
        awe_song_findings findings = start();
        awe_song_findings_add(&findings, (awe_song_finding)kind, 0);
        assert_int_equal(reports.n, 1);
        assert_true(strlen(reports.entries[0].report.text) > 20);
        assert_int_equal(reports.entries[0].report.part != NULL,
                         kind >= AWE_FOUND_LENGTH_PAST_FILE);
    }
}

static void test_often_in_a_track(void **state)
{
    (void)state;
    awe_song_findings findings = start();
    for (uint32_t track = 0; track < 2; track++) {
        awe_song_findings_start_track(&findings, track);
        for (size_t i = 0; i < 123456; i++) {
            awe_song_findings_add(&findings, AWE_FOUND_DATA_BYTE, i);
        }
        awe_song_findings_end_track(&findings);
    }
    assert_int_equal(reports.n, 8);
    const awe_report *sum = &reports.entries[7].report;
    assert_non_null(strstr(sum->text, "123456 times in all: data byte above 127"));
    assert_int_equal(sum->index, 1);
    awe_song_findings_end_file(&findings);
    assert_int_equal(reports.n, 8);
}

static void test_often_in_the_file(void **state)
{
    (void)state;
    awe_song_findings findings = start();
    for (size_t i = 0; i < 5; i++) {
        awe_song_findings_add(&findings, AWE_FOUND_CHUNK, i);
    }
    awe_song_findings_end_file(&findings);
    assert_int_equal(reports.n, 4);
    assert_non_null(report_log_find(&reports, "5 times in all: chunk of an unknown kind"));
}

static void test_many_tracks(void **state)
{
    (void)state;
    awe_song_findings findings = start();
    for (uint32_t track = 0; track < 1000; track++) {
        awe_song_findings_start_track(&findings, track);
        awe_song_findings_add(&findings, AWE_FOUND_NO_END, track);
        awe_song_findings_end_track(&findings);
    }
    awe_song_findings_add(&findings, AWE_FOUND_NO_TRACK, 0); /* an error is always told */
    awe_song_findings_end_file(&findings);
    assert_int_equal(reports.n, 102);
    assert_non_null(report_log_find(&reports, "900 more findings are not listed"));
}

static void test_nobody_listens(void **state)
{
    (void)state;
    awe_song_findings findings;
    awe_song_findings_init(&findings, NULL);
    for (size_t i = 0; i < 5; i++) {
        awe_song_findings_add(&findings, AWE_FOUND_CHUNK, i);
    }
    awe_song_findings_end_file(&findings);
    awe_song_findings_refuse(&findings, "no song");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_place),
        cmocka_unit_test(test_every_kind_has_a_text),
        cmocka_unit_test(test_often_in_a_track),
        cmocka_unit_test(test_often_in_the_file),
        cmocka_unit_test(test_many_tracks),
        cmocka_unit_test(test_nobody_listens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
