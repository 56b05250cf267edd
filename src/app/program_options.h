/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_PROGRAM_OPTIONS_H
#define APP_PROGRAM_OPTIONS_H

/* What the options that every command knows mean, and those that stand for a command. Each stores
   `value` and returns NULL, or what had been expected: the `apply` of an option_row. [main] */

#include "app/settings.h"

const char *program_options_ask_for_devices(settings *s, const char *value);
const char *program_options_ask_for_midi_inputs(settings *s, const char *value);
const char *program_options_set_json(settings *s, const char *value);
const char *program_options_set_quiet(settings *s, const char *value);
const char *program_options_set_verbose(settings *s, const char *value);
const char *program_options_ask_for_help(settings *s, const char *value);
const char *program_options_ask_for_version(settings *s, const char *value);

#endif
