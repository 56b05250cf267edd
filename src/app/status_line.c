/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/status_line.h"

#include "app/columns.h"
#include "app/say.h"
#include "app/values.h"
#include "app/zone.h"
#include "awe/synth.h"
#include "io/clock.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define FALL_DB_PER_S (20.0 / 1.7)
#define LOWEST_DB (-100.0)
#define METER_COLUMNS 8
#define STEP_DB 6.0 /* of one column of a meter */
#define LEAST_NAME_COLUMNS 8

/* The fields in the order of the line. */
typedef enum field {
    FIELD_TIME,
    FIELD_BAR,
    FIELD_TEMPO,
    FIELD_VOICES,
    FIELD_METERS,
    FIELD_FLAGS,
    FIELD_NAME,
    N_FIELDS,
} field;

/* The most needed first. */
static const field ranks[N_FIELDS] = {
    FIELD_TIME, FIELD_FLAGS, FIELD_BAR, FIELD_NAME, FIELD_VOICES, FIELD_TEMPO, FIELD_METERS,
};

typedef char field_text[96];

static void write_time(field_text out, const status_view *view)
{
    char at[32];
    char end[32];
    value_format_time(at, sizeof at, view->frame / AWE_RATE_HZ);
    value_format_time(end, sizeof end, view->end_frame / AWE_RATE_HZ);
    snprintf(out, sizeof(field_text), "%s/%s", at, end);
}

static uint32_t find_percent(const status_view *view)
{
    return view->settings.tempo_percent ? view->settings.tempo_percent : 100;
}

/* The tempo that is heard, and what it is of the written one. */
static void write_tempo(field_text out, const status_view *view)
{
    uint32_t percent = find_percent(view);
    uint32_t us_per_quarter = view->place.us_per_quarter ? view->place.us_per_quarter : 500000;
    double bpm = 60e6 / us_per_quarter * percent / 100;
    if (percent == 100) {
        snprintf(out, sizeof(field_text), "%.0f bpm", bpm);
    } else {
        snprintf(out, sizeof(field_text), "%.0f bpm %u %%", bpm, percent);
    }
}

/* One # for each step below full scale that is reached; ! where full scale is passed. */
static void write_meter(char out[METER_COLUMNS + 1], double level_db)
{
    int n_lit = (int)ceil(level_db / STEP_DB) + METER_COLUMNS;
    for (int i = 0; i < METER_COLUMNS; i++) {
        out[i] = i < n_lit ? '#' : '.';
    }
    out[METER_COLUMNS] = '\0';
    if (level_db > 0) {
        out[METER_COLUMNS - 1] = '!';
    }
}

static void write_meters(field_text out, const status_line *line)
{
    char left[METER_COLUMNS + 1];
    char right[METER_COLUMNS + 1];
    write_meter(left, line->levels_db[0]);
    write_meter(right, line->levels_db[1]);
    snprintf(out, sizeof(field_text), "[%s|%s]", left, right);
}

static void add_flag(field_text out, const char *flag)
{
    size_t n = strlen(out);
    snprintf(out + n, sizeof(field_text) - n, "%s%s", n > 0 ? " " : "", flag);
}

/* "mute 1-4,10", if there is such a channel. */
static void add_channels(field_text out, const char *word, const uint16_t channels[AWE_MAX_PORTS])
{
    char list[24];
    char flag[40];
    value_format_channels(list, sizeof list, channels);
    snprintf(flag, sizeof flag, "%s %s", word, list);
    if (list[0]) {
        add_flag(out, flag);
    }
}

static void write_flags(field_text out, const status_view *view)
{
    static const char *const loops[] = {NULL, "loop A-", "loop A-B", "loop"};
    char flag[40];
    if (view->is_paused) {
        add_flag(out, "paused");
    }
    if (view->is_muted) {
        add_flag(out, "muted");
    }
    if (view->settings.parts.transpose != 0) {
        snprintf(flag, sizeof flag, "key %+d", view->settings.parts.transpose);
        add_flag(out, flag);
    }
    if (loops[view->loop]) {
        add_flag(out, loops[view->loop]);
    }
    if (view->selected > 0) {
        snprintf(flag, sizeof flag, "channel %u", view->selected);
        add_flag(out, flag);
    }
    add_channels(out, "solo", view->settings.parts.soloed);
    add_channels(out, "mute", view->settings.parts.muted);
    if (view->n_ran_dry > 0) {
        snprintf(flag, sizeof flag, "underflows %u", view->n_ran_dry);
        add_flag(out, flag);
    }
}

