/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "midi/sysex.h"

#include "midi/tuning.h"

#include <stdbool.h>

/* How the data bytes of a row become the value of its message. */
typedef enum value_form {
    FORM_NONE,       /* value 0 */
    FORM_BYTE,       /* the data byte as it is */
    FORM_WIDEN,      /* 0..127 stretched to 0..16383 */
    FORM_PAIR,       /* low seven bits, then high seven bits */
    FORM_HIGH,       /* of such a pair the high one */
    FORM_TENTHS,     /* four nibbles, 1024 is the middle: tenths of a cent */
    FORM_SCALE,      /* cents from 64 for the row's channel, key by address */
    FORM_POLY,       /* 0: mono, 1: poly, as a mode message */
    FORM_GM2_REVERB, /* 0 to 4 and 8 */
    FORM_XG_REVERB,  /* the numbers of XG's effects */
    FORM_XG_CHORUS,
} value_form;

typedef struct meaning {
    uint8_t type; /* awe_message_type */
    uint8_t key;
    value_form form;
    uint8_t low, high; /* a data byte outside makes the row not apply */
} meaning;

#define HEAD_SIZE 10

/* A universal message: the first three members of its head, then what its sub-ids are followed by;
   the second byte is a device number. */
typedef struct plain_row {
    uint8_t head[HEAD_SIZE];
    uint8_t n_head;
    uint8_t n_data;
    meaning meaning;
} plain_row;

static const plain_row plain_rows[] = {
    {{0x7E, 0, 0x09, 0x01}, 4, 0, {AWE_RESET, AWE_RESET_GM, FORM_NONE, 0, 127}},
    {{0x7E, 0, 0x09, 0x03}, 4, 0, {AWE_RESET, AWE_RESET_GM2, FORM_NONE, 0, 127}},
    {{0x7F, 0, 0x04, 0x01}, 4, 2, {AWE_MASTER_VOLUME, 0, FORM_PAIR, 0, 127}},
    {{0x7F, 0, 0x04, 0x02}, 4, 2, {AWE_MASTER_BALANCE, 0, FORM_PAIR, 0, 127}},
    {{0x7F, 0, 0x04, 0x03}, 4, 2, {AWE_MASTER_FINE_TUNING, 0, FORM_PAIR, 0, 127}},
    {{0x7F, 0, 0x04, 0x04}, 4, 2, {AWE_MASTER_COARSE_TUNING, 0, FORM_HIGH, 0, 127}},
    /* GM 2's global parameter control: one slot, numbers of one byte, reverb or chorus, its type */
    {{0x7F, 0, 0x04, 0x05, 1, 1, 1, 1, 1, 0}, 10, 1, {AWE_REVERB_TYPE, 0, FORM_GM2_REVERB, 0, 8}},
    {{0x7F, 0, 0x04, 0x05, 1, 1, 1, 1, 2, 0}, 10, 1, {AWE_CHORUS_TYPE, 0, FORM_BYTE, 0, 5}},
};

/* Three address bytes of seven bits each as one number: consecutive data bytes go to consecutive
   numbers. */
#define ADDRESS(high, middle, low)                                                                 \
    ((uint32_t)(high) << 14 | (uint32_t)(middle) << 7 | (uint32_t)(low))
#define ALL_BITS ADDRESS(0x7F, 0x7F, 0x7F)
#define PART_BITS ADDRESS(0, 0x0F, 0)
#define PITCH_CLASSES 12

/* Addresses of GS "data set 1", or of XG parameter changes: `n` of them with `n_data` bytes each.
   Rows whose mask leaves out PART_BITS exist for each part. */
typedef struct address_row {
    uint32_t address;
    uint8_t is_part;
    uint8_t n, n_data;
    meaning meaning;
} address_row;

#define SYSTEM(high, middle, low, n_data) ADDRESS(high, middle, low), 0, 1, n_data
#define PART(high, middle, low) ADDRESS(high, middle, low), 1, 1, 1

