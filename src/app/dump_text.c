/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Source of the trace form: "Trace Event Format", Google, 2016. */

#include "app/dump_text.h"

#include "awe/status.h"

#include <inttypes.h>

static const struct {
    uint16_t flag;
    bool is_mark; /* worth a mark of its own in a trace */
    const char *name;
} flags[] = {
    {AWE_RECORD_UNDERFLOW, true, "underflow"},
    {AWE_RECORD_PRIMING, false, "priming"},
    {AWE_RECORD_DENORMAL, true, "denormal"},
    {AWE_RECORD_INVALID, true, "invalid"},
    {AWE_RECORD_OVERFLOW, true, "overflow"},
    {AWE_RECORD_GUARD_ALLOC, true, "guard alloc"},
    {AWE_RECORD_GUARD_LOCK, true, "guard lock"},
    {AWE_RECORD_GUARD_SYSCALL, true, "guard syscall"},
    {AWE_RECORD_STAGES_CUT, false, "stages cut"},
    {AWE_RECORD_SEEK, true, "seek"},
    {AWE_RECORD_FIRST, true, "first"},
    {AWE_RECORD_MISPLACED, true, "misplaced"},
    {AWE_RECORD_FAULTS_READ, false, "faults read"},
};

#define N_FLAGS (sizeof flags / sizeof flags[0])

const char *dump_reason_name(dump_reason reason)
{
    return reason == DUMP_ON_XRUN ? "xrun" : reason == DUMP_ON_EXIT ? "exit" : "key";
}

/* ---- what both forms have */

/* A number, or null where there is none. */
static void put_known(FILE *file, const char *name, bool is_known, uint32_t value)
{
    if (is_known) {
        fprintf(file, ",\"%s\":%" PRIu32, name, value);
    } else {
        fprintf(file, ",\"%s\":null", name);
    }
}

static void put_flags(FILE *file, uint16_t set)
{
    const char *comma = "";
    fprintf(file, ",\"flags\":[");
    for (size_t i = 0; i < N_FLAGS; i++) {
        if (set & flags[i].flag) {
            fprintf(file, "%s\"%s\"", comma, flags[i].name);
            comma = ",";
        }
    }
    fputc(']', file);
}

/* All of a record, without the braces around it. */
static void put_fields(FILE *file, const awe_record *r)
{
    bool is_read = r->flags & AWE_RECORD_FAULTS_READ;
    fprintf(file,
            "\"seq\":%" PRIu32 ",\"entry_ns\":%" PRIu64 ",\"busy_ns\":%" PRIu32
            ",\"late_ns\":%" PRId32,
            r->seq, r->entry_ns, r->busy_ns, r->late_ns);
    put_known(file, "queued_us", r->queued_us != AWE_QUEUED_UNKNOWN, r->queued_us);
    fprintf(file,
            ",\"control_ns\":%" PRIu32 ",\"voices_ns\":%" PRIu32 ",\"effects_ns\":%" PRIu32
            ",\"midi_max_us\":%" PRIu32,
            r->control_ns, r->voices_ns, r->effects_ns, r->midi_max_us);
    fprintf(file,
            ",\"frames\":%u,\"events\":%u,\"voices\":%u,\"clipped\":%u,\"alloc_max_ns\":%u,"
            "\"peak\":%u",
            r->frames, r->n_events, r->n_voices, r->n_clipped, r->alloc_max_ns, r->peak);
    fprintf(file, ",\"stolen\":%u,\"shed\":%u,\"queue_fill\":%u,\"level\":%u", r->n_stolen,
            r->n_shed, r->queue_fill, r->level);
    put_known(file, "core", r->core != UINT8_MAX, r->core);
    put_known(file, "minor_faults", is_read, r->n_minor_faults);
    put_known(file, "major_faults", is_read, r->n_major_faults);
    put_known(file, "preempted", is_read, r->n_preempted);
    put_flags(file, r->flags);
}

/* The last lost sound, or null. */
static void put_xrun(FILE *file, const awe_xrun *xrun)
{
    char sentence[AWE_SENTENCE_SIZE];
    if (!xrun) {
        fprintf(file, "null");
        return;
    }
    awe_cause_tell(xrun->cause, &xrun->evidence, sentence);
    fprintf(file,
            "{\"cause\":\"%s\",\"sentence\":\"%s\",\"seq\":%" PRIu32 ",\"lost_frames\":%" PRIu32
            ",\"reported\":%s,\"inferred\":%s}",
            awe_cause_name(xrun->cause), sentence, xrun->evidence.record.seq, xrun->n_lost_frames,
            xrun->is_reported ? "true" : "false", xrun->is_inferred ? "true" : "false");
}

