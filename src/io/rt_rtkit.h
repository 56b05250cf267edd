/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_RT_RTKIT_H
#define AWE_IO_RT_RTKIT_H

/* RealtimeKit, the service that gives real-time priority to programs which have no right to it, on
   its terms. Reached over the system bus, or what DBUS_SYSTEM_BUS_ADDRESS names. Both calls wait
   for at most two seconds, and fail where there is no bus, no service, or a refusal. [main] */

#include "io/io_error.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct rtkit_terms {
    uint32_t max_priority;
    uint64_t max_busy_us; /* RLIMIT_RTTIME of the asking process must not be above */
} rtkit_terms;

bool rtkit_read_terms(rtkit_terms *out, io_error *error);

/* Makes a thread of this process real-time, by its kernel's id. */
bool rtkit_raise(int32_t thread, uint32_t priority, io_error *error);

#endif
