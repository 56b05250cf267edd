/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/perf_options.h"

#include "app/values.h"

#include <stdio.h>
#include <string.h>

const char *perf_options_set_budgets(settings *s, const char *value)
{
    s->watch.budgets = value;
    return NULL;
}

/* "none" alone, or reasons with commas between. The key always works, but with none. */
const char *perf_options_set_dump_on(settings *s, const char *value)
{
    static const char *const words[] = {"key", "xrun", "exit", NULL};
    static const unsigned reasons[] = {DUMP_ON_KEY, DUMP_ON_XRUN, DUMP_ON_EXIT};
    char word[8];
    uint32_t i;
    s->watch.dump.when = 0;
    if (strcmp(value, "none") == 0) {
        return NULL;
    }
    for (const char *rest = value; rest; rest = rest[0] ? rest + 1 : NULL) {
        size_t size = strcspn(rest, ",");
        snprintf(word, sizeof word, "%.*s", (int)size, rest);
        if (size >= sizeof word || !value_word(word, words, &i)) {
            return "none, key, xrun, exit, or xrun,exit";
        }
        s->watch.dump.when |= reasons[i] | DUMP_ON_KEY;
        rest += size;
    }
    return NULL;
}

const char *perf_options_set_dump_format(settings *s, const char *value)
{
    static const char *const words[] = {"json", "trace", NULL};
    uint32_t i = 0;
    bool ok = value_word(value, words, &i);
    s->watch.dump.format = i == 1 ? DUMP_TRACE : DUMP_JSON_LINES;
    return ok ? NULL : "json or trace";
}

const char *perf_options_set_top(settings *s, const char *value)
{
    return value_count(value, 1, 1000, &s->profile.top) ? NULL : "a number from 1";
}

const char *perf_options_set_slow(settings *s, const char *value)
{
    static const struct {
        const char *unit;
        double ns;
    } units[] = {{"ns", 1}, {"us", 1e3}, {"ms", 1e6}};
    char number[32];
    size_t size = strcspn(value, "num");
    for (size_t i = 0; i < sizeof units / sizeof units[0] && size < sizeof number; i++) {
        snprintf(number, sizeof number, "%.*s", (int)size, value);
        if (strcmp(value + size, units[i].unit) == 0 && value_number(number, &s->profile.slow_ns) &&
            s->profile.slow_ns >= 0) {
            s->profile.slow_ns *= units[i].ns;
            return NULL;
        }
    }
    return "a time such as 10us, 500ns or 2ms";
}
