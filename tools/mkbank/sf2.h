/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef MKBANK_SF2_H
#define MKBANK_SF2_H

/* Collects a SoundFont 2.01 and writes it, by the library's own tables. The caller keeps the
   format's order: within a zone the ranges first, the link to an instrument or sample last. Memory
   that runs out ends the program. Source: SoundFont 2.04, sections 4 to 8. */

#include "bank/tables.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

typedef struct buffer {
    uint8_t *bytes;
    size_t size;
    size_t room;
} buffer;

/* The zones of presets or instruments. */
typedef struct level {
    awe_tables *tables;
    awe_tables_level *records;
} level;

typedef struct sf2 {
    awe_tables tables;
    buffer smpl;
    int n_samples;
    level presets;
    level instruments;
} sf2;

typedef struct sample {
    const char *name;
    const int16_t *frames; /* [n_frames] */
    int n_frames;
    int loop_start;
    int loop_end; /* equal to loop_start: no loop */
    int rate_hz;
    int key;
} sample;

/* An empty bank; it stays where it is. */
void sf2_init(sf2 *bank);

/* Each returns the index of what was added. */
int sf2_add_sample(sf2 *bank, const sample *s);
int sf2_add_instrument(sf2 *bank, const char *name);
int sf2_add_preset(sf2 *bank, const char *name, int bank_number, int program);

/* Starts a zone of the latest preset or instrument. */
void sf2_add_zone(level *l);

/* Adds to the latest zone. */
void sf2_add_generator(level *l, int id, int amount);
void sf2_add_range(level *l, int id, int low, int high);
void sf2_add_modulator(level *l, int source, int destination, int amount);

/* Closes the tables and writes the file. Returns 0, or -1 if writing failed. */
int sf2_write(sf2 *bank, FILE *file);

void sf2_free(sf2 *bank);

#endif
