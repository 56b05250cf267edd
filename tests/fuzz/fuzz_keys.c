/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Any bytes as typed keys: what comes out stands in the table, and no sequence swallows the keys
   after it for ever. */

#include "app/keys.h"
#include "fuzz/target.h"

static int is_in_table(key_press press)
{
    for (size_t i = 0; i < n_key_rows; i++) {
        if (key_rows[i].press.action == press.action &&
            key_rows[i].press.argument == press.argument) {
            return 1;
        }
    }
    return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    key_decoder decoder = {0};
    key_press press;
    for (size_t i = 0; i < size; i++) {
        if (keys_decode(&decoder, data[i], &press)) {
            require(is_in_table(press) && !keys_is_waiting(&decoder));
        }
    }
    keys_decode(&decoder, '~', &press);
    keys_decode(&decoder, '~', &press);
    require(!keys_is_waiting(&decoder));
    require(keys_decode(&decoder, 'q', &press) && press.action == KEY_QUIT);
    return 0;
}
