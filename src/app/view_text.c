/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/view_text.h"

#include "app/columns.h"
#include "app/values.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NAME_BYTES 32
#define VALUE_BYTES 256
#define BAR_COLUMNS 16
#define NO_FILL SIZE_MAX

/* A row while it is written. */
typedef struct writer {
    const view_data *data;
    view_row *row;
    size_t max_columns;
    size_t fill_byte, fill_mark; /* where {>} stands; NO_FILL: nowhere */
    bool has_unknown;            /* since the last bracket */
} writer;

/* ---- values */

static void write_bytes(char *out, size_t size, double n)
{
    static const char *const prefixes[] = {"B", "kB", "MB", "GB", "TB"};
    size_t i = 0;
    while (n >= 999.95 && i < 4) {
        n /= 1000;
        i++;
    }
    snprintf(out, size, "%.*f %s", i == 0 ? 0 : 1, n, prefixes[i]);
}

static void write_value(char *out, size_t size, const view_field *field, const view_value *value)
{
    const char *unit = field->unit ? field->unit : "";
    if (value->why) {
        snprintf(out, size, "n/a");
        return;
    }
    switch (field->kind) {
    case VIEW_NUMBER:
        snprintf(out, size, "%.*f%s", field->n_decimals, value->number, unit);
        break;
    case VIEW_BYTES:
        write_bytes(out, size, value->number);
        break;
    case VIEW_TIME:
        value_format_time(out, size, value->number > 0 ? (uint64_t)value->number : 0);
        break;
    case VIEW_FLAG:
        snprintf(out, size, "%s%s", value->number > 0 ? "" : "not ", unit);
        break;
    case VIEW_TEXT:
        snprintf(out, size, "%s", value->text);
        break;
    }
}

static view_meaning find_meaning(const char *text)
{
    static const struct {
        const char *word;
        view_meaning meaning;
    } words[] = {
        {"GOOD", VIEW_GOOD},   {"DEGRADED", VIEW_WARNING}, {"CRITICAL", VIEW_BAD},
        {" ok", VIEW_GOOD},    {"BROKEN", VIEW_WARNING},   {"clearing", VIEW_WARNING},
        {"ALERT", VIEW_BAD},   {"HIGH", VIEW_WARNING},     {"MEDIUM", VIEW_WARNING},
        {"LOW", VIEW_WARNING},
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (strstr(text, words[i].word)) {
            return words[i].meaning;
        }
    }
    return VIEW_PLAIN;
}

/* ---- pieces of a row */

static void put_text(writer *w, const char *text)
{
    view_row *row = w->row;
    size_t left = w->max_columns > row->n_columns ? w->max_columns - row->n_columns : 0;
    size_t n_columns;
    size_t n = columns_fit(text, left, &n_columns);
    if (n >= sizeof row->text - row->n_bytes) { /* there are very many accents */
        w->max_columns = row->n_columns;
        return;
    }
    memcpy(row->text + row->n_bytes, text, n);
    row->n_bytes += n;
    row->n_columns += n_columns;
    row->text[row->n_bytes] = '\0';
}

static void put_characters(writer *w, char character, size_t n)
{
    view_row *row = w->row;
    for (size_t i = 0; i < n && row->n_columns < w->max_columns; i++) {
        if (row->n_bytes + 1 < sizeof row->text) {
            row->text[row->n_bytes++] = character;
            row->text[row->n_bytes] = '\0';
            row->n_columns++;
        }
    }
}

/* On the right of `width` columns, or on the left of as many, where it is negative. */
static void put_aligned(writer *w, char *text, long width)
{
    size_t room = (size_t)labs(width);
    if (width < 0) {
        text[columns_fit(text, room, NULL)] = '\0';
    }
    size_t n = columns_count(text);
    size_t n_blanks = room > n ? room - n : 0;
    put_characters(w, ' ', width > 0 ? n_blanks : 0);
    put_text(w, text);
    put_characters(w, ' ', width < 0 ? n_blanks : 0);
}

static void put_mark(writer *w, size_t column, const char *text)
{
    view_row *row = w->row;
    view_meaning meaning = find_meaning(text);
    if (meaning != VIEW_PLAIN && row->n_marks < VIEW_ROW_MARKS && row->n_columns > column) {
        row->marks[row->n_marks++] = (view_mark){column, row->n_columns - column, meaning};
    }
}

static void capitalize(char *text)
{
    for (char *at = text; *at; at++) {
        *at = *at >= 'a' && *at <= 'z' ? (char)(*at - 'a' + 'A') : *at;
    }
}

static void put_field(writer *w, const char *name, long width)
{
    char text[VALUE_BYTES];
    bool is_loud = name[0] == '^';
    bool is_marked = is_loud || name[0] == '=';
    size_t i = view_field_find(name + is_marked);
    if (i == n_view_fields) {
        put_text(w, name); /* only a wrong template has it, and a test finds that */
        return;
    }
    w->has_unknown |= w->data->values[i].why != NULL;
    write_value(text, sizeof text, &view_fields[i], &w->data->values[i]);
    if (is_loud) {
        capitalize(text);
    }
    size_t column = w->row->n_columns;
    put_aligned(w, text, width);
    if (is_marked) {
        put_mark(w, column, text);
    }
}

/* ---- pictures */

