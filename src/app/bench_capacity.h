/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BENCH_CAPACITY_H
#define APP_BENCH_CAPACITY_H

/* How much can be played here before sound is lost? [main] */

#include "app/exit_code.h"
#include "app/settings.h"

/* Raises the number of held, filtered voices up to the most there can be, then shrinks the buffer,
   until p99.9 of the buffers' times passes 80 % of the deadline; prints what it took, and how the
   time grows with the voices. */
exit_code bench_capacity_find(const settings *s);

#endif
