/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_SONG_OPTIONS_H
#define APP_SONG_OPTIONS_H

/* What the options of a song mean. Each stores `value` and returns NULL, or what had been expected:
   the `apply` of an option_row. [main] */

#include "app/settings.h"

const char *song_options_set_tempo(settings *s, const char *value);
const char *song_options_set_transpose(settings *s, const char *value);
const char *song_options_set_muted(settings *s, const char *value);
const char *song_options_set_solo(settings *s, const char *value);
const char *song_options_set_start(settings *s, const char *value);
const char *song_options_set_end(settings *s, const char *value);
const char *song_options_set_loop(settings *s, const char *value);
const char *song_options_set_record(settings *s, const char *value);

#endif
