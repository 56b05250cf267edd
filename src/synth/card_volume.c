/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "synth/card_volume.h"

#define SILENT_VOLUME 10 /* CC7 up to here is silence */
#define SILENCE AWE_CARD_SILENCE

/* Whole dB of CC7 and of velocity; of CC11 how many 128ths of what is left it takes. */
static const uint8_t volume_db[128] = {
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 43, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32,
    31, 30, 30, 29, 28, 27, 27, 26, 25, 25, 24, 23, 23, 22, 22, 21, 21, 20, 20, 19, 19, 19,
    18, 18, 17, 17, 17, 16, 16, 16, 15, 15, 15, 14, 14, 14, 14, 13, 13, 13, 12, 12, 12, 12,
    12, 11, 11, 11, 11, 10, 10, 10, 10, 9,  9,  9,  9,  9,  8,  8,  8,  8,  8,  7,  7,  7,
    7,  6,  6,  6,  6,  6,  5,  5,  5,  5,  5,  4,  4,  4,  4,  4,  3,  3,  3,  3,  3,  2,
    2,  2,  2,  2,  2,  1,  1,  1,  1,  1,  1,  1,  0,  0,  0,  0,  0,  0,
};

static const uint8_t velocity_db[128] = {
    50, 49, 48, 47, 46, 45, 44, 43, 42, 42, 41, 40, 39, 38, 37, 36, 36, 35, 34, 33, 33, 32,
    31, 30, 30, 29, 28, 28, 27, 26, 26, 25, 25, 24, 24, 23, 22, 22, 21, 21, 20, 20, 19, 19,
    19, 18, 18, 17, 17, 16, 16, 16, 15, 15, 15, 14, 14, 14, 13, 13, 13, 12, 12, 12, 11, 11,
    11, 11, 10, 10, 10, 10, 9,  9,  9,  9,  9,  8,  8,  8,  8,  8,  7,  7,  7,  7,  7,  6,
    6,  6,  6,  6,  6,  5,  5,  5,  5,  5,  5,  5,  4,  4,  4,  4,  4,  4,  3,  3,  3,  3,
    3,  3,  2,  2,  2,  2,  2,  2,  1,  1,  1,  1,  1,  0,  0,  0,  0,  0,
};

static const uint8_t expression[128] = {
    127, 108, 98, 90, 84, 80, 75, 72, 69, 66, 64, 61, 59, 57, 56, 54, 52, 51, 49, 48, 47, 45,
    44,  43,  42, 41, 40, 39, 38, 37, 36, 36, 35, 34, 33, 33, 32, 31, 30, 30, 29, 29, 28, 27,
    27,  26,  26, 25, 24, 24, 23, 23, 22, 22, 21, 21, 21, 20, 20, 19, 19, 18, 18, 17, 17, 17,
    16,  16,  15, 15, 15, 14, 14, 14, 13, 13, 13, 12, 12, 12, 11, 11, 11, 10, 10, 10, 9,  9,
    9,   9,   8,  8,  8,  7,  7,  7,  7,  6,  6,  6,  6,  5,  5,  5,  4,  4,  4,  4,  4,  3,
    3,   3,   3,  2,  2,  2,  2,  1,  1,  1,  1,  1,  0,  0,  0,  0,  0,  0,
};

static int limit(int value)
{
    return value < 0 ? 0 : value > SILENCE ? SILENCE : value;
}

/* SoundFont's centibels as the driver counts them: whole decibels of 24 of them; by the letter, of
   ten. */
static int own_db(int attenuation_cb, int is_literal)
{
    return is_literal ? (attenuation_cb + 5) / 10 : (attenuation_cb + 12) / 24;
}

int awe_card_volume(const awe_card_volumes *v)
{
    int db =
        volume_db[v->volume] + velocity_db[v->velocity] + own_db(v->attenuation_cb, v->is_literal);
    int value = v->volume <= SILENT_VOLUME ? SILENCE : limit(db * 8 / 3);
    if (v->expression < 127) {
        value += (256 - value) * expression[v->expression] / 128;
    }
    return limit(value + v->extra);
}
