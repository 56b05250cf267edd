/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_LIVE_OPTIONS_H
#define APP_LIVE_OPTIONS_H

/* What the options of playing live mean: the device, its thread, the MIDI inputs and the keyboard.
   Each stores `value` and returns NULL, or what had been expected: the `apply` of an option_row.
   [main] */

#include "app/settings.h"

const char *live_options_set_device(settings *s, const char *value);
const char *live_options_set_rt(settings *s, const char *value);
const char *live_options_set_cpu(settings *s, const char *value);
const char *live_options_set_mlock(settings *s, const char *value);
const char *live_options_set_rt_strict(settings *s, const char *value);
const char *live_options_add_midi_input(settings *s, const char *value);
const char *live_options_set_midi_wait(settings *s, const char *value);
const char *live_options_set_midi_api(settings *s, const char *value);
const char *live_options_set_midi_delay(settings *s, const char *value);
const char *live_options_set_split(settings *s, const char *value);
const char *live_options_set_layers(settings *s, const char *value);
const char *live_options_set_velocity(settings *s, const char *value);
const char *live_options_set_quality(settings *s, const char *value);
const char *live_options_set_quality_floor(settings *s, const char *value);

#endif
