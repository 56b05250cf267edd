/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The limits and sums that findings.h promises, with kinds of the test's own. */

#include "base/findings.h"
#include "support/report_log.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

enum { COMMON, RARE, FATAL, N_KINDS };

static const awe_finding_kind kinds[N_KINDS] = {
    [COMMON] = {AWE_NOTE, "common"},
    [RARE] = {AWE_WARNING, "rare"},
    [FATAL] = {AWE_ERROR, "fatal"},
};

static const awe_report nowhere;
static report_log reports;

static awe_findings start(const awe_finding_rules *rules)
{
    awe_findings findings;
    report_log_clear(&reports);
    awe_findings_init(&findings, rules, report_log_add, &reports);
    return findings;
}

static void add(awe_findings *findings, uint32_t kind, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        awe_findings_add(findings, kind, nowhere);
    }
}

static void check_report(size_t index, awe_severity severity, const char *text)
{
    assert_in_range(index, 0, reports.n - 1);
    assert_int_equal(reports.entries[index].report.severity, severity);
    assert_string_equal(reports.entries[index].report.text, text);
}

static void test_place(void **state)
{
    (void)state;
    const awe_finding_rules rules = {.kinds = kinds, .limit = 1};
    const uint64_t far = UINT64_C(1) << 40;
    awe_findings findings = start(&rules);
    awe_findings_add(&findings, RARE, (awe_report){AWE_NOTE, "sample", 7, "Piano", far, "unused"});
    awe_findings_add(&findings, RARE, nowhere);
    awe_findings_sum_up(&findings, 0, N_KINDS, (awe_report){.part = "track", .index = 3});
    assert_int_equal(reports.n, 2);
    check_report(0, AWE_WARNING, "rare");
    assert_string_equal(reports.entries[0].report.part, "sample");
    assert_int_equal(reports.entries[0].report.index, 7);
    assert_string_equal(reports.entries[0].report.name, "Piano");
    assert_true(reports.entries[0].report.offset == far);
    check_report(1, AWE_WARNING, "1 more of this kind: rare");
    assert_string_equal(reports.entries[1].report.part, "track");
    assert_int_equal(reports.entries[1].report.index, 3);
    assert_null(reports.entries[1].report.name);
    assert_int_equal(reports.entries[1].report.offset, 0);
}

static void test_sums(void **state)
{
    (void)state;
    awe_finding_rules rules = {.kinds = kinds, .limit = 4};
    for (int sums_all = 0; sums_all < 2; sums_all++) {
        rules.sums_all = sums_all;
        awe_findings findings = start(&rules);
        add(&findings, COMMON, 1234567);
        add(&findings, RARE, 4);
        awe_findings_sum_up(&findings, 0, N_KINDS, nowhere);
        awe_findings_finish(&findings);
        assert_int_equal(reports.n, 4 + 4 + 1);
        check_report(3, AWE_NOTE, "common");
        check_report(4, AWE_WARNING, "rare");
        check_report(8, AWE_NOTE,
                     sums_all ? "1234567 times in all: common"
                              : "1234563 more of this kind: common");
    }
}

static void test_once(void **state)
{
    (void)state;
    const awe_finding_rules rules = {.kinds = kinds, .limit = 3, .once = UINT64_C(1) << RARE};
    awe_findings findings = start(&rules);
    add(&findings, RARE, 150);
    add(&findings, COMMON, 3);
    awe_findings_sum_up(&findings, 0, N_KINDS, nowhere);
    assert_int_equal(reports.n, 1 + 3 + 1);
    check_report(4, AWE_WARNING, "149 more of this kind: rare");
}

static void test_highest_kind_once(void **state)
{
    (void)state;
    awe_finding_kind many[AWE_MAX_FINDING_KINDS];
    for (uint32_t i = 0; i < AWE_MAX_FINDING_KINDS; i++) {
        many[i] = kinds[COMMON];
    }
    const awe_finding_rules rules = {
        .kinds = many, .limit = 2, .once = UINT64_C(1) << (AWE_MAX_FINDING_KINDS - 1)};
    awe_findings findings = start(&rules);
    add(&findings, AWE_MAX_FINDING_KINDS - 1, 2);
    assert_int_equal(reports.n, 1);
    add(&findings, 0, 2);
    assert_int_equal(reports.n, 3);
}

/* A sum of some kinds leaves the others alone, and begins its own anew. */
static void test_sum_of_a_range(void **state)
{
    (void)state;
    const awe_finding_rules rules = {.kinds = kinds, .limit = 2, .sums_all = true};
    awe_findings findings = start(&rules);
    add(&findings, COMMON, 2);
    for (uint32_t part = 0; part < 2; part++) {
        add(&findings, COMMON, 1);
        add(&findings, RARE, 5);
        awe_findings_sum_up(&findings, RARE, N_KINDS, (awe_report){.index = part});
    }
    awe_findings_sum_up(&findings, RARE, N_KINDS, nowhere);
    assert_int_equal(reports.n, 2 + 2 * (2 + 1));
    check_report(4, AWE_WARNING, "5 times in all: rare");
    check_report(7, AWE_WARNING, "5 times in all: rare");
    assert_int_equal(reports.entries[7].report.index, 1);
    awe_findings_sum_up(&findings, COMMON, RARE, nowhere);
    assert_int_equal(reports.n, 9);
    check_report(8, AWE_NOTE, "4 times in all: common");
}

static void test_limit_of_all(void **state)
{
    (void)state;
    const awe_finding_rules rules = {.kinds = kinds, .limit = 3, .max_reports = 5};
    awe_findings findings = start(&rules);
    add(&findings, COMMON, 4);
    awe_findings_sum_up(&findings, COMMON, RARE, nowhere); /* the fourth report */
    add(&findings, RARE, 9);
    assert_int_equal(reports.n, 5);
    add(&findings, FATAL, 1); /* an error is always told */
    assert_int_equal(reports.n, 6);
    check_report(5, AWE_ERROR, "fatal");
    awe_findings_sum_up(&findings, 0, N_KINDS, nowhere);
    awe_findings_finish(&findings);
    assert_int_equal(reports.n, 7);
    check_report(6, AWE_NOTE, "2 more findings are not listed");
}

static void test_nobody_listens(void **state)
{
    (void)state;
    const awe_finding_rules rules = {.kinds = kinds, .limit = 3, .max_reports = 2};
    awe_findings findings;
    awe_findings_init(&findings, &rules, NULL, NULL);
    add(&findings, COMMON, 10);
    add(&findings, FATAL, 10);
    awe_findings_sum_up(&findings, 0, N_KINDS, nowhere);
    awe_findings_finish(&findings);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_place),          cmocka_unit_test(test_sums),
        cmocka_unit_test(test_once),           cmocka_unit_test(test_highest_kind_once),
        cmocka_unit_test(test_sum_of_a_range), cmocka_unit_test(test_limit_of_all),
        cmocka_unit_test(test_nobody_listens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
