/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "midi/sysex.h"

#include <stdbool.h>

/* How the data bytes of a row become the value of its message. */
typedef enum value_form {
    FORM_NONE,  /* value 0; the data byte must not exceed `max` */
    FORM_BYTE,  /* the data byte as it is, at most `max` */
    FORM_WIDEN, /* 0..127 stretched to 0..16383 */
    FORM_PAIR,  /* low seven bits, then high seven bits */
} value_form;

typedef struct meaning {
    uint8_t type; /* awe_message_type */
    uint8_t key;  /* awe_reset_kind of AWE_RESET */
    value_form form;
    uint8_t max; /* a data byte above this makes the row not apply */
} meaning;

#define HEAD_SIZE 6

/* A message of fixed bytes (where `mask` is not 0) and then `n_data` bytes. */
typedef struct plain_row {
    uint8_t head[HEAD_SIZE];
    uint8_t mask[HEAD_SIZE];
    uint8_t n_head;
    uint8_t n_data;
    meaning meaning;
} plain_row;

/* The first three members of a row; the second byte is, or holds, a device number. */
#define UNIVERSAL(kind, id, sub_id) {kind, 0, id, sub_id}, {0xFF, 0, 0xFF, 0xFF}, 4
#define XG_PARAMETER(high, middle, low)                                                            \
    {0x43, 0x10, 0x4C, high, middle, low}, {0xFF, 0xF0, 0xFF, 0xFF, 0xFF, 0xFF}, 6

static const plain_row plain_rows[] = {
    {UNIVERSAL(0x7E, 0x09, 0x01), 0, {AWE_RESET, AWE_RESET_GM, FORM_NONE, 127}},
    {UNIVERSAL(0x7E, 0x09, 0x03), 0, {AWE_RESET, AWE_RESET_GM2, FORM_NONE, 127}},
    {UNIVERSAL(0x7F, 0x04, 0x01), 2, {AWE_MASTER_VOLUME, 0, FORM_PAIR, 127}},
    {XG_PARAMETER(0x00, 0x00, 0x7E), 1, {AWE_RESET, AWE_RESET_XG, FORM_NONE, 0}},
    {XG_PARAMETER(0x00, 0x00, 0x04), 1, {AWE_MASTER_VOLUME, 0, FORM_WIDEN, 127}},
};

/* Three address bytes of seven bits each as one number: consecutive data bytes go to consecutive
   numbers. */
#define GS_ADDRESS(high, middle, low)                                                              \
    ((uint32_t)(high) << 14 | (uint32_t)(middle) << 7 | (uint32_t)(low))
#define GS_ALL_BITS GS_ADDRESS(0x7F, 0x7F, 0x7F)
#define GS_PART_BITS GS_ADDRESS(0, 0x0F, 0)

/* One address of a GS "data set 1". Rows whose mask leaves out GS_PART_BITS exist for each part. */
typedef struct gs_row {
    uint32_t address;
    uint32_t mask;
    meaning meaning;
} gs_row;

static const gs_row gs_rows[] = {
    /* The SC-88 calls its reset "system mode set"; 0 and 1 are its two modes. */
    {GS_ADDRESS(0x00, 0x00, 0x7F), GS_ALL_BITS, {AWE_RESET, AWE_RESET_GS, FORM_NONE, 1}},
    {GS_ADDRESS(0x40, 0x00, 0x04), GS_ALL_BITS, {AWE_MASTER_VOLUME, 0, FORM_WIDEN, 127}},
    {GS_ADDRESS(0x40, 0x00, 0x7F), GS_ALL_BITS, {AWE_RESET, AWE_RESET_GS, FORM_NONE, 0}},
    {GS_ADDRESS(0x40, 0x01, 0x30), GS_ALL_BITS, {AWE_REVERB_TYPE, 0, FORM_BYTE, 7}},
    {GS_ADDRESS(0x40, 0x01, 0x33), GS_ALL_BITS, {AWE_REVERB_LEVEL, 0, FORM_BYTE, 127}},
    {GS_ADDRESS(0x40, 0x01, 0x38), GS_ALL_BITS, {AWE_CHORUS_TYPE, 0, FORM_BYTE, 7}},
    {GS_ADDRESS(0x40, 0x01, 0x3A), GS_ALL_BITS, {AWE_CHORUS_LEVEL, 0, FORM_BYTE, 127}},
    {GS_ADDRESS(0x40, 0x10, 0x15), GS_ALL_BITS & ~GS_PART_BITS, {AWE_DRUM_PART, 0, FORM_BYTE, 2}},
};

