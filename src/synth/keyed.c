/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/keyed.h"

#define IS_CHAIN 0x80000000u /* in `before`: the rest is a chain's number */

static uint32_t count_chains(uint32_t n_lanes)
{
    uint32_t n = 16;
    while (n < n_lanes) {
        n *= 2;
    }
    return n;
}

size_t awe_keyed_size(uint32_t n_lanes)
{
    return (count_chains(n_lanes) + 2 * (size_t)n_lanes) * sizeof(uint32_t);
}

void awe_keyed_init(awe_keyed *keyed, void *memory, uint32_t n_lanes)
{
    keyed->n_chains = count_chains(n_lanes);
    keyed->first = memory;
    keyed->next = keyed->first + keyed->n_chains;
    keyed->before = keyed->next + n_lanes;
}

void awe_keyed_clear(awe_keyed *keyed)
{
    for (uint32_t i = 0; i < keyed->n_chains; i++) {
        keyed->first[i] = AWE_NO_LANE;
    }
}

/* Neighbouring keys lie side by side; the odd factor keeps channels off each other. */
uint32_t awe_keyed_chain(const awe_keyed *keyed, uint32_t channel, uint32_t key)
{
    return (key + 37 * channel) & (keyed->n_chains - 1);
}

/* Makes `lane` (or AWE_NO_LANE) what comes at the place `before`. */
static void set_at(awe_keyed *keyed, uint32_t before, uint32_t lane)
{
    if (before & IS_CHAIN) {
        keyed->first[before & ~IS_CHAIN] = lane;
    } else {
        keyed->next[before] = lane;
    }
    if (lane != AWE_NO_LANE) {
        keyed->before[lane] = before;
    }
}

void awe_keyed_add(awe_keyed *keyed, uint32_t chain, uint32_t lane)
{
    uint32_t after = keyed->first[chain];
    set_at(keyed, IS_CHAIN | chain, lane);
    set_at(keyed, lane, after);
}

void awe_keyed_remove(awe_keyed *keyed, uint32_t lane)
{
    set_at(keyed, keyed->before[lane], keyed->next[lane]);
}

void awe_keyed_move(awe_keyed *keyed, uint32_t to, uint32_t from)
{
    uint32_t after = keyed->next[from];
    set_at(keyed, keyed->before[from], to);
    set_at(keyed, to, after);
}
