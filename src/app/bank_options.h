/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BANK_OPTIONS_H
#define APP_BANK_OPTIONS_H

/* The options about banks, for the table in options.c: each stores its value and returns NULL, or
   what had been expected. [main] */

#include "app/settings.h"

const char *bank_options_add(settings *s, const char *value);
const char *bank_options_set_rules(settings *s, const char *value);
const char *bank_options_no_sidecar(settings *s, const char *value);
const char *bank_options_set_sidecar(settings *s, const char *value);
const char *bank_options_cache_samples(settings *s, const char *value);
const char *bank_options_set_strict(settings *s, const char *value);
const char *bank_options_set_explain(settings *s, const char *value);
const char *bank_options_set_watch(settings *s, const char *value);

#endif
