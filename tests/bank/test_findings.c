/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bank/findings.h"
#include "support/report_log.h"

static const uint8_t file[100];

static void report_has_its_place(void **state)
{
    (void)state;
    report_log log = {0};
    awe_bank_findings findings;
    awe_bank_findings_init(&findings, report_log_add, &log, (awe_bytes){file, sizeof file});
    awe_bank_findings_add(&findings, AWE_FINDING_SAMPLE_RATE,
                          (awe_place){"sample", 7, "Piano", file + 42});
    awe_bank_findings_finish(&findings);
    assert_int_equal(log.n, 1);
    const awe_report *report = report_log_find(&log, "44100 Hz assumed");
    assert_non_null(report);
    assert_int_equal(report->severity, AWE_WARNING);
    assert_string_equal(report->part, "sample");
    assert_int_equal(report->index, 7);
    assert_string_equal(report->name, "Piano");
    assert_int_equal(report->offset, 42);
}

static void floods_are_summed_up(void **state)
{
    (void)state;
    report_log log = {0};
    awe_bank_findings findings;
    awe_bank_findings_init(&findings, report_log_add, &log, (awe_bytes){file, sizeof file});
    for (uint32_t i = 0; i < 1234; i++) {
        awe_bank_findings_add(&findings, AWE_FINDING_ZONE_LINK,
                              (awe_place){"preset", i, "x", file});
    }
    awe_bank_findings_add(&findings, AWE_FINDING_ZONE_RANGE, (awe_place){"preset", 0, "x", file});
    awe_bank_findings_finish(&findings);
    assert_int_equal(report_log_count(&log, "link out of range; zone left out"), 5);
    assert_non_null(report_log_find(&log, "1230 more of this kind: link out of range; zone left"));
    assert_int_equal(log.n, 6);
}

static void rom_is_said_once(void **state)
{
    (void)state;
    report_log log = {0};
    awe_bank_findings findings;
    awe_bank_findings_init(&findings, report_log_add, &log, (awe_bytes){file, sizeof file});
    for (uint32_t i = 0; i < 150; i++) {
        awe_bank_findings_add(&findings, AWE_FINDING_SAMPLE_ROM,
                              (awe_place){"sample", i, "x", file});
    }
    awe_bank_findings_finish(&findings);
    assert_int_equal(log.n, 2);
    assert_non_null(report_log_find(&log, "149 more of this kind: "));
}

static void every_finding_has_a_sentence(void **state)
{
    (void)state;
    report_log log = {0};
    awe_bank_findings findings;
    awe_bank_findings_init(&findings, report_log_add, &log, (awe_bytes){file, sizeof file});
    for (int i = 0; i < AWE_N_BANK_FINDINGS; i++) {
        awe_bank_findings_add(&findings, (awe_bank_finding)i, (awe_place){0});
        assert_non_null(log.entries[i].report.text);
        assert_true(strlen(log.entries[i].report.text) > 10);
        assert_true(strlen(log.entries[i].report.text) < 80);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(report_has_its_place),
        cmocka_unit_test(floods_are_summed_up),
        cmocka_unit_test(rom_is_said_once),
        cmocka_unit_test(every_finding_has_a_sentence),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
