/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BASE_TABLES_H
#define AWE_BASE_TABLES_H

/* Numbers that the C library would compute with other bits on other machines. Written by
   tools/gen_tables, which has the formulas; a test compares it with the committed tables.c. Use the
   functions of units.h where there is one. */

extern const float awe_table_cents[1201];       /* 2^(i / 1200) */
extern const float awe_table_cb[1441];          /* 10^(-i / 200) */
extern const float awe_table_log2[129];         /* log2(1 + i / 128) */
extern const float awe_table_quarter_sine[129]; /* sin(pi/2 * i / 128) */
/* tan(pi fc / 44100), fc at 1500 + 25 i absolute cents */
extern const float awe_table_filter_tan[481];
/* 2 sin(pi fc / 44100), fc at 4350 + 25 i absolute cents */
extern const float awe_table_filter_sin[301];
extern const float awe_table_slew[33]; /* (63 / 64)^i */
/* sin(pi x) / (pi x) in a Kaiser window (-100 dB) over |x| <= 16, at x = i / 64; then two zeros */
extern const float awe_table_sinc[1027];
/* low shelf b0 b1 b2 a1 a2 of EQ setting i, a0 = 1 */
extern const float awe_table_bass[12][5];
extern const float awe_table_treble[12][5]; /* high shelf */

#define AWE_SINC_HALF_WIDTH 16
#define AWE_SINC_POINTS 64
#define AWE_FILTER_TAN_FIRST_CENTS 1500
#define AWE_FILTER_SIN_FIRST_CENTS 4350
#define AWE_FILTER_STEP_CENTS 25

#endif