static void put_head(const dump_text *text, const dump_head *head, const char *when,
                     size_t n_records)
{
    fprintf(text->file,
            "{\"schema\":1,\"program\":\"awe-player %s\",\"reason\":\"%s\",\"time\":\"%s\","
            "\"pid\":%d,\"rate_hz\":%.15g,\"records\":%zu,\"xrun\":",
            awe_version(), dump_reason_name(head->reason), when, text->pid, head->rate_hz,
            n_records);
    put_xrun(text->file, head->xrun);
    fputc('}', text->file);
}

/* ---- trace events */

/* Begins an event; `ns` after the first record. */
static void begin_event(const dump_text *text, char phase, const char *name, int64_t ns)
{
    fprintf(text->file, ",\n{\"ph\":\"%c\",\"pid\":%d,\"tid\":1,\"name\":\"%s\",\"ts\":%.3f", phase,
            text->pid, name, (double)ns / 1e3);
}

static void put_slice(const dump_text *text, const char *name, int64_t ns, uint32_t length_ns)
{
    begin_event(text, 'X', name, ns);
    fprintf(text->file, ",\"dur\":%.3f", (double)length_ns / 1e3);
}

static void put_name(const dump_text *text, const char *what, const char *name)
{
    fprintf(text->file,
            "%s{\"ph\":\"M\",\"pid\":%d,\"tid\":1,\"name\":\"%s\",\"args\":{\"name\":\"%s\"}}",
            what[0] == 't' ? ",\n" : "\n", text->pid, what, name);
}

/* The stages are sums over the buffer's segments: they are drawn one after another. Inside the
   buffer's own slice they must not be longer than it. */
static void put_stages(const dump_text *text, const awe_record *r, int64_t ns)
{
    const struct {
        const char *name;
        uint32_t ns;
    } stages[] = {{"control", r->control_ns}, {"voices", r->voices_ns}, {"effects", r->effects_ns}};
    uint32_t left_ns = r->busy_ns;
    for (size_t i = 0; i < sizeof stages / sizeof stages[0]; i++) {
        uint32_t length_ns = stages[i].ns < left_ns ? stages[i].ns : left_ns;
        if (length_ns > 0) {
            put_slice(text, stages[i].name, ns, length_ns);
            fprintf(text->file, "}");
        }
        ns += length_ns;
        left_ns -= length_ns;
    }
}

static void put_marks(const dump_text *text, const awe_record *r, int64_t ns)
{
    for (size_t i = 0; i < N_FLAGS; i++) {
        if (flags[i].is_mark && (r->flags & flags[i].flag)) {
            begin_event(text, 'i', flags[i].name, ns);
            fprintf(text->file, ",\"s\":\"t\"}");
        }
    }
}

static void put_event(dump_text *text, const awe_record *r)
{
    text->start_ns = text->has_start ? text->start_ns : r->entry_ns;
    int64_t ns = (int64_t)(r->entry_ns - text->start_ns);
    put_slice(text, "buffer", ns, r->busy_ns);
    fprintf(text->file, ",\"args\":{");
    put_fields(text->file, r);
    fprintf(text->file, "}}");
    put_stages(text, r, ns);
    put_marks(text, r, ns);
    if (!text->has_start || r->n_voices != text->n_voices) {
        begin_event(text, 'C', "voices", ns);
        fprintf(text->file, ",\"args\":{\"voices\":%u}}", r->n_voices);
    }
    text->n_voices = r->n_voices;
    text->has_start = true;
}

/* ---- whole dumps */

void dump_text_begin(dump_text *text, const dump_head *head, const char *when, size_t n_records)
{
    bool is_trace = text->format == DUMP_TRACE;
    fputs(is_trace ? "{\"displayTimeUnit\":\"ns\",\"otherData\":" : "", text->file);
    put_head(text, head, when, n_records);
    fputs(is_trace ? ",\"traceEvents\":[" : "\n", text->file);
    if (is_trace) {
        put_name(text, "process_name", "awe-player");
        put_name(text, "thread_name", "audio callback");
    }
}

void dump_text_record(dump_text *text, const awe_record *record)
{
    if (text->format == DUMP_TRACE) {
        put_event(text, record);
        return;
    }
    fputc('{', text->file);
    put_fields(text->file, record);
    fputs("}\n", text->file);
}

void dump_text_end(dump_text *text)
{
    if (text->format == DUMP_TRACE) {
        fputs("\n]}\n", text->file);
    }
}
