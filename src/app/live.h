/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_LIVE_H
#define APP_LIVE_H

/* The audio callback's world: it takes the main loop's commands, places live input, plays a deck
   or crosses from one to the next, converts the rate, and measures itself. Everything it touches is
   in one block that is allocated before it starts; it calls nothing that may wait. */

#include "app/deck.h"
#include "app/input_queue.h"
#include "app/live_figures.h"
#include "app/live_memory.h"
#include "app/measure.h"
#include "app/transport.h"
#include "awe/event.h"
#include "io/audio.h"
#include "io/io_error.h"
#include "perf/reflex.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct live live;

typedef struct live_config {
    input_queue *input; /* NULL: no live input */
    measure_config measure;
    bool is_endless; /* the end of a song ends nothing: live input goes on */
} live_config;

typedef enum live_verb {
    LIVE_SWITCH,      /* deck: play it from where it was cued */
    LIVE_REPLACE,     /* deck: play on, on its synth, from where the present deck stands */
    LIVE_LOOP,        /* deck: switch to it when the present one reaches its stop frame */
    LIVE_SETTINGS,    /* settings: of the song that plays */
    LIVE_STOP_FRAME,  /* frame: of the song, where it stops for the looping deck */
    LIVE_PAUSE,       /* flag */
    LIVE_VOLUME,      /* level: linear gain on top of the synth's own */
    LIVE_QUALITY,     /* quality: an awe_quality_level, 0 the best, for all decks from now on */
    LIVE_MESSAGE,     /* message: to the synth, at once */
    LIVE_DELAY,       /* delay_ns: of live input, from the next silence on */
    LIVE_STOP_TIMING, /* of stages, for all decks from now on */
    LIVE_FADE_OUT,    /* silent within 50 ms, then done */
} live_verb;

typedef struct live_command {
    live_verb verb;
    union {
        deck *deck;
        transport_settings settings;
        uint64_t frame;
        uint64_t delay_ns;
        awe_message message;
        float level;
        uint8_t quality;
        bool flag;
    };
} live_command;

/* What the callback tells the main loop. Read field by field: they need not belong to the same
   moment. */
typedef struct live_status {
    uint64_t position_frames; /* in the song, of the engine's rate */
    uint32_t n_calls;         /* of the callback */
    uint64_t n_frames;        /* that it was asked for, at the device's rate */
    uint32_t n_ran_dry;       /* times that the device had nothing to play, but for the start */
    uint32_t n_switches;      /* decks that were switched to */
    uint32_t n_voices;
    uint32_t lead_us;       /* sound that is made ahead of the device, by the rate's conversion */
    uint32_t n_late_events; /* live events that missed their frames */
    float peaks[2];         /* left and right since they were last read; 1 is full scale */
    bool is_done;           /* all has been heard */
} live_status;

/* Creates the callback's state in `memory`, without a deck: silent. Free with live_free().
   [main] */
bool live_new(const live_config *config, live_memory *memory, live **out, io_error *error);
void live_free(live *l);

/* Makes ready for a device, the first one or another one: what plays goes on where it was.
   Errors: a rate that cannot be converted to, no memory. [main], while no callback runs */
bool live_set_device(live *l, double rate_hz, uint32_t latency_frames, io_error *error);

/* Sends a command to the callback; false if too many wait. [main] */
bool live_send(live *l, const live_command *command);

/* The next deck that the callback has no more use for; NULL if there is none. [main] */
deck *live_take_retired(live *l);

/* `status->peaks` begin again. [main] */
void live_get_status(live *l, live_status *status);

/* What single events took, and counts: for live_figures_feed(). [main] */
const live_figures *live_get_figures(const live *l);

/* Caps the voices where a buffer would be late; off until awe_reflex_set_costs() tells it what work
   costs. Nothing else of it is for the main loop. [main] */
awe_reflex *live_get_reflex(live *l);

/* The callback, an audio_fill_fn: `context` is the live. [audio] */
AWE_RT void live_fill(void *context, const audio_round *round);

#endif
