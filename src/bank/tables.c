/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "bank/tables.h"

#include <string.h>

#define NAME_FIELD_SIZE 20

static const uint8_t zeros[26];

void awe_tables_append(awe_tables *tables, awe_list *list, awe_bytes bytes)
{
    if (bytes.size == 0) {
        return;
    }
    if (!awe_list_reserve(list, tables->allocator, (uint32_t)bytes.size, 1)) {
        tables->failed = 1;
        return;
    }
    memcpy((uint8_t *)list->items + list->n, bytes.data, bytes.size);
    list->n += (uint32_t)bytes.size;
}

static void append16(awe_tables *tables, awe_list *list, uint32_t value)
{
    uint8_t bytes[] = {(uint8_t)value, (uint8_t)(value >> 8)};
    awe_tables_append(tables, list, (awe_bytes){bytes, sizeof bytes});
}

static void append32(awe_tables *tables, awe_list *list, uint32_t value)
{
    append16(tables, list, value);
    append16(tables, list, value >> 16);
}

static void append_zeros(awe_tables *tables, awe_list *list, size_t n)
{
    awe_tables_append(tables, list, (awe_bytes){zeros, n});
}

static void append_name(awe_tables *tables, awe_list *list, awe_bytes name)
{
    uint8_t field[NAME_FIELD_SIZE] = {0};
    for (size_t i = 0; i + 1 < sizeof field && i < name.size && name.data[i]; i++) {
        field[i] = name.data[i];
    }
    awe_tables_append(tables, list, (awe_bytes){field, sizeof field});
}

void awe_tables_add_sample(awe_tables *tables, const awe_tables_sample *sample)
{
    awe_list *list = &tables->samples;
    append_name(tables, list, sample->name);
    append32(tables, list, sample->start);
    append32(tables, list, sample->end);
    append32(tables, list, sample->loop_start);
    append32(tables, list, sample->loop_end);
    append32(tables, list, sample->rate_hz);
    append32(tables, list, sample->root_key); /* correction and link: none */
    append16(tables, list, sample->type);
    tables->n_samples++;
}

void awe_tables_add_instrument(awe_tables *tables, awe_bytes name)
{
    awe_tables_level *level = &tables->instruments;
    append_name(tables, &level->headers, name);
    append16(tables, &level->headers, level->n_zones);
    level->n_headers++;
}

void awe_tables_add_preset(awe_tables *tables, awe_bytes name, uint16_t bank, uint16_t program)
{
    awe_tables_level *level = &tables->presets;
    append_name(tables, &level->headers, name);
    append16(tables, &level->headers, program);
    append16(tables, &level->headers, bank);
    append16(tables, &level->headers, level->n_zones);
    append_zeros(tables, &level->headers, 12);
    level->n_headers++;
}

void awe_tables_add_zone(awe_tables *tables, awe_tables_level *level)
{
    append16(tables, &level->bags, level->n_generators);
    append16(tables, &level->bags, level->n_modulators);
    level->n_zones++;
}

void awe_tables_add_generator(awe_tables *tables, awe_tables_level *level, uint16_t id,
                              int32_t amount)
{
    append16(tables, &level->generators, id);
    append16(tables, &level->generators, (uint32_t)amount);
    level->n_generators++;
}

void awe_tables_add_modulator(awe_tables *tables, awe_tables_level *level, uint16_t source,
                              uint16_t destination, int32_t amount)
{
    append16(tables, &level->modulators, source);
    append16(tables, &level->modulators, destination);
    append16(tables, &level->modulators, (uint32_t)amount);
    append32(tables, &level->modulators, 0); /* no second source, linear */
    level->n_modulators++;
}

void awe_tables_add_info(awe_tables *tables, const char *name, awe_bytes content)
{
    awe_tables_append(tables, &tables->info, (awe_bytes){(const uint8_t *)name, 4});
    append32(tables, &tables->info, (uint32_t)content.size);
    awe_tables_append(tables, &tables->info, content);
    append_zeros(tables, &tables->info, content.size & 1);
}

static void close_level(awe_tables *tables, awe_tables_level *level)
{
    awe_tables_add_zone(tables, level);
    append_zeros(tables, &level->generators, 4);
    append_zeros(tables, &level->modulators, 10);
}

void awe_tables_close(awe_tables *tables)
{
    awe_tables_add_preset(tables, (awe_bytes){(const uint8_t *)"EOP", 3}, 0, 0);
    awe_tables_add_instrument(tables, (awe_bytes){(const uint8_t *)"EOI", 3});
    close_level(tables, &tables->presets);
    close_level(tables, &tables->instruments);
    append_name(tables, &tables->samples, (awe_bytes){(const uint8_t *)"EOS", 3});
    append_zeros(tables, &tables->samples, 26);
}

static void clear_level(awe_tables_level *level, const awe_allocator *allocator)
{
    awe_list_clear(&level->headers, allocator);
    awe_list_clear(&level->bags, allocator);
    awe_list_clear(&level->generators, allocator);
    awe_list_clear(&level->modulators, allocator);
}

void awe_tables_clear(awe_tables *tables)
{
    clear_level(&tables->presets, tables->allocator);
    clear_level(&tables->instruments, tables->allocator);
    awe_list_clear(&tables->samples, tables->allocator);
    awe_list_clear(&tables->info, tables->allocator);
}
