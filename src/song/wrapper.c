/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/wrapper.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define RIFF_HEAD_SIZE 12
#define CHUNK_HEAD_SIZE 8
#define MAX_JUNK_SIZE 4096
#define PEEK_SIZE 512

/* What a file is that has `size` bytes of `magic` at `at`. */
typedef struct signature {
    uint8_t at;
    uint8_t size;
    const char *magic;
    const char *text;
} signature;

static const signature signatures[] = {
    {8, 4, "WAVE", "a WAVE sound file, not a MIDI file"},
    {8, 4, "sfbk", "a SoundFont bank, not a MIDI file"},
    {8, 4, "DLS ", "a DLS bank, not a MIDI file"},
    {8, 4, "RMID", "a RIFF MIDI file without a MIDI file in it"},
    {0, 4, "RIFF", "a RIFF file of another kind, not a MIDI file"},
    {0, 2, "\x1F\x8B", "a gzip archive, not a MIDI file; unpack it first"},
    {0, 3, "BZh", "a bzip2 archive, not a MIDI file; unpack it first"},
    {1, 4, "7zXZ", "an xz archive, not a MIDI file; unpack it first"},
    {0, 4, "PK\x03\x04", "a zip archive, not a MIDI file; unpack it first"},
    {8, 4, "XDIR", "an XMI song, not a standard MIDI file"},
    {8, 4, "XMID", "an XMI song, not a standard MIDI file"},
    {0, 4, "MUS\x1A", "a MUS song of the game Doom, not a standard MIDI file"},
    {0, 4, "IWAD", "a WAD archive of the game Doom, not a MIDI file"},
    {0, 4, "PWAD", "a WAD archive of the game Doom, not a MIDI file"},
    {0, 4, "CTMF", "a CMF song, not a standard MIDI file"},
    {0, 4, "OggS", "an Ogg sound file, not a MIDI file"},
    {0, 4, "fLaC", "a FLAC sound file, not a MIDI file"},
    {0, 3, "ID3", "an MP3 sound file, not a MIDI file"},
    {0, 4, "%PDF", "a PDF document, not a MIDI file"},
    {0, 4, "GIF8", "a GIF picture, not a MIDI file"},
    {0, 4, "\x89PNG", "a PNG picture, not a MIDI file"},
    {0, 3, "\xFF\xD8\xFF", "a JPEG picture, not a MIDI file"},
    {1, 3, "ELF", "a program, not a MIDI file"},
};

static bool has_magic(awe_bytes file, size_t at, const char *magic, size_t size)
{
    return at <= file.size && size <= file.size - at && memcmp(file.data + at, magic, size) == 0;
}

static bool is_text(awe_bytes file)
{
    awe_bytes start = awe_bytes_part(file, 0, PEEK_SIZE);
    for (size_t i = 0; i < start.size; i++) {
        uint8_t byte = start.data[i];
        if (byte == 0x7F || (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r')) {
            return false;
        }
    }
    return true;
}

static const char *describe_text(awe_bytes file)
{
    size_t at = has_magic(file, 0, "\xEF\xBB\xBF", 3) ? 3 : 0;
    while (at < PEEK_SIZE && at < file.size && file.data[at] <= ' ') {
        at++;
    }
    return awe_bytes_u8(file, at) == '<' ? "a web page or XML document, not a MIDI file"
                                         : "a text file, not a MIDI file";
}

static const char *describe(awe_bytes file)
{
    if (file.size == 0) {
        return "an empty file, not a MIDI file";
    }
    for (size_t i = 0; i < sizeof signatures / sizeof signatures[0]; i++) {
        const signature *known = &signatures[i];
        if (has_magic(file, known->at, known->magic, known->size)) {
            return known->text;
        }
    }
    return is_text(file) ? describe_text(file) : "not a MIDI file; nothing known about its kind";
}

/* Behind junk, only a header of the usual length counts: the four letters alone may stand in any
   text. */
static bool find_header(awe_bytes file, size_t *at)
{
    size_t start = *at;
    if (has_magic(file, start, "MThd", 4)) {
        return true;
    }
    while (*at < file.size && *at - start < MAX_JUNK_SIZE) {
        (*at)++;
        if (has_magic(file, *at, "MThd\0\0\0\x06", 8)) {
            return true;
        }
    }
    return false;
}

/* Where the song begins in a RIFF MIDI file; `file` is cut where the song's chunk ends. */
static size_t enter_riff(awe_bytes *file)
{
    size_t at = RIFF_HEAD_SIZE;
    while (at < file->size && file->size - at > CHUNK_HEAD_SIZE) {
        uint32_t size = awe_bytes_le32(*file, at + 4);
        size_t start = at + CHUNK_HEAD_SIZE;
        size_t left = file->size - start;
        if (has_magic(*file, at, "data", 4)) {
            file->size = size > 0 && size < left ? start + size : file->size;
            return start;
        }
        if (size >= left) {
            break;
        }
        at = start + size + (size & 1);
    }
    return RIFF_HEAD_SIZE;
}

bool awe_wrapper_open(awe_bytes *file, size_t *at, awe_song_findings *findings)
{
    awe_bytes whole = *file;
    bool is_riff = has_magic(whole, 0, "RIFF", 4);
    bool is_riff_midi = is_riff && has_magic(whole, 8, "RMID", 4);
    size_t start = is_riff_midi ? enter_riff(file) : 0;
    *at = start;
    if (is_riff != is_riff_midi || !find_header(*file, at)) {
        awe_song_findings_refuse(findings, describe(whole));
        return false;
    }
    if (*at > start) {
        awe_song_findings_add(findings, AWE_FOUND_JUNK_BEFORE, start);
    }
    return true;
}
