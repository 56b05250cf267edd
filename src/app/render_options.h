/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_RENDER_OPTIONS_H
#define APP_RENDER_OPTIONS_H

/* What the options of rendering to a file mean. Each stores `value` and returns NULL, or what had
   been expected: the `apply` of an option_row. [main] */

#include "app/settings.h"

const char *render_options_set_output(settings *s, const char *value);
const char *render_options_set_container(settings *s, const char *value);
const char *render_options_set_encoding(settings *s, const char *value);
const char *render_options_set_tail(settings *s, const char *value);
const char *render_options_set_max_length(settings *s, const char *value);
const char *render_options_set_hash(settings *s, const char *value);
const char *render_options_set_progress(settings *s, const char *value);
const char *render_options_set_overwrite(settings *s, const char *value);
const char *render_options_set_manifest(settings *s, const char *value);
const char *render_options_set_jobs(settings *s, const char *value);
const char *render_options_set_shard(settings *s, const char *value);
const char *render_options_set_resume(settings *s, const char *value);
const char *render_options_set_keep_going(settings *s, const char *value);
const char *render_options_set_levels(settings *s, const char *value);

#endif
