/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_IO_AUDIO_SIM_H
#define AWE_IO_AUDIO_SIM_H

/* A sound device that is only imagined, for tests: it calls for sound as fast as it is given, on a
   clock of its own, and a script says what goes wrong. The card plays by an exact sample clock from
   a queue; it goes on, and silence is heard, where the queue runs dry. Everything is [main];
   audio_round.out is valid during its call only. */

#include "awe/api.h"
#include "io/audio.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct audio_sim audio_sim;

/* One call for sound. The script is given one in which all goes well. */
typedef struct audio_sim_call {
    uint32_t n_frames; /* at most what the queue holds */
    uint32_t n_burst;  /* the host sleeps until so many calls' frames have room: 1. It then calls as
                          long as there is room, so that they follow each other at once. */
    uint64_t late_ns;  /* passes between the wake-up and the call: 0 */
    uint64_t busy_ns;  /* passes from the call's first look at the clock to its second: 0 */
    bool is_lost;      /* there is no call, nor any later one */
} audio_sim_call;

/* Changes call number `n_call`, from 0 on. */
typedef void (*audio_sim_script_fn)(void *context, uint64_t n_call, audio_sim_call *call);

typedef struct audio_sim_config { /* Zero in any field means the default. */
    uint32_t rate_hz;             /* 44,100 */
    uint32_t period_frames;       /* of a call that the script leaves alone: 256 */
    uint32_t n_periods;           /* that the queue holds: 2 */
    int32_t drift_ppm;            /* the card's clock is so much faster than the system's */
    uint64_t tick_ns;             /* the host wakes up at multiples of it only; default: any time */
    bool hides_queue;             /* the host does not say what the device still has */
    bool primes;                  /* fills the queue by calls before it starts, not by silence */
    audio_sim_script_fn script;   /* default: all goes well */
    void *context;                /* of the script */
} audio_sim_config;

typedef struct audio_sim_counts {
    uint64_t n_calls;
    uint64_t n_frames;        /* asked for */
    uint64_t n_dry;           /* times that the queue ran dry */
    uint64_t n_silent_frames; /* heard because of it */
} audio_sim_counts;

/* Creates a device that has not started. NULL: out of memory. Free with audio_sim_free(). */
audio_sim *audio_sim_new(const audio_sim_config *config);
void audio_sim_free(audio_sim *sim);

void audio_sim_get_info(const audio_sim *sim, audio_info *info);

/* Starts, or starts again after a loss, with a full queue. */
void audio_sim_start(audio_sim *sim);

/* Calls for sound until at least `n_frames` have been asked for, or the device is lost. Returns how
   many were. */
uint64_t audio_sim_run(audio_sim *sim, uint64_t n_frames, audio_fill_fn fill, void *context);

bool audio_sim_is_lost(const audio_sim *sim);

/* Lets time pass without a call. */
void audio_sim_pass(audio_sim *sim, uint64_t ns);

/* The system's clock; `context` is an audio_sim. Its zero is where the simulation was made. */
AWE_RT uint64_t audio_sim_now_ns(void *context);

/* When the first frame of this call, or outside of calls of the next, will be heard. */
AWE_RT uint64_t audio_sim_find_heard_ns(const audio_sim *sim);

void audio_sim_get_counts(const audio_sim *sim, audio_sim_counts *counts);

/* A script of random troubles, the same for the same seed. Chances are in a million calls; what
   happens is anything from 0 or 1 to the greatest, with equal chances. */
typedef struct audio_sim_weather {
    uint64_t seed;
    uint32_t min_frames; /* sizes; 0: all are as the host wishes */
    uint32_t max_frames;
    uint32_t late_ppm;
    uint32_t burst_ppm;
    uint32_t busy_ppm;
    uint32_t lost_ppm;
    uint32_t max_burst;
    uint64_t max_late_ns;
    uint64_t max_busy_ns;
} audio_sim_weather;

/* An audio_sim_script_fn; `context` is an audio_sim_weather, and its seed moves on. */
void audio_sim_rain(void *context, uint64_t n_call, audio_sim_call *call);

#endif
