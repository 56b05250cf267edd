/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/victims.h"

static uint32_t count_places(uint32_t n_lanes)
{
    uint32_t n = 16;
    while (n <= n_lanes) {
        n *= 2;
    }
    return n;
}

size_t awe_victims_size(uint32_t n_lanes)
{
    return 2 * count_places(n_lanes) * sizeof(float);
}

float *awe_victims_open(awe_victims *victims, uint32_t n_known)
{
    victims->n_places = count_places(n_known);
    victims->n_known = n_known;
    float *places = victims->worth + victims->n_places;
    for (uint32_t i = n_known; i < victims->n_places; i++) {
        places[i] = AWE_NO_VICTIM;
    }
    return places;
}

static float less_of(const float *two)
{
    return two[1] < two[0] ? two[1] : two[0];
}

void awe_victims_settle(awe_victims *victims)
{
    for (uint32_t i = victims->n_places - 1; i > 0; i--) {
        victims->worth[i] = less_of(&victims->worth[2 * i]);
    }
}

void awe_victims_set(awe_victims *victims, uint32_t lane, float worth)
{
    uint32_t at = victims->n_places + lane;
    victims->worth[at] = worth;
    while (at > 1) {
        at /= 2;
        victims->worth[at] = less_of(&victims->worth[2 * at]);
    }
}

int awe_victims_are_none(const awe_victims *victims)
{
    return victims->worth[1] >= AWE_NO_VICTIM;
}

uint32_t awe_victims_first(const awe_victims *victims)
{
    uint32_t at = 1;
    while (at < victims->n_places) {
        at *= 2;
        at += victims->worth[at + 1] < victims->worth[at];
    }
    return at - victims->n_places;
}
