/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/budget.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DEFAULT_WINDOW AWE_WINDOW_10_S
#define MIN_CLEAR_S 1.0
#define MAX_NUMBER 1e15

static const char *const comparisons[] = {[AWE_BELOW] = "<",
                                          [AWE_AT_MOST] = "<=",
                                          [AWE_EQUAL] = "=",
                                          [AWE_AT_LEAST] = ">=",
                                          [AWE_ABOVE] = ">"};

/* How a unit is written, which metrics' unit it converts to, and how. */
static const struct unit_word {
    const char *word;
    awe_unit unit;
    double factor;
} unit_words[] = {
    {"%", AWE_UNIT_PERCENT, 1},
    {"ns", AWE_UNIT_NS, 1},
    {"us", AWE_UNIT_NS, 1e3},
    {"ms", AWE_UNIT_NS, 1e6},
    {"s", AWE_UNIT_NS, 1e9},
    {"min", AWE_UNIT_NS, 60e9},
    {"KiB", AWE_UNIT_BYTES, 1024},
    {"MiB", AWE_UNIT_BYTES, 1048576},
    {"GiB", AWE_UNIT_BYTES, 1073741824},
    {"KiB/min", AWE_UNIT_BYTES_PER_MIN, 1024},
    {"MiB/min", AWE_UNIT_BYTES_PER_MIN, 1048576},
    {"MHz", AWE_UNIT_MHZ, 1},
    {"GHz", AWE_UNIT_MHZ, 1e3},
    {"C", AWE_UNIT_CELSIUS, 1},
};

#define N_UNIT_WORDS (sizeof unit_words / sizeof unit_words[0])

/* Nanoseconds in a unit of time; 0: it is none. */
static double ns_of(awe_unit unit)
{
    return unit == AWE_UNIT_NS   ? 1
           : unit == AWE_UNIT_US ? 1e3
           : unit == AWE_UNIT_MS ? 1e6
           : unit == AWE_UNIT_S  ? 1e9
                                 : 0;
}

/* What is left of a line. */
typedef struct cursor {
    const char *at;
    const char *error;
} cursor;

static bool fail(cursor *c, const char *error)
{
    c->error = error;
    return false;
}

static void skip_spaces(cursor *c)
{
    c->at += strspn(c->at, " \t");
}

static bool take_text(cursor *c, const char *text)
{
    size_t size = strlen(text);
    bool is_there = strncmp(c->at, text, size) == 0;
    c->at += is_there ? size : 0;
    return is_there;
}

/* A word in front of a space or the end. */
static bool take_word(cursor *c, const char *word)
{
    size_t size = strlen(word);
    if (strcspn(c->at, " \t") != size || memcmp(c->at, word, size) != 0) {
        return false;
    }
    c->at += size;
    skip_spaces(c);
    return true;
}

/* The longest name of a metric that ends where a stat, a window or a space begins. */
static bool take_metric(cursor *c, awe_metric *metric)
{
    size_t size = strspn(c->at, "abcdefghijklmnopqrstuvwxyz_.");
    for (; size > 0; size--) {
        *metric = awe_metric_find(c->at, size);
        if (*metric != AWE_N_METRICS && strchr(". \t[", c->at[size])) {
            c->at += size;
            return true;
        }
    }
    return fail(c, "no such metric");
}

static bool take_stat(cursor *c, awe_metric metric, awe_stat *stat)
{
    *stat = AWE_STAT_VALUE;
    if (!take_text(c, ".")) {
        return true;
    }
    size_t size = strcspn(c->at, " \t[");
    for (int i = 0; i < AWE_N_STATS; i++) {
        const char *name = awe_stat_name((awe_stat)i);
        bool is_for_this = i <= AWE_STAT_RATE || awe_metrics[metric].kind == AWE_HISTOGRAM;
        if (strlen(name) == size && memcmp(name, c->at, size) == 0 && is_for_this) {
            *stat = (awe_stat)i;
            c->at += size;
            return true;
        }
    }
    return fail(c, "the metric has no such statistic");
}

