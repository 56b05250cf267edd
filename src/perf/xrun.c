/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/xrun.h"

#include <stddef.h>

#define ALWAYS_SEARCHED 4 /* newest records among which the worst is looked for */
#define NOTABLE 0.05      /* of the period: worse than the record before the report by this */
#define GOOD_WAKE 0.1     /* of the period */
#define JUMP_NS 500000.0  /* the device's time may be off by this, */
#define JUMP 0.05         /* or by this part of a period */
#define MACHINE_WAIT_NS 1500000000u /* after the buffer to blame */
#define LONGEST_NS 1000000000u      /* sound that is lost for longer is told every second */

void awe_xruns_init(awe_xruns *xruns, double rate_hz)
{
    *xruns = (awe_xruns){.ns_per_frame = 1e9 / rate_hz};
}

void awe_xruns_set_rate(awe_xruns *xruns, double rate_hz)
{
    xruns->ns_per_frame = 1e9 / rate_hz;
}

static size_t place_of(uint64_t n)
{
    return (size_t)(n % AWE_XRUN_HISTORY);
}

/* The record with the number `n` of taking, which is one of the last AWE_XRUN_HISTORY. */
static const awe_evidence *evidence_at(const awe_xruns *xruns, uint64_t n)
{
    return &xruns->history[place_of(n)];
}

static double margin_at(const awe_xruns *xruns, uint64_t n)
{
    return xruns->margins_ns[place_of(n)];
}

const awe_evidence *awe_xruns_newest(const awe_xruns *xruns)
{
    return evidence_at(xruns, xruns->n_taken - 1);
}

static double queued_ns(const awe_record *record, double if_unknown)
{
    return record->queued_us == AWE_QUEUED_UNKNOWN ? if_unknown : 1e3 * record->queued_us;
}

static double min(double a, double b)
{
    return a < b ? a : b;
}

/* If the buffer before overran, its exit is when we could be woken at the earliest. */
static double woken_late_ns(const awe_record *before, const awe_record *record)
{
    double since_exit_ns = (double)(int64_t)(record->entry_ns - before->entry_ns - before->busy_ns);
    double wake_ns = min(record->late_ns, since_exit_ns);
    return wake_ns > 0 ? wake_ns : 0;
}

static void remember(awe_xruns *xruns, const awe_record *record, double predicted_ns)
{
    double period_ns = record->frames * xruns->ns_per_frame;
    awe_evidence evidence = {
        .record = *record,
        .predicted_ns = predicted_ns,
        .period_ns = period_ns,
        .queued_before_ns = period_ns,
        .wake_ns = record->late_ns > 0 ? record->late_ns : 0,
    };
    if (xruns->n_taken > 0) {
        const awe_record *before = &awe_xruns_newest(xruns)->record;
        evidence.queued_before_ns = queued_ns(before, period_ns);
        evidence.wake_ns = woken_late_ns(before, record);
    }
    size_t place = place_of(xruns->n_taken++);
    xruns->history[place] = evidence;
    xruns->margins_ns[place] = min(queued_ns(record, period_ns) - record->busy_ns,
                                   evidence.queued_before_ns - evidence.wake_ns);
}

/* How far the time at which the device plays moved past what was given to it; 0 if that is within
   what hosts are off, or unknown. */
static double jump_ns(const awe_xruns *xruns)
{
    if (xruns->n_taken < 2) {
        return 0;
    }
    const awe_evidence *now = awe_xruns_newest(xruns);
    const awe_evidence *before = evidence_at(xruns, xruns->n_taken - 2);
    if (now->record.queued_us == AWE_QUEUED_UNKNOWN ||
        before->record.queued_us == AWE_QUEUED_UNKNOWN ||
        now->record.seq != before->record.seq + 1 || (now->record.flags & AWE_RECORD_FIRST) ||
        (before->record.flags & AWE_RECORD_PRIMING)) {
        return 0;
    }
    double moved_ns = (double)(int64_t)(now->record.entry_ns - before->record.entry_ns) +
                      1e3 * now->record.queued_us - 1e3 * before->record.queued_us;
    double beyond_ns = moved_ns - before->period_ns;
    double allowed_ns = JUMP * before->period_ns > JUMP_NS ? JUMP * before->period_ns : JUMP_NS;
    return beyond_ns > allowed_ns ? beyond_ns : 0;
}

static double shortage_ns(const awe_evidence *evidence)
{
    double short_ns = evidence->record.busy_ns - queued_ns(&evidence->record, 1e18);
    return short_ns > 0 ? short_ns : 0;
}

