/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_QUALITY_H
#define APP_QUALITY_H

/* What the listener wants of the adaptive quality: nothing of it, one level, or as much as fits
   above a floor. [any] */

#include "perf/adapt.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct quality_settings {
    bool is_exact;  /* nothing is ever changed, not even by the callback's reflex */
    bool has_level; /* this one and no other */
    uint8_t level;  /* 0 is the highest */
    bool has_floor; /* none below this one */
    uint8_t floor;
} quality_settings;

/* Read "auto", "exact" or a level's name; a level's name. False: it is neither. */
bool quality_read(const char *text, quality_settings *out);
bool quality_read_floor(const char *text, quality_settings *out);

/* What was asked for, such as "auto". */
const char *quality_name(const quality_settings *wanted);

/* The levels that may be used with a polyphony of `n_voices`. */
awe_adapt_config quality_levels(const quality_settings *wanted, uint32_t n_voices);

#endif
