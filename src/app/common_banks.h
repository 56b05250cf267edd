/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_COMMON_BANKS_H
#define APP_COMMON_BANKS_H

/* The banks that every song plays from, loaded once; pools of decks borrow them. [main], or a
   worker */

#include "app/banks.h"
#include "app/live_memory.h"

#include <stdbool.h>

typedef struct common_banks {
    live_memory memory;
    banks banks;
} common_banks;

/* Loads the banks of `wanted`, which must outlive them. NULL: what is wrong has been said. Free
   with common_banks_free(), after the pools that borrow from it. */
common_banks *common_banks_open(const sound_settings *wanted, bool shall_lock);
void common_banks_free(common_banks *common);

#endif