static const address_row gs_rows[] = {
    /* The SC-88 calls its reset "system mode set"; 0 and 1 are its two modes. */
    {SYSTEM(0x00, 0x00, 0x7F, 1), {AWE_RESET, AWE_RESET_GS, FORM_NONE, 0, 1}},
    {SYSTEM(0x40, 0x00, 0x00, 4), {AWE_MASTER_FINE_TUNING, 0, FORM_TENTHS, 0, 15}},
    {SYSTEM(0x40, 0x00, 0x04, 1), {AWE_MASTER_VOLUME, 0, FORM_WIDEN, 0, 127}},
    {SYSTEM(0x40, 0x00, 0x05, 1), {AWE_MASTER_COARSE_TUNING, 0, FORM_BYTE, 40, 88}},
    {SYSTEM(0x40, 0x00, 0x06, 1), {AWE_MASTER_BALANCE, 0, FORM_WIDEN, 1, 127}},
    {SYSTEM(0x40, 0x00, 0x7F, 1), {AWE_RESET, AWE_RESET_GS, FORM_NONE, 0, 0}},
    {SYSTEM(0x40, 0x01, 0x30, 1), {AWE_REVERB_TYPE, 0, FORM_BYTE, 0, 7}},
    {SYSTEM(0x40, 0x01, 0x33, 1), {AWE_REVERB_LEVEL, 0, FORM_BYTE, 0, 127}},
    {SYSTEM(0x40, 0x01, 0x38, 1), {AWE_CHORUS_TYPE, 0, FORM_BYTE, 0, 7}},
    {SYSTEM(0x40, 0x01, 0x3A, 1), {AWE_CHORUS_LEVEL, 0, FORM_BYTE, 0, 127}},
    {PART(0x40, 0x10, 0x00), {AWE_CONTROL, 0, FORM_BYTE, 0, 127}},
    {PART(0x40, 0x10, 0x01), {AWE_PROGRAM, 0, FORM_BYTE, 0, 127}},
    {PART(0x40, 0x10, 0x13), {AWE_CONTROL, 126, FORM_POLY, 0, 1}},
    {PART(0x40, 0x10, 0x15), {AWE_DRUM_PART, 0, FORM_BYTE, 0, 2}},
    {PART(0x40, 0x10, 0x16), {AWE_PART, AWE_PART_KEY_SHIFT, FORM_BYTE, 40, 88}},
    {PART(0x40, 0x10, 0x19), {AWE_CONTROL, 7, FORM_BYTE, 0, 127}},
    {PART(0x40, 0x10, 0x1A), {AWE_PART, AWE_PART_VELOCITY_DEPTH, FORM_BYTE, 0, 127}},
    {PART(0x40, 0x10, 0x1B), {AWE_PART, AWE_PART_VELOCITY_OFFSET, FORM_BYTE, 0, 127}},
    {PART(0x40, 0x10, 0x1C), {AWE_CONTROL, 10, FORM_BYTE, 1, 127}},
    {PART(0x40, 0x10, 0x1D), {AWE_PART, AWE_PART_KEY_LOW, FORM_BYTE, 0, 127}},
    {PART(0x40, 0x10, 0x1E), {AWE_PART, AWE_PART_KEY_HIGH, FORM_BYTE, 0, 127}},
    {PART(0x40, 0x10, 0x21), {AWE_CONTROL, 93, FORM_BYTE, 0, 127}},
    {PART(0x40, 0x10, 0x22), {AWE_CONTROL, 91, FORM_BYTE, 0, 127}},
    {PART(0x40, 0x10, 0x30), {AWE_PART, AWE_PART_VIBRATO_RATE, FORM_BYTE, 14, 114}},
    {PART(0x40, 0x10, 0x31), {AWE_PART, AWE_PART_VIBRATO_DEPTH, FORM_BYTE, 14, 114}},
    {PART(0x40, 0x10, 0x32), {AWE_PART, AWE_PART_CUTOFF, FORM_BYTE, 14, 114}},
    {PART(0x40, 0x10, 0x33), {AWE_PART, AWE_PART_RESONANCE, FORM_BYTE, 14, 114}},
    {PART(0x40, 0x10, 0x34), {AWE_PART, AWE_PART_ATTACK, FORM_BYTE, 14, 114}},
    {PART(0x40, 0x10, 0x35), {AWE_PART, AWE_PART_DECAY, FORM_BYTE, 14, 114}},
    {PART(0x40, 0x10, 0x36), {AWE_PART, AWE_PART_RELEASE, FORM_BYTE, 14, 114}},
    {PART(0x40, 0x10, 0x37), {AWE_PART, AWE_PART_VIBRATO_DELAY, FORM_BYTE, 14, 114}},
    {ADDRESS(0x40, 0x10, 0x40), 1, PITCH_CLASSES, 1, {AWE_SCALE_TUNING, 0, FORM_SCALE, 0, 127}},
    {PART(0x40, 0x20, 0x04), {AWE_PART, AWE_PART_WHEEL_DEPTH, FORM_BYTE, 0, 127}},
    {PART(0x40, 0x20, 0x10), {AWE_PART, AWE_PART_BEND_RANGE, FORM_BYTE, 64, 88}},
};

