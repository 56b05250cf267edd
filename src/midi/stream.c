/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* A machine of one byte at a time: its state is the status in force, the data bytes that came, and
   the system exclusive that is open. */

#include "awe/midi.h"
#include "base/memory.h"
#include "midi/message.h"
#include "midi/sysex.h"

#include <stdbool.h>

#define DEFAULT_MAX_SYSEX 65536
#define LARGEST_MAX_SYSEX (1u << 24)

enum {
    STATUS_SYSEX = 0xF0,
    STATUS_TIME_CODE = 0xF1,
    STATUS_SONG_POSITION = 0xF2,
    STATUS_SONG_SELECT = 0xF3,
    STATUS_TUNE_REQUEST = 0xF6,
    STATUS_END_OF_SYSEX = 0xF7,
    FIRST_REAL_TIME = 0xF8,
};

struct awe_midi_stream {
    const awe_allocator *allocator;
    awe_midi_sink_fn sink;
    void *context;
    uint8_t *sysex; /* [max_sysex] */
    uint32_t max_sysex;
    uint32_t n_sysex; /* data bytes that came, also those beyond the maximum; saturates there + 1 */
    uint8_t port;
    uint8_t status; /* that data bytes belong to; STATUS_SYSEX while one is open; 0: none */
    uint8_t n_data;
    uint8_t data[2];
    awe_midi_stream_stats stats;
};

awe_status awe_midi_stream_new(const awe_midi_stream_config *config, awe_midi_stream **out)
{
    *out = NULL;
    if (!config || !config->sink || config->max_sysex_bytes > LARGEST_MAX_SYSEX) {
        return AWE_BAD_ARG;
    }
    const awe_allocator *allocator = awe_memory_resolve(config->allocator);
    awe_midi_stream *stream = awe_memory_new(allocator, 1, sizeof *stream);
    if (!stream) {
        return AWE_NO_MEM;
    }
    stream->allocator = allocator;
    stream->sink = config->sink;
    stream->context = config->context;
    stream->port = config->port;
    stream->max_sysex = config->max_sysex_bytes ? config->max_sysex_bytes : DEFAULT_MAX_SYSEX;
    stream->sysex = awe_memory_new(allocator, stream->max_sysex, 1);
    if (!stream->sysex) {
        awe_midi_stream_free(stream);
        return AWE_NO_MEM;
    }
    *out = stream;
    return AWE_OK;
}

void awe_midi_stream_free(awe_midi_stream *stream)
{
    if (stream) {
        awe_memory_free(stream->allocator, stream->sysex);
        awe_memory_free(stream->allocator, stream);
    }
}

static AWE_RT void give(awe_midi_stream *stream, const awe_message *message)
{
    stream->stats.n_messages++;
    stream->sink(stream->context, message);
}

static AWE_RT void close_sysex(awe_midi_stream *stream)
{
    awe_message messages[AWE_SYSEX_MAX_MESSAGES];
    if (stream->n_sysex > stream->max_sysex) {
        stream->stats.n_huge_sysex++;
        return;
    }
    awe_bytes body = {stream->sysex, stream->n_sysex};
    uint32_t n = awe_sysex_decode(body, stream->port, messages);
    stream->stats.n_sysex++;
    for (uint32_t i = 0; i < n; i++) {
        give(stream, &messages[i]);
    }
}

static AWE_RT void add_to_sysex(awe_midi_stream *stream, uint8_t byte)
{
    if (stream->n_sysex < stream->max_sysex) {
        stream->sysex[stream->n_sysex] = byte;
    }
    stream->n_sysex += stream->n_sysex <= stream->max_sysex;
}

/* Channel messages keep their status for the next; the few of the system that have data, and are
   not for a synth, do not. */
static AWE_RT void complete(awe_midi_stream *stream)
{
    stream->n_data = 0;
    if (stream->status < STATUS_SYSEX) {
        awe_message message = awe_midi_decode(stream->status, stream->data, stream->port);
        give(stream, &message);
    } else {
        stream->status = 0;
    }
}

static AWE_RT void read_data(awe_midi_stream *stream, uint8_t byte)
{
    if (stream->status == STATUS_SYSEX) {
        add_to_sysex(stream, byte);
    } else if (stream->status == 0) {
        stream->stats.n_stray_bytes++;
    } else {
        stream->data[stream->n_data++] = byte;
        if (stream->n_data == awe_midi_data_count(stream->status)) {
            complete(stream);
        }
    }
}

static AWE_RT void begin_system_common(awe_midi_stream *stream, uint8_t status)
{
    switch (status) {
    case STATUS_SYSEX:
        stream->n_sysex = 0;
        stream->status = status;
        break;
    case STATUS_TIME_CODE:
    case STATUS_SONG_POSITION:
    case STATUS_SONG_SELECT:
        stream->status = status;
        break;
    case STATUS_TUNE_REQUEST:
        stream->status = 0;
        break;
    default: /* F4 and F5 mean nothing, F7 ends nothing here */
        stream->status = 0;
        stream->stats.n_stray_bytes++;
        break;
    }
}

static AWE_RT void read_status(awe_midi_stream *stream, uint8_t status)
{
    bool was_sysex = stream->status == STATUS_SYSEX;
    if (was_sysex) {
        stream->stats.n_cut_sysex += status != STATUS_END_OF_SYSEX;
        close_sysex(stream);
    }
    /* What a message lacked that a status byte cuts short was never there: its data go. */
    stream->stats.n_stray_bytes += stream->n_data;
    stream->n_data = 0;
    if (status < STATUS_SYSEX) {
        stream->status = status;
    } else if (was_sysex && status == STATUS_END_OF_SYSEX) {
        stream->status = 0;
    } else {
        begin_system_common(stream, status);
    }
}

void awe_midi_stream_read(awe_midi_stream *stream, const void *bytes, size_t n_bytes)
{
    const uint8_t *at = bytes;
    stream->stats.n_bytes += n_bytes;
    for (size_t i = 0; i < n_bytes; i++) {
        if (at[i] >= FIRST_REAL_TIME) {
            stream->stats.n_real_time++;
        } else if (at[i] >= 0x80) {
            read_status(stream, at[i]);
        } else {
            read_data(stream, at[i]);
        }
    }
}

void awe_midi_stream_reset(awe_midi_stream *stream)
{
    stream->status = 0;
    stream->n_data = 0;
}

void awe_midi_stream_get_stats(const awe_midi_stream *stream, awe_midi_stream_stats *stats)
{
    *stats = stream->stats;
}
