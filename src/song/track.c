/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/track.h"

#include "midi/message.h"
#include "midi/sysex.h"
#include "song/bars.h"

#define MAX_NUMBER 0x0FFFFFFF /* four bytes of seven bits */
#define NO_NUMBER UINT32_MAX

enum {
    META_PORT = 0x21,
    META_END_OF_TRACK = 0x2F,
    META_TEMPO = 0x51,
    META_METER = 0x58,
    STATUS_SYSEX = 0xF0,
    STATUS_PACKET = 0xF7,
    STATUS_META = 0xFF,
};

static bool has_more(const awe_track *track)
{
    return track->at < track->bytes.size;
}

static uint8_t peek(const awe_track *track)
{
    return awe_bytes_u8(track->bytes, track->at);
}

static uint8_t take(awe_track *track)
{
    uint8_t byte = peek(track);
    track->at += has_more(track);
    return byte;
}

static void find(awe_track *track, awe_song_finding finding, size_t offset)
{
    awe_song_findings_add(track->findings, finding, offset);
}

/* A variable-length number, or NO_NUMBER if it has more than 28 bits. Zeros in front may make it
   long. */
static uint32_t take_number(awe_track *track)
{
    size_t start = track->at;
    uint32_t number = 0;
    uint8_t byte = 0x80;
    while (byte & 0x80 && has_more(track)) {
        byte = take(track);
        bool fits = number <= MAX_NUMBER >> 7;
        number = fits ? number << 7 | (byte & 0x7F) : NO_NUMBER;
    }
    if (number == NO_NUMBER) {
        find(track, AWE_FOUND_HUGE_NUMBER, start);
    } else if (track->at - start > 4) {
        find(track, AWE_FOUND_LONG_NUMBER, start);
    }
    return number;
}

/* A length and that many bytes, fewer where the track ends. */
static awe_bytes take_data(awe_track *track)
{
    size_t start = track->at;
    uint32_t size = take_number(track);
    awe_bytes data = awe_bytes_part(track->bytes, track->at, size);
    if (data.size < size) {
        find(track, AWE_FOUND_CUT_DATA, start);
    }
    track->at += data.size;
    return data;
}

static void append(awe_track *track, awe_message message)
{
    awe_event_list_append(track->list, track->tick, message);
}

static void keep_sysex(awe_track *track, awe_bytes bytes, uint64_t tick)
{
    awe_exclusives *kept = track->exclusives;
    if (kept && bytes.size > 0) {
        awe_message mark = {.type = AWE_SONG_EXCLUSIVE, .value = (int32_t)kept->n};
        track->list->failed |= !awe_exclusives_add(kept, bytes, track->port);
        awe_event_list_append(track->list, tick, mark);
    }
}

static void append_sysex(awe_track *track, awe_bytes bytes, uint64_t tick)
{
    awe_message messages[AWE_SYSEX_MAX_MESSAGES];
    uint32_t n = awe_sysex_decode(bytes, track->port, messages);
    keep_sysex(track, bytes, tick);
    for (uint32_t i = 0; i < n; i++) {
        awe_event_list_append(track->list, tick, messages[i]);
    }
}

static void add_packet(awe_track *track, awe_bytes data)
{
    track->packet_tick = track->tick;
    if (!awe_packet_add(track->packet, data)) {
        track->list->failed = true;
    }
}

static void close_packet(awe_track *track, size_t start)
{
    if (track->packet->is_huge) {
        find(track, AWE_FOUND_HUGE_SYSEX, start);
    }
    append_sysex(track, awe_packet_close(track->packet), track->packet_tick);
}

/* Files exist whose system exclusives lack the F7: whatever comes next but a further packet ends
   them. */
static void close_open_packet(awe_track *track, size_t start)
{
    if (track->packet->is_open) {
        find(track, AWE_FOUND_OPEN_SYSEX, start);
        close_packet(track, start);
    }
}

static bool ends_sysex(awe_bytes data)
{
    return data.size > 0 && data.data[data.size - 1] == STATUS_PACKET;
}

static void read_sysex(awe_track *track, size_t start)
{
    close_open_packet(track, start);
    awe_bytes data = take_data(track);
    if (ends_sysex(data)) {
        append_sysex(track, data, track->tick);
    } else {
        add_packet(track, data);
    }
}

/* A further packet; without an open message it is an "escape", of which only a whole system
   exclusive is of use. */
static void read_packet(awe_track *track, size_t start)
{
    awe_bytes data = take_data(track);
    if (track->packet->is_open) {
        add_packet(track, data);
        if (ends_sysex(data)) {
            close_packet(track, start);
        }
    } else if (awe_bytes_u8(data, 0) == STATUS_SYSEX) {
        append_sysex(track, data, track->tick);
    }
}

