/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/smf.h"

#include "song/packet.h"
#include "song/track.h"

#include <stdbool.h>

#define CHUNK_HEAD_SIZE 8
#define HEADER_SIZE 6
#define MAX_TRACKS UINT16_MAX
#define HEADER_NAME 0x4D546864 /* "MThd" */
#define DEFAULT_DIVISION 96

typedef struct chunk_reader {
    awe_bytes file;
    size_t at;
    awe_event_list *list;
    awe_song_findings *findings;
    awe_exclusives *exclusives;
    awe_packet packet;
} chunk_reader;

static bool is_name_byte(uint8_t byte)
{
    bool is_letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
    return is_letter || byte == ' ' || (byte >= '0' && byte <= '9');
}

/* True if a chunk may well begin at `at`: a track, or another name and a length that fits in the
   file. */
static bool is_chunk(awe_bytes file, size_t at)
{
    if (awe_track_starts_at(file, at)) {
        return true;
    }
    if (file.size < CHUNK_HEAD_SIZE || at > file.size - CHUNK_HEAD_SIZE) {
        return false;
    }
    for (size_t i = 0; i < 4; i++) {
        if (!is_name_byte(file.data[at + i])) {
            return false;
        }
    }
    return awe_bytes_be32(file, at + 4) <= file.size - CHUNK_HEAD_SIZE - at;
}

/* The first track chunk within [at, end), or `end`. */
static size_t find_track(awe_bytes file, size_t at, size_t end)
{
    while (at < end && !awe_track_starts_at(file, at)) {
        at++;
    }
    return at;
}

