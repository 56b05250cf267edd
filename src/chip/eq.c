/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/eq.h"

#include "base/tables.h"
#include "chip/silence.h"

#include <string.h>

static void start_shelf(awe_shelf *shelf, const float *coefficients, int flat)
{
    memset(shelf, 0, sizeof *shelf);
    shelf->b0 = coefficients[0];
    shelf->a1 = coefficients[3];
    shelf->a2 = coefficients[4];
    shelf->c1 = coefficients[1] - shelf->a1 * shelf->b0;
    shelf->c2 = coefficients[2] - shelf->a2 * shelf->b0;
    shelf->flat = flat;
}

void awe_eq_start(awe_eq *eq, uint32_t bass, uint32_t treble)
{
    start_shelf(&eq->bass, awe_table_bass[bass], bass == AWE_EQ_FLAT);
    start_shelf(&eq->treble, awe_table_treble[treble], treble == AWE_EQ_FLAT);
}

/* Both sides at a time: each would wait for itself. */
static void render_shelf(awe_shelf *shelf, float *left, float *right, uint32_t n)
{
    const awe_shelf s = *shelf;
    float l1 = s.z[0][0], l2 = s.z[0][1], r1 = s.z[1][0], r2 = s.z[1][1];
    if (s.flat) {
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        float l = left[i], r = right[i];
        left[i] = s.b0 * l + l1;
        right[i] = s.b0 * r + r1;
        float next_l = (s.c1 * l + l2) - s.a1 * l1;
        float next_r = (s.c1 * r + r2) - s.a1 * r1;
        l2 = s.c2 * l - s.a2 * l1;
        r2 = s.c2 * r - s.a2 * r1;
        l1 = next_l;
        r1 = next_r;
    }
    shelf->z[0][0] = l1;
    shelf->z[0][1] = l2;
    shelf->z[1][0] = r1;
    shelf->z[1][1] = r2;
}

void awe_eq_render(awe_eq *eq, float *left, float *right, uint32_t n)
{
    render_shelf(&eq->bass, left, right, n);
    render_shelf(&eq->treble, left, right, n);
}

static void snap(awe_shelf *shelf)
{
    for (uint32_t side = 0; side < 2; side++) {
        for (uint32_t k = 0; k < 2; k++) {
            float z = shelf->z[side][k];
            shelf->z[side][k] = awe_snap(z);
        }
    }
}

void awe_eq_tick(awe_eq *eq)
{
    snap(&eq->bass);
    snap(&eq->treble);
}
