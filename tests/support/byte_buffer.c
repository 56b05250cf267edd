/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/byte_buffer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void byte_buffer_append(byte_buffer *to, const void *bytes, size_t size)
{
    if (to->size + size > to->room) {
        to->room = 2 * (to->size + size);
        to->bytes = realloc(to->bytes, to->room);
        if (!to->bytes) {
            abort();
        }
    }
    if (bytes && size) {
        memcpy(to->bytes + to->size, bytes, size);
    } else if (size) {
        memset(to->bytes + to->size, 0, size);
    }
    to->size += size;
}

void byte_buffer_append16(byte_buffer *to, uint32_t value)
{
    byte_buffer_append(to, (uint8_t[]){(uint8_t)value, (uint8_t)(value >> 8)}, 2);
}

void byte_buffer_append32(byte_buffer *to, uint32_t value)
{
    byte_buffer_append16(to, value);
    byte_buffer_append16(to, value >> 16);
}

void byte_buffer_append_name(byte_buffer *to, const char *name)
{
    char field[21] = {0};
    snprintf(field, sizeof field, "%s", name);
    byte_buffer_append(to, field, 20);
}
