/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_MIXER_H
#define APP_MIXER_H

/* Plays one deck, crosses over to the next one, and knows where in its life the song is: it plays,
   fades, drains from the device, is done. [audio] */

#include "app/deck.h"
#include "app/fader.h"
#include "app/placement.h"
#include "base/ring.h"

#include <stdbool.h>
#include <stdint.h>

#define MIXER_CROSS_FRAMES 882 /* 20 ms, from one deck to another */

typedef enum mixer_stage {
    MIXER_DONE, /* silence */
    MIXER_PLAYING,
    MIXER_FADING,
    MIXER_DRAINING, /* silence, until the device has played what it was given */
} mixer_stage;

typedef struct mixer {
    awe_ring *retired;     /* of deck *: takes those that are not needed any more */
    bool is_endless;       /* the end of a song ends nothing: live input goes on */
    uint32_t drain_frames; /* how long the device plays what it was given */
    placement placement;   /* of live input */
    live_load load;
    uint8_t level;   /* of quality */
    bool is_untimed; /* no stages are timed */

    deck *playing;
    deck *leaving; /* being faded out; NULL: none */
    deck *looping; /* to be switched to at the stop frame; NULL: none */
    uint32_t n_switches;
    uint32_t n_crossing; /* frames left of the crossing from `leaving` to `playing` */
    float crossing[MIXER_CROSS_FRAMES * 2];

    mixer_stage stage;
    uint32_t stage_frames; /* left in MIXER_DRAINING */
    uint64_t last_frame;   /* of the song, where the tail is faded out should it still ring */
    bool is_paused;
    fader gate; /* closed by a pause and by the end */
    fader volume;
} mixer;

/* Silent, without a deck. [main] */
void mixer_init(mixer *m, awe_ring *retired, bool is_endless, input_queue *input);

/* Crosses over to `next` from whatever plays; at once where nobody would hear the difference. */
AWE_RT void mixer_switch(mixer *m, deck *next);

/* Stops the song where it is, or lets it go on. Without live input everything stands still; with
   it the song's notes end and who plays along plays on. */
AWE_RT void mixer_pause(mixer *m, bool shall_pause);

/* Silent within 50 ms, then done. */
AWE_RT void mixer_fade_out(mixer *m);

/* The deck to be switched to when the present one reaches its stop frame; NULL: none. */
AWE_RT void mixer_set_looping(mixer *m, deck *next);

/* Plays at a level of quality from now on. */
AWE_RT void mixer_set_level(mixer *m, uint8_t level);

/* No deck times its stages any more. */
AWE_RT void mixer_stop_timing(mixer *m);

/* The next frames at the engine's rate; the first of them stands for the time `start_ns`. */
AWE_RT void mixer_render(mixer *m, float *out, uint32_t n_frames, uint64_t start_ns);

#endif
