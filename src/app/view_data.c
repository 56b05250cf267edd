/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/view_data.h"

#include "app/say.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

void view_data_clear(view_data *data, const char *why)
{
    data->n_alerts = data->n_text_bytes = 0;
    for (size_t i = 0; i < n_view_fields; i++) {
        data->values[i] = (view_value){.text = "", .why = why};
    }
    for (size_t i = 0; i < AWE_SPARK_SECONDS; i++) {
        data->share_max[i] = data->slack_min[i] = AWE_NO_SPARK;
    }
}

const char *view_data_keep(view_data *data, const char *text)
{
    char *kept = data->texts + data->n_text_bytes;
    size_t size = strlen(text) + 1;
    if (size > sizeof data->texts - data->n_text_bytes) {
        return "";
    }
    memcpy(kept, text, size);
    say_clean(kept);
    data->n_text_bytes += size;
    return kept;
}

const view_value *view_data_get(const view_data *data, const char *name)
{
    size_t i = view_field_find(name);
    assert(i < n_view_fields);
    return &data->values[i];
}

/* ---- fields that are known by their name */

static void put_number(view_data *data, const char *name, double number, const char *why)
{
    size_t i = view_field_find(name);
    assert(i < n_view_fields);
    data->values[i] = (view_value){.number = why ? 0 : number, .text = "", .why = why};
}

static void put_text(view_data *data, const char *name, const char *text, const char *why)
{
    size_t i = view_field_find(name);
    assert(i < n_view_fields);
    data->values[i] = (view_value){
        .text = text ? view_data_keep(data, text) : "",
        .why = text ? NULL : why,
    };
}

void view_time_write(uint64_t wall_ms, char text[VIEW_TIME_BYTES])
{
    struct tm parts = {.tm_mday = 1};
    time_t seconds = (time_t)(wall_ms / 1000);
    gmtime_r(&seconds, &parts);
    snprintf(text, VIEW_TIME_BYTES, "%04d-%02d-%02dT%02d:%02d:%02d.%03uZ", parts.tm_year + 1900,
             parts.tm_mon + 1, parts.tm_mday, parts.tm_hour, parts.tm_min, parts.tm_sec,
             (unsigned)(wall_ms % 1000));
}

static void put_playing(view_data *data, const now_playing *playing)
{
    const char *no_song = playing->end_s > 0 ? NULL : "no song";
    put_text(data, "song", playing->song, "no song");
    put_text(data, "state", playing->is_paused ? "paused" : no_song ? "live" : "playing", NULL);
    put_text(data, "set", playing->set ? playing->set : "", NULL);
    put_number(data, "position_s", playing->position_s, no_song);
    put_number(data, "end_s", playing->end_s, no_song);
    put_number(data, "bar", playing->bar, no_song ? no_song : playing->bar ? NULL : "no bars");
    put_text(data, "device", playing->device, "the device has no name");
    put_number(data, "rate_hz", playing->rate_hz, playing->rate_hz > 0 ? NULL : "no device");
    put_number(data, "buffer_frames", playing->buffer_frames,
               playing->buffer_frames > 0 ? NULL : "the host does not say");
    put_text(data, "rt", playing->rt, "not asked for");
    put_number(data, "locked", playing->is_locked, NULL);
    put_text(data, "kernel", playing->kernel, "nothing plays");
    put_text(data, "interpolation", playing->interpolation, "nothing plays");
    put_text(data, "quality.asked", playing->quality, "nothing plays");
    put_text(data, "midi.input", playing->midi_input, "no live input");
}

/* ---- budgets */

/* What has to hold, such as "share.p99.9[60s] < 50%"; how long, and from when on it is clear again,
   is left out. */
static void write_limit(char text[AWE_BUDGET_SIZE], const awe_budget *budget)
{
    awe_unit unit = awe_metrics[budget->metric].unit;
    double to_ms = unit == AWE_UNIT_NS ? 1e-6 : unit == AWE_UNIT_US ? 1e-3 : 0;
    awe_budget_print(budget, text);
    char *sign = strchr(text, ' ');
    char *number = sign ? strchr(sign + 1, ' ') : NULL;
    if (number) {
        bool is_time = to_ms > 0 && !budget->is_of_period;
        size_t room = AWE_BUDGET_SIZE - (size_t)(number - text);
        number[1 + strcspn(number + 1, " ")] = '\0';
        if (is_time) {
            snprintf(number, room, " %.4gms", budget->limit * to_ms);
        }
    }
}

/* The first budget of `metric` that is not kept, or else the first. */
static const awe_alert *find_budget(const awe_snapshot *snapshot, awe_metric metric)
{
    const awe_alert *found = NULL;
    for (size_t i = 0; i < snapshot->n_budgets; i++) {
        const awe_alert *alert = &snapshot->budgets[i];
        bool is_better = !found || (found->state == AWE_ALERT_OK && alert->state != AWE_ALERT_OK);
        if (alert->budget.metric == metric && is_better) {
            found = alert;
        }
    }
    return found;
}

