/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The bank within a RIFF MIDI file: a RIFF chunk of its own behind the song's. Source: MMA RP-029;
   docs/sound.md "A song's own bank". */

#include "awe/song.h"

#include "base/bytes.h"

#include <string.h>

#define RIFF_HEAD_SIZE 12
#define CHUNK_HEAD_SIZE 8

static int has_name(awe_bytes bytes, size_t at, const char *name)
{
    return bytes.size >= at + 4 && memcmp(bytes.data + at, name, 4) == 0;
}

/* The chunk at the front of `*rest`, which is moved behind it. False: there is none. */
static int take_chunk(awe_bytes *rest, awe_bytes *chunk)
{
    if (rest->size < CHUNK_HEAD_SIZE) {
        return 0;
    }
    size_t size = CHUNK_HEAD_SIZE + (size_t)awe_bytes_le32(*rest, 4);
    *chunk = awe_bytes_part(*rest, 0, size);
    *rest = awe_bytes_part(*rest, size + (size & 1), rest->size);
    return 1;
}

/* The number in DBNK, by which writers of RIFF MIDI with SoundFonts move the bank; -1: none. */
static int32_t find_offset(awe_bytes info)
{
    awe_bytes chunk;
    while (take_chunk(&info, &chunk)) {
        uint16_t offset = awe_bytes_le16(chunk, CHUNK_HEAD_SIZE);
        if (has_name(chunk, 0, "DBNK") && chunk.size >= CHUNK_HEAD_SIZE + 2 && offset < 128) {
            return offset;
        }
    }
    return -1;
}

awe_carried_bank awe_song_find_bank(const void *data, size_t size)
{
    awe_carried_bank bank = {.offset = -1};
    awe_bytes file = {data, data ? size : 0};
    if (!has_name(file, 0, "RIFF") || !has_name(file, 8, "RMID")) {
        return bank;
    }
    awe_bytes rest = awe_bytes_part(file, RIFF_HEAD_SIZE, size);
    awe_bytes chunk;
    while (take_chunk(&rest, &chunk)) {
        int is_riff = has_name(chunk, 0, "RIFF");
        int is_dls = is_riff && has_name(chunk, 8, "DLS ");
        if (!bank.data && (is_dls || (is_riff && has_name(chunk, 8, "sfbk")))) {
            bank.data = chunk.data;
            bank.size = chunk.size;
            bank.is_dls = is_dls;
        } else if (has_name(chunk, 0, "LIST") && has_name(chunk, 8, "INFO")) {
            bank.offset = find_offset(awe_bytes_part(chunk, RIFF_HEAD_SIZE, chunk.size));
        }
    }
    return bank;
}
