/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Flutes and everything else where the air itself is half of the sound. */

#include "blown.h"
#include "sets.h"

static void make_flute(wave *w)
{
    blow(w, &(blown){.tilt = 1.25,
                     .even = 1.1,
                     .hz = {900, 0},
                     .gain = {0.8, 0},
                     .top_hz = 4500,
                     .speak_s = 0.030,
                     .lag = 0.10,
                     .bite = -0.1,
                     .breath = 0.07,
                     .puff = 0.20,
                     .air = {900, 5000, 0}});
}

static void make_recorder(wave *w)
{
    blow(w, &(blown){.tilt = 1.5,
                     .even = 0.35,
                     .hz = {0, 0},
                     .gain = {0, 0},
                     .top_hz = 5000,
                     .speak_s = 0.016,
                     .lag = 0.08,
                     .bite = -0.1,
                     .breath = 0.035,
                     .puff = 0.30,
                     .air = {1500, 6000, 0}});
}

static void make_pan_flute(wave *w)
{
    blow(w, &(blown){.tilt = 1.7,
                     .even = 0.5,
                     .hz = {0, 0},
                     .gain = {0, 0},
                     .top_hz = 4000,
                     .speak_s = 0.030,
                     .lag = 0.10,
                     .bite = 0.1,
                     .breath = 0.16,
                     .puff = 0.8,
                     .air = {700, 4500, 0}});
}

static void make_bottle(wave *w)
{
    blow(w, &(blown){.tilt = 2.2,
                     .even = 0.4,
                     .hz = {0, 0},
                     .gain = {0, 0},
                     .top_hz = 3000,
                     .speak_s = 0.045,
                     .lag = 0.1,
                     .bite = 0,
                     .breath = 0.28,
                     .puff = 0.5,
                     .air = {300, 2500, 0}});
}

static void make_shakuhachi(wave *w)
{
    blow(w, &(blown){.tilt = 1.3,
                     .even = 0.7,
                     .hz = {1300, 0},
                     .gain = {0.9, 0},
                     .top_hz = 4200,
                     .speak_s = 0.035,
                     .lag = 0.08,
                     .bite = 0.35,
                     .breath = 0.22,
                     .puff = 1.1,
                     .air = {900, 5000, 0}});
}

static void make_whistle(wave *w)
{
    blow(w, &(blown){.tilt = 3.2,
                     .even = 1,
                     .hz = {0, 0},
                     .gain = {0, 0},
                     .top_hz = 9000,
                     .speak_s = 0.025,
                     .lag = 0.1,
                     .bite = 0,
                     .breath = 0.05,
                     .puff = 0.2,
                     .air = {1200, 7000, 0}});
}

static void make_ocarina(wave *w)
{
    blow(w, &(blown){.tilt = 2.4,
                     .even = 0.7,
                     .hz = {0, 0},
                     .gain = {0, 0},
                     .top_hz = 6000,
                     .speak_s = 0.022,
                     .lag = 0.1,
                     .bite = 0.05,
                     .breath = 0.06,
                     .puff = 0.35,
                     .air = {700, 4000, 0}});
}

const sample_set pipe_sets[] = {
    {"flute", make_flute, {20000, 0.10, 0.19}, 0.0, {64, 79, 0}},
    {"recorder", make_recorder, {21000, 0.07, 0.16}, 0.0, {74, 0}},
    {"panflute", make_pan_flute, {18000, 0.12, 0.26}, 0.0, {67, 0}},
    {"bottle", make_bottle, {11000, 0.14, 0.28}, 0.0, {64, 0}},
    {"shakuhachi", make_shakuhachi, {18000, 0.18, 0.28}, 0.0, {67, 0}},
    {"whistle", make_whistle, {24000, 0.06, 0.13}, 0.0, {81, 0}},
    {"ocarina", make_ocarina, {18000, 0.08, 0.2}, 0.0, {74, 0}},
    {0},
};