static bool take_window(cursor *c, awe_window *window)
{
    static const struct {
        const char *text;
        awe_window window;
    } windows[] = {
        {"[1s]", AWE_WINDOW_1_S},          {"[10s]", AWE_WINDOW_10_S}, {"[60s]", AWE_WINDOW_60_S},
        {"[10m]", AWE_WINDOW_SESSION}, /* of gauges that look back so far by themselves */
        {"[session]", AWE_WINDOW_SESSION},
    };
    *window = DEFAULT_WINDOW;
    if (*c->at != '[') {
        return true;
    }
    for (size_t i = 0; i < sizeof windows / sizeof windows[0]; i++) {
        if (take_text(c, windows[i].text)) {
            *window = windows[i].window;
            return true;
        }
    }
    return fail(c, "no such window; there are 1s, 10s, 60s and session");
}

static bool take_comparison(cursor *c, awe_comparison *comparison)
{
    skip_spaces(c);
    for (int i = AWE_ABOVE; i >= 0; i--) {
        bool has_two = strchr("<>", *c->at) && c->at[0] && c->at[1] == '=';
        if (strlen(comparisons[i]) == (has_two ? 2 : 1) && take_text(c, comparisons[i])) {
            *comparison = (awe_comparison)i;
            return true;
        }
    }
    return fail(c, "expected one of < <= = >= >");
}

/* A number and, apart, its unit; NULL if it has none. */
static bool take_number(cursor *c, double *number, const struct unit_word **unit)
{
    char *end;
    skip_spaces(c);
    if (!strchr("0123456789", *c->at) || !*c->at) {
        return fail(c, "expected a number");
    }
    *number = strtod(c->at, &end);
    c->at = end;
    *unit = NULL;
    for (size_t i = 0; i < N_UNIT_WORDS && !*unit; i++) {
        *unit = take_word(c, unit_words[i].word) ? &unit_words[i] : NULL;
    }
    if (!*unit && *c->at && !strchr(" \t", *c->at)) {
        return fail(c, "no such unit");
    }
    skip_spaces(c);
    return *number <= MAX_NUMBER || fail(c, "the number is too large");
}

static bool take_seconds(cursor *c, double *seconds)
{
    const struct unit_word *unit;
    if (!take_number(c, seconds, &unit)) {
        return false;
    }
    *seconds *= unit ? unit->factor / 1e9 : 1;
    return !unit || unit->unit == AWE_UNIT_NS || fail(c, "expected seconds");
}

/* A value of the metric, in its unit. */
static bool take_value(cursor *c, awe_metric metric, double *value, bool *is_of_period)
{
    const struct unit_word *unit;
    awe_unit to = awe_metrics[metric].unit;
    *is_of_period = false;
    if (!take_number(c, value, &unit)) {
        return false;
    }
    if (!unit || (unit->unit == to && ns_of(to) <= 0)) {
        *value *= unit ? unit->factor : 1;
        return true;
    }
    if (ns_of(to) > 0 && unit->unit == AWE_UNIT_NS) {
        *value *= unit->factor / ns_of(to);
        return true;
    }
    *is_of_period = ns_of(to) > 0 && unit->unit == AWE_UNIT_PERCENT;
    return *is_of_period || fail(c, "the metric has another unit");
}

static bool take_clear(cursor *c, awe_budget *out)
{
    bool is_of_period;
    if (awe_metrics[out->metric].kind == AWE_COUNTER) {
        return take_seconds(c, &out->clear_s);
    }
    return take_value(c, out->metric, &out->clear, &is_of_period) &&
           (is_of_period == out->is_of_period || fail(c, "limit and clear have different units"));
}

static bool take_severity(cursor *c, awe_urgency *severity)
{
    for (int i = AWE_URGENCY_INFO; i <= AWE_URGENCY_CRITICAL; i++) {
        if (take_word(c, awe_urgency_name((awe_urgency)i))) {
            *severity = (awe_urgency)i;
            return true;
        }
    }
    return fail(c, "no such severity; there are info, warn and critical");
}

static bool take_option(cursor *c, awe_budget *out)
{
    if (take_word(c, "for")) {
        return take_seconds(c, &out->for_s);
    }
    if (take_word(c, "clear")) {
        return take_clear(c, out);
    }
    if (take_word(c, "severity")) {
        return take_severity(c, &out->severity);
    }
    return fail(c, "expected for, clear or severity");
}