static size_t count_seconds(const writer *w)
{
    size_t left = w->max_columns - w->row->n_columns;
    return left < AWE_SPARK_SECONDS ? left : AWE_SPARK_SECONDS;
}

/* One character a second: the larger the part, the more ink; ! where the deadline was missed. */
static void put_curve(writer *w, const char *name)
{
    static const char ramp[] = "_.-~=+*#";
    bool is_share = strcmp(name, "share") == 0;
    double period_ms = view_data_get(w->data, "period_ms")->number;
    size_t n = count_seconds(w);
    for (size_t i = AWE_SPARK_SECONDS - n; i < AWE_SPARK_SECONDS; i++) {
        double value = (double)(is_share ? w->data->share_max[i] : w->data->slack_min[i]);
        double part = is_share ? value / 100 : period_ms > 0 ? value / period_ms : 0;
        bool is_missed = is_share ? part >= 1 : part <= 0;
        double step = part * 8;
        put_characters(w,
                       value == (double)AWE_NO_SPARK ? ' '
                       : is_missed                   ? '!'
                                                     : ramp[step >= 7 ? 7 : (int)step],
                       1);
    }
}

static void put_bar(writer *w)
{
    const view_value *n = view_data_get(w->data, "voices");
    const view_value *most = view_data_get(w->data, "voices_limit");
    double part = n->why || most->why || most->number <= 0 ? 0 : n->number / most->number;
    size_t n_lit = part >= 1 ? BAR_COLUMNS : (size_t)(part * BAR_COLUMNS + 0.5);
    put_characters(w, '#', n_lit);
    put_characters(w, '-', BAR_COLUMNS - n_lit);
}

static void put_causes(writer *w)
{
    for (size_t i = view_field_find("xruns.total") + 1;
         i < n_view_fields && strncmp(view_fields[i].name, "xruns.", 6) == 0; i++) {
        char text[NAME_BYTES + 16];
        if (!w->data->values[i].why && w->data->values[i].number > 0) {
            snprintf(text, sizeof text, " %s %.0f", view_fields[i].name + 6,
                     w->data->values[i].number);
            put_text(w, text);
        }
    }
}

/* ---- templates */

static void put_piece(writer *w, const char *name, long width)
{
    if (name[0] == '>') {
        w->fill_byte = w->row->n_bytes;
        w->fill_mark = w->row->n_marks;
    } else if (strcmp(name, "~seconds") == 0) {
        char text[32];
        snprintf(text, sizeof text, "last %zu s", count_seconds(w));
        put_text(w, text);
    } else if (name[0] == '~') {
        put_curve(w, name + 1);
    } else if (name[0] == '#') {
        put_bar(w);
    } else if (name[0] == '*') {
        put_causes(w);
    } else {
        put_field(w, name, width);
    }
}

/* The piece that begins behind a brace; returns what follows it. */
static const char *take_piece(writer *w, const char *at)
{
    char name[NAME_BYTES];
    size_t n = strcspn(at, ":}");
    long width = at[n] == ':' ? strtol(at + n + 1, NULL, 10) : 0;
    snprintf(name, sizeof name, "%.*s", (int)n, at);
    put_piece(w, name, width);
    return at + strcspn(at, "}") + 1;
}

/* A piece or a character. */
static const char *take(writer *w, const char *at)
{
    if (*at == '{') {
        return take_piece(w, at + 1);
    }
    put_characters(w, *at, 1);
    return at + 1;
}

/* Moves what follows {>} to the row's end. */
static void fill(writer *w)
{
    view_row *row = w->row;
    size_t n = w->max_columns > row->n_columns ? w->max_columns - row->n_columns : 0;
    if (w->fill_byte == NO_FILL || n >= sizeof row->text - row->n_bytes) {
        return;
    }
    char *at = row->text + w->fill_byte;
    memmove(at + n, at, row->n_bytes - w->fill_byte + 1);
    memset(at, ' ', n);
    for (size_t i = w->fill_mark; i < row->n_marks; i++) {
        row->marks[i].column += n;
    }
    row->n_bytes += n;
    row->n_columns += n;
}

/* What stands in brackets, which end before `at` as it is returned; all of it is known or none is
   left. */
static const char *take_optional(writer *w, const char *at)
{
    size_t n_bytes = w->row->n_bytes;
    size_t n_columns = w->row->n_columns;
    w->has_unknown = false;
    while (*at && *at != ']') {
        at = take(w, at);
    }
    if (w->has_unknown) {
        w->row->n_bytes = n_bytes;
        w->row->n_columns = n_columns;
        w->row->text[n_bytes] = '\0';
    }
    return *at ? at + 1 : at;
}

void view_text_row(const view_data *data, const char *pattern, size_t n_columns, view_row *row)
{
    writer w = {.data = data, .row = row, .max_columns = n_columns, .fill_byte = NO_FILL};
    *row = (view_row){.n_bytes = 0};
    while (*pattern) {
        pattern = *pattern == '[' ? take_optional(&w, pattern + 1) : take(&w, pattern);
    }
    fill(&w);
}

void view_text_plain(const char *text, size_t n_columns, view_row *row)
{
    writer w = {.row = row, .max_columns = n_columns};
    *row = (view_row){.n_bytes = 0};
    put_text(&w, text);
}
