/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BASE_BYTES_H
#define AWE_BASE_BYTES_H

/* Bounded reads of outside bytes. A read past the end gives 0; callers check sizes where that
   matters. */

#include <stddef.h>
#include <stdint.h>

typedef struct awe_bytes {
    const uint8_t *data;
    size_t size;
} awe_bytes;

static inline uint8_t awe_bytes_u8(awe_bytes bytes, size_t at)
{
    return at < bytes.size ? bytes.data[at] : 0;
}

static inline uint16_t awe_bytes_le16(awe_bytes bytes, size_t at)
{
    return (uint16_t)(awe_bytes_u8(bytes, at) | awe_bytes_u8(bytes, at + 1) << 8);
}

static inline uint32_t awe_bytes_le32(awe_bytes bytes, size_t at)
{
    return awe_bytes_le16(bytes, at) | (uint32_t)awe_bytes_le16(bytes, at + 2) << 16;
}

static inline uint16_t awe_bytes_be16(awe_bytes bytes, size_t at)
{
    return (uint16_t)(awe_bytes_u8(bytes, at) << 8 | awe_bytes_u8(bytes, at + 1));
}

static inline uint32_t awe_bytes_be32(awe_bytes bytes, size_t at)
{
    return (uint32_t)awe_bytes_be16(bytes, at) << 16 | awe_bytes_be16(bytes, at + 2);
}

/* The part [at, at + size) of `bytes`, cut where `bytes` ends. */
static inline awe_bytes awe_bytes_part(awe_bytes bytes, size_t at, size_t size)
{
    size_t start = at < bytes.size ? at : bytes.size;
    size_t left = bytes.size - start;
    return (awe_bytes){bytes.data ? bytes.data + start : NULL, size < left ? size : left};
}

#endif
