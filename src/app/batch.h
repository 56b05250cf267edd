/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BATCH_H
#define APP_BATCH_H

/* Thousands of songs, several at a time: workers are processes that share the mapped banks and take
   one song after another, so that a song that ends its worker ends nothing else. [main] */

#include "app/banks.h"
#include "app/batch_list.h"
#include "app/exit_code.h"

/* Renders the list with the common banks of `b`, and tells of each song (batch_log.h). */
exit_code batch_run(const settings *s, banks *b, const batch_list *list);

#endif
