/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "midi/tuning.h"

#include <stdbool.h>

#define N_KEYS 128
#define NO_CHANGE 0x1FFFFF /* 7F 7F 7F */
#define NAME_SIZE 16
#define ENTRY_SIZE 3
#define PITCH_CLASSES 12
#define DATA_AT 4 /* behind 7E or 7F, device, 08 and the form */

enum { UNIVERSAL = 0x7E, REAL_TIME = 0x7F, TUNING = 0x08 };
enum { BULK = 0x01, NOTES = 0x02, BULK_IN_BANK = 0x04, NOTES_IN_BANK = 0x07 };
enum { SCALE_OF_BYTES = 0x08, SCALE_OF_PAIRS = 0x09 };

/* One key of a program. `entry`: semitone, and fraction of the next in 14 bits. */
static void add_key(awe_message_list *list, uint8_t program, uint8_t key, awe_bytes entry,
                    bool is_live)
{
    int32_t tuning =
        awe_bytes_u8(entry, 0) << 14 | awe_bytes_u8(entry, 1) << 7 | awe_bytes_u8(entry, 2);
    if (tuning != NO_CHANGE && entry.size == ENTRY_SIZE) {
        awe_message_list_add(list, (awe_message){
                                       .type = AWE_KEY_TUNING,
                                       .channel = is_live,
                                       .key = key,
                                       .value = program << 21 | tuning,
                                   });
    }
}

static void decode_bulk(awe_bytes body, size_t at, awe_message_list *list)
{
    uint8_t program = awe_bytes_u8(body, at);
    for (uint8_t key = 0; key < N_KEYS; key++) {
        size_t entry = at + 1 + NAME_SIZE + (size_t)key * ENTRY_SIZE;
        add_key(list, program, key, awe_bytes_part(body, entry, ENTRY_SIZE), false);
    }
}

static void decode_notes(awe_bytes body, size_t at, bool is_live, awe_message_list *list)
{
    uint8_t program = awe_bytes_u8(body, at);
    uint8_t n = awe_bytes_u8(body, at + 1);
    for (uint8_t i = 0; i < n; i++) {
        size_t entry = at + 2 + (size_t)i * 4;
        add_key(list, program, awe_bytes_u8(body, entry),
                awe_bytes_part(body, entry + 1, ENTRY_SIZE), is_live);
    }
}

/* Three bytes name the channels: 15 and 16, 8 to 14, 1 to 7, lowest bit first. */
static int32_t channel_bits(awe_bytes body)
{
    return (awe_bytes_u8(body, DATA_AT) & 3) << 14 | awe_bytes_u8(body, DATA_AT + 1) << 7 |
           awe_bytes_u8(body, DATA_AT + 2);
}

static void decode_scale(awe_bytes body, uint32_t width, awe_message_list *list)
{
    if (body.size < DATA_AT + 3 + PITCH_CLASSES * width) {
        return;
    }
    for (uint8_t i = 0; i < PITCH_CLASSES; i++) {
        size_t at = DATA_AT + 3 + i * width;
        int32_t cents = (awe_bytes_u8(body, at) - 64) * 8192;
        int32_t value = width == 2 ? awe_bytes_u8(body, at) << 7 | awe_bytes_u8(body, at + 1)
                                   : 8192 + (cents + (cents < 0 ? -50 : 50)) / 100;
        awe_message_list_add(list, (awe_message){
                                       .type = AWE_SCALE_TUNING,
                                       .key = i,
                                       .value = channel_bits(body) << 14 | value,
                                   });
    }
}

void awe_tuning_decode(awe_bytes body, awe_message_list *list)
{
    uint8_t kind = awe_bytes_u8(body, 0);
    if ((kind != UNIVERSAL && kind != REAL_TIME) || awe_bytes_u8(body, 2) != TUNING) {
        return;
    }
    switch (awe_bytes_u8(body, 3)) {
    case BULK:
        decode_bulk(body, DATA_AT, list);
        break;
    case BULK_IN_BANK:
        decode_bulk(body, DATA_AT + 1, list);
        break;
    case NOTES:
        decode_notes(body, DATA_AT, kind == REAL_TIME, list);
        break;
    case NOTES_IN_BANK:
        decode_notes(body, DATA_AT + 1, kind == REAL_TIME, list);
        break;
    case SCALE_OF_BYTES:
        decode_scale(body, 1, list);
        break;
    case SCALE_OF_PAIRS:
        decode_scale(body, 2, list);
        break;
    default:
        break;
    }
}
