/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bank_options.h"

#include "app/values.h"

#include <string.h>

const char *bank_options_add(settings *s, const char *value)
{
    if (s->sound.n_banks == MAX_BANKS) {
        return "at most 16 banks";
    }
    s->sound.banks[s->sound.n_banks++] = value;
    return NULL;
}

const char *bank_options_set_rules(settings *s, const char *value)
{
    static const char *const words[] = {"auto", "1.0", "2.0", "2.01", "2.04", NULL};
    uint32_t i;
    if (!value_word(value, words, &i)) {
        return "1.0, 2.0, 2.01, 2.04 or auto";
    }
    s->sound.rules = (awe_sf_rules)i;
    return NULL;
}

const char *bank_options_no_sidecar(settings *s, const char *value)
{
    (void)value;
    s->sound.no_sidecar = true;
    return NULL;
}

const char *bank_options_set_sidecar(settings *s, const char *value)
{
    bool ok = value_count(value, 0, 127, &s->sound.sidecar_bank);
    return ok ? NULL : "a bank number from 0 to 127";
}

const char *bank_options_set_strict(settings *s, const char *value)
{
    (void)value;
    s->sound.strict = true;
    return NULL;
}

const char *bank_options_set_explain(settings *s, const char *value)
{
    if (value && strcmp(value, "programs") != 0) {
        return "programs";
    }
    s->sound.explain_programs = true;
    return NULL;
}

const char *bank_options_set_watch(settings *s, const char *value)
{
    (void)value;
    s->watch_banks = true;
    return NULL;
}
