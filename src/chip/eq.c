/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "chip/eq.h"

#include "base/tables.h"

#include <string.h>

/* One frame through a shelf with the table's coefficients b0 b1 b2 a1 a2. */
static double advance(const float *coefficients, double state[2], double x)
{
    double z1 = state[0], z2 = state[1] - z1, y = coefficients[0] * x + z1;
    state[0] = coefficients[1] * x + z2 - coefficients[3] * y;
    state[1] = state[0] + coefficients[2] * x - coefficients[4] * y;
    return y;
}

static void set_column(awe_eq_matrix matrix, uint32_t column, const double *values)
{
    for (uint32_t i = 0; i < AWE_EQ_BLOCK; i++) {
        matrix[column][i] = matrix[column][AWE_EQ_BLOCK + i] = (float)values[i];
    }
}

void awe_eq_start(awe_eq *eq, uint32_t bass, uint32_t treble)
{
    memset(eq, 0, sizeof *eq);
    eq->flat = bass == AWE_EQ_FLAT && treble == AWE_EQ_FLAT;
    /* What the shelves make of each frame and each value of the state, alone. */
    for (uint32_t k = 0; k < 2 * AWE_EQ_BLOCK; k++) {
        double x[2 * AWE_EQ_BLOCK] = {0}, *state = x + AWE_EQ_BLOCK;
        x[k] = 1.0;
        for (uint32_t t = 0; t < AWE_EQ_BLOCK; t++) {
            double between = advance(awe_table_bass[bass], state, x[t]);
            x[t] = advance(awe_table_treble[treble], state + 2, between);
        }
        uint32_t column = k % AWE_EQ_BLOCK;
        set_column(k == column ? eq->direct : eq->heard, column, x);
        set_column(k == column ? eq->kept : eq->moved, column, state);
    }
}
