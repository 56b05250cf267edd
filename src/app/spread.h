/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_SPREAD_H
#define APP_SPREAD_H

/* Work that is spread over the processors. [any], not the audio thread */

#include <stddef.h>

/* An awe_spread_fn: runs the tasks on as many threads as there are processors, the calling one
   among them; on fewer where no more can be had. */
void spread_run(void *context, size_t n, void (*task)(void *work, size_t i), void *work);

#endif