static size_t minimum(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Where to go on after a track that stopped at `at` and whose length said `length_end`. */
static size_t find_next_chunk(chunk_reader *reader, size_t at, size_t length_end)
{
    if (at >= length_end) {
        return at;
    }
    bool is_believed = length_end == reader->file.size || is_chunk(reader->file, length_end);
    size_t next = is_believed ? find_track(reader->file, at, length_end) : at;
    awe_song_findings_add(reader->findings,
                          next == length_end ? AWE_FOUND_AFTER_END : AWE_FOUND_LENGTH_LONG, at);
    return next;
}

static void read_track(chunk_reader *reader)
{
    awe_bytes file = reader->file;
    size_t start = minimum(reader->at + CHUNK_HEAD_SIZE, file.size);
    uint32_t length = awe_bytes_be32(file, reader->at + 4);
    bool fits = length <= file.size - start;
    size_t length_end = fits ? start + length : file.size;
    bool ends_there = length_end == file.size || is_chunk(file, length_end);
    awe_track track = {
        .bytes = awe_bytes_part(file, 0, ends_there ? length_end : file.size),
        .length_end = length_end,
        .list = reader->list,
        .findings = reader->findings,
        .packet = &reader->packet,
        .exclusives = reader->exclusives,
        .at = start,
    };
    awe_song_findings_start_track(reader->findings, reader->list->n_runs);
    if (!fits) {
        awe_song_findings_add(reader->findings, AWE_FOUND_LENGTH_PAST_FILE, reader->at + 4);
    }
    awe_track_read(&track);
    if (track.at > length_end) {
        awe_song_findings_add(reader->findings, AWE_FOUND_LENGTH_SHORT, length_end);
    }
    reader->at = find_next_chunk(reader, track.at, length_end);
    awe_song_findings_end_track(reader->findings);
}

/* Skips bytes that are no track. */
static void skip_other(chunk_reader *reader)
{
    awe_bytes file = reader->file;
    if (awe_bytes_be32(file, reader->at) == HEADER_NAME) {
        awe_song_findings_add(reader->findings, AWE_FOUND_SECOND_HEADER, reader->at);
        reader->at = file.size;
    } else if (is_chunk(file, reader->at)) {
        awe_song_findings_add(reader->findings, AWE_FOUND_CHUNK, reader->at);
        reader->at += CHUNK_HEAD_SIZE + awe_bytes_be32(file, reader->at + 4);
    } else {
        awe_song_findings_add(reader->findings, AWE_FOUND_JUNK, reader->at);
        reader->at = find_track(file, reader->at, file.size);
    }
}

static void read_chunks(chunk_reader *reader)
{
    while (reader->at < reader->file.size && !reader->list->failed) {
        if (!awe_track_starts_at(reader->file, reader->at)) {
            skip_other(reader);
        } else if (reader->list->n_runs < MAX_TRACKS) {
            read_track(reader);
        } else {
            awe_song_findings_add(reader->findings, AWE_FOUND_TRACK_LIMIT, reader->at);
            reader->at = reader->file.size;
        }
    }
}

/* The first track's place, given that the header's length is one more thing that may be wrong. */
static size_t find_header_end(awe_bytes file, size_t at, awe_song_findings *findings)
{
    uint32_t length = awe_bytes_be32(file, at + 4);
    size_t usual_end = minimum(at + CHUNK_HEAD_SIZE + HEADER_SIZE, file.size);
    if (length == HEADER_SIZE) {
        return usual_end;
    }
    awe_song_findings_add(findings, AWE_FOUND_HEADER_LENGTH, at + 4);
    size_t data_at = minimum(at + CHUNK_HEAD_SIZE, file.size);
    size_t length_end = data_at + minimum(length, file.size - data_at);
    return is_chunk(file, length_end) ? length_end : usual_end;
}

static uint16_t read_division(awe_bytes file, size_t at, awe_song_findings *findings)
{
    uint16_t division = awe_bytes_be16(file, at);
    bool is_smpte = division & 0x8000;
    uint32_t frames_per_second = 256u - (division >> 8);
    if (division == 0 || (is_smpte && (division & 0xFF) == 0)) {
        awe_song_findings_add(findings, AWE_FOUND_DIVISION, at);
        return DEFAULT_DIVISION;
    }
    if (is_smpte && frames_per_second != 24 && frames_per_second != 25 && frames_per_second != 29 &&
        frames_per_second != 30) {
        awe_song_findings_add(findings, AWE_FOUND_FRAME_RATE, at);
    }
    return division;
}

static uint16_t read_format(awe_bytes file, size_t at, awe_song_findings *findings)
{
    uint16_t format = awe_bytes_be16(file, at);
    if (format > 2) {
        awe_song_findings_add(findings, AWE_FOUND_FORMAT, at);
        return 1;
    }
    return format;
}

awe_status awe_smf_read(awe_bytes file, size_t at, const awe_smf_into *into, awe_smf_header *header)
{
    awe_event_list *list = into->list;
    awe_song_findings *findings = into->findings;
    size_t data_at = at + CHUNK_HEAD_SIZE;
    header->format = read_format(file, data_at, findings);
    header->division = read_division(file, data_at + 4, findings);
    chunk_reader reader = {
        .file = file,
        .at = find_header_end(file, at, findings),
        .list = list,
        .findings = findings,
        .exclusives = into->exclusives,
    };
    awe_packet_init(&reader.packet, list->allocator);
    read_chunks(&reader);
    awe_packet_free(&reader.packet);
    if (list->failed) {
        return AWE_NO_MEM;
    }
    header->n_tracks = (uint16_t)list->n_runs;
    if (list->n_runs == 0) {
        awe_song_findings_add(findings, AWE_FOUND_NO_TRACK, at);
        return AWE_DAMAGED;
    }
    if (header->n_tracks != awe_bytes_be16(file, data_at + 2)) {
        awe_song_findings_add(findings, AWE_FOUND_TRACK_COUNT, data_at + 2);
    }
    if (header->format == 0 && header->n_tracks > 1) {
        awe_song_findings_add(findings, AWE_FOUND_FORMAT_0_TRACKS, at);
    }
    return AWE_OK;
}
