/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_LIVE_INPUT_H
#define APP_LIVE_INPUT_H

/* Live input as the player needs it: the thread that listens, the queue to the callback, the
   recording, and what is said of all that. [main] */

#include "app/input_queue.h"
#include "app/settings.h"
#include "perf/meters.h"

#include <stdbool.h>
#include <stddef.h>

typedef struct live_input live_input;

/* Connects what was asked for; `*out` is NULL where nothing was. False: what is wrong has been
   said. Close with live_input_close() after the callback has ended. */
bool live_input_open(const settings *s, live_input **out);

/* Ends the thread and finishes the recording. False: not all of it could be written, which has been
   said. NULL is ignored. */
bool live_input_close(live_input *input);

/* The queue that the callback reads; NULL for NULL. */
input_queue *live_input_queue(live_input *input);

/* What is connected, such as "Keystation 49" or "2 inputs", in `text` or static; NULL: nothing. */
const char *live_input_describe(const live_input *input, char *text, size_t size);

/* Sets the metrics that live input has, but for those of the callback. NULL: there is none. */
void live_input_meter(const live_input *input, awe_meters *meters);

/* How much older than their stamps events may be, by the last few seconds; 0: not known. */
uint32_t live_input_uncertainty_us(const live_input *input);

/* The kernel's id of the thread that listens; 0: there is none. */
int live_input_thread(const live_input *input);

/* Says what came, went or was lost, and writes the recording on. To be called every 50 ms or so;
   NULL is ignored. */
void live_input_look(live_input *input);

#endif
