/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_DOCTOR_H
#define APP_DOCTOR_H

/* Judges what a machine offers to sound that has to be in time: facts in, rows out. [any] */

#include "io/machine.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define DOCTOR_MAX_ROWS 20

/* All that is judged. The texts are borrowed. */
typedef struct doctor_facts {
    machine machine;
    bool has_rtkit;
    uint32_t rtkit_priority;  /* that it gives at the most */
    const char *rtkit_reason; /* why it does not */
    double clock_ns;          /* that one reading of the clock takes */
    const char *audio_hosts;  /* those that have a device, "ALSA, JACK"; "": none */
    bool has_audio;           /* there is a default device */
    const char *audio_reason; /* why there is none */
    const char *audio_host;
    const char *audio_name;
    double audio_rate_hz;
    double audio_latency_ms; /* 0: unknown */
} doctor_facts;

typedef enum doctor_state {
    DOCTOR_GOOD,
    DOCTOR_FAIR, /* could be better */
    DOCTOR_BAD,
    DOCTOR_UNAVAILABLE, /* `found` says why */
    N_DOCTOR_STATES,
} doctor_state;

/* One thing, what was found, and what to do about it; "": nothing. */
typedef struct doctor_row {
    const char *what;
    doctor_state state;
    char found[200];
    char advice[200];
} doctor_row;

/* "good", "could be better", "bad", "unavailable". */
extern const char *const doctor_state_names[N_DOCTOR_STATES];

/* Fills in `rows`; their number. */
size_t doctor_judge(const doctor_facts *facts, doctor_row rows[DOCTOR_MAX_ROWS]);

#endif
