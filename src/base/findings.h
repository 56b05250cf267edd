/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BASE_FINDINGS_H
#define AWE_BASE_FINDINGS_H

/* What a reader found odd, told to the caller's report function. A damaged or hostile file cannot
   flood: the first few of each kind are told in full and the others summed up, and all reports
   together can be limited. The reader gives the kinds as a table. [main] */

#include "awe/status.h"

#include <stdbool.h>
#include <stdint.h>

#define AWE_MAX_FINDING_KINDS 64 /* bits of awe_finding_rules.once */

typedef struct awe_finding_kind {
    awe_severity severity;
    const char *text;
} awe_finding_kind;

typedef struct awe_finding_rules {
    const awe_finding_kind *kinds; /* at most AWE_MAX_FINDING_KINDS */
    uint32_t limit;                /* how many of a kind are told in full */
    uint64_t once;                 /* bit i: of kind i only the first is told in full */
    uint32_t max_reports;          /* all together, sums included; errors always; 0: any number */
    bool sums_all; /* a sum counts all of its kind, not only those that were not told in full */
} awe_finding_rules;

typedef struct awe_findings {
    const awe_finding_rules *rules; /* borrowed */
    awe_report_fn report;           /* NULL: nobody listens */
    void *context;
    uint32_t n_reports;
    uint32_t n_left_out; /* kept back by max_reports */
    uint32_t counts[AWE_MAX_FINDING_KINDS];
} awe_findings;

/* `rules` must outlive `findings`; `report` may be NULL. */
void awe_findings_init(awe_findings *findings, const awe_finding_rules *rules, awe_report_fn report,
                       void *context);

/* Reports a finding of `kind`, an index of rules->kinds, or only counts it. Of `place` the part,
   index, name and offset are used. */
void awe_findings_add(awe_findings *findings, uint32_t kind, awe_report place);

/* Sums up, at `place`, what was counted of the kinds `first` to `end` - 1 beyond their limits, and
   counts these kinds from 0 again. */
void awe_findings_sum_up(awe_findings *findings, uint32_t first, uint32_t end, awe_report place);

/* Says how many findings max_reports kept back. Call once, after the last sum. */
void awe_findings_finish(awe_findings *findings);

#endif
