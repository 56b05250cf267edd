/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What is written is read by jansson, as other programs would. */

#include "app/dump_text.h"
#include "io/clock.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const awe_record full = {
    .entry_ns = 5000001000,
    .seq = 4000000000u,
    .busy_ns = 900000,
    .late_ns = -1200,
    .queued_us = 5800,
    .control_ns = 50000,
    .voices_ns = 600000,
    .effects_ns = 200000,
    .midi_max_us = 8900,
    .frames = 64,
    .n_events = 3,
    .n_voices = 27,
    .n_clipped = 1,
    .alloc_max_ns = 700,
    .peak = 32000,
    .flags = AWE_RECORD_UNDERFLOW | AWE_RECORD_FAULTS_READ,
    .n_stolen = 2,
    .n_shed = 8,
    .queue_fill = 5,
    .level = 1,
    .core = 3,
    .n_minor_faults = 34,
    .n_preempted = 1,
};
static const awe_record bare = {
    .entry_ns = 5001334333,
    .seq = 4000000001u,
    .queued_us = AWE_QUEUED_UNKNOWN,
    .busy_ns = 1000,
    .control_ns = 600,
    .voices_ns = 600,
    .effects_ns = 600,
    .core = UINT8_MAX,
};

/* Both records with a head, as text to be freed. */
static char *write_text(dump_format format, const awe_xrun *xrun)
{
    char *bytes = NULL;
    size_t size;
    dump_text text = {.file = open_memstream(&bytes, &size), .format = format, .pid = 77};
    const dump_head head = {.reason = DUMP_ON_XRUN, .rate_hz = 48000, .xrun = xrun};
    assert_non_null(text.file);
    dump_text_begin(&text, &head, "2026-11-21T11:06:12Z", 2);
    dump_text_record(&text, &full);
    dump_text_record(&text, &bare);
    dump_text_end(&text);
    assert_int_equal(fclose(text.file), 0);
    return bytes;
}

static double number(const json_t *object, const char *name)
{
    json_t *value = json_object_get(object, name);
    if (!json_is_number(value)) {
        fail_msg("no number %s", name);
    }
    return json_number_value(value);
}

static const char *string(const json_t *object, const char *name)
{
    const char *value = json_string_value(json_object_get(object, name));
    assert_non_null(value);
    return value;
}

static void check_head(const json_t *head)
{
    assert_true(number(head, "schema") == 1);
    assert_true(number(head, "records") == 2);
    assert_true(number(head, "rate_hz") == 48000);
    assert_true(number(head, "pid") == 77);
    assert_string_equal(string(head, "reason"), "xrun");
    assert_string_equal(string(head, "time"), "2026-11-21T11:06:12Z");
}

static void check_full(const json_t *r)
{
    static const struct {
        const char *name;
        double value;
    } fields[] = {
        {"seq", 4000000000.0}, {"entry_ns", 5000001000.0},
        {"busy_ns", 900000},   {"late_ns", -1200},
        {"queued_us", 5800},   {"control_ns", 50000},
        {"voices_ns", 600000}, {"effects_ns", 200000},
        {"midi_max_us", 8900}, {"frames", 64},
        {"events", 3},         {"voices", 27},
        {"clipped", 1},        {"alloc_max_ns", 700},
        {"peak", 32000},       {"stolen", 2},
        {"shed", 8},           {"queue_fill", 5},
        {"level", 1},          {"core", 3},
        {"minor_faults", 34},  {"major_faults", 0},
        {"preempted", 1},
    };
    size_t n = sizeof fields / sizeof fields[0];
    for (size_t i = 0; i < n; i++) {
        assert_true(number(r, fields[i].name) == fields[i].value);
    }
    assert_int_equal(json_object_size(r), n + 1);
    const json_t *flags = json_object_get(r, "flags");
    assert_int_equal(json_array_size(flags), 2);
    assert_string_equal(json_string_value(json_array_get(flags, 0)), "underflow");
    assert_string_equal(json_string_value(json_array_get(flags, 1)), "faults read");
}

/* What is not known is null and never 0. */
static void check_bare(const json_t *r)
{
    static const char *const unknown[] = {"queued_us", "core", "minor_faults", "major_faults",
                                          "preempted"};
    for (size_t i = 0; i < sizeof unknown / sizeof unknown[0]; i++) {
        assert_true(json_is_null(json_object_get(r, unknown[i])));
    }
    assert_int_equal(json_array_size(json_object_get(r, "flags")), 0);
}

static void test_lines(void **state)
{
    (void)state;
    char *text = write_text(DUMP_JSON_LINES, NULL);
    json_t *lines[3];
    size_t n = 0;
    for (char *rest, *line = strtok_r(text, "\n", &rest); line;
         line = strtok_r(NULL, "\n", &rest)) {
        json_error_t error;
        assert_in_range(n, 0, 2);
        lines[n] = json_loads(line, JSON_REJECT_DUPLICATES, &error);
        assert_non_null(lines[n]);
        n++;
    }
    assert_int_equal(n, 3);
    check_head(lines[0]);
    assert_true(json_is_null(json_object_get(lines[0], "xrun")));
    check_full(lines[1]);
    check_bare(lines[2]);
    for (size_t i = 0; i < n; i++) {
        json_decref(lines[i]);
    }
    free(text);
}

