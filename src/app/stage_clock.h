/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_STAGE_CLOCK_H
#define APP_STAGE_CLOCK_H

/* The clock that synths of the callback are lent, where reading it is cheap. */

#include "awe/times.h"

#include <stdbool.h>
#include <stdint.h>

#define STAGE_CLOCK_MOST_NS 200 /* a reading that asks the kernel takes longer */

/* True if a reading that takes `reading_ns` may be made some 30 times per buffer. [any] */
bool stage_clock_is_cheap(uint64_t reading_ns);

/* Times a thousand readings. False: too slow, and `out` has no clock. [any] */
bool stage_clock_find(awe_clock *out);

#endif
