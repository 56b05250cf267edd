/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_DEVICE_PLAN_H
#define APP_DEVICE_PLAN_H

/* What is to be done with the audio device next: decisions only, no device, no clock, no thread.
   The caller looks again and again, says what it sees, and has each job done by somebody who may be
   kept waiting for ever. [main] */

#include <stdbool.h>
#include <stdint.h>

/* What may block. */
typedef enum device_job {
    DEVICE_NO_JOB,
    DEVICE_OPEN,
    DEVICE_START,
    DEVICE_STOP,
    DEVICE_CLOSE,
    N_DEVICE_JOBS,
} device_job;

typedef enum device_outcome {
    DEVICE_UNDER_WAY,
    DEVICE_DONE,
    DEVICE_REFUSED,
    DEVICE_STUCK, /* whoever does it will never be done */
} device_outcome;

/* Milliseconds. Zero in any field means the default. */
typedef struct device_limits {
    uint32_t deaf_ms;    /* without a call for sound, and a buffer's time, it is lost: 1500 */
    uint32_t open_ms;    /* what opening and starting may take: 15,000; a JACK server that waits for
                            a client which was killed takes 10,000 */
    uint32_t close_ms;   /* what stopping and closing may take: 2000 */
    uint32_t pause_ms;   /* before the first attempt to get it back, twice as long before the next,
                            and so on up to 4 s: 250 */
    uint32_t give_up_ms; /* after the loss: 60,000 */
} device_limits;

typedef struct device_plan {
    device_limits limits;
    device_job job; /* under way */
    uint32_t job_ms;
    bool shall_play;
    bool is_open;
    bool is_playing;    /* was told to call for sound */
    bool is_lost;       /* from the loss until it calls again */
    bool is_broken;     /* has to be closed before anything else */
    bool has_failed;    /* nothing more will be done */
    bool has_hung;      /* a job never ended: nobody can wait for its thread */
    uint32_t n_calls;   /* for sound, when last looked */
    uint32_t deaf_ms;   /* since the last of them */
    uint32_t lost_ms;   /* since the loss */
    uint32_t pause_ms;  /* before the next attempt */
    uint32_t paused_ms; /* of it */
} device_plan;

/* What is seen at a look. */
typedef struct device_news {
    uint32_t passed_ms; /* since the last look, without the time in which the process stood still */
    uint32_t n_calls;   /* for sound, ever */
    uint32_t buffer_ms; /* may pass from one call to the next */
    device_outcome outcome; /* of the job under way */
} device_news;

/* `limits` NULL: the defaults. */
void device_plan_init(device_plan *plan, const device_limits *limits);

/* Takes in the news and returns the job that is to be begun now. */
device_job device_plan_look(device_plan *plan, const device_news *news);

#endif
