/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/view_options.h"

#include "app/values.h"

#define LEAST_MS 10
#define MOST_MS 3600000

const char *view_options_set_dashboard(settings *s, const char *value)
{
    static const char *const words[] = {"full", "line", "json", NULL};
    static const view_form forms[] = {VIEW_FULL, VIEW_LINE, VIEW_JSON};
    uint32_t i = 0;
    if (value && !value_word(value, words, &i)) {
        return "full, line or json";
    }
    s->view.form = forms[i];
    return NULL;
}

const char *view_options_set_interval_ms(settings *s, const char *value)
{
    bool ok = value_count(value, LEAST_MS, MOST_MS, &s->view.interval_ms);
    return ok ? NULL : "milliseconds from 10 to 3600000";
}

const char *view_options_set_log(settings *s, const char *value)
{
    s->view.log = value;
    return value[0] ? NULL : "a file";
}

const char *view_options_set_interval_s(settings *s, const char *value)
{
    double seconds;
    if (!value_number(value, &seconds) || seconds * 1000 < LEAST_MS || seconds * 1000 > MOST_MS) {
        return "seconds from 0.01 to 3600";
    }
    s->view.interval_ms = (uint32_t)(seconds * 1000);
    return NULL;
}

const char *view_options_set_once(settings *s, const char *value)
{
    (void)value;
    s->view.once = true;
    return NULL;
}
