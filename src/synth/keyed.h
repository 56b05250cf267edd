/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_SYNTH_KEYED_H
#define AWE_SYNTH_KEYED_H

/* Which lanes a key holds, by key down or pedal: chains of lanes, so that a key that comes up finds
   its voices among thousands. A chain may hold lanes of several keys. [audio] */

#include "awe/api.h"

#include <stddef.h>
#include <stdint.h>

#define AWE_NO_LANE UINT32_MAX

typedef struct awe_keyed {
    uint32_t n_chains; /* a power of two */
    uint32_t *first;   /* [n_chains] */
    uint32_t *next;    /* [n_lanes] */
    uint32_t *before;  /* [n_lanes]; of the first lane: its chain */
} awe_keyed;

/* Bytes for so many lanes; a multiple of 4. */
size_t awe_keyed_size(uint32_t n_lanes);

/* Uses awe_keyed_size(n_lanes) bytes at `memory`. awe_keyed_clear() comes next. */
void awe_keyed_init(awe_keyed *keyed, void *memory, uint32_t n_lanes);
AWE_RT void awe_keyed_clear(awe_keyed *keyed);

/* The chain in which the lanes of a key are. `channel` is port * 16 + channel. */
AWE_RT uint32_t awe_keyed_chain(const awe_keyed *keyed, uint32_t channel, uint32_t key);

/* Puts a lane into a chain, takes it out, or lets the lane `to` stand where `from` stood. */
AWE_RT void awe_keyed_add(awe_keyed *keyed, uint32_t chain, uint32_t lane);
AWE_RT void awe_keyed_remove(awe_keyed *keyed, uint32_t lane);
AWE_RT void awe_keyed_move(awe_keyed *keyed, uint32_t to, uint32_t from);

#endif
