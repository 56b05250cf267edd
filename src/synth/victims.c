/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/victims.h"

/* Places for more groups than `n_lanes` lanes need. */
static uint32_t count_places(uint32_t n_lanes)
{
    uint32_t n = 4;
    while (n * AWE_LANES <= n_lanes) {
        n *= 2;
    }
    return n;
}

size_t awe_victims_size(uint32_t n_lanes)
{
    return count_places(n_lanes) * (AWE_LANES + 2) * sizeof(float);
}

float *awe_victims_open(awe_victims *victims, uint32_t n_known)
{
    uint32_t n_places = count_places(n_known);
    victims->n_places = n_places;
    victims->n_known = n_known;
    victims->worth = victims->least + 2 * (size_t)n_places;
    for (uint32_t lane = n_known; lane < n_places * AWE_LANES; lane++) {
        victims->worth[lane] = AWE_NO_VICTIM;
    }
    return victims->worth;
}

static inline float less_of(float a, float b)
{
    return b < a ? b : a;
}

/* Halves first: so a compiler takes four at a time. */
static float least_of_group(const float worth[AWE_LANES])
{
    float least[4];
    for (uint32_t i = 0; i < 4; i++) {
        least[i] = less_of(worth[i], worth[i + 4]);
    }
    return less_of(less_of(least[0], least[2]), less_of(least[1], least[3]));
}

void awe_victims_settle(awe_victims *victims)
{
    float *least = victims->least;
    for (uint32_t i = 0; i < victims->n_places; i++) {
        least[victims->n_places + i] = least_of_group(&victims->worth[i * AWE_LANES]);
    }
    for (uint32_t i = victims->n_places - 1; i > 0; i--) {
        least[i] = less_of(least[2 * i], least[2 * i + 1]);
    }
}

void awe_victims_set(awe_victims *victims, uint32_t lane, float worth)
{
    float *least = victims->least;
    uint32_t group = lane / AWE_LANES;
    uint32_t at = victims->n_places + group;
    victims->worth[lane] = worth;
    least[at] = least_of_group(&victims->worth[group * AWE_LANES]);
    for (; at > 1; at /= 2) {
        least[at / 2] = less_of(least[at], least[at ^ 1]);
    }
}

int awe_victims_are_none(const awe_victims *victims)
{
    return victims->least[1] >= AWE_NO_VICTIM;
}

uint32_t awe_victims_first(const awe_victims *victims)
{
    const float *least = victims->least;
    uint32_t at = 1;
    while (at < victims->n_places) {
        at *= 2;
        at += least[at + 1] < least[at];
    }
    uint32_t lane = (at - victims->n_places) * AWE_LANES;
    while (victims->worth[lane] != least[1]) {
        lane++;
    }
    return lane;
}