static bool is_good(const awe_evidence *evidence)
{
    return evidence->wake_ns < GOOD_WAKE * evidence->period_ns && !awe_cause_is_slow(evidence) &&
           shortage_ns(evidence) == 0 && awe_record_is_clean(&evidence->record);
}

/* The worst record since the last good one. A report comes after the gap, so it is the record
   before unless another is clearly worse. */
static const awe_evidence *blame(const awe_xruns *xruns, bool is_late_report)
{
    uint64_t newest = xruns->n_taken - 1;
    uint64_t oldest = newest >= AWE_XRUN_HISTORY ? newest - AWE_XRUN_HISTORY + 1 : 0;
    oldest = oldest > xruns->n_judged ? oldest : xruns->n_judged;
    uint64_t worst = is_late_report && newest > oldest ? newest - 1 : newest;
    for (uint64_t n = newest + 1; n-- > oldest;) {
        const awe_evidence *evidence = evidence_at(xruns, n);
        if (newest - n >= ALWAYS_SEARCHED && is_good(evidence)) {
            break;
        }
        if (margin_at(xruns, n) < margin_at(xruns, worst) - NOTABLE * evidence->period_ns) {
            worst = n;
        }
    }
    return evidence_at(xruns, worst);
}

/* The newest record shows an incident, or that one goes on. */
static void report(awe_xruns *xruns, double jumped_ns, bool is_reported)
{
    const awe_evidence *newest = awe_xruns_newest(xruns);
    double short_ns = shortage_ns(newest);
    double lost_ns = jumped_ns > short_ns ? jumped_ns : short_ns;
    bool is_inferred = lost_ns > 0;
    uint32_t n_lost = (uint32_t)min(lost_ns / xruns->ns_per_frame, UINT32_MAX);
    awe_xrun *open = &xruns->open;
    if (!xruns->is_open) {
        *open = (awe_xrun){.evidence = *blame(xruns, is_reported && !is_inferred)};
        xruns->is_open = true;
    }
    open->evidence.has_jumped = open->evidence.has_jumped || jumped_ns > 0;
    open->is_reported = open->is_reported || is_reported;
    open->is_inferred = open->is_inferred || is_inferred;
    open->n_lost_frames = n_lost > open->n_lost_frames ? n_lost : open->n_lost_frames;
    xruns->open_until_ns =
        newest->record.entry_ns + newest->record.busy_ns + (uint64_t)(2 * newest->period_ns);
    xruns->n_judged = xruns->n_taken;
}

static bool hand_out(awe_xruns *xruns, awe_xrun *out)
{
    xruns->is_open = xruns->is_waiting = false;
    *out = xruns->open;
    return true;
}

/* The system tells about a second when it is over: only then may a slow buffer be unexplained. */
static bool close_incident(awe_xruns *xruns, awe_xrun *out)
{
    awe_xrun *open = &xruns->open;
    open->evidence.is_reported = open->is_reported;
    open->evidence.machine = xruns->machine;
    open->cause = awe_cause_find(&open->evidence);
    if (open->cause == AWE_CAUSE_UNKNOWN && awe_cause_is_slow(&open->evidence) &&
        !xruns->is_waiting) {
        xruns->is_waiting = true;
        return false;
    }
    return hand_out(xruns, out);
}

static bool is_over(const awe_xruns *xruns, uint64_t now_ns)
{
    if (!xruns->is_open) {
        return false;
    }
    uint64_t age_ns = now_ns - xruns->open.evidence.record.entry_ns;
    if (xruns->is_waiting) {
        return age_ns > MACHINE_WAIT_NS;
    }
    return (int64_t)(now_ns - xruns->open_until_ns) > 0 || age_ns > LONGEST_NS;
}

bool awe_xruns_take(awe_xruns *xruns, const awe_record *record, double predicted_ns, awe_xrun *out)
{
    remember(xruns, record, predicted_ns);
    bool is_priming = record->flags & AWE_RECORD_PRIMING;
    bool is_reported = awe_record_lost_sound(record);
    double jumped_ns = jump_ns(xruns);
    bool is_short = shortage_ns(awe_xruns_newest(xruns)) > 0;
    bool is_out = is_over(xruns, record->entry_ns) && close_incident(xruns, out);
    if (!is_priming && (is_reported || is_short || jumped_ns > 0)) {
        report(xruns, jumped_ns, is_reported);
    }
    return is_out;
}

bool awe_xruns_take_machine(awe_xruns *xruns, const awe_machine *machine, awe_xrun *out)
{
    xruns->machine = *machine;
    return xruns->is_waiting && close_incident(xruns, out);
}