static const address_row xg_rows[] = {
    {SYSTEM(0x00, 0x00, 0x00, 4), {AWE_MASTER_FINE_TUNING, 0, FORM_TENTHS, 0, 15}},
    {SYSTEM(0x00, 0x00, 0x04, 1), {AWE_MASTER_VOLUME, 0, FORM_WIDEN, 0, 127}},
    {SYSTEM(0x00, 0x00, 0x06, 1), {AWE_MASTER_COARSE_TUNING, 0, FORM_BYTE, 40, 88}},
    {SYSTEM(0x00, 0x00, 0x7E, 1), {AWE_RESET, AWE_RESET_XG, FORM_NONE, 0, 0}},
    {SYSTEM(0x00, 0x00, 0x7F, 1), {AWE_RESET, AWE_RESET_XG, FORM_NONE, 0, 0}},
    {SYSTEM(0x02, 0x01, 0x00, 1), {AWE_REVERB_TYPE, 0, FORM_XG_REVERB, 1, 4}},
    {SYSTEM(0x02, 0x01, 0x0C, 1), {AWE_REVERB_LEVEL, 0, FORM_BYTE, 0, 127}},
    {SYSTEM(0x02, 0x01, 0x20, 1), {AWE_CHORUS_TYPE, 0, FORM_XG_CHORUS, 65, 67}},
    {SYSTEM(0x02, 0x01, 0x2C, 1), {AWE_CHORUS_LEVEL, 0, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x01), {AWE_CONTROL, 0, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x02), {AWE_CONTROL, 32, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x03), {AWE_PROGRAM, 0, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x05), {AWE_CONTROL, 126, FORM_POLY, 0, 1}},
    {PART(0x08, 0x00, 0x07), {AWE_DRUM_PART, 0, FORM_BYTE, 0, 2}},
    {PART(0x08, 0x00, 0x08), {AWE_PART, AWE_PART_KEY_SHIFT, FORM_BYTE, 40, 88}},
    {PART(0x08, 0x00, 0x0B), {AWE_CONTROL, 7, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x0C), {AWE_PART, AWE_PART_VELOCITY_DEPTH, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x0D), {AWE_PART, AWE_PART_VELOCITY_OFFSET, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x0E), {AWE_CONTROL, 10, FORM_BYTE, 1, 127}},
    {PART(0x08, 0x00, 0x0F), {AWE_PART, AWE_PART_KEY_LOW, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x10), {AWE_PART, AWE_PART_KEY_HIGH, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x12), {AWE_CONTROL, 93, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x13), {AWE_CONTROL, 91, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x15), {AWE_PART, AWE_PART_VIBRATO_RATE, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x16), {AWE_PART, AWE_PART_VIBRATO_DEPTH, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x17), {AWE_PART, AWE_PART_VIBRATO_DELAY, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x18), {AWE_PART, AWE_PART_CUTOFF, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x19), {AWE_PART, AWE_PART_RESONANCE, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x1A), {AWE_PART, AWE_PART_ATTACK, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x1B), {AWE_PART, AWE_PART_DECAY, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x1C), {AWE_PART, AWE_PART_RELEASE, FORM_BYTE, 0, 127}},
    {PART(0x08, 0x00, 0x23), {AWE_PART, AWE_PART_BEND_RANGE, FORM_BYTE, 40, 88}},
    {ADDRESS(0x08, 0x00, 0x41), 1, PITCH_CLASSES, 1, {AWE_SCALE_TUNING, 0, FORM_SCALE, 0, 127}},
};

#define N_ROWS(rows) (sizeof(rows) / sizeof(rows)[0])

