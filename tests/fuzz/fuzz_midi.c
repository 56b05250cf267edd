/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Any bytes from a cable: every message is in its range, and cutting the bytes changes nothing. The
   first byte chooses the longest system exclusive and the cut. */

#include "awe/midi.h"
#include "fuzz/target.h"
#include "support/message_range.h"

#include <stdlib.h>
#include <string.h>

typedef struct tally {
    uint64_t n;
    uint64_t sum; /* of all messages, in their order */
} tally;

static AWE_RT void take(void *context, const awe_message *message)
{
    tally *t = context;
    require(is_in_range(message) && message->port == 5);
    t->n++;
    t->sum = t->sum * 31 + message->type * 1000003u + message->channel * 10007u +
             message->key * 101u + (uint64_t)message->value;
}

static tally read_cut(const uint8_t *data, size_t size, size_t step, awe_midi_stream_stats *stats)
{
    tally t = {0};
    awe_midi_stream *stream = NULL;
    awe_midi_stream_config config = {
        .sink = take, .context = &t, .max_sysex_bytes = 1u + data[0], .port = 5};
    if (awe_midi_stream_new(&config, &stream) != AWE_OK) {
        abort();
    }
    for (size_t at = 1; at < size; at += step) {
        size_t left = size - at;
        awe_midi_stream_read(stream, data + at, left < step ? left : step);
    }
    awe_midi_stream_get_stats(stream, stats);
    awe_midi_stream_free(stream);
    return t;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0) {
        return 0;
    }
    awe_midi_stream_stats whole_stats;
    awe_midi_stream_stats cut_stats;
    tally whole = read_cut(data, size, size, &whole_stats);
    tally cut = read_cut(data, size, 1u + data[0] % 7, &cut_stats);
    require(whole.n == cut.n && whole.sum == cut.sum && whole.n == whole_stats.n_messages);
    require(memcmp(&whole_stats, &cut_stats, sizeof cut_stats) == 0);
    require(whole_stats.n_bytes == size - 1);
    return 0;
}
