/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_KEYBOARD_H
#define APP_KEYBOARD_H

/* What a player's hands are turned into before a synth hears of them: a key split, layers, a
   velocity curve. Pure; one keyboard per input.

   A note below the split key plays on the split's channel; any other on each channel of the layer
   or, without a layer, on its own. Program changes and bank numbers go where a note above the split
   would go first; all other controllers, pressure and the bend go to every channel that the
   keyboard plays. Channel 10 is left alone but for the velocity: there are the pads. */

#include "awe/api.h"
#include "awe/event.h"

#include <stdbool.h>
#include <stdint.h>

#define KEYBOARD_MAX_MESSAGES 16 /* that one message becomes: one for each channel */

typedef struct keyboard_settings { /* All zero: everything passes as it is. */
    uint8_t split_key;             /* lowest key that is not split off; 0: no split */
    uint8_t split_channel;         /* 0..15 */
    uint16_t layers;               /* bit per channel; 0: a note's own channel */
    bool has_curve;
    uint8_t curve[3]; /* what velocities 1, 64 and 127 become, 1..127; straight lines between */
} keyboard_settings;

typedef struct keyboard {
    keyboard_settings settings; /* may be changed at any time: keys that are down come up where they
                                     went down */
    uint16_t sounding[16][128]; /* channels that a key of a channel has gone down on */
} keyboard;

/* Writes what `message` becomes to `out` and returns how many messages that is. [MIDI thread] */
AWE_RT uint32_t keyboard_map(keyboard *k, const awe_message *message,
                             awe_message out[KEYBOARD_MAX_MESSAGES]);

/* Forgets which keys are down. [MIDI thread] */
void keyboard_release(keyboard *k);

/* The values of --split ("60:2", "C4:2"; middle C is C4), --layer ("1,2,5") and --velocity ("soft",
   "linear", "hard" or three numbers "20,90,127"). Channels are written 1..16. All return false, and
   leave `settings` alone, when `text` is not wholly such a value. [any] */
bool keyboard_read_split(const char *text, keyboard_settings *settings);
bool keyboard_read_layers(const char *text, keyboard_settings *settings);
bool keyboard_read_velocity(const char *text, keyboard_settings *settings);

#endif
