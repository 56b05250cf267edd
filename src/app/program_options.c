/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/program_options.h"

#include <string.h>

const char *program_options_ask_for_devices(settings *s, const char *value)
{
    (void)value;
    s->command = COMMAND_DEVICES;
    return NULL;
}

const char *program_options_ask_for_midi_inputs(settings *s, const char *value)
{
    s->midi_list = true;
    return program_options_ask_for_devices(s, value);
}

const char *program_options_set_json(settings *s, const char *value)
{
    (void)value;
    s->json = true;
    return NULL;
}

const char *program_options_set_quiet(settings *s, const char *value)
{
    (void)value;
    s->verbosity = -1;
    return NULL;
}

const char *program_options_set_verbose(settings *s, const char *value)
{
    (void)value;
    s->verbosity = s->verbosity < 0 ? 1 : s->verbosity + 1;
    return NULL;
}

const char *program_options_ask_for_help(settings *s, const char *value)
{
    s->help = true;
    s->help_keys = value && strcmp(value, "keys") == 0;
    return !value || s->help_keys ? NULL : "keys, or nothing";
}

const char *program_options_ask_for_version(settings *s, const char *value)
{
    (void)value;
    s->version = true;
    return NULL;
}
