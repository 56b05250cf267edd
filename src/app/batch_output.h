/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BATCH_OUTPUT_H
#define APP_BATCH_OUTPUT_H

/* Which file a song of a batch becomes. [main] */

#include "app/settings.h"

#include <stdbool.h>

/* True if the file's name ends as those of songs do. */
bool batch_output_is_song(const char *name);

/* Makes the path of the file `name`, which may have folders, below the folder of outputs: in the
   one spelling that tells files apart, with the ending of the format, or its own where no format
   was asked for. `output` becomes NULL where nothing is written; free it. Returns NULL, or what is
   wrong. */
const char *batch_output_make(const settings *s, const char *name, char **output);

#endif
