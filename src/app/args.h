/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_ARGS_H
#define APP_ARGS_H

/* From the words of the command line to settings. [main] */

#include "app/settings.h"

/* Reads everything. What is wrong is said, and false returned.
   `s->files` points into `argv`, whose order changes; it needs no freeing. */
bool args_parse(settings *s, int argc, char **argv);

#endif
