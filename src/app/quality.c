/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/quality.h"

#include <string.h>

#define LEAST_VOICES 8

static bool read_level(const char *text, uint8_t *out)
{
    for (uint8_t level = 0; level < AWE_N_LEVELS; level++) {
        if (strcmp(text, awe_level_name(level)) == 0) {
            *out = level;
            return true;
        }
    }
    return false;
}

bool quality_read(const char *text, quality_settings *out)
{
    out->is_exact = strcmp(text, "exact") == 0;
    out->has_level = read_level(text, &out->level);
    return out->is_exact || out->has_level || strcmp(text, "auto") == 0;
}

bool quality_read_floor(const char *text, quality_settings *out)
{
    out->has_floor = read_level(text, &out->floor);
    return out->has_floor;
}

awe_adapt_config quality_levels(const quality_settings *wanted, uint32_t n_voices)
{
    uint32_t least = n_voices < LEAST_VOICES ? n_voices : LEAST_VOICES;
    uint32_t half = n_voices / 2 < least ? least : n_voices / 2;
    uint32_t most = n_voices * 3 / 4 < least ? least : n_voices * 3 / 4;
    awe_adapt_config config = {
        .n_voices = {n_voices, n_voices, most, half},
        .worst = wanted->has_floor ? wanted->floor : AWE_N_LEVELS - 1,
    };
    if (wanted->is_exact || wanted->has_level) {
        config.best = config.worst = wanted->is_exact ? 0 : wanted->level;
    }
    return config;
}
