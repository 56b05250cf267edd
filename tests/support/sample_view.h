/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef SUPPORT_SAMPLE_VIEW_H
#define SUPPORT_SAMPLE_VIEW_H

/* A made-up moment of playing for the tests of views: everything is known, all is well. */

#include "app/view_data.h"

/* The struct is static and may be changed. */
awe_snapshot *sample_snapshot(void);
now_playing sample_playing(void);

/* Both as fields, at 2026-01-31 12:41:07.250. */
void sample_view(view_data *data);
#define SAMPLE_WALL_MS UINT64_C(1769863267250)

#endif
