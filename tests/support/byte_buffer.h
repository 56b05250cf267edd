/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_BYTE_BUFFER_H
#define TESTS_SUPPORT_BYTE_BUFFER_H

/* A growing byte string, for files built in memory. Memory that runs out ends the program. */

#include <stddef.h>
#include <stdint.h>

typedef struct byte_buffer {
    uint8_t *bytes; /* release with free() */
    size_t size, room;
} byte_buffer;

/* Appends `bytes`, or zeros where they are NULL. */
void byte_buffer_append(byte_buffer *to, const void *bytes, size_t size);

/* Little-endian numbers. */
void byte_buffer_append16(byte_buffer *to, uint32_t value);
void byte_buffer_append32(byte_buffer *to, uint32_t value);

/* A field of 20 characters. */
void byte_buffer_append_name(byte_buffer *to, const char *name);

#endif