#define N_ROWS(rows) (sizeof(rows) / sizeof(rows)[0])

typedef struct message_list {
    awe_message *messages;
    uint32_t n;
    uint8_t port;
} message_list;

static int32_t form_value(value_form form, awe_bytes data)
{
    switch (form) {
    case FORM_BYTE:
        return awe_bytes_u8(data, 0);
    case FORM_WIDEN:
        return awe_bytes_u8(data, 0) * 129; /* 127 * 129 = 16383 */
    case FORM_PAIR:
        return awe_bytes_u8(data, 1) << 7 | awe_bytes_u8(data, 0);
    case FORM_NONE:
        break;
    }
    return 0;
}

static void add_message(message_list *list, const meaning *row, awe_bytes data, uint8_t channel)
{
    if (awe_bytes_u8(data, 0) > row->max || list->n == AWE_SYSEX_MAX_MESSAGES) {
        return;
    }
    list->messages[list->n++] = (awe_message){
        .type = row->type,
        .port = list->port,
        .channel = channel,
        .key = row->key,
        .value = form_value(row->form, data),
    };
}

static bool matches_head(const plain_row *row, awe_bytes body)
{
    if (body.size < (size_t)row->n_head + row->n_data) {
        return false;
    }
    for (uint8_t i = 0; i < row->n_head; i++) {
        if ((body.data[i] ^ row->head[i]) & row->mask[i]) {
            return false;
        }
    }
    return true;
}

static void decode_plain(awe_bytes body, message_list *list)
{
    for (size_t i = 0; i < N_ROWS(plain_rows); i++) {
        const plain_row *row = &plain_rows[i];
        if (matches_head(row, body)) {
            add_message(list, &row->meaning, awe_bytes_part(body, row->n_head, row->n_data), 0);
        }
    }
}

/* Part numbers put the drum part first: 0 is channel 10, 1..9 are 1..9, 10..15 are 11..16 (counted
   from 1). */
static uint8_t part_channel(uint32_t address)
{
    uint8_t part = (uint8_t)((address & GS_PART_BITS) >> 7);
    return part == 0 ? 9 : part < 10 ? (uint8_t)(part - 1) : part;
}

static void decode_gs_byte(uint32_t address, awe_bytes data, message_list *list)
{
    for (size_t i = 0; i < N_ROWS(gs_rows); i++) {
        const gs_row *row = &gs_rows[i];
        if (((address ^ row->address) & row->mask) == 0) {
            uint8_t channel = row->mask == GS_ALL_BITS ? 0 : part_channel(address);
            add_message(list, &row->meaning, data, channel);
        }
    }
}

/* Data set 1 of model 42: address, data bytes, checksum. A lone byte is data whose checksum is
   missing. */
static void decode_gs(awe_bytes body, message_list *list)
{
    enum { ADDRESS_AT = 4, DATA_AT = 7 };
    bool is_gs = awe_bytes_u8(body, 0) == 0x41 && awe_bytes_be16(body, 2) == 0x4212;
    if (body.size <= DATA_AT || !is_gs) {
        return;
    }
    size_t left = body.size - DATA_AT;
    size_t n_data = left > 1 ? left - 1 : left;
    const uint8_t *at = body.data + ADDRESS_AT;
    uint32_t address = GS_ADDRESS(at[0], at[1], at[2]);
    for (size_t i = 0; i < n_data && address <= GS_ALL_BITS; i++, address++) {
        decode_gs_byte(address, awe_bytes_part(body, DATA_AT + i, 1), list);
    }
}

/* What stands between F0 and the first byte that is no data byte, be it F7 or damage. */
static awe_bytes find_body(awe_bytes bytes)
{
    size_t start = awe_bytes_u8(bytes, 0) == 0xF0 ? 1 : 0;
    size_t end = start;
    while (end < bytes.size && bytes.data[end] < 0x80) {
        end++;
    }
    return awe_bytes_part(bytes, start, end - start);
}

uint32_t awe_sysex_decode(awe_bytes bytes, uint8_t port,
                          awe_message messages[AWE_SYSEX_MAX_MESSAGES])
{
    message_list list = {.messages = messages, .port = port};
    awe_bytes body = find_body(bytes);
    decode_plain(body, &list);
    decode_gs(body, &list);
    return list.n;
}
