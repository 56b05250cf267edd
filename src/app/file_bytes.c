/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/file_bytes.h"

#include <stdlib.h>
#include <string.h>

void file_bytes_put(file_bytes *f, const void *bytes, size_t n)
{
    if (n > f->room - f->size && !f->has_failed) {
        size_t room = 2 * f->room + n;
        uint8_t *data = realloc(f->data, room);
        f->has_failed = !data;
        f->data = data ? data : f->data;
        f->room = data ? room : f->room;
    }
    if (!f->has_failed && n > 0) {
        memcpy(f->data + f->size, bytes, n);
        f->size += n;
    }
}

void file_bytes_put_8(file_bytes *f, uint32_t value)
{
    uint8_t byte = (uint8_t)value;
    file_bytes_put(f, &byte, 1);
}

void file_bytes_put_le16(file_bytes *f, uint32_t value)
{
    uint8_t bytes[] = {(uint8_t)value, (uint8_t)(value >> 8)};
    file_bytes_put(f, bytes, sizeof bytes);
}

void file_bytes_put_le32(file_bytes *f, uint32_t value)
{
    file_bytes_put_le16(f, value);
    file_bytes_put_le16(f, value >> 16);
}

static uint32_t swap(uint32_t value)
{
    return value >> 24 | (value >> 8 & 0xFF00) | (value << 8 & 0xFF0000) | value << 24;
}

void file_bytes_put_be32(file_bytes *f, uint32_t value)
{
    file_bytes_put_le32(f, swap(value));
}

void file_bytes_set_le32(file_bytes *f, size_t at, uint32_t value)
{
    if (!f->has_failed) {
        for (size_t i = 0; i < 4; i++) {
            f->data[at + i] = (uint8_t)(value >> (8 * i));
        }
    }
}

void file_bytes_set_be32(file_bytes *f, size_t at, uint32_t value)
{
    file_bytes_set_le32(f, at, swap(value));
}

memory_file file_bytes_finish(file_bytes *f)
{
    memory_file file = {f->data, f->size};
    if (f->has_failed) {
        free(f->data);
        file = (memory_file){0};
    }
    *f = (file_bytes){0};
    return file;
}
