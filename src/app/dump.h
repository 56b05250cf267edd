/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_DUMP_H
#define APP_DUMP_H

/* The black box as a file: a line of JSON for each buffer, or the trace events that Perfetto and
   chrome://tracing read. Writing is cut into steps, so that the main loop is never held up; the
   records are read from the box, which goes on taking new ones meanwhile. All [main]. */

#include "perf/black_box.h"
#include "perf/xrun.h"

#include <stdbool.h>
#include <stdint.h>

typedef enum dump_format {
    DUMP_JSON_LINES,
    DUMP_TRACE,
} dump_format;

/* Why a dump is made; bits of dump_config.when, too. */
typedef enum dump_reason {
    DUMP_ON_XRUN = 1 << 0,
    DUMP_ON_EXIT = 1 << 1,
    DUMP_ON_KEY = 1 << 2,
} dump_reason;

typedef struct dump_config {
    unsigned when; /* dump_reason bits; 0: never */
    dump_format format;
    const char *folder; /* NULL: awe-player in the XDG state folder, which is made */
} dump_config;

/* What a dump says about itself. */
typedef struct dump_head {
    dump_reason reason;
    double rate_hz;       /* of the device */
    const awe_xrun *xrun; /* the last one; NULL: none */
} dump_head;

typedef struct dump dump;

/* `box` is borrowed. NULL: no memory. */
dump *dump_new(const dump_config *config, const awe_black_box *box);

/* Begins a dump; false where it is not wished for, nothing was recorded, another one is being
   written, or the file cannot be made, which is said. Lost sound gives one a minute, of the last
   30 s, and five in all. The first file's name is said when it is whole. The folder keeps the
   newest 20. */
bool dump_ask(dump *d, const dump_head *head, uint64_t now_ns);

/* Writes on; to be called at every turn of the main loop, which costs nothing where there is
   nothing to write. */
void dump_look(dump *d);

/* Writes to the end. */
void dump_finish(dump *d);

/* Frees it; what was begun is removed. NULL is ignored. */
void dump_free(dump *d);

#endif
