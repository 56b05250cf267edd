/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_BATCH_LOG_H
#define APP_BATCH_LOG_H

/* What a batch has rendered: one line of JSON for each song, on stdout and in a log beside the
   outputs, by which a later run knows what it may leave alone. It believes nothing but hashes: of
   the song's bytes, of all that makes its sound (banks, settings, this program's version), and of
   the output's bytes. Each line is written at once, so that neither other workers nor an end at any
   moment leave half of one that counts. [main], in each worker */

#include "app/banks.h"
#include "app/batch_list.h"
#include "app/render_job.h"

#include <stdbool.h>
#include <stdint.h>

/* The three hashes that prove an output, as text: "XXH3_0123456789abcdef". */
#define BATCH_HASH_SIZE 22
typedef struct batch_proof {
    char song[BATCH_HASH_SIZE];
    char setup[BATCH_HASH_SIZE];
    char file[BATCH_HASH_SIZE];
} batch_proof;

typedef struct batch_log batch_log;

/* Opens the log in the folder of the outputs (none: stdout alone) and, with --resume, reads what
   earlier runs and other shards have written. NULL: what is wrong has been said. */
batch_log *batch_log_open(const settings *s);
void batch_log_close(batch_log *log);

/* Hashes what the song will sound like. False: it cannot be read, which has been said. */
bool batch_log_hash_item(const settings *s, banks *b, const batch_item *item, batch_proof *proof);

/* Hashes the output. False: it cannot be read. */
bool batch_log_hash_output(const batch_item *item, batch_proof *proof);

/* True if the item's output is proven to be what it would become now: it has the bytes that a log
   says this song with this setup became, be it under another name. `proof` has the hashes of
   batch_log_hash_item(). */
bool batch_log_has(const batch_log *log, const batch_item *item, batch_proof *proof);

typedef enum batch_state {
    BATCH_DONE,
    BATCH_KEPT, /* it was there already */
    BATCH_FAILED,
} batch_state;

/* What is told about one song. */
typedef struct batch_report {
    const batch_item *item;
    batch_state state;
    const batch_proof *proof;
    const render_result *result; /* of BATCH_DONE */
    uint32_t rate_hz;            /* of the output */
    const char *const *warnings; /* [n_warnings] */
    uint32_t n_warnings;
    const char *error; /* of BATCH_FAILED */
} batch_report;

/* Writes a line. False: it could not be written. */
bool batch_log_tell(batch_log *log, const batch_report *report);

/* Reads one line of a log; false if it does not prove an output. */
bool batch_log_read_line(const char *line, size_t line_size, batch_proof *proof);

#endif
