/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_VIEW_DATA_H
#define APP_VIEW_DATA_H

/* What a view of the monitor shows, as one table of fields and the values of one moment. The
   dashboard, the line and JSON are made from nothing else, so they show the same. The values come
   from a snapshot of this process, or as JSON from another one's (json.h). [any] */

#include "app/now_playing.h"
#include "perf/snapshot.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum view_kind {
    VIEW_NUMBER,
    VIEW_BYTES, /* shown with a prefix, such as "31.2 MB" */
    VIEW_TIME,  /* seconds, shown as "1:58" */
    VIEW_FLAG,  /* true is shown as the field's unit, false as "not" and that */
    VIEW_TEXT,
} view_kind;

/* One row of the table. */
typedef struct view_field {
    const char *name; /* "share.p99.9" is the member "p99.9" of JSON's "share" */
    view_kind kind;
    uint8_t n_decimals; /* of a number as it is shown */
    const char *unit;   /* shown behind a number; NULL: none */
    double scale;       /* from the metric's unit to the field's; 0: it is no metric's */
    awe_metric metric;
    awe_stat stat;
    bool is_total; /* since the start, not in the window */
} view_field;

#define VIEW_MAX_FIELDS 128

/* [n_view_fields] */
extern const view_field view_fields[];
extern const size_t n_view_fields;

/* One of them now. */
typedef struct view_value {
    double number;     /* of a flag: 0 or 1 */
    const char *text;  /* of a text */
    const char *why;   /* NULL: the value is known; else the reason that it is not */
    awe_window window; /* that it is from where that is longer than the view's; else 0 */
} view_value;

/* A budget that is not kept, or was not until just now. */
typedef struct view_alert {
    const char *budget; /* such as "share.p99.9[60s] < 50%" */
    const char *severity;
    const char *state;
    double value;
    uint32_t n_repeats;
} view_alert;

#define VIEW_TEXT_BYTES 32768

typedef struct view_data {
    view_value values[VIEW_MAX_FIELDS];
    view_alert alerts[AWE_MAX_ALERTS]; /* worst first */
    size_t n_alerts;
    float share_max[AWE_SPARK_SECONDS]; /* as in a snapshot */
    float slack_min[AWE_SPARK_SECONDS];
    char texts[VIEW_TEXT_BYTES]; /* of values and alerts */
    size_t n_text_bytes;
} view_data;

/* All fields, from a snapshot and what plays now. `wall_ms` is the time of day as clock_wall_ms()
   gives it. */
void view_data_fill(view_data *data, const awe_snapshot *snapshot, const now_playing *playing,
                    uint64_t wall_ms);

/* Writes a time of day as "2026-01-31T12:41:07.250Z". */
#define VIEW_TIME_BYTES 80
void view_time_write(uint64_t wall_ms, char text[VIEW_TIME_BYTES]);

/* The place of a field in the table; n_view_fields if there is none of that name. */
size_t view_field_find(const char *name);

/* Empties all: no field is known, for the reason `why`, which is static text. */
void view_data_clear(view_data *data, const char *why);

/* Copies `text` to where it lives as long as `data`, without what no terminal should be sent; "" if
   there is no more room. */
const char *view_data_keep(view_data *data, const char *text);

/* A value by its field's name, which is in the table. */
const view_value *view_data_get(const view_data *data, const char *name);

#endif
