/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/quality.h"

#include "awe/quality.h"

#include <string.h>

_Static_assert((int)AWE_N_LEVELS == (int)AWE_N_QUALITIES, "the ladder's levels are the synth's");

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
    awe_adapt_config config = {.worst = wanted->has_floor ? wanted->floor : AWE_N_LEVELS - 1};
    for (int level = 0; level < AWE_N_LEVELS; level++) {
        const awe_quality *quality = awe_quality_get((awe_quality_level)level);
        config.n_voices[level] = awe_quality_voices(quality, n_voices);
    }
    if (wanted->is_exact || wanted->has_level) {
        config.best = config.worst = wanted->is_exact ? 0 : wanted->level;
    }
    return config;
}

const char *quality_name(const quality_settings *wanted)
{
    return wanted->is_exact ? "exact" : wanted->has_level ? awe_level_name(wanted->level) : "auto";
}
