/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_H
#define AWE_SYNTH_H

/// @file The synthesizer: events in, stereo frames out, at 44,100 Hz. One thread owns a synth.

#include "awe/allocator.h"
#include "awe/api.h"
#include "awe/config.h"
#include "awe/event.h"
#include "awe/quality.h"
#include "awe/rate.h"
#include "awe/stack.h"
#include "awe/status.h"
#include "awe/theft.h"
#include "awe/times.h"

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define AWE_DEFAULT_VOICES 32 ///< polyphony of the chip
#define AWE_MAX_VOICES 4096   ///< largest polyphony
#define AWE_NO_CAP UINT32_MAX
#define AWE_MAX_PORTS 16 ///< 16 channels each; higher ports fold onto these

typedef struct awe_synth awe_synth;

/// Figures since the synth was made or sought.
typedef struct awe_stats {
    uint64_t n_frames;                  ///< frames rendered
    uint64_t n_voice_frames;            ///< voice-frames rendered: the work that was done
    uint64_t n_notes;                   ///< note-ons that started at least one voice
    uint64_t n_started;                 ///< voices started
    uint64_t n_lost_notes;              ///< note-ons that found no preset or zone to play
    uint64_t n_stolen;                  ///< voices cut short to make room
    uint64_t n_stolen_as[AWE_N_STEALS]; ///< the same by what was taken
    uint64_t n_shed;                    ///< voices ended by a cap
    uint64_t n_yielded;                 ///< voices ended by a lower quality's polyphony
    uint64_t n_excluded;                ///< voices ended by their exclusive class
    uint64_t n_rejected;                ///< events that made no sense
    uint32_t n_voices;                  ///< sounding now
    uint32_t n_peak_voices;             ///< most at one time
    uint32_t polyphony;                 ///< voices that may sound at the present quality
    float peak;                         ///< largest absolute output value so far; 1.0 is full scale
} awe_stats;

/// Creates a silent synth that plays from `banks`: of presets with the same address that of the
/// last bank counts.
/// @param config   NULL means all defaults
/// @param banks    [n_banks] borrowed for the call
/// @param n_banks  1..AWE_MAX_BANKS
/// @param out      receives the synth; NULL on error; free with awe_synth_free()
/// Errors: AWE_BAD_ARG (a field or count out of range), AWE_NO_MEM.
/// [main]
AWE_API awe_status awe_synth_new(const awe_synth_config *config, const awe_stacked_bank *banks,
                                 size_t n_banks, awe_synth **out);

/// Frees `synth`. NULL is ignored.
/// Errors: none.
/// [main]
AWE_API void awe_synth_free(awe_synth *synth);

/// Renders stereo frames and advances the synth by exactly that many.
///
/// The result does not depend on how time is cut into calls: once 512 frames, or 512 times one
/// frame, give the same bits. Notes start and end on their exact frame; everything else that is
/// heard acts from the next tick of 32 frames.
/// @param events    [n_events] ascending by `frame`, each at most `n_frames` (at `n_frames`: before
///                  the next call's first frame); borrowed for the call; NULL if none
/// @param out       [n_frames][2] interleaved left, right; full scale +-1.0; overwritten
/// @param n_frames  may be 0: then only the events are taken
/// Errors: none. An event that makes no sense is skipped and counted in awe_stats.n_rejected.
/// Source: docs/sound.md "Tick and segment".
/// [audio]
AWE_API AWE_RT void awe_synth_render(awe_synth *synth, const awe_event *events, size_t n_events,
                                     float *out, size_t n_frames);

/// Returns to the power-on state, silent, at absolute frame `frame` (ticks and effect phases are
/// counted from 0).
/// Errors: none.
/// [audio]
AWE_API AWE_RT void awe_synth_seek(awe_synth *synth, uint64_t frame);

/// Takes over the controllers, programs, tunings, levels, effect types and the frame number of
/// `from`, and is otherwise silent: to play on with other banks or other settings. Programs are
/// looked up anew in the synth's own banks.
/// Errors: none.
/// [audio]
AWE_API AWE_RT void awe_synth_adopt(awe_synth *synth, const awe_synth *from);

/// True when no voice sounds and the effects have rung out below -90 dB of full scale.
/// Errors: none.
/// [audio]
AWE_API AWE_RT int awe_synth_is_silent(const awe_synth *synth);

/// Reads the figures.
/// Errors: none.
/// [audio]
AWE_API AWE_RT void awe_synth_get_stats(const awe_synth *synth, awe_stats *stats);

/// Changes the quality from the next tick on; what sounds changes without a click, within 0.1 s.
/// Seeking keeps it. At the best quality the sound is as if there had never been another, once what
/// sounded meanwhile has died away.
/// @param quality  copied
/// Errors: none. Numbers out of range are moved to its ends.
/// Source: docs/sound.md "Quality".
/// [audio]
AWE_API AWE_RT void awe_synth_set_quality(awe_synth *synth, const awe_quality *quality);

/// Allows no more than `cap` voices from the next tick on, until the next call; AWE_NO_CAP: as many
/// as the quality does. At most 8 voices end for one call, the released and the quietest ones
/// first, within 5 ms; a new one takes the place of another. They count as awe_stats.n_shed.
/// @param cap  at least 1
/// Errors: none.
/// [audio]
AWE_API AWE_RT void awe_synth_set_voice_cap(awe_synth *synth, uint32_t cap);

/// Lends the synth another clock from the next call of awe_synth_render() on; with a `now_ns` of
/// NULL it times nothing any more.
/// Errors: none.
/// [audio]
AWE_API AWE_RT void awe_synth_set_clock(awe_synth *synth, awe_clock clock);

/// Reads what the synth did since the last call, and begins anew. Lifetimes are always told, times
/// only with a clock.
/// Errors: none.
/// [audio]
AWE_API AWE_RT void awe_synth_take_times(awe_synth *synth, awe_times *times);

/// Tells which preset `key` would play on a channel now, and why that one.
/// @param port     folded as in awe_message
/// @param channel  0..15
/// @param key      0..127
/// Errors: none. Values out of range are masked.
/// Source: docs/sound.md "Missing presets".
/// [audio]
AWE_API AWE_RT awe_preset_use awe_synth_find_preset(const awe_synth *synth, uint8_t port,
                                                    uint8_t channel, uint8_t key);

/// The name of the kernel variant that `synth` uses, such as "avx2". Static storage.
/// Errors: none.
/// [any]
AWE_API const char *awe_synth_kernel_name(const awe_synth *synth);

#ifdef __cplusplus
}
#endif

#endif
