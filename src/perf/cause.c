/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/cause.h"

#include <stdio.h>

#define SLOW 1.5              /* of the prediction */
#define MINOR_FAULT_NS 2000.0 /* a page fault without the disk */
#define MANY_EVENTS 64
#define FULL 0.9           /* of the period: rendering alone made it late */
#define IDLE 0.5           /* of the period: rendering alone did not */
#define FREQUENCY_DROP 0.8 /* of the frequency before */
#define STEAL_PERMILLE 10
#define SHORT_NS 100000.0 /* told in microseconds */
#define SPAN_SIZE 16

#define GUARD_FLAGS (AWE_RECORD_GUARD_ALLOC | AWE_RECORD_GUARD_LOCK | AWE_RECORD_GUARD_SYSCALL)

bool awe_record_is_clean(const awe_record *record)
{
    return record->n_preempted == 0 && record->n_minor_faults == 0 && record->n_major_faults == 0 &&
           !(record->flags & GUARD_FLAGS);
}

bool awe_cause_is_slow(const awe_evidence *evidence)
{
    return evidence->predicted_ns > 0 && evidence->record.busy_ns > SLOW * evidence->predicted_ns;
}

static bool is_guard(const awe_evidence *evidence)
{
    return evidence->record.flags & GUARD_FLAGS;
}

static bool is_fault(const awe_evidence *evidence)
{
    double excess_ns = evidence->record.busy_ns - evidence->predicted_ns;
    double faults_ns = evidence->record.n_minor_faults * MINOR_FAULT_NS;
    return evidence->record.n_major_faults > 0 ||
           (awe_cause_is_slow(evidence) && faults_ns >= excess_ns / 2);
}

static bool is_wakeup(const awe_evidence *evidence)
{
    return evidence->record.busy_ns < IDLE * evidence->period_ns &&
           evidence->wake_ns > evidence->queued_before_ns;
}

/* What cost less than the late wake-up before it is not what made the buffer late. */
static bool outweighs_wakeup(const awe_evidence *evidence, double ns)
{
    return ns >= evidence->wake_ns || !is_wakeup(evidence);
}

static bool is_preempted(const awe_evidence *evidence)
{
    return evidence->record.n_preempted > 0 && awe_cause_is_slow(evidence) &&
           outweighs_wakeup(evidence, evidence->record.busy_ns - evidence->predicted_ns);
}

static bool is_numeric(const awe_evidence *evidence)
{
    return (evidence->record.flags & AWE_RECORD_DENORMAL) && awe_cause_is_slow(evidence);
}

static bool is_burst(const awe_evidence *evidence)
{
    return evidence->record.n_events > MANY_EVENTS &&
           evidence->record.control_ns > evidence->record.busy_ns / 2 &&
           outweighs_wakeup(evidence, evidence->record.busy_ns);
}

static bool is_render(const awe_evidence *evidence)
{
    double busy_ns = evidence->record.busy_ns, predicted_ns = evidence->predicted_ns;
    return predicted_ns > 0 && busy_ns > FULL * evidence->period_ns &&
           busy_ns <= SLOW * predicted_ns && busy_ns >= predicted_ns / 2;
}

static bool is_frequency_drop(const awe_machine *machine)
{
    return machine->mhz > 0 && machine->mhz < FREQUENCY_DROP * machine->mhz_before;
}

static bool is_machine(const awe_evidence *evidence)
{
    const awe_machine *machine = &evidence->machine;
    return awe_cause_is_slow(evidence) && (is_frequency_drop(machine) || machine->n_throttles > 0 ||
                                           machine->steal_permille >= STEAL_PERMILLE);
}

static bool is_device(const awe_evidence *evidence)
{
    return (evidence->is_reported || evidence->has_jumped) && !awe_cause_is_slow(evidence) &&
           evidence->record.busy_ns < FULL * evidence->period_ns &&
           evidence->record.busy_ns / 1000 <= evidence->record.queued_us &&
           evidence->wake_ns < evidence->queued_before_ns;
}

awe_cause awe_cause_find(const awe_evidence *evidence)
{
    static bool (*const tests[])(const awe_evidence *) = {
        [AWE_CAUSE_GUARD] = is_guard,         [AWE_CAUSE_FAULT] = is_fault,
        [AWE_CAUSE_PREEMPTED] = is_preempted, [AWE_CAUSE_NUMERIC] = is_numeric,
        [AWE_CAUSE_BURST] = is_burst,         [AWE_CAUSE_RENDER] = is_render,
        [AWE_CAUSE_WAKEUP] = is_wakeup,       [AWE_CAUSE_MACHINE] = is_machine,
        [AWE_CAUSE_DEVICE] = is_device,
    };
    int cause = 0;
    while (cause < AWE_CAUSE_UNKNOWN && !tests[cause](evidence)) {
        cause++;
    }
    return (awe_cause)cause;
}

bool awe_cause_is_load(awe_cause cause)
{
    return cause == AWE_CAUSE_RENDER || cause == AWE_CAUSE_MACHINE || cause == AWE_CAUSE_BURST;
}

