/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SONG_H
#define AWE_SONG_H

/// @file MIDI files: immutable after parsing, read through cursors. Time is counted in frames of
/// 44,100 Hz.

#include "awe/allocator.h"
#include "awe/api.h"
#include "awe/event.h"
#include "awe/status.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct awe_song awe_song;

typedef struct awe_song_config {    ///< Zero in any field means the default.
    const awe_allocator *allocator; ///< default malloc; must outlive the song
    awe_report_fn report;           ///< default none
    void *context;                  ///< handed to `report`
    int keeps_exclusives;           ///< nonzero: for awe_song_get_exclusive()
} awe_song_config;

typedef struct awe_song_info {
    uint16_t format;   ///< 0, 1 or 2
    uint16_t n_tracks; ///< tracks read
    uint16_t n_ports;  ///< highest port used + 1
    uint16_t division; ///< as in the header: ticks per quarter, or SMPTE if bit 15 is set
    uint32_t n_events; ///< events a cursor yields, the final AWE_RELEASE_ALL included
    uint32_t n_notes;  ///< note-ons
    uint32_t n_tempo_changes;
    uint64_t end_frame; ///< where the song's last key is up; tails ring after it
    /// the last end-of-track; may be years away: never size anything by it
    uint64_t end_of_track_frame;
} awe_song_info;

/// Reads a Standard MIDI File (format 0, 1 or 2) or a RIFF MIDI file.
///
/// Format 2 patterns are played one after another. What other players play is played: damage is
/// repaired and reported.
/// The last event is AWE_RELEASE_ALL at `end_frame`: the last note-off, or for keys and pedals that
/// never come up the earlier of end-of-track and ten seconds after the last event.
/// @param data    [size] the file; borrowed for the call
/// @param config  NULL means all defaults
/// @param out     receives the song; NULL on error; free with awe_song_free()
/// Errors: AWE_BAD_ARG (NULL), AWE_NO_MEM, AWE_NOT_A_SONG, AWE_DAMAGED (no track can be read).
/// Source: Standard MIDI Files 1.0; docs/sound.md "Songs".
/// [main]
AWE_API awe_status awe_song_parse(const void *data, size_t size, const awe_song_config *config,
                                  awe_song **out);

/// Frees `song`. No cursor may use it any more. NULL is ignored.
/// Errors: none.
/// [main]
AWE_API void awe_song_free(awe_song *song);

/// Describes the song.
/// Errors: none.
/// [any]
AWE_API void awe_song_get_info(const awe_song *song, awe_song_info *info);

/// A system exclusive as the file has it.
typedef struct awe_song_exclusive {
    uint64_t frame;
    const void *bytes; ///< [n_bytes] without F0, and with F7 if the file has that; the song's own
    size_t n_bytes;
    uint8_t port;
} awe_song_exclusive;

/// Finds system exclusive `index` in the order of time, of a song that keeps them.
/// Errors: returns false if there are not so many; `exclusive` is then unchanged.
/// [any]
AWE_API int awe_song_get_exclusive(const awe_song *song, uint32_t index,
                                   awe_song_exclusive *exclusive);

/// A bank that a RIFF MIDI file carries beside its song.
typedef struct awe_carried_bank {
    const void *data; ///< [size] within the file; NULL: none
    size_t size;
    int is_dls;     ///< a DLS bank, which awe_bank_load() does not read
    int32_t offset; ///< what the file wants added to its bank numbers, 0..127; -1: it says nothing
} awe_carried_bank;

/// Finds the first bank in a file.
/// @param data    [size] the file; borrowed, and so is the result
/// Errors: none; other files, and NULL, have no bank.
/// Source: MMA RP-029; docs/sound.md "A song's own bank".
/// [any]
AWE_API awe_carried_bank awe_song_find_bank(const void *data, size_t size);

/// A reading position. A plain value: copy it, keep as many as you like. Treat the fields as
/// read-only.
typedef struct awe_song_cursor {
    const awe_song *song;
    uint64_t frame; ///< the next frame to be rendered
    uint32_t next;  ///< index of the next event
    uint32_t chase; ///< index of the next event to be chased after a seek; equals `next` when done
} awe_song_cursor;

/// Points `cursor` at the first frame of `song`.
/// Errors: none.
/// [any]
AWE_API AWE_RT void awe_song_start(awe_song_cursor *cursor, const awe_song *song);

/// Yields the events of the next frames and advances the cursor over them.
///
/// Feed the result to awe_synth_render() as it is: `events` are sorted and relative to the cursor's
/// old frame. Where more than `max_events` fall into the span, the span is cut short: then the
/// returned number of frames is smaller than `max_frames`, possibly 0 with all events at frame 0.
/// Call again for the rest.
/// @param max_frames  frames wanted
/// @param events      [max_events] filled
/// @param max_events  at least 1
/// @param n_events    receives how many were filled
/// @return frames to render with these events, at most `max_frames`
/// Errors: none.
/// [any]
AWE_API AWE_RT uint32_t awe_song_read(awe_song_cursor *cursor, uint32_t max_frames,
                                      awe_event *events, uint32_t max_events, uint32_t *n_events);

/// True when every event has been read.
/// Errors: none.
/// [any]
AWE_API AWE_RT int awe_song_done(const awe_song_cursor *cursor);

/// Moves the cursor to `frame`. The next reads first yield, at frame 0 and in their order, all
/// earlier events, an AWE_LAST_KEY in place of each note-on and nothing for a note-off, so that a
/// synth after awe_synth_seek() is in the state it would have had.
/// Errors: none; `frame` may be past the end.
/// [any]
AWE_API AWE_RT void awe_song_seek(awe_song_cursor *cursor, uint64_t frame);

/// A place in the written music.
typedef struct awe_song_place {
    uint32_t bar;            ///< counted from 1
    uint32_t beat;           ///< within the bar, counted from 1
    uint32_t us_per_quarter; ///< tempo: microseconds per quarter note
    uint8_t n_beats;         ///< time signature: so many beats in a bar,
    uint8_t beat_unit;       ///< each 1/beat_unit of a whole note
} awe_song_place;

/// Tells where in the written music `frame` is: the last tick that begins in it or before it.
///
/// A time signature begins a bar, even within one; where the file has none, four quarters are a
/// bar. Each pattern of a format 2 file begins a bar in 4/4. A file in SMPTE time has no written
/// music: its bars are two seconds long, four beats each. After the end the last tempo goes on.
/// Takes O(log n) steps.
/// Errors: none.
/// Source: Standard MIDI Files 1.0, "time signature" and "set tempo".
/// [any]
AWE_API AWE_RT void awe_song_get_place(const awe_song *song, uint64_t frame, awe_song_place *place);

/// Finds change `index` of tempo or time signature: the frame where it happens, ascending; the
/// first is at frame 0. awe_song_get_place() tells what holds from there on.
/// Errors: returns false if there are not so many; `frame` is then unchanged.
/// [any]
AWE_API AWE_RT int awe_song_get_change(const awe_song *song, uint32_t index, uint64_t *frame);

/// The frame in which a beat of a bar begins, both counted from 1 (0 means the first), in O(log n).
///
/// A beat that the bar does not have is its last one, or where the next bar cuts it short. A bar
/// after the end has the frame that it would have; compare with awe_song_info.end_frame.
/// Errors: none.
/// [any]
AWE_API AWE_RT uint64_t awe_song_find_bar(const awe_song *song, uint32_t bar, uint32_t beat);

#ifdef __cplusplus
}
#endif

#endif
