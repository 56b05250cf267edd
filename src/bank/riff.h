/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BANK_RIFF_H
#define AWE_BANK_RIFF_H

/* Walks the chunks of a RIFF file in file order, whatever its size fields say.

   Lists are entered and not left: their sizes are never used, so they may lie. A chunk's own size
   is believed where a chunk name, or the end of the file, follows it; the pad byte after an odd
   size is optional. Otherwise the chunk is taken to reach to the next list of a SoundFont, or to
   the end of the file. Each byte is looked at once at most. Source: SoundFont 2.04, 3. [main] */

#include "base/bytes.h"

#include <stddef.h>
#include <stdint.h>

#define AWE_FOURCC(a, b, c, d)                                                                     \
    ((uint32_t)(a) | (uint32_t)(b) << 8 | (uint32_t)(c) << 16 | (uint32_t)(d) << 24)

typedef enum awe_chunk_state {
    AWE_CHUNK_SOUND,
    AWE_CHUNK_UNPADDED, /* odd size and no pad byte */
    AWE_CHUNK_RESIZED,  /* the size field was wrong; the chunk ends where the next list begins */
    AWE_CHUNK_CUT,      /* the file ends before the chunk does */
} awe_chunk_state;

typedef struct awe_chunk {
    uint32_t id;    /* AWE_FOURCC */
    awe_bytes data; /* inside the file */
    awe_chunk_state state;
} awe_chunk;

typedef struct awe_riff {
    awe_bytes file;
    size_t at; /* 0 at first */
} awe_riff;

/* The next chunk that is not a list. False: there is none. */
int awe_riff_next(awe_riff *riff, awe_chunk *chunk);

#endif
