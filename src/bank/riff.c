/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "bank/riff.h"

#include <string.h>

#define HEADER_SIZE 8 /* name and size */
#define LIST_SIZE 12  /* name, size and type */
#define NOWHERE SIZE_MAX

static int is_list(uint32_t id)
{
    return id == AWE_FOURCC('L', 'I', 'S', 'T') || id == AWE_FOURCC('R', 'I', 'F', 'F');
}

/* Names that a SoundFont may have; others count only where none of these fits. */
static int is_known_name(uint32_t id)
{
    static const char names[] = "ifilisngINAMiromiverICRDIENGIPRDICOPICMTISFTDMODsnam"
                                "smplsm24phdrpbagpmodpgeninstibagimodigenshdr";
    awe_bytes bytes = {(const uint8_t *)names, sizeof names - 1};
    for (size_t i = 0; i < bytes.size; i += 4) {
        if (awe_bytes_le32(bytes, i) == id) {
            return 1;
        }
    }
    return is_list(id);
}

static int is_printable_name(uint32_t id)
{
    for (int shift = 0; shift < 32; shift += 8) {
        uint32_t c = id >> shift & 0xFF;
        if (c < 0x20 || c > 0x7E) {
            return 0;
        }
    }
    return 1;
}

/* Where the chunk after one that ends at `end` begins: the file's end if nothing can follow,
   NOWHERE if it is lost. */
static size_t find_follower(awe_bytes file, size_t end, size_t pad)
{
    if (file.size - end < HEADER_SIZE + pad) {
        return file.size;
    }
    uint32_t padded = awe_bytes_le32(file, end + pad);
    uint32_t unpadded = awe_bytes_le32(file, end);
    if (is_known_name(padded)) {
        return end + pad;
    }
    if (is_known_name(unpadded)) {
        return end;
    }
    if (is_printable_name(padded)) {
        return end + pad;
    }
    return is_printable_name(unpadded) ? end : NOWHERE;
}

/* The first list of a SoundFont at or after `at`, or NOWHERE. */
static size_t find_list(awe_bytes file, size_t at)
{
    while (at < file.size && file.size - at >= LIST_SIZE) {
        const uint8_t *hit = memchr(file.data + at, 'L', file.size - at - LIST_SIZE + 1);
        if (!hit) {
            return NOWHERE;
        }
        at = (size_t)(hit - file.data);
        uint32_t type = awe_bytes_le32(file, at + 8);
        if (awe_bytes_le32(file, at) == AWE_FOURCC('L', 'I', 'S', 'T') &&
            (type == AWE_FOURCC('p', 'd', 't', 'a') || type == AWE_FOURCC('s', 'd', 't', 'a') ||
             type == AWE_FOURCC('I', 'N', 'F', 'O'))) {
            return at;
        }
        at++;
    }
    return NOWHERE;
}

static void read_chunk(awe_riff *riff, awe_chunk *chunk)
{
    awe_bytes file = riff->file;
    size_t start = riff->at + HEADER_SIZE;
    size_t size = awe_bytes_le32(file, riff->at + 4);
    int cut = size > file.size - start;
    size_t follower = cut ? NOWHERE : find_follower(file, start + size, size & 1);

    chunk->id = awe_bytes_le32(file, riff->at);
    chunk->state = cut ? AWE_CHUNK_CUT : AWE_CHUNK_SOUND;
    if (follower == NOWHERE) {
        follower = find_list(file, start);
        if (follower != NOWHERE) {
            size = follower - start;
            chunk->state = AWE_CHUNK_RESIZED;
        }
    } else if ((size & 1) && follower == start + size && follower < file.size) {
        chunk->state = AWE_CHUNK_UNPADDED;
    }
    chunk->data = awe_bytes_part(file, start, size);
    riff->at = follower == NOWHERE ? file.size : follower;
}

int awe_riff_next(awe_riff *riff, awe_chunk *chunk)
{
    while (riff->at < riff->file.size && riff->file.size - riff->at >= HEADER_SIZE) {
        if (!is_list(awe_bytes_le32(riff->file, riff->at))) {
            read_chunk(riff, chunk);
            return 1;
        }
        riff->at += LIST_SIZE;
    }
    return 0;
}
