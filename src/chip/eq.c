/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/eq.h"

#include "base/tables.h"
#include "chip/vector4.h"

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

/* A shelf's state with the sides side by side. */
typedef struct sides {
    vec z1, z2;
} sides;

static inline sides open_sides(const awe_shelf *s)
{
    return (sides){{s->z[0][0], s->z[1][0]}, {s->z[0][1], s->z[1][1]}};
}

static inline void close_sides(awe_shelf *s, const sides *state)
{
    for (uint32_t side = 0; side < 2; side++) {
        s->z[side][0] = state->z1[side];
        s->z[side][1] = state->z2[side];
    }
}

static inline vec advance(const awe_shelf *s, sides *state, vec x)
{
    vec y = s->b0 * x + state->z1;
    vec next = (s->c1 * x + state->z2) - s->a1 * state->z1;
    state->z2 = s->c2 * x - s->a2 * state->z1;
    state->z1 = next;
    return y;
}

/* The other shelf takes what the first one gives, in one loop: each alone would wait for itself.
   `other` is NULL or not where this is inlined. */
static inline void render_shelves(awe_shelf *first, awe_shelf *other, float *left, float *right,
                                  uint32_t n)
{
    const awe_shelf a = *first, b = other ? *other : *first;
    sides in_a = open_sides(&a), in_b = open_sides(&b);
    for (uint32_t i = 0; i < n; i++) {
        vec y = advance(&a, &in_a, (vec){left[i], right[i]});
        y = other ? advance(&b, &in_b, y) : y;
        left[i] = y[0];
        right[i] = y[1];
    }
    close_sides(first, &in_a);
    if (other) {
        close_sides(other, &in_b);
    }
}

void awe_eq_render(awe_eq *eq, float *left, float *right, uint32_t n)
{
    if (!eq->bass.flat && !eq->treble.flat) {
        render_shelves(&eq->bass, &eq->treble, left, right, n);
    } else if (!eq->bass.flat) {
        render_shelves(&eq->bass, NULL, left, right, n);
    } else if (!eq->treble.flat) {
        render_shelves(&eq->treble, NULL, left, right, n);
    }
}

static void snap_shelf(awe_shelf *shelf)
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
    snap_shelf(&eq->bass);
    snap_shelf(&eq->treble);
}