/* One number for the tables of a maker: where its addresses stand and how parts are numbered. */
typedef struct maker {
    const address_row *rows;
    size_t n_rows;
    bool drums_first; /* part 0 is channel 10 */
} maker;

static const maker gs = {gs_rows, N_ROWS(gs_rows), true};
static const maker xg = {xg_rows, N_ROWS(xg_rows), false};

/* A message under construction: the row's place among its addresses, and its channel. */
typedef struct place {
    uint8_t offset;
    uint8_t channel;
} place;

static int32_t nibbles(awe_bytes data)
{
    int32_t value = 0;
    for (size_t i = 0; i < 4; i++) {
        value = value << 4 | (awe_bytes_u8(data, i) & 0x0F);
    }
    return value;
}

static int32_t limit(int32_t value, int32_t low, int32_t high)
{
    return value < low ? low : value > high ? high : value;
}

/* Cents as 0..16383: -100..100, the nearest value. */
static int32_t cents_value(int32_t tenths)
{
    int32_t rounding = tenths < 0 ? -500 : 500;
    return limit(8192 + (tenths * 8192 + rounding) / 1000, 0, 16383);
}

static const uint8_t gm2_reverbs[] = {0, 1, 2, 3, 4, 4, 4, 4, 5};
static const uint8_t xg_reverbs[] = {4, 4, 1, 2, 5}; /* hall, room, stage, plate */
static const uint8_t xg_choruses[] = {2, 2, 5};      /* chorus, celeste, flanger */

static int32_t form_value(value_form form, awe_bytes data, place at)
{
    int32_t byte = awe_bytes_u8(data, 0);
    switch (form) {
    case FORM_BYTE:
        return byte;
    case FORM_WIDEN:
        return byte * 129; /* 127 * 129 = 16383 */
    case FORM_PAIR:
        return awe_bytes_u8(data, 1) << 7 | byte;
    case FORM_HIGH:
        return awe_bytes_u8(data, 1);
    case FORM_TENTHS:
        return cents_value(nibbles(data) - 1024);
    case FORM_SCALE:
        return 1 << (14 + at.channel) | cents_value(10 * (byte - 64));
    case FORM_GM2_REVERB:
        return gm2_reverbs[byte];
    case FORM_XG_REVERB:
        return xg_reverbs[byte];
    case FORM_XG_CHORUS:
        return xg_choruses[byte - 65];
    case FORM_POLY:
    case FORM_NONE:
        break;
    }
    return 0;
}

static uint8_t form_key(const meaning *row, awe_bytes data, place at)
{
    switch (row->form) {
    case FORM_SCALE:
        return at.offset;
    case FORM_POLY:
        return (uint8_t)(row->key + awe_bytes_u8(data, 0));
    default:
        return row->key;
    }
}

static void add_message(awe_message_list *list, const meaning *row, awe_bytes data, place at)
{
    uint8_t byte = awe_bytes_u8(data, 0);
    if (byte >= row->low && byte <= row->high) {
        awe_message_list_add(list, (awe_message){
                                       .type = row->type,
                                       .channel = row->form == FORM_SCALE ? 0 : at.channel,
                                       .key = form_key(row, data, at),
                                       .value = form_value(row->form, data, at),
                                   });
    }
}

static bool matches_head(const plain_row *row, awe_bytes body)
{
    if (body.size < (size_t)row->n_head + row->n_data) {
        return false;
    }
    for (uint8_t i = 0; i < row->n_head; i++) {
        if (i != 1 && body.data[i] != row->head[i]) {
            return false;
        }
    }
    return true;
}

static void decode_universal(awe_bytes body, awe_message_list *list)
{
    for (size_t i = 0; i < N_ROWS(plain_rows); i++) {
        const plain_row *row = &plain_rows[i];
        if (matches_head(row, body)) {
            awe_bytes data = awe_bytes_part(body, row->n_head, row->n_data);
            add_message(list, &row->meaning, data, (place){0, 0});
        }
    }
}

/* GS part numbers put the drum part first: 0 is channel 10, 1..9 are 1..9, 10..15 are 11..16
   (counted from 1). XG's are channels. */
