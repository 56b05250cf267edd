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

const char *bank_options_cache_samples(settings *s, const char *value)
{
    (void)value;
    s->sound.caches_samples = true;
    return NULL;
}

const char *bank_options_set_strict(settings *s, const char *value)
{
    (void)value;
    s->sound.strict = true;
    return NULL;
}

/* The topic that begins `value`, up to a comma. 0: none. */
static uint32_t find_topic(const char *value)
{
    static const struct {
        const char *name;
        explain_topic topic;
    } topics[] = {{"programs", EXPLAIN_PROGRAMS},
                  {"sysex", EXPLAIN_SYSEX},
                  {"nrpn", EXPLAIN_NRPN},
                  {"steal", EXPLAIN_STEAL}};
    size_t length = strcspn(value, ",");
    for (size_t i = 0; i < sizeof topics / sizeof *topics; i++) {
        if (strlen(topics[i].name) == length && strncmp(value, topics[i].name, length) == 0) {
            return topics[i].topic;
        }
    }
    return 0;
}

const char *bank_options_set_explain(settings *s, const char *value)
{
    if (!value) {
        s->sound.explains = EXPLAIN_ALL;
        return NULL;
    }
    for (const char *at = value;; at++) {
        uint32_t topic = find_topic(at);
        if (topic == 0) {
            return "a list of programs, sysex, nrpn and steal";
        }
        s->sound.explains |= topic;
        at += strcspn(at, ",");
        if (!*at) {
            return NULL;
        }
    }
}

const char *bank_options_set_watch(settings *s, const char *value)
{
    (void)value;
    s->live.watch_banks = true;
    return NULL;
}
