/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_SOUND_ALIGN_H
#define APP_SOUND_ALIGN_H

/* By how much one sound begins later than another that is otherwise like it. [main] */

#include <stdint.h>

#define ALIGN_FRAMES 4096 /* that are looked at */

/* Finds the offset, -max_offset to max_offset, at which `b` is nearest to `a`: b[max_offset + i +
   offset] stands for a[i]. `a` holds ALIGN_FRAMES values of one channel, `b` so many and 2 x
   max_offset more. Of equally near ones the smallest offset counts. */
int32_t sound_align_find(const double *a, const double *b, uint32_t max_offset);

#endif
