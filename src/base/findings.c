/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "base/findings.h"

#include <stddef.h>
#include <string.h>

#define TEXT_SIZE 240

/* Appends what of `more` fits; returns the new length. */
static size_t append(char text[TEXT_SIZE], size_t length, const char *more)
{
    size_t n = strlen(more);
    size_t room = TEXT_SIZE - 1 - length;
    n = n < room ? n : room;
    memcpy(text + length, more, n);
    text[length + n] = '\0';
    return length + n;
}

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

/* Reports `about` with the text "<number><words><its text>", cut to fit. */
static void report_number(const awe_findings *findings, awe_report about, uint32_t number,
                          const char *words)
{
    char digits[11] = {0};
    char *first = digits + sizeof digits - 1;
    do {
        *--first = (char)('0' + number % 10);
        number /= 10;
    } while (number > 0);
    char text[TEXT_SIZE];
    size_t length = append(text, 0, first);
    length = append(text, length, words);
    append(text, length, about.text);
    about.text = text;
    if (findings->report) {
        findings->report(findings->context, &about);
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
