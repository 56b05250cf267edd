/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_MIDI_MESSAGE_LIST_H
#define AWE_MIDI_MESSAGE_LIST_H

/* The messages that one system exclusive gives. [any] */

#include "awe/event.h"

#include <stdint.h>

/* Most of them: a tuning of all keys, or all settings of a few parts. What is more is dropped. */
#define AWE_SYSEX_MAX_MESSAGES 160

typedef struct awe_message_list {
    awe_message *messages; /* [AWE_SYSEX_MAX_MESSAGES] */
    uint32_t n;
    uint8_t port; /* of all */
} awe_message_list;

static inline void awe_message_list_add(awe_message_list *list, awe_message message)
{
    message.port = list->port;
    if (list->n < AWE_SYSEX_MAX_MESSAGES) {
        list->messages[list->n++] = message;
    }
}

#endif