static uint8_t part_channel(const maker *by, uint32_t address)
{
    uint8_t part = (uint8_t)((address & PART_BITS) >> 7);
    if (!by->drums_first) {
        return part;
    }
    return part == 0 ? 9 : part < 10 ? (uint8_t)(part - 1) : part;
}

#define NO_SETTING 0xFF

/* Settings of a kit's key, by the numbers that both makers give them. */
static const uint8_t drum_settings[] = {
    AWE_DRUM_PITCH, NO_SETTING,      AWE_DRUM_LEVEL,  NO_SETTING,
    AWE_DRUM_PAN,   AWE_DRUM_REVERB, AWE_DRUM_CHORUS,
};

/* GS: 41, set and number, key; its number 0 is the set's name. XG: 30 or 31 for the set, key,
   number. */
static void decode_drum(const maker *by, uint32_t address, uint8_t byte, awe_message_list *list)
{
    uint8_t high = (uint8_t)(address >> 14), middle = address >> 7 & 127, low = address & 127;
    bool is_gs = by == &gs && high == 0x41 && (middle & 15) != 0;
    bool is_xg = by == &xg && (high == 0x30 || high == 0x31);
    uint8_t number = is_gs ? middle & 15 : low;
    uint8_t set = is_gs ? middle >> 4 : high & 1;
    if ((is_gs || is_xg) && set < 2 && number < N_ROWS(drum_settings) &&
        drum_settings[number] != NO_SETTING) {
        awe_message_list_add(list, (awe_message){
                                       .type = AWE_DRUM_KEY,
                                       .channel = set,
                                       .key = is_gs ? low : middle,
                                       .value = drum_settings[number] << 7 | byte,
                                   });
    }
}

/* `data` is what is left of the message from this address on. */
static void decode_address(const maker *by, uint32_t address, awe_bytes data,
                           awe_message_list *list)
{
    for (size_t i = 0; i < by->n_rows; i++) {
        const address_row *row = &by->rows[i];
        uint32_t own = row->is_part ? address & ~PART_BITS : address;
        if (own >= row->address && own < row->address + row->n && data.size >= row->n_data) {
            uint8_t channel = row->is_part ? part_channel(by, address) : 0;
            add_message(list, &row->meaning, awe_bytes_part(data, 0, row->n_data),
                        (place){(uint8_t)(own - row->address), channel});
        }
    }
    decode_drum(by, address, awe_bytes_u8(data, 0), list);
}

static void decode_addresses(const maker *by, awe_bytes body, size_t address_at,
                             awe_message_list *list)
{
    const uint8_t *at = body.data + address_at;
    uint32_t address = ADDRESS(at[0], at[1], at[2]);
    size_t first = address_at + 3;
    for (size_t i = first; i < body.size && address <= ALL_BITS; i++, address++) {
        decode_address(by, address, awe_bytes_part(body, i, body.size - i), list);
    }
}

/* Data set 1 of model 42: address, data bytes, checksum. A lone byte is data whose checksum is
   missing. */
static void decode_gs(awe_bytes body, awe_message_list *list)
{
    enum { ADDRESS_AT = 4, DATA_AT = 7 };
    bool is_gs = awe_bytes_u8(body, 0) == 0x41 && awe_bytes_be16(body, 2) == 0x4212;
    if (body.size > DATA_AT && is_gs) {
        size_t size = body.size > DATA_AT + 1 ? body.size - 1 : body.size;
        decode_addresses(&gs, awe_bytes_part(body, 0, size), ADDRESS_AT, list);
    }
}

/* Parameter change (1n) of model 4C: address and data bytes. */
static void decode_xg(awe_bytes body, awe_message_list *list)
{
    enum { ADDRESS_AT = 3, DATA_AT = 6 };
    bool is_xg = awe_bytes_u8(body, 0) == 0x43 && (awe_bytes_u8(body, 1) & 0xF0) == 0x10 &&
                 awe_bytes_u8(body, 2) == 0x4C;
    if (body.size > DATA_AT && is_xg) {
        decode_addresses(&xg, body, ADDRESS_AT, list);
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
    awe_message_list list = {.messages = messages, .port = port};
    awe_bytes body = find_body(bytes);
    decode_universal(body, &list);
    awe_tuning_decode(body, &list);
    decode_gs(body, &list);
    decode_xg(body, &list);
    return list.n;
}
