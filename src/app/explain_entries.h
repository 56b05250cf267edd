/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_EXPLAIN_ENTRIES_H
#define APP_EXPLAIN_ENTRIES_H

/* What a song enters into registered and other parameters, put together: a sweep is one item.
   [main] */

#include "app/explain_words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Values are in steps of the parameter's own, counted from its middle where it has one: of NRPNs
   the 14 bits less 8192, or of GS's and of kits' the high half less 64 or as it is; of bend range
   cents; of fine tuning 14 bits less 8192, of coarse tuning semitones, of wheel depth 14 bits. */
typedef struct explain_entry {
    uint64_t frame, last_frame;
    uint8_t port, channel;
    bool is_reset; /* CC121, which takes back what NRPNs had set */
    explain_parameter parameter;
    uint32_t n; /* times at which a value came */
    int first, last, least, most;
} explain_entry;

typedef struct explain_entries {
    explain_entry *items; /* [n] by first frame */
    size_t n, capacity;
} explain_entries;

/* Finds them. False: no memory; `entries` is empty. Free with explain_entries_free(). */
bool explain_entries_find(explain_entries *entries, const awe_song *song);
void explain_entries_free(explain_entries *entries);

#endif
