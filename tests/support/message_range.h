/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_MESSAGE_RANGE_H
#define TESTS_SUPPORT_MESSAGE_RANGE_H

#include "awe/api.h"
#include "awe/event.h"

/* True if every field of `message` is in the range that event.h gives for its type. */
AWE_RT int is_in_range(const awe_message *message);

#endif
