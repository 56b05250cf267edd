/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "base/findings.h"

#include "base/report.h"

static uint32_t get_limit(const awe_finding_rules *rules, uint32_t kind)
{
    return rules->once >> kind & 1 ? 1 : rules->limit;
}

static bool is_full(const awe_findings *findings)
{
    return findings->rules->max_reports && findings->n_reports >= findings->rules->max_reports;
}

static awe_report describe(const awe_findings *findings, uint32_t kind, awe_report place)
{
    place.severity = findings->rules->kinds[kind].severity;
    place.text = findings->rules->kinds[kind].text;
    return place;
}

static void report_number(const awe_findings *findings, awe_report about, uint32_t number,
                          const char *words)
{
    if (findings->report) {
        awe_report_number(findings->report, findings->context, about, number, words);
    }
}

static void sum_up_kind(awe_findings *findings, uint32_t kind, awe_report place)
{
    uint32_t count = findings->counts[kind];
    uint32_t limit = get_limit(findings->rules, kind);
    findings->counts[kind] = 0;
    if (count <= limit || is_full(findings)) {
        return;
    }
    findings->n_reports++;
    awe_report about = describe(findings, kind, place);
    if (findings->rules->sums_all) {
        report_number(findings, about, count, " times in all: ");
    } else {
        report_number(findings, about, count - limit, " more of this kind: ");
    }
}

void awe_findings_init(awe_findings *findings, const awe_finding_rules *rules, awe_report_fn report,
                       void *context)
{
    *findings = (awe_findings){.rules = rules, .report = report, .context = context};
}

void awe_findings_add(awe_findings *findings, uint32_t kind, awe_report place)
{
    awe_report about = describe(findings, kind, place);
    if (++findings->counts[kind] > get_limit(findings->rules, kind)) {
        return;
    }
    if (is_full(findings) && about.severity != AWE_ERROR) {
        findings->n_left_out++;
        return;
    }
    findings->n_reports++;
    if (findings->report) {
        findings->report(findings->context, &about);
    }
}

void awe_findings_sum_up(awe_findings *findings, uint32_t first, uint32_t end, awe_report place)
{
    for (uint32_t kind = first; kind < end; kind++) {
        sum_up_kind(findings, kind, place);
    }
}

void awe_findings_finish(awe_findings *findings)
{
    if (findings->n_left_out > 0) {
        awe_report about = {.severity = AWE_NOTE, .text = " are not listed"};
        report_number(findings, about, findings->n_left_out, " more findings");
    }
}