static void write_fields(field_text fields[N_FIELDS], const status_line *line,
                         const status_view *view)
{
    memset(fields, 0, N_FIELDS * sizeof(field_text));
    if (view->end_frame > 0) {
        write_time(fields[FIELD_TIME], view);
        snprintf(fields[FIELD_BAR], sizeof(field_text), "%u:%u", view->place.bar, view->place.beat);
        write_tempo(fields[FIELD_TEMPO], view);
    }
    snprintf(fields[FIELD_VOICES], sizeof(field_text), "voices %u/%u", view->n_voices,
             view->most_voices);
    write_meters(fields[FIELD_METERS], line);
    write_flags(fields[FIELD_FLAGS], view);
}

/* Takes away the fields that have no room, and returns how many columns are left for the name. */
static size_t fit_fields(field_text fields[N_FIELDS], size_t name_columns, size_t n_columns)
{
    size_t left = n_columns + 2; /* as if two blanks stood before the first field, too */
    size_t least_name = name_columns < LEAST_NAME_COLUMNS ? name_columns : LEAST_NAME_COLUMNS;
    bool has_name = false;
    for (int i = 0; i < N_FIELDS; i++) {
        bool is_name = ranks[i] == FIELD_NAME;
        size_t n = is_name ? least_name : columns_count(fields[ranks[i]]);
        bool fits = n > 0 && n + 2 <= left;
        left -= fits ? n + 2 : 0;
        has_name |= is_name && fits;
        if (!fits) {
            fields[ranks[i]][0] = '\0';
        }
    }
    return has_name ? least_name + left : 0;
}

void status_line_format(const status_line *line, const status_view *view, size_t n_columns,
                        char *out, size_t size)
{
    field_text fields[N_FIELDS];
    const char *name = view->name ? view->name : "";
    size_t n = 0;
    write_fields(fields, line, view);
    size_t name_columns = fit_fields(fields, columns_count(name), n_columns);
    size_t name_bytes = columns_fit(name, name_columns, NULL);
    out[0] = '\0';
    for (int i = 0; i < FIELD_NAME && n < size; i++) {
        if (fields[i][0]) {
            n += (size_t)snprintf(out + n, size - n, "%s%s", n > 0 ? "  " : "", fields[i]);
        }
    }
    if (name_bytes > 0 && n < size) {
        snprintf(out + n, size - n, "%s%.*s", n > 0 ? "  " : "", (int)name_bytes, name);
    }
}

double status_line_fall(double level_db, float peak, double seconds)
{
    double fallen = level_db - seconds * FALL_DB_PER_S;
    double peak_db = peak > 1e-5f ? 20 * log10((double)peak) : LOWEST_DB;
    double louder = peak_db > fallen ? peak_db : fallen;
    return louder > LOWEST_DB ? louder : LOWEST_DB;
}

void status_line_show(status_line *line, const status_view *view)
{
    AWE_ZONE("status line");
    char name[256];
    char text[1024];
    uint64_t now_ns = clock_now_ns();
    double seconds = (double)(now_ns - line->shown_ns) * 1e-9;
    if (!say_has_line()) {
        return;
    }
    for (int side = 0; side < 2; side++) {
        double before = line->shown_ns ? line->levels_db[side] : LOWEST_DB;
        line->levels_db[side] = status_line_fall(before, view->peaks[side], seconds);
    }
    line->shown_ns = now_ns;
    status_view shown = *view;
    snprintf(name, sizeof name, "%s", view->name ? view->name : "");
    say_clean(name);
    shown.name = name;
    status_line_format(line, &shown, say_width(), text, sizeof text);
    say_line(text);
}
