/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bank_needs.h"

#include "app/sample_cache.h"
#include "app/uses.h"
#include "app/zone.h"

#include <stdlib.h>

static uint32_t count_packed(const banks *b)
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < b->n; i++) {
        awe_bank_info info;
        awe_bank_get_info(b->items[i], &info);
        n += info.n_packed_samples;
    }
    return n;
}

static uint32_t count_silent(const awe_bank *bank)
{
    awe_bank_info info;
    awe_bank_get_info(bank, &info);
    return info.n_silent_samples;
}

/* Decodes what the uses want of bank `i`. `*n_lost` counts the samples that cannot be decoded. */
static awe_status prepare(const banks *b, uint32_t i, const song_uses *uses, uint32_t *n_lost)
{
    uint32_t n = 0;
    uint32_t *presets = malloc((uses->n + 1) * sizeof *presets);
    if (!presets) {
        return AWE_NO_MEM;
    }
    for (size_t j = 0; j < uses->n; j++) {
        const awe_preset_use *use = &uses->items[j].use;
        if (use->found_by != AWE_FOUND_NOTHING && use->stack_index == i) {
            presets[n++] = use->preset;
        }
    }
    say_source source = {.path = b->paths[i]};
    awe_bank_config config = banks_config(b, &source);
    uint32_t n_before = count_silent(b->items[i]);
    awe_status status = awe_bank_prepare(b->items[i], presets, n, &config);
    *n_lost += count_silent(b->items[i]) - n_before;
    say_unsaid(&source);
    free(presets);
    if (!status && b->wanted->strict && source.n_repairs > 0) {
        say_error("%s: not usable as it is, as --strict demands", b->paths[i]);
        status = AWE_DAMAGED;
    }
    return status;
}

static awe_status prepare_all(banks *b, const awe_song *song, uint32_t *n_lost)
{
    song_uses uses;
    awe_status status = AWE_OK;
    if (!uses_find(&uses, song, &b->wanted->synth, b->stack, b->n)) {
        return AWE_NO_MEM;
    }
    for (uint32_t i = 0; status == AWE_OK && i < b->n; i++) {
        status = prepare(b, i, &uses, n_lost);
    }
    uses_free(&uses);
    return status;
}

bool bank_needs_meet(banks *b, const awe_song *song)
{
    AWE_ZONE("decode");
    awe_status status = AWE_OK;
    uint32_t n_lost = count_packed(b);
    while (status == AWE_OK && n_lost > 0) { /* lost samples may make other presets stand in */
        n_lost = 0;
        status = prepare_all(b, song, &n_lost);
    }
    sample_cache_say_failure();
    if (status == AWE_NO_MEM) {
        say_error("%s", awe_status_text(status));
    }
    return status == AWE_OK;
}
