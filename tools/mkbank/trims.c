/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Attenuation in dB that makes programs equally loud, measured on renderings of the bank. */

#include "patch.h"

const float program_trim_db[N_PROGRAMS] = {
    2.4f, 2.4f, 2.4f, 5.4f,  3.9f, 3.9f, 2.2f, 0.1f, 4.8f, 4.2f, 4.2f, 7.8f, 1.4f, 0.0f, 4.9f,
    2.8f, 4.2f, 3.4f, 6.8f,  4.8f, 4.9f, 4.9f, 5.8f, 5.6f, 4.2f, 3.5f, 5.5f, 2.8f, 0.0f, 3.5f,
    5.4f, 6.2f, 2.8f, 2.2f,  3.2f, 6.3f, 1.4f, 0.0f, 4.8f, 2.2f, 5.9f, 5.8f, 6.2f, 5.8f, 1.5f,
    0.0f, 5.8f, 1.5f, 2.5f,  2.4f, 3.0f, 3.4f, 2.8f, 4.2f, 3.9f, 2.4f, 6.5f, 5.6f, 5.0f, 5.2f,
    4.2f, 5.9f, 0.8f, 0.3f,  7.8f, 4.5f, 5.3f, 5.5f, 5.8f, 7.9f, 4.2f, 5.8f, 6.6f, 6.6f, 7.3f,
    4.4f, 5.9f, 4.8f, 7.8f,  7.0f, 8.0f, 3.4f, 6.9f, 0.4f, 6.3f, 7.8f, 2.2f, 2.6f, 2.5f, 2.2f,
    0.8f, 5.8f, 1.6f, 0.0f,  3.6f, 0.0f, 0.8f, 2.9f, 4.0f, 4.0f, 3.7f, 1.8f, 2.5f, 0.8f, 5.2f,
    0.0f, 0.0f, 0.6f, 3.7f,  6.8f, 5.9f, 7.5f, 3.6f, 1.6f, 0.8f, 0.0f, 2.6f, 2.7f, 5.2f, 15.2f,
    0.0f, 2.5f, 1.1f, 10.0f, 4.2f, 1.7f, 6.8f, 5.0f,
};

const float drum_trim_db[N_DRUMS] = {
    3.4f, 2.9f, 3.4f, 4.2f, 3.5f, 5.2f, 4.8f, 5.2f, 0.8f, 0.4f,  1.8f, 0.8f, 1.0f, 5.0f, 3.2f, 5.0f,
    2.9f, 5.3f, 2.5f, 4.8f, 2.0f, 2.0f, 1.5f, 1.8f, 7.2f, 1.4f,  5.9f, 3.8f, 2.2f, 1.6f, 2.0f, 4.2f,
    6.8f, 0.0f, 0.2f, 1.5f, 1.0f, 1.5f, 0.0f, 0.5f, 2.4f, 3.2f,  5.2f, 6.9f, 3.4f, 4.0f, 6.2f, 9.0f,
    4.0f, 0.2f, 0.6f, 4.5f, 5.9f, 3.7f, 8.8f, 6.6f, 5.6f, 12.6f, 4.2f, 0.0f, 1.6f,
};
