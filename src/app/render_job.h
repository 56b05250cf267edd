/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_RENDER_JOB_H
#define APP_RENDER_JOB_H

/* One song rendered to one output. What goes wrong is said. [main] */

#include "app/banks.h"
#include "app/exit_code.h"
#include "app/settings.h"
#include "io/sound_format.h"

#include <stdbool.h>
#include <stdint.h>

typedef struct render_order {
    const char *song;   /* path */
    const char *output; /* path, or "-"; NULL: nothing is written */
    sound_format format;
    transport_settings transport;
    bool shall_hash;
    bool shall_measure; /* the loudness */
    bool overwrite;
    progress_mode progress;
} render_order;

typedef struct render_result {
    uint64_t n_frames;        /* of the engine */
    uint64_t n_output_frames; /* at the output's rate */
    uint64_t hash;            /* XXH3 of the output's samples as 32-bit floats, if asked for */
    float peak;               /* of the output; 1 is full scale */
    double loudness_lufs;     /* integrated, if asked for; -infinity: too quiet to tell */
    uint64_t wall_ns, cpu_ns; /* of rendering and writing */
    awe_stats stats;
    bool is_cut; /* at the longest length allowed */
} render_result;

/* What a file `path` (NULL: none) shall be, all defaults resolved. False: that is not possible. */
bool render_choose_format(const settings *s, const char *path, sound_format *format);

/* Renders. `banks` holds the common ones; the song's own are put on top and taken off again.
   EXIT_ALL_DONE: `result` is filled, and the output whole. Otherwise nothing is left of it. */
exit_code render_run(const settings *s, banks *b, const render_order *order, render_result *result);

/* Says how it went, as for a listener. */
void render_say_result(const render_order *order, const render_result *result);

#endif
