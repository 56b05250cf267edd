/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_NOW_PLAYING_H
#define APP_NOW_PLAYING_H

/* What plays, and how: all that a view of the monitor shows and no record tells. Strings are
   borrowed for the call that takes the struct, and are what files and systems call themselves: who
   shows them cleans them. */

#include <stdbool.h>
#include <stdint.h>

typedef struct now_playing {
    const char *song;          /* its name without folders; NULL: live input alone */
    double position_s;         /* in the song */
    double end_s;              /* of the song; 0: there is none */
    uint32_t bar;              /* counted from 1; 0: unknown */
    bool is_paused;            /* by the listener */
    const char *set;           /* what was set, such as "muted  key +2"; NULL: nothing */
    const char *device;        /* such as "hw:1 on ALSA"; NULL: unknown */
    uint32_t buffer_frames;    /* 0: unknown */
    double rate_hz;            /* of the device; 0: unknown */
    const char *rt;            /* what the audio thread obtained, such as "FIFO 70", "none" */
    bool is_locked;            /* what sounds is locked in memory */
    const char *quality;       /* what was asked for, such as "auto", "exact"; NULL: unknown */
    const char *interpolation; /* such as "linear": at the present level; NULL: unknown */
    const char *kernel;        /* such as "avx2"; NULL: unknown */
    const char *midi_input;    /* such as "Keystation 49" or "2 inputs"; NULL: none */
} now_playing;

#endif