static bool take_budget(cursor *c, awe_budget *out)
{
    skip_spaces(c);
    if (!take_metric(c, &out->metric) || !take_stat(c, out->metric, &out->stat) ||
        !take_window(c, &out->window) || !take_comparison(c, &out->comparison) ||
        !take_value(c, out->metric, &out->limit, &out->is_of_period)) {
        return false;
    }
    out->clear = out->limit;
    while (*c->at) {
        if (!take_option(c, out)) {
            return false;
        }
    }
    double held_s = out->for_s > MIN_CLEAR_S ? out->for_s : MIN_CLEAR_S;
    out->clear_s = out->clear_s > 0 ? out->clear_s : held_s;
    return true;
}

bool awe_budget_parse(const char *line, awe_budget *out, const char **error)
{
    cursor c = {.at = line};
    *out = (awe_budget){.severity = AWE_URGENCY_WARN};
    bool is_good = take_budget(&c, out);
    *error = c.error;
    return is_good;
}

size_t awe_budget_defaults(awe_budget *out, size_t room)
{
    size_t n = 0;
    for (size_t i = 0; i < AWE_N_METRICS && n < room; i++) {
        char line[AWE_BUDGET_SIZE];
        const char *error;
        if (awe_metrics[i].budget) {
            snprintf(line, sizeof line, "%s%s", awe_metrics[i].name, awe_metrics[i].budget);
            n += awe_budget_parse(line, &out[n], &error);
        }
    }
    return n;
}

static bool compare(const awe_budget *budget, double limit, double value, double period_ns)
{
    double ns = ns_of(awe_metrics[budget->metric].unit);
    if (budget->is_of_period) {
        value = period_ns > 0 ? 100 * value * ns / period_ns : 0;
    }
    switch (budget->comparison) {
    case AWE_BELOW:
        return value < limit;
    case AWE_AT_MOST:
        return value <= limit;
    case AWE_EQUAL:
        return value == limit;
    case AWE_AT_LEAST:
        return value >= limit;
    default:
        return value > limit;
    }
}

bool awe_budget_is_kept(const awe_budget *budget, double value, double period_ns)
{
    return compare(budget, budget->limit, value, period_ns);
}

bool awe_budget_is_clear(const awe_budget *budget, double value, double period_ns)
{
    return compare(budget, budget->clear, value, period_ns);
}

static const char *window_text(awe_window window)
{
    return window == AWE_WINDOW_1_S    ? "[1s]"
           : window == AWE_WINDOW_10_S ? "[10s]"
           : window == AWE_WINDOW_60_S ? "[60s]"
                                       : "[session]";
}

void awe_budget_print(const awe_budget *budget, char *text)
{
    const awe_metric_info *info = &awe_metrics[budget->metric];
    bool has_stat = budget->stat != AWE_STAT_VALUE;
    const char *unit = budget->is_of_period             ? "%"
                       : info->unit == AWE_UNIT_PERCENT ? "%"
                       : ns_of(info->unit) > 0          ? awe_unit_name(info->unit)
                                                        : "";
    int n = snprintf(text, AWE_BUDGET_SIZE, "%s%s%s%s %s %.15g%s", info->name, has_stat ? "." : "",
                     has_stat ? awe_stat_name(budget->stat) : "", window_text(budget->window),
                     comparisons[budget->comparison], budget->limit, unit);
    if (budget->for_s > 0) {
        n += snprintf(text + n, AWE_BUDGET_SIZE - (size_t)n, " for %.15gs", budget->for_s);
    }
    if (info->kind == AWE_COUNTER) {
        n += snprintf(text + n, AWE_BUDGET_SIZE - (size_t)n, " clear %.15gs", budget->clear_s);
    } else if (budget->clear != budget->limit) {
        n += snprintf(text + n, AWE_BUDGET_SIZE - (size_t)n, " clear %.15g%s", budget->clear, unit);
    }
    snprintf(text + n, AWE_BUDGET_SIZE - (size_t)n, " severity %s",
             awe_urgency_name(budget->severity));
}

const char *awe_urgency_name(awe_urgency severity)
{
    static const char *const names[] = {"info", "warn", "critical"};
    return names[severity];
}
