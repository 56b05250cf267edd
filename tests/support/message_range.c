/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/message_range.h"

/* One more than the largest value. */
static AWE_RT int32_t find_limit(const awe_message *message)
{
    switch (message->type) {
    case AWE_PITCH_BEND:
    case AWE_MASTER_VOLUME:
    case AWE_MASTER_BALANCE:
    case AWE_MASTER_FINE_TUNING:
    case AWE_DRUM_KEY:
        return 1 << 14;
    case AWE_DRUM_PART:
        return 3;
    case AWE_REVERB_TYPE:
    case AWE_CHORUS_TYPE:
        return 8;
    case AWE_SCALE_TUNING:
        return 1 << 30;
    case AWE_KEY_TUNING:
        return 1 << 28;
    default:
        return 128;
    }
}

int is_in_range(const awe_message *message)
{
    int32_t least = message->type == AWE_NOTE_ON;
    int is_known = message->type >= AWE_NOTE_OFF && message->type <= AWE_LAST_KEY;
    return is_known && message->channel < 16 && message->key < 128 && message->value >= least &&
           message->value < find_limit(message);
}
