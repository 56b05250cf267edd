/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_LIVE_RIG_H
#define TESTS_SUPPORT_LIVE_RIG_H

/* The whole live path on an imagined device and its clock: random arrivals into the input queue,
   the callback, and an ear that hears when each note begins. */

#include "app/guard.h"
#include "app/live.h"
#include "app/summary.h"
#include "io/audio_sim.h"
#include "support/synth_rig.h"

#include <stdbool.h>
#include <stdint.h>

#define LIVE_RIG_DECKS 3
#define LIVE_RIG_RECORDS 64

typedef struct live_rig {
    synth_rig synth; /* of the bank */
    deck *decks[LIVE_RIG_DECKS];
    live_memory memory;
    guard *guard; /* strict where that is possible */
    rt_thread thread;
    live *live;
    audio_sim *sim;
    input_queue input;
    awe_ring records;
    awe_record storage[LIVE_RIG_RECORDS];
    summary summary;
    uint64_t seed;

    /* what the ear has heard */
    uint64_t n_silent; /* frames in a row */
    uint64_t n_onsets;
    uint64_t last_onset_ns;
    uint64_t n_nans;

    /* what the records have told */
    uint64_t n_shed;
    uint32_t levels; /* of quality, a bit each */

    /* called before each callback: pushes what has arrived since the last one */
    void (*arrive)(struct live_rig *rig, uint64_t from_ns, uint64_t to_ns);
    uint64_t arrived_ns;
    void *context;
} live_rig;

/* Opens a rig whose bank is a looped sine without release, for a device as `config` says; nothing
   plays yet. Fails the test on any error. */
void live_rig_open(live_rig *rig, const audio_sim_config *config);
void live_rig_close(live_rig *rig);

/* Sends a command; fails the test if there is no room. */
void live_rig_send(live_rig *rig, live_command command);

/* Cues deck `i` and switches to it; NULL: no song. */
void live_rig_switch(live_rig *rig, uint32_t i, const awe_song *song, uint64_t frame);

/* Queues a live message that arrived at `at_ns`; false if it was refused. */
bool live_rig_arrive(live_rig *rig, uint64_t at_ns, awe_message message);

/* Plays for `n_frames` of the device. */
void live_rig_run(live_rig *rig, uint64_t n_frames);

/* What the guard has caught since the warm-up ended; says where. */
uint32_t live_rig_count_trips(const live_rig *rig);

/* A number below `below`, the same for the same seed. */
uint32_t live_rig_random(live_rig *rig, uint32_t below);

#endif
