/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_VOICES_H
#define AWE_SYNTH_VOICES_H

/* Which lane plays what: allocation, stealing and the life of notes on the chip. Rule:
   docs/sound.md "Voices".

   Lanes stand in the order in which their voices began, and the chip mixes them in that order: so
   what a set of voices sounds like, to the last bit, does not depend on what has sounded before
   them. A voice begins behind all others; gaps that ended voices leave are closed from time to
   time.

   No note looks at all lanes: voices are moved together once for many that ended, and who is
   stolen is known from a tournament that is held once per tick at most. [audio] */

#include "awe/api.h"
#include "awe/times.h"
#include "bank/zone.h"
#include "chip/chip.h"
#include "synth/edits.h"
#include "synth/keyed.h"
#include "synth/victims.h"

#include <stddef.h>

#include <stdint.h>

#define AWE_FADE_TICKS 4        /* 2.9 ms: a stolen or silenced voice */
#define AWE_MAX_SHED 8          /* voices that one call may end */
#define AWE_EXCLUDE_FRAMES 1056 /* 24 ms for 100 dB: a voice that its exclusive class ends */

typedef enum awe_voice_state {
    AWE_VOICE_FREE,
    AWE_VOICE_HELD,      /* key down */
    AWE_VOICE_SUSTAINED, /* key up, held by a pedal */
    AWE_VOICE_RELEASED,
    AWE_VOICE_FADING, /* forced out; no longer counts as sounding */
    AWE_N_VOICE_STATES,
} awe_voice_state;

/* What the driver knows of a lane: small, for it looks at all of them. */
typedef struct awe_voice {
    uint64_t note;          /* serial number of the note-on that started it */
    uint64_t started_frame; /* of the chip */
    uint16_t channel;       /* port * 16 + channel */
    uint8_t key, velocity;
    uint8_t state;           /* awe_voice_state */
    uint8_t caught;          /* held by the sostenuto pedal */
    uint8_t changed;         /* AWE_ASPECT bits: parameters are stale */
    uint8_t exclusive_class; /* 0: none */
} awe_voice;

/* What the lane's parameters are reckoned from, besides its channel. */
typedef struct awe_timbre {
    awe_region region;
    awe_edits edits;         /* the channel's, as far as this voice heard them */
    float tuning_cents;      /* of its key, as it was when the voice started */
    float reverb, chorus;    /* factors of the sends */
    uint32_t release_frames; /* at full quality */
} awe_timbre;

typedef struct awe_voices {
    awe_chip *chip;
    uint32_t n_voices;   /* polyphony */
    uint32_t allowed;    /* of it, at the present quality */
    uint32_t cap;        /* no more than these, for now */
    uint32_t n_lanes;    /* polyphony, room for voices that fade, and for gaps */
    uint32_t n_most;     /* of them may be taken at one time */
    uint32_t n_taken;    /* all but free */
    uint32_t top;        /* one past the last lane that is not free */
    uint32_t n_sounding; /* all but free and fading */
    uint32_t n_peak;
    uint64_t n_started, n_shed, n_yielded;
    uint64_t n_stolen[AWE_N_STEALS];
    awe_theft_listener theft;
    awe_victims sounding, fading;
    awe_keyed keyed; /* held and sustained */
    uint32_t n_ends; /* told in lifetime_frames */
    uint32_t lifetime_frames[AWE_TIMED_ENDS];
    awe_timbre *timbre; /* [n_lanes] */
    awe_voice voice[];  /* [n_lanes] */
} awe_voices;

/* Lanes for a polyphony. A multiple of 8. */
uint32_t awe_voices_lanes(uint32_t n_voices);

/* Bytes for so many lanes. */
size_t awe_voices_size(uint32_t n_lanes);

/* Makes voices in `memory` (zeroed, awe_voices_size(awe_voices_lanes(n_voices)) bytes). `chip` has
   as many lanes. [main] */
awe_voices *awe_voices_init(void *memory, awe_chip *chip, uint32_t n_voices);

/* All lanes free; the chip is reset by its owner. */
AWE_RT void awe_voices_reset(awe_voices *voices);

/* A lane for the new voice `wanted`, whose timbre the caller sets. Steals where polyphony is used
   up: released voices first, then the quietest, then the oldest; voices of the same note only if
   there is nothing else. */
AWE_RT uint32_t awe_voices_take(awe_voices *voices, const awe_voice *wanted);

/* Fades out over `n_ticks` what sounds beyond `limit`, those first that are stolen first, but no
   more than `most` or AWE_MAX_SHED. Returns how many. */
AWE_RT uint32_t awe_voices_shed(awe_voices *voices, uint32_t limit, uint32_t most,
                                uint16_t n_ticks);

/* The held and sustained lanes of a key: the first, and the one after `lane`; AWE_NO_LANE: no more.
   What comes after a lane is asked before the lane is let go. */
AWE_RT uint32_t awe_voices_first_keyed(const awe_voices *voices, uint16_t channel, uint8_t key);
AWE_RT uint32_t awe_voices_next_keyed(const awe_voices *voices, uint32_t lane);

/* Ends a voice that its exclusive class stops. */
AWE_RT void awe_voices_exclude(awe_voices *voices, uint32_t lane);

/* Forces a sounding voice out over `n_ticks`. */
AWE_RT void awe_voices_fade(awe_voices *voices, uint32_t lane, uint16_t n_ticks);

/* Lets a held or sustained voice go. */
AWE_RT void awe_voices_release(awe_voices *voices, uint32_t lane);

/* Frees the lanes of the `n_ended` voices that have ended on the chip. After every awe_chip_tick(),
   which tells how many those are. */
AWE_RT void awe_voices_collect(awe_voices *voices, uint32_t n_ended);

#endif
