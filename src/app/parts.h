/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_PARTS_H
#define APP_PARTS_H

/* The parts of a song, 16 on each port: which of them are heard, and in which key. Messages of the
   song pass through here one by one; each note-off finds its note whatever has changed since. With
   neutral settings every message passes as it is. Ports fold as those of a synth do.
   [any], one thread at a time */

#include "awe/api.h"
#include "awe/event.h"
#include "awe/synth.h"

#include <stdbool.h>
#include <stdint.h>

#define PARTS_MOST_SEMITONES 48

/* What the listener has set; all zero is neutral. */
typedef struct parts_settings {
    int8_t transpose;              /* semitones, -48..48; drum parts stay as they are */
    uint16_t muted[AWE_MAX_PORTS]; /* bit per channel */
    /* bit per channel: if any is set, those channels are heard and no other, muted or not */
    uint16_t soloed[AWE_MAX_PORTS];
} parts_settings;

/* What decides whether the keys of a channel are drums. */
typedef struct part {
    bool has_drums;   /* by power-on or message */
    uint8_t bank;     /* most significant byte of bank select, as it came last */
    uint8_t old_bank; /* the one that the last program change took */
} part;

typedef struct parts {
    parts_settings settings;
    awe_reset_kind reset; /* whose rules choose banks */
    uint16_t audible[AWE_MAX_PORTS];
    uint16_t has_played[AWE_MAX_PORTS]; /* channels in which voices may sound */
    uint16_t ending[AWE_MAX_PORTS];     /* channels that have to be silenced */
    part part[AWE_MAX_PORTS][16];
    uint8_t keys[AWE_MAX_PORTS][16][128]; /* what became of each key of the song */
} parts;

/* What to do with a message that was taken. */
typedef enum parts_passage {
    PARTS_PASS,
    PARTS_DROP,
    /* The message is to be sent before the one that was taken, which then has to be taken again. */
    PARTS_PASS_AND_REPEAT,
} parts_passage;

/* As after power-on, no key down. Settings stay. */
AWE_RT void parts_reset(parts *p);

/* Goes on with `settings`; values out of range are moved to its ends. Notes that sound keep their
   keys; the channels that cannot be heard any more have to be silenced. */
AWE_RT void parts_set(parts *p, const parts_settings *settings);

/* Gives the next message that silences a channel; false if there is none. */
AWE_RT bool parts_end_next(parts *p, awe_message *message);

/* Takes the song's next message and makes it the one to be sent. */
AWE_RT parts_passage parts_take(parts *p, awe_message *message);

#endif
