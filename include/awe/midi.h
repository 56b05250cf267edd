/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_MIDI_H
#define AWE_MIDI_H

/// @file Live MIDI: the bytes of a cable, in pieces of any size, become messages for a synth.

#include "awe/allocator.h"
#include "awe/api.h"
#include "awe/event.h"
#include "awe/status.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Reads one cable: one running status, one system exclusive at a time. Use a stream per input.
typedef struct awe_midi_stream awe_midi_stream;

/// Takes one message, in the order of the bytes. The message is valid during the call only.
typedef AWE_RT void (*awe_midi_sink_fn)(void *context, const awe_message *message);

typedef struct awe_midi_stream_config { ///< Zero in any field but `sink` means the default.
    const awe_allocator *allocator;     ///< default malloc; must outlive the stream
    awe_midi_sink_fn sink;              ///< must not be NULL
    void *context;                      ///< handed to `sink`
    /// longest system exclusive, F0 and F7 not counted, up to 2^24; default 65536
    uint32_t max_sysex_bytes;
    uint8_t port; ///< given to every message
} awe_midi_stream_config;

/// Figures since the stream was made.
typedef struct awe_midi_stream_stats {
    uint64_t n_bytes;       ///< all of them
    uint64_t n_messages;    ///< given to the sink
    uint64_t n_real_time;   ///< clock, start, stop, active sensing and their kin: ignored
    uint64_t n_sysex;       ///< system exclusives read to their end, understood or not
    uint64_t n_huge_sysex;  ///< longer than the maximum: dropped whole
    uint64_t n_cut_sysex;   ///< ended by another status byte than F7; read all the same
    uint64_t n_stray_bytes; ///< data without a status, F7 without F0, undefined F4 and F5
} awe_midi_stream_stats;

/// Creates a stream that waits for a status byte.
/// @param config  must not be NULL
/// @param out     receives the stream; NULL on error; free with awe_midi_stream_free()
/// Errors: AWE_BAD_ARG (no sink, maximum out of range), AWE_NO_MEM.
/// [main]
AWE_API awe_status awe_midi_stream_new(const awe_midi_stream_config *config, awe_midi_stream **out);

/// Frees `stream`. NULL is ignored.
/// Errors: none.
/// [main]
AWE_API void awe_midi_stream_free(awe_midi_stream *stream);

/// Reads bytes and gives each message to the sink as soon as its last byte is there.
///
/// How bytes are cut into calls does not matter. A note-on of velocity 0 arrives as a note-off.
/// Real-time bytes may stand anywhere, also inside a message. One system exclusive can give several
/// messages, or none if the synth has no use for it.
/// @param bytes  [n_bytes] borrowed for the call
/// Errors: none. What makes no sense is skipped and counted.
/// Source: MIDI 1.0 detailed specification, "Running status" and "System exclusive messages".
/// [audio]
AWE_API AWE_RT void awe_midi_stream_read(awe_midi_stream *stream, const void *bytes,
                                         size_t n_bytes);

/// Forgets a message that has begun and the running status: for a cable that was pulled out, or
/// after bytes were lost. The figures stay.
/// Errors: none.
/// [audio]
AWE_API AWE_RT void awe_midi_stream_reset(awe_midi_stream *stream);

/// Reads the figures.
/// Errors: none.
/// [audio]
AWE_API AWE_RT void awe_midi_stream_get_stats(const awe_midi_stream *stream,
                                              awe_midi_stream_stats *stats);

#ifdef __cplusplus
}
#endif

#endif
