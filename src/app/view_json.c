/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/view_json.h"

#include "app/json.h"

#include <math.h>
#include <stdio.h>

#define MAX_NUMBER 1e15 /* of any field */
#define NAME_BYTES 80

/* The member `name` of "why" and its kin. */
static const char *name_in(char out[NAME_BYTES], const char *object, const char *name)
{
    snprintf(out, NAME_BYTES, "%s.%s", object, name);
    return out;
}

/* ---- fields */

static void put_field(struct json_t *root, const view_field *field, const view_value *value)
{
    if (value->why) {
        json_put_null(root, field->name);
    } else if (field->kind == VIEW_TEXT) {
        json_put_text(root, field->name, value->text);
    } else if (field->kind == VIEW_FLAG) {
        json_put_flag(root, field->name, value->number > 0);
    } else {
        json_put_number(root, field->name, value->number);
    }
}

/* Where it is not of the same window as the others, or not known. */
static void put_note(struct json_t *root, const view_field *field, const view_value *value)
{
    char name[NAME_BYTES];
    if (value->why) {
        json_put_text(root, name_in(name, "why", field->name), value->why);
    } else if (value->window) {
        bool is_session = value->window == AWE_WINDOW_SESSION;
        json_put_number(root, name_in(name, "longer_window_s", field->name),
                        is_session ? 0 : (double)value->window);
    }
}

static void put_alerts(struct json_t *root, const view_data *data)
{
    for (size_t i = 0; i < data->n_alerts; i++) {
        const view_alert *alert = &data->alerts[i];
        struct json_t *item = json_begin();
        json_put_text(item, "budget", alert->budget);
        json_put_text(item, "severity", alert->severity);
        json_put_text(item, "state", alert->state);
        json_put_number(item, "value", alert->value);
        json_put_number(item, "repeats", alert->n_repeats);
        json_add_object(root, "alerts", item);
    }
}

static void put_curve(struct json_t *root, const char *name, const float values[AWE_SPARK_SECONDS])
{
    for (size_t i = 0; i < AWE_SPARK_SECONDS; i++) {
        double rounded = round((double)values[i] * 100) / 100;
        json_add_number(root, name, values[i] == AWE_NO_SPARK ? (double)NAN : rounded);
    }
}

char *view_json_make(const view_data *data)
{
    struct json_t *root = json_begin();
    json_put_number(root, "schema", VIEW_SCHEMA);
    for (size_t i = 0; i < n_view_fields; i++) {
        put_field(root, &view_fields[i], &data->values[i]);
    }
    put_alerts(root, data);
    put_curve(root, "last_60_s.share", data->share_max);
    put_curve(root, "last_60_s.slack_ms", data->slack_min);
    for (size_t i = 0; i < n_view_fields; i++) {
        put_note(root, &view_fields[i], &data->values[i]);
    }
    return json_end(root);
}

/* ---- reading: nothing of what comes is trusted */

static bool read_number(const struct json_t *root, const char *name, double *out)
{
    return json_get_number(root, name, out) && fabs(*out) < MAX_NUMBER;
}

static awe_window read_window(const struct json_t *root, const char *field)
{
    char name[NAME_BYTES];
    double seconds;
    if (!read_number(root, name_in(name, "longer_window_s", field), &seconds)) {
        return (awe_window)0;
    }
    return seconds == (double)AWE_WINDOW_60_S ? AWE_WINDOW_60_S : AWE_WINDOW_SESSION;
}

static void read_field(const struct json_t *root, const view_field *field, view_data *data,
                       view_value *value)
{
    char name[NAME_BYTES];
    bool flag;
    bool is_known;
    if (field->kind == VIEW_TEXT) {
        const char *text = json_get_text(root, field->name);
        is_known = text != NULL;
        value->text = text ? view_data_keep(data, text) : "";
    } else if (field->kind == VIEW_FLAG) {
        is_known = json_get_flag(root, field->name, &flag);
        value->number = flag;
    } else {
        is_known = read_number(root, field->name, &value->number);
        value->number = is_known ? value->number : 0;
    }
    const char *why = json_get_text(root, name_in(name, "why", field->name));
    value->why = is_known ? NULL : why ? view_data_keep(data, why) : "not told by the player";
    value->window = is_known ? read_window(root, field->name) : (awe_window)0;
}

static const char *read_text(const struct json_t *item, const char *name, view_data *data)
{
    const char *text = json_get_text(item, name);
    return text ? view_data_keep(data, text) : "?";
}

static void read_alerts(const struct json_t *root, view_data *data)
{
    const struct json_t *item;
    while (data->n_alerts < AWE_MAX_ALERTS &&
           (item = json_get_item(root, "alerts", data->n_alerts)) != NULL) {
        double n_repeats = 0;
        view_alert *alert = &data->alerts[data->n_alerts++];
        *alert = (view_alert){
            .budget = read_text(item, "budget", data),
            .severity = read_text(item, "severity", data),
            .state = read_text(item, "state", data),
        };
        if (!read_number(item, "value", &alert->value)) {
            alert->value = 0;
        }
        if (read_number(item, "repeats", &n_repeats) && n_repeats > 0 && n_repeats < UINT32_MAX) {
            alert->n_repeats = (uint32_t)n_repeats;
        }
    }
}

