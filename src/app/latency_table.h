/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_LATENCY_TABLE_H
#define APP_LATENCY_TABLE_H

/* From key to sound by segment: what was measured on a device in, rows and advice out. Source:
   docs/realtime.md "Latency". [any] */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define LATENCY_MAX_ADVICE 8
#define LATENCY_TEXT_SIZE 160

/* All that is judged. */
typedef struct latency_facts {
    double rate_hz;         /* of the device */
    uint32_t buffer_frames; /* at a time, at that rate */
    uint32_t claimed_us;    /* that the device says it takes */
    uint32_t n_buffers;     /* that were measured */
    uint32_t n_underflows;  /* among them */

    bool has_midi;
    bool is_polled;    /* an input is asked every millisecond, and its events are stamped then */
    uint32_t stamp_us; /* events may be so much older than their stamps */

    uint32_t delay_us; /* from stamp to buffer */
    bool is_delay_given;
    uint32_t need_us;   /* the least with which hardly an event is late; the next two are in it */
    uint32_t thread_us; /* from stamp to queue */
    uint32_t lead_us;   /* sound that is made ahead for the rate's conversion */

    bool has_queue;       /* the host says what its device still has */
    uint32_t queue_us[3]; /* when a buffer is due: 1, 50 and 99 % */

    bool is_real_time; /* the audio thread */
} latency_facts;

typedef enum latency_segment {
    LATENCY_DELAY,
    LATENCY_BUFFER,    /* in the delay, as the next three */
    LATENCY_LATE,      /* wake-ups */
    LATENCY_THREAD,    /* MIDI's */
    LATENCY_CONVERTER, /* of the rate */
    LATENCY_QUEUE,
    LATENCY_TOTAL,
    LATENCY_STAMP, /* beyond the total */
    N_LATENCY_SEGMENTS,
} latency_segment;

typedef struct latency_row {
    const char *key;  /* for programs: "delay" */
    const char *what; /* "placement delay" */
    bool is_part;     /* of the row before that is none */
    bool has_value;
    uint32_t us;
    char note[LATENCY_TEXT_SIZE]; /* where it comes from, or why there is no value */
} latency_row;

/* Fills in all rows. */
void latency_table(const latency_facts *facts, latency_row rows[N_LATENCY_SEGMENTS]);

/* What to change, what saves most first; how much there is. */
size_t latency_advise(const latency_facts *facts,
                      char texts[LATENCY_MAX_ADVICE][LATENCY_TEXT_SIZE]);

#endif