static void test_xrun(void **state)
{
    (void)state;
    const awe_xrun xrun = {
        .cause = AWE_CAUSE_WAKEUP,
        .n_lost_frames = 300,
        .is_inferred = true,
        .evidence = {.record = {.seq = 99, .busy_ns = 200000}, .wake_ns = 6200000}};
    char *text = write_text(DUMP_JSON_LINES, &xrun);
    json_error_t error;
    json_t *head = json_loads(text, JSON_DISABLE_EOF_CHECK, &error);
    const json_t *told = json_object_get(head, "xrun");
    assert_string_equal(string(told, "cause"), "wakeup");
    assert_string_equal(string(told, "sentence"),
                        "the system woke us 6.2 ms late; rendering took 0.2 ms");
    assert_true(number(told, "seq") == 99);
    assert_true(number(told, "lost_frames") == 300);
    assert_true(json_is_false(json_object_get(told, "reported")));
    assert_true(json_is_true(json_object_get(told, "inferred")));
    json_decref(head);
    free(text);
}

static const json_t *find_event(const json_t *events, const char *phase, const char *name, int nth)
{
    size_t i;
    json_t *event;
    json_array_foreach(events, i, event)
    {
        if (strcmp(string(event, "ph"), phase) == 0 && strcmp(string(event, "name"), name) == 0 &&
            nth-- == 0) {
            return event;
        }
    }
    return NULL;
}

static void check_slice(const json_t *events, const char *name, int nth, double ts, double length)
{
    const json_t *event = find_event(events, "X", name, nth);
    assert_non_null(event);
    assert_true(number(event, "ts") == ts);
    assert_true(number(event, "dur") == length);
}

/* By the Trace Event Format: times in us; slices of one thread nest. */
static void test_trace(void **state)
{
    (void)state;
    json_error_t error;
    size_t i;
    json_t *event;
    char *text = write_text(DUMP_TRACE, NULL);
    json_t *trace = json_loads(text, JSON_REJECT_DUPLICATES, &error);
    assert_non_null(trace);
    check_head(json_object_get(trace, "otherData"));
    const json_t *events = json_object_get(trace, "traceEvents");
    json_array_foreach(events, i, event)
    {
        assert_true(number(event, "pid") == 77 && number(event, "tid") == 1);
        assert_true(strchr("MXCi", string(event, "ph")[0]) != NULL);
    }
    check_slice(events, "buffer", 0, 0, 900);
    check_slice(events, "control", 0, 0, 50);
    check_slice(events, "voices", 0, 50, 600);
    check_slice(events, "effects", 0, 650, 200);
    check_full(json_object_get(find_event(events, "X", "buffer", 0), "args"));
    check_slice(events, "buffer", 1, 1333.333, 1);
    check_slice(events, "control", 1, 1333.333, 0.6); /* stages that say more than there was */
    check_slice(events, "voices", 1, 1333.933, 0.4);
    assert_null(find_event(events, "X", "effects", 1));
    assert_non_null(find_event(events, "i", "underflow", 0));
    assert_null(find_event(events, "i", "faults read", 0));
    const json_t *counter = find_event(events, "C", "voices", 1);
    assert_true(number(json_object_get(counter, "args"), "voices") == 0);
    assert_string_equal(
        string(json_object_get(find_event(events, "M", "process_name", 0), "args"), "name"),
        "awe-player");
    json_decref(trace);
    free(text);
}

static void test_reasons(void **state)
{
    (void)state;
    assert_string_equal(dump_reason_name(DUMP_ON_XRUN), "xrun");
    assert_string_equal(dump_reason_name(DUMP_ON_EXIT), "exit");
    assert_string_equal(dump_reason_name(DUMP_ON_KEY), "key");
}

/* --bench: what a record costs to write, and its bytes. */
static int bench(void)
{
    const uint32_t n = 65536;
    for (int format = DUMP_JSON_LINES; format <= DUMP_TRACE; format++) {
        char *bytes = NULL;
        size_t size;
        dump_text text = {.file = open_memstream(&bytes, &size), .format = (dump_format)format};
        uint64_t start_ns = clock_now_ns();
        for (uint32_t i = 0; i < n; i++) {
            dump_text_record(&text, &full);
        }
        double ns = (double)(clock_now_ns() - start_ns);
        fclose(text.file);
        printf("%s: %.0f ns, %zu bytes\n", format == DUMP_TRACE ? "trace" : "lines", ns / n,
               size / n);
        free(bytes);
    }
    return 0;
}

int main(int argc, char **argv)
{
    if (argc > 1 && strcmp(argv[1], "--bench") == 0) {
        return bench();
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lines),
        cmocka_unit_test(test_xrun),
        cmocka_unit_test(test_trace),
        cmocka_unit_test(test_reasons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