/* The limit and whether it is kept: "< 50% ok". Times are in ms, as the fields of their rows. */
static void put_budget(view_data *data, const awe_snapshot *snapshot, const char *name,
                       awe_metric metric)
{
    static const char *const words[] = {
        [AWE_ALERT_OK] = "ok",
        [AWE_ALERT_PENDING] = "BROKEN",
        [AWE_ALERT_FIRING] = "ALERT",
        [AWE_ALERT_CLEARING] = "clearing",
    };
    char limit[AWE_BUDGET_SIZE];
    char text[AWE_BUDGET_SIZE + 16] = "none";
    const awe_alert *alert = find_budget(snapshot, metric);
    if (alert) {
        write_limit(limit, &alert->budget);
        const char *at = strchr(limit, ' ');
        snprintf(text, sizeof text, "%s %s", at ? at + 1 : "",
                 alert->reading.why ? "n/a" : words[alert->state]);
    }
    put_text(data, name, text, NULL);
}

static void put_alerts(view_data *data, const awe_snapshot *snapshot)
{
    char text[AWE_BUDGET_SIZE];
    for (size_t i = 0; i < snapshot->n_alerts; i++) {
        const awe_alert *alert = &snapshot->alerts[i];
        write_limit(text, &alert->budget);
        data->alerts[data->n_alerts++] = (view_alert){
            .budget = view_data_keep(data, text),
            .severity = awe_urgency_name(alert->budget.severity),
            .state = awe_alert_state_name(alert->state),
            .value = alert->reading.value,
            .n_repeats = alert->n_repeats,
        };
    }
}

/* ---- */

static void put_last_xrun(view_data *data, const awe_snapshot *snapshot)
{
    static const char *const none = "none so far";
    char sentence[AWE_SENTENCE_SIZE];
    const awe_xrun *xrun = &snapshot->last_xrun;
    if (snapshot->has_xrun) {
        awe_cause_tell(xrun->cause, &xrun->evidence, sentence);
    }
    put_text(data, "last_xrun.cause", snapshot->has_xrun ? awe_cause_name(xrun->cause) : NULL,
             none);
    put_text(data, "last_xrun.sentence", snapshot->has_xrun ? sentence : NULL, none);
    put_text(data, "last_xrun.advice", snapshot->has_xrun ? awe_cause_advice(xrun->cause) : NULL,
             none);
}

static void put_metrics(view_data *data, const awe_snapshot *snapshot)
{
    for (size_t i = 0; i < n_view_fields; i++) {
        const view_field *field = &view_fields[i];
        if (field->scale > 0) {
            const awe_reading *reading = &snapshot->metrics[field->metric][field->stat];
            double number = field->is_total ? snapshot->totals[field->metric] : reading->value;
            bool is_longer = !field->is_total && reading->window > snapshot->window;
            data->values[i] = (view_value){
                .number = reading->why ? 0 : number * field->scale,
                .text = "",
                .why = reading->why,
                .window = is_longer && !reading->why ? reading->window : (awe_window)0,
            };
        }
    }
}

void view_data_fill(view_data *data, const awe_snapshot *snapshot, const now_playing *playing,
                    uint64_t wall_ms)
{
    char time_of_day[VIEW_TIME_BYTES];
    view_time_write(wall_ms, time_of_day);
    view_data_clear(data, "not measured yet");
    put_text(data, "time", time_of_day, NULL);
    put_number(data, "t", snapshot->seconds, NULL);
    put_text(data, "health", awe_health_name(snapshot->health), NULL);
    put_number(data, "broken", (double)snapshot->n_broken, NULL);
    put_text(data, "level", awe_level_name(snapshot->level), NULL);
    put_number(data, "period_ms", snapshot->period_ms,
               snapshot->period_ms > 0 ? NULL : "no buffer yet");
    put_playing(data, playing);
    put_metrics(data, snapshot);
    put_budget(data, snapshot, "budget.share", AWE_METRIC_SHARE);
    put_budget(data, snapshot, "budget.slack_ms", AWE_METRIC_SLACK);
    put_budget(data, snapshot, "budget.late_ms", AWE_METRIC_LATE);
    put_budget(data, snapshot, "budget.key_to_sound_ms", AWE_METRIC_MIDI_KEY_TO_SOUND);
    put_last_xrun(data, snapshot);
    put_alerts(data, snapshot);
    memcpy(data->share_max, snapshot->share_max, sizeof data->share_max);
    memcpy(data->slack_min, snapshot->slack_min, sizeof data->slack_min);
}
