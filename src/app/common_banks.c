/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/common_banks.h"

#include "app/say.h"

#include <stdlib.h>

common_banks *common_banks_open(const sound_settings *wanted, bool shall_lock)
{
    common_banks *common = calloc(1, sizeof *common);
    if (!common) {
        say_no_memory();
        return NULL;
    }
    live_memory_init(&common->memory, MEMORY_BANK, shall_lock);
    if (!banks_load(&common->banks, wanted, &common->memory.allocator)) {
        common_banks_free(common);
        return NULL;
    }
    return common;
}

void common_banks_free(common_banks *common)
{
    if (common) {
        banks_free(&common->banks);
        free(common);
    }
}