static void read_tempo(awe_track *track, awe_bytes data, size_t start)
{
    int32_t us_per_quarter = (int32_t)(awe_bytes_be32(data, 0) >> 8);
    if (data.size < 3 || us_per_quarter == 0) {
        find(track, AWE_FOUND_TEMPO, start);
        return;
    }
    append(track, (awe_message){.type = AWE_SONG_TEMPO, .value = us_per_quarter});
}

static void read_meter(awe_track *track, awe_bytes data, size_t start)
{
    uint8_t n_beats = awe_bytes_u8(data, 0);
    uint8_t beat_log2 = awe_bytes_u8(data, 1);
    if (data.size < 2 || n_beats == 0 || beat_log2 > AWE_BARS_MAX_BEAT_LOG2) {
        find(track, AWE_FOUND_METER, start);
        return;
    }
    append(track, (awe_message){.type = AWE_SONG_METER, .key = beat_log2, .value = n_beats});
}

static void read_meta(awe_track *track, size_t start)
{
    if (!has_more(track)) {
        find(track, AWE_FOUND_CUT_EVENT, start);
        return;
    }
    uint8_t type = take(track);
    awe_bytes data = take_data(track);
    switch (type) {
    case META_TEMPO:
        read_tempo(track, data, start);
        break;
    case META_METER:
        read_meter(track, data, start);
        break;
    case META_PORT:
        track->port = data.size > 0 ? data.data[0] : track->port;
        break;
    case META_END_OF_TRACK:
        track->has_ended = true;
        break;
    default:
        break;
    }
}

static uint8_t take_data_byte(awe_track *track)
{
    uint8_t byte = take(track);
    if (byte < 0x80) {
        return byte;
    }
    find(track, AWE_FOUND_DATA_BYTE, track->at - 1);
    return byte == 0x80 ? 0x7F : byte & 0x7F;
}

static void read_channel_message(awe_track *track, size_t start)
{
    uint8_t n_data = awe_midi_data_count(track->status);
    if (track->bytes.size - track->at < n_data) {
        find(track, AWE_FOUND_CUT_EVENT, start);
        track->at = track->bytes.size;
        return;
    }
    close_open_packet(track, start);
    uint8_t data[2] = {0, 0};
    for (uint8_t i = 0; i < n_data; i++) {
        data[i] = take_data_byte(track);
    }
    append(track, awe_midi_decode(track->status, data, track->port));
}

static void skip_illegal(awe_track *track, uint8_t status, size_t start)
{
    find(track, AWE_FOUND_ILLEGAL_STATUS, start);
    for (uint8_t i = awe_midi_data_count(status); i > 0 && peek(track) < 0x80; i--) {
        take(track);
    }
}

/* Skips to the next status byte if the event has none and no running status either. */
static void require_status(awe_track *track)
{
    if (peek(track) >= 0x80) {
        return;
    }
    if (track->status == 0) {
        find(track, AWE_FOUND_NO_STATUS, track->at);
        while (has_more(track) && peek(track) < 0x80) {
            track->at++;
        }
    } else if (track->status_is_old) {
        find(track, AWE_FOUND_OLD_STATUS, track->at);
    }
}

static void read_message(awe_track *track)
{
    size_t start = track->at;
    uint8_t status = peek(track) < 0x80 ? track->status : take(track);
    if (status < STATUS_SYSEX) {
        track->status = status;
        track->status_is_old = false;
        read_channel_message(track, start);
        return;
    }
    track->status_is_old = true;
    if (status == STATUS_META) {
        read_meta(track, start);
    } else if (status == STATUS_SYSEX) {
        read_sysex(track, start);
    } else if (status == STATUS_PACKET) {
        read_packet(track, start);
    } else {
        skip_illegal(track, status, start);
    }
}

static void read_event(awe_track *track)
{
    size_t start = track->at;
    uint32_t delta = take_number(track);
    if (has_more(track)) {
        require_status(track);
    }
    if (!has_more(track)) {
        find(track, AWE_FOUND_CUT_EVENT, start);
        return;
    }
    /* A file would need 2^36 events to overflow this sum. */
    track->tick += delta == NO_NUMBER ? 0 : delta;
    read_message(track);
}

bool awe_track_starts_at(awe_bytes file, size_t at)
{
    return awe_bytes_be32(file, at) == 0x4D54726B; /* "MTrk" */
}

static bool reaches_next_track(const awe_track *track)
{
    return track->at >= track->length_end && awe_track_starts_at(track->bytes, track->at);
}

void awe_track_read(awe_track *track)
{
    awe_event_list_start_run(track->list);
    while (has_more(track) && !track->has_ended && !track->list->failed &&
           !reaches_next_track(track)) {
        read_event(track);
    }
    close_open_packet(track, track->at);
    if (!track->has_ended) {
        find(track, AWE_FOUND_NO_END, track->at);
    }
    append(track, (awe_message){.type = AWE_SONG_END_OF_TRACK});
}
