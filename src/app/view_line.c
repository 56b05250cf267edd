/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/view_line.h"

#include "app/view_text.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

/* Parts of the line, in its order. */
static const char *const parts[] = {
    "{^health}  cpu {cpu.process}  voices {voices}/{voices_limit}"
    "  buffer {share.p50} {share.p99} {share.p99.9} {share.max} of {period_ms}, {budget.share}"
    "  key>sound {key_to_sound_ms.p50} {key_to_sound_ms.p99} {key_to_sound_ms.p99.9}"
    " {key_to_sound_ms.max} ms, {budget.key_to_sound_ms}  memory {memory.rss}",

    "{time} t {t}[  {song} {position_s}/{end_s}][ bar {bar}] {state} {set}"
    "  level {level} of {quality.asked}, {interpolation}"
    "  xruns {xruns.total}{*xruns}, lost {lost_frames} frames[, last {last_xrun.ago_s} ago:"
    " {last_xrun.cause}: {last_xrun.sentence}: {last_xrun.advice}]  broken {broken}",

    "slack {slack_ms.p50} {slack_ms.p1} {slack_ms.p0.1} {slack_ms.min} ms, {budget.slack_ms}"
    "  late {late_ms.p50} {late_ms.p99} {late_ms.p99.9} {late_ms.max} ms, {budget.late_ms},"
    " early {early}  headroom {headroom}  predicted x{predicted_ratio}  capacity {capacity}"
    "  stage control {stage.control} voices {stage.voices} effects {stage.effects}"
    " rest {stage.rest}, {ns_per_voice_frame}/voice-frame",

    "peak {voices_peak}  stolen {stolen} ({stolen_released} released)  shed {shed}"
    "  lost notes {lost_notes}  alloc {alloc_ns.p50} {alloc_ns.p99.9} ns"
    "  midi {midi.input} {midi.events_per_s} ev/s ring {midi.ring_percent} refused {midi.refused}"
    " misplaced {midi.misplaced} by {midi.placement_frames} frames errors {midi.parse_errors},"
    " our part {key_to_sound_ms.our_part} jitter {key_to_sound_ms.jitter}"
    " +-{key_to_sound_ms.uncertainty}",

    "guard alloc {guard.alloc} lock {guard.lock} syscall {guard.syscall}"
    "  faults {faults.minor}/{faults.major}  denormal {numbers.denormal} nan {numbers.nan}"
    " infinite {numbers.infinite}  records dropped {records_dropped}"
    "  output peak {peak_percent} clipped {clipped}",

    "bank {memory.bank} mapped {memory.bank_mapped} resident {memory.bank_resident}"
    " locked {memory.bank_locked}  synth {memory.synth}  swap {memory.swap}"
    "  growth {memory.growth_per_min}/min  audio {cpu.audio} midi {cpu.midi} main {cpu.main}"
    "  {mhz} {temp_c}  pressure cpu {pressure.cpu} memory {pressure.memory} io {pressure.io}"
    "  steal {steal_percent}  monitor {monitor_percent}",

    "quality changes {quality.changes} reverts {quality.reverts} restrained {quality.restrained}",

    "device {device}: {buffer_frames} frames at {rate_hz} Hz, {rt}, {locked}, {kernel}",
};
#define N_PARTS (sizeof parts / sizeof parts[0])

static void add(char *out, size_t size, const char *separator, const char *text)
{
    size_t n = strlen(out);
    if (n < size) {
        snprintf(out + n, size - n, "%s%s", n > 0 ? separator : "", text);
    }
}

void view_line_write_alert(const view_data *data, size_t i, char *out, size_t size)
{
    const view_alert *alert = &data->alerts[i];
    char again[32] = "";
    if (alert->n_repeats > 0) {
        snprintf(again, sizeof again, ", %u times again", alert->n_repeats);
    }
    snprintf(out, size, "%s: %s, is %.4g (%s%s)", alert->severity, alert->budget, alert->value,
             alert->state, again);
}

/* ---- what is not known */

/* Of what a field belongs to the same sentence: the reason, or the window. */
typedef bool (*is_alike_fn)(const view_value *a, const view_value *b);

static bool is_same_reason(const view_value *a, const view_value *b)
{
    return a->why && b->why && strcmp(a->why, b->why) == 0;
}

static bool is_same_window(const view_value *a, const view_value *b)
{
    return a->window && a->window == b->window;
}

/* Adds " (NAME and N more)" for field `first` and those behind it that are like it. */
static void add_names(const view_data *data, size_t first, is_alike_fn is_alike, char *out,
                      size_t size)
{
    char text[96];
    size_t n_more = 0;
    for (size_t i = first + 1; i < n_view_fields; i++) {
        n_more += is_alike(&data->values[first], &data->values[i]);
    }
    if (n_more > 0) {
        snprintf(text, sizeof text, "%s and %zu more)", view_fields[first].name, n_more);
    } else {
        snprintf(text, sizeof text, "%s)", view_fields[first].name);
    }
    add(out, size, " (", text);
}

static bool is_first(const view_data *data, size_t i, is_alike_fn is_alike)
{
    for (size_t j = 0; j < i; j++) {
        if (is_alike(&data->values[j], &data->values[i])) {
            return false;
        }
    }
    return true;
}

/* Where no sound was lost there is nothing to tell about it. */
static bool is_no_news(const view_data *data, size_t i)
{
    return strncmp(view_fields[i].name, "last_xrun.", 10) == 0 &&
           !view_data_get(data, "xruns.total")->why;
}

static void add_reasons(const view_data *data, char *out, size_t size)
{
    char text[160];
    for (size_t i = 0; i < n_view_fields; i++) {
        const view_value *value = &data->values[i];
        if (value->why && !is_no_news(data, i) && is_first(data, i, is_same_reason)) {
            snprintf(text, sizeof text, "%s%s", out[0] ? "" : "n/a: ", value->why);
            add(out, size, "; ", text);
            add_names(data, i, is_same_reason, out, size);
        }
    }
}

static void add_windows(const view_data *data, char *out, size_t size)
{
    char text[32];
    for (size_t i = 0; i < n_view_fields; i++) {
        const view_value *value = &data->values[i];
        if (value->window && is_first(data, i, is_same_window)) {
            bool is_session = value->window == AWE_WINDOW_SESSION;
            snprintf(text, sizeof text, is_session ? "over the session" : "over %d s",
                     (int)value->window);
            add(out, size, "; ", text);
            add_names(data, i, is_same_window, out, size);
        }
    }
}

void view_line_write_gaps(const view_data *data, char *out, size_t size)
{
    out[0] = '\0';
    add_reasons(data, out, size);
    add_windows(data, out, size);
}

/* ---- the line */

void view_line_write(const view_data *data, char out[VIEW_LINE_BYTES])
{
    char text[VIEW_ROW_BYTES];
    view_row row;
    out[0] = '\0';
    for (size_t i = 0; i < N_PARTS; i++) {
        view_text_row(data, parts[i], VIEW_NO_LIMIT, &row);
        add(out, VIEW_LINE_BYTES, "  ", row.text);
    }
    add(out, VIEW_LINE_BYTES, "  ", data->n_alerts > 0 ? "alerts" : "alerts none");
    for (size_t i = 0; i < data->n_alerts; i++) {
        view_line_write_alert(data, i, text, sizeof text);
        add(out, VIEW_LINE_BYTES, i > 0 ? "; " : " ", text);
    }
    view_line_write_gaps(data, text, sizeof text);
    add(out, VIEW_LINE_BYTES, "  ", text);
}