static void read_curve(const struct json_t *root, const char *name, float values[AWE_SPARK_SECONDS])
{
    for (size_t i = 0; i < AWE_SPARK_SECONDS; i++) {
        double value;
        bool is_known = json_get_item_number(root, name, i, &value) && fabs(value) < MAX_NUMBER;
        values[i] = is_known ? (float)value : AWE_NO_SPARK;
    }
}

const char *view_json_read(const char *text, size_t size, view_data *data)
{
    double schema;
    const char *wrong = NULL;
    struct json_t *root = json_read(text, size);
    view_data_clear(data, "not told by the player");
    if (!root || !json_get_number(root, "schema", &schema)) {
        wrong = "it is no snapshot";
    } else if (schema != VIEW_SCHEMA) {
        wrong = "it is of another version";
    } else if (json_get_text(root, "error")) {
        wrong = view_data_keep(data, json_get_text(root, "error"));
    } else {
        for (size_t i = 0; i < n_view_fields; i++) {
            read_field(root, &view_fields[i], data, &data->values[i]);
        }
        read_alerts(root, data);
        read_curve(root, "last_60_s.share", data->share_max);
        read_curve(root, "last_60_s.slack_ms", data->slack_min);
    }
    json_release(root);
    return wrong;
}

/* ---- what is noticed */

static void put_xrun(struct json_t *root, const awe_xrun *xrun)
{
    char sentence[AWE_SENTENCE_SIZE];
    const awe_evidence *evidence = &xrun->evidence;
    awe_cause_tell(xrun->cause, evidence, sentence);
    json_put_text(root, "cause", awe_cause_name(xrun->cause));
    json_put_text(root, "sentence", sentence);
    json_put_text(root, "advice", awe_cause_advice(xrun->cause));
    json_put_flag(root, "reported", xrun->is_reported);
    json_put_flag(root, "inferred", xrun->is_inferred);
    json_put_number(root, "lost_frames", xrun->n_lost_frames);
    json_put_number(root, "seq", evidence->record.seq);
    json_put_number(root, "busy_ms", evidence->record.busy_ns * 1e-6);
    json_put_number(root, "predicted_ms", evidence->predicted_ns * 1e-6);
    json_put_number(root, "period_ms", evidence->period_ns * 1e-6);
    json_put_number(root, "late_ms", evidence->wake_ns * 1e-6);
    json_put_number(root, "voices", evidence->record.n_voices);
}

static void put_decision(struct json_t *root, const awe_notice *notice)
{
    static const char *const kinds[] = {
        [AWE_DECISION_DOWN] = "down",
        [AWE_DECISION_UP] = "up",
        [AWE_DECISION_REVERT] = "revert",
        [AWE_DECISION_CONFIRM] = "confirm",
    };
    const awe_decision *decision = &notice->of.decision;
    bool is_measured =
        decision->kind == AWE_DECISION_REVERT || decision->kind == AWE_DECISION_CONFIRM;
    json_put_text(root, "kind", kinds[decision->kind]);
    json_put_text(root, "from", awe_level_name(decision->from));
    json_put_text(root, "level", awe_level_name(decision->to));
    json_put_text(root, "cause", awe_cause_name(decision->cause));
    json_put_number(root, "predicted_gain", decision->predicted_gain);
    json_put_number(root, "measured_gain", is_measured ? decision->measured_gain : (double)NAN);
}

static void put_alert(struct json_t *root, const awe_alert *alert)
{
    char budget[AWE_BUDGET_SIZE];
    awe_budget_print(&alert->budget, budget);
    json_put_text(root, "budget", budget);
    json_put_text(root, "severity", awe_urgency_name(alert->budget.severity));
    json_put_text(root, "state", awe_alert_state_name(alert->state));
    json_put_number(root, "value", alert->reading.why ? (double)NAN : alert->reading.value);
}

char *view_json_make_notice(const awe_notice *notice, uint64_t frame, uint64_t wall_ms)
{
    static const char *const events[] = {
        [AWE_NOTICE_XRUN] = "xrun",
        [AWE_NOTICE_DECISION] = "decision",
        [AWE_NOTICE_ALERT] = "alert",
    };
    char time_of_day[VIEW_TIME_BYTES];
    struct json_t *root = json_begin();
    view_time_write(wall_ms, time_of_day);
    json_put_number(root, "schema", VIEW_SCHEMA);
    json_put_text(root, "event", events[notice->kind]);
    json_put_text(root, "time", time_of_day);
    json_put_number(root, "t", notice->seconds);
    json_put_number(root, "frame", (double)frame);
    if (notice->kind == AWE_NOTICE_XRUN) {
        put_xrun(root, &notice->of.xrun);
    } else if (notice->kind == AWE_NOTICE_DECISION) {
        put_decision(root, notice);
    } else {
        put_alert(root, &notice->of.alert);
    }
    return json_end(root);
}
