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
    shelf->b1 = coefficients[1];
    shelf->b2 = coefficients[2];
    shelf->a1 = coefficients[3];
    shelf->a2 = coefficients[4];
    shelf->flat = flat;
}

void awe_eq_start(awe_eq *eq, uint32_t bass, uint32_t treble)
{
    start_shelf(&eq->bass, awe_table_bass[bass], bass == AWE_EQ_FLAT);
    start_shelf(&eq->treble, awe_table_treble[treble], treble == AWE_EQ_FLAT);
}

static void render_side(const awe_shelf *shelf, float *z, float *x, uint32_t n)
{
    float z1 = z[0], z2 = z[1];
    for (uint32_t i = 0; i < n; i++) {
        float in = x[i];
        float out = shelf->b0 * in + z1;
        z1 = (shelf->b1 * in - shelf->a1 * out) + z2;
        z2 = shelf->b2 * in - shelf->a2 * out;
        x[i] = out;
    }
    z[0] = z1;
    z[1] = z2;
}

static void render_shelf(awe_shelf *shelf, float *left, float *right, uint32_t n)
{
    if (!shelf->flat) {
        render_side(shelf, shelf->z[0], left, n);
        render_side(shelf, shelf->z[1], right, n);
    }
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