const char *awe_cause_name(awe_cause cause)
{
    static const char *const names[] = {
        [AWE_CAUSE_GUARD] = "guard",         [AWE_CAUSE_FAULT] = "fault",
        [AWE_CAUSE_PREEMPTED] = "preempted", [AWE_CAUSE_NUMERIC] = "numeric",
        [AWE_CAUSE_BURST] = "burst",         [AWE_CAUSE_RENDER] = "render",
        [AWE_CAUSE_WAKEUP] = "wakeup",       [AWE_CAUSE_MACHINE] = "machine",
        [AWE_CAUSE_DEVICE] = "device",       [AWE_CAUSE_UNKNOWN] = "unknown",
    };
    return names[cause];
}

const char *awe_cause_advice(awe_cause cause)
{
    static const char *const advice[] = {
        [AWE_CAUSE_GUARD] = "report this as a bug",
        [AWE_CAUSE_FAULT] = "lock the bank in memory (--mlock)",
        [AWE_CAUSE_PREEMPTED] = "real-time priority, or a processor of its own (--cpu)",
        [AWE_CAUSE_NUMERIC] = "report this as a bug",
        [AWE_CAUSE_BURST] = "a larger buffer",
        [AWE_CAUSE_RENDER] = "fewer voices, lower quality, or a larger buffer",
        [AWE_CAUSE_WAKEUP] = "real-time priority, a larger buffer, or another power profile",
        [AWE_CAUSE_MACHINE] = "the governor \"performance\", better cooling",
        [AWE_CAUSE_DEVICE] = "another device or host API",
        [AWE_CAUSE_UNKNOWN] = "send the black box",
    };
    return advice[cause];
}

static const char *guard_words(uint16_t flags)
{
    return flags & AWE_RECORD_GUARD_ALLOC  ? "a memory allocation"
           : flags & AWE_RECORD_GUARD_LOCK ? "a lock"
                                           : "a system call";
}

static const char *slowest_stage(const awe_record *record)
{
    return record->effects_ns > record->busy_ns / 2  ? "in the effects"
           : record->voices_ns > record->busy_ns / 2 ? "in the voices"
                                                     : "while rendering";
}

static void tell_fault(const awe_record *record, char *text)
{
    if (record->n_major_faults > 0) {
        snprintf(text, AWE_SENTENCE_SIZE, "%u page faults waited for the disk",
                 (unsigned)record->n_major_faults);
    } else {
        snprintf(text, AWE_SENTENCE_SIZE, "%u page faults: sample data was not in memory",
                 (unsigned)record->n_minor_faults);
    }
}

static void tell_machine(const awe_machine *machine, char *text)
{
    if (is_frequency_drop(machine)) {
        snprintf(text, AWE_SENTENCE_SIZE, "the CPU was slowed down (%.1f to %.1f GHz)",
                 machine->mhz_before / 1e3, machine->mhz / 1e3);
    } else if (machine->n_throttles > 0) {
        snprintf(text, AWE_SENTENCE_SIZE, "the CPU was slowed down by heat");
    } else {
        snprintf(text, AWE_SENTENCE_SIZE, "the hypervisor gave %.1f %% of the CPU to others",
                 machine->steal_permille / 10.0);
    }
}

static const char *write_span(double ns, char text[SPAN_SIZE])
{
    if (ns < SHORT_NS) {
        snprintf(text, SPAN_SIZE, "%.0f us", ns / 1e3);
    } else {
        snprintf(text, SPAN_SIZE, "%.1f ms", ns / 1e6);
    }
    return text;
}

void awe_cause_tell(awe_cause cause, const awe_evidence *evidence, char *text)
{
    const awe_record *record = &evidence->record;
    size_t size = AWE_SENTENCE_SIZE;
    char wake[SPAN_SIZE];
    char busy[SPAN_SIZE];
    switch (cause) {
    case AWE_CAUSE_GUARD:
        snprintf(text, size, "%s inside the callback", guard_words(record->flags));
        break;
    case AWE_CAUSE_FAULT:
        tell_fault(record, text);
        break;
    case AWE_CAUSE_PREEMPTED:
        snprintf(text, size, "another program took the CPU for %s while we rendered",
                 write_span(record->busy_ns - evidence->predicted_ns, busy));
        break;
    case AWE_CAUSE_NUMERIC:
        snprintf(text, size, "denormal numbers %s", slowest_stage(record));
        break;
    case AWE_CAUSE_BURST:
        snprintf(text, size, "%u MIDI events in one buffer", (unsigned)record->n_events);
        break;
    case AWE_CAUSE_RENDER:
        snprintf(text, size, "rendering %u voices needed %.0f %% of the buffer",
                 (unsigned)record->n_voices, 100 * record->busy_ns / evidence->period_ns);
        break;
    case AWE_CAUSE_WAKEUP:
        snprintf(text, size, "the system woke us %s late; rendering took %s",
                 write_span(evidence->wake_ns, wake), write_span(record->busy_ns, busy));
        break;
    case AWE_CAUSE_MACHINE:
        tell_machine(&evidence->machine, text);
        break;
    case AWE_CAUSE_DEVICE:
        snprintf(text, size, "the device or sound server lost data; we were in time");
        break;
    default:
        snprintf(text, size, "no evidence; the black box is kept");
    }
}
