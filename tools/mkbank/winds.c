/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Brass and reeds. */

#include "blown.h"
#include "sets.h"

static void make_trumpet(wave *w)
{
    blow(w, &(blown){.tilt = 0.55,
                     .even = 1,
                     .hz = {1250, 2600},
                     .gain = {1.6, 0.6},
                     .top_hz = 4200,
                     .speak_s = 0.020,
                     .lag = 0.12,
                     .bite = 0.35,
                     .breath = 0.02,
                     .puff = 0.25,
                     .air = {800, 5000, 0}});
}

static void make_trombone(wave *w)
{
    blow(w, &(blown){.tilt = 0.6,
                     .even = 1,
                     .hz = {520, 1100},
                     .gain = {1.6, 1.0},
                     .top_hz = 2600,
                     .speak_s = 0.026,
                     .lag = 0.11,
                     .bite = 0.3,
                     .breath = 0.02,
                     .puff = 0.25,
                     .air = {400, 3000, 0}});
}

static void make_tuba(wave *w)
{
    blow(w, &(blown){.tilt = 0.75,
                     .even = 1,
                     .hz = {230, 450},
                     .gain = {1.2, 0.6},
                     .top_hz = 1000,
                     .speak_s = 0.030,
                     .lag = 0.14,
                     .bite = 0.3,
                     .breath = 0.02,
                     .puff = 0.2,
                     .air = {200, 1500, 0}});
}

static void make_muted_trumpet(wave *w)
{
    blow(w, &(blown){.tilt = 0.15,
                     .even = 0.9,
                     .hz = {1900, 3400},
                     .gain = {5.0, 3.0},
                     .top_hz = 5500,
                     .speak_s = 0.018,
                     .lag = 0.08,
                     .bite = 0.3,
                     .breath = 0.05,
                     .puff = 0.5,
                     .air = {1500, 6000, 0}});
}

static void make_horn(wave *w)
{
    blow(w, &(blown){.tilt = 0.75,
                     .even = 1,
                     .hz = {340, 750},
                     .gain = {1.8, 0.8},
                     .top_hz = 1500,
                     .speak_s = 0.034,
                     .lag = 0.12,
                     .bite = 0.15,
                     .breath = 0.015,
                     .puff = 0.12,
                     .air = {300, 2000, 0}});
}

static void make_brass(wave *w)
{
    blow(w, &(blown){.tilt = 0.5,
                     .even = 1,
                     .hz = {700, 1500},
                     .gain = {1.4, 1.2},
                     .top_hz = 3600,
                     .speak_s = 0.022,
                     .lag = 0.12,
                     .bite = 0.4,
                     .breath = 0.02,
                     .puff = 0.3,
                     .air = {600, 4000, 0},
                     .unison = 6.0});
}

static void make_soprano_sax(wave *w)
{
    blow(w, &(blown){.tilt = 0.75,
                     .even = 0.8,
                     .hz = {1100, 2500},
                     .gain = {1.8, 1.2},
                     .top_hz = 4500,
                     .speak_s = 0.018,
                     .lag = 0.08,
                     .bite = 0.15,
                     .breath = 0.05,
                     .puff = 0.3,
                     .air = {1000, 5500, 0}});
}

static void make_alto_sax(wave *w)
{
    blow(w, &(blown){.tilt = 0.65,
                     .even = 0.9,
                     .hz = {750, 1700},
                     .gain = {1.8, 1.2},
                     .top_hz = 3800,
                     .speak_s = 0.020,
                     .lag = 0.08,
                     .bite = 0.2,
                     .breath = 0.07,
                     .puff = 0.4,
                     .air = {800, 5000, 0}});
}

static void make_tenor_sax(wave *w)
{
    blow(w, &(blown){.tilt = 0.6,
                     .even = 0.9,
                     .hz = {550, 1300},
                     .gain = {1.9, 1.2},
                     .top_hz = 3200,
                     .speak_s = 0.022,
                     .lag = 0.08,
                     .bite = 0.2,
                     .breath = 0.09,
                     .puff = 0.45,
                     .air = {600, 4500, 0}});
}

static void make_baritone_sax(wave *w)
{
    blow(w, &(blown){.tilt = 0.5,
                     .even = 0.9,
                     .hz = {380, 1000},
                     .gain = {1.8, 1.4},
                     .top_hz = 2800,
                     .speak_s = 0.024,
                     .lag = 0.07,
                     .bite = 0.2,
                     .breath = 0.08,
                     .puff = 0.45,
                     .air = {400, 3500, 0}});
}

static void make_oboe(wave *w)
{
    blow(w, &(blown){.tilt = 0.4,
                     .even = 1,
                     .hz = {1150, 2900},
                     .gain = {4.0, 1.6},
                     .top_hz = 5000,
                     .speak_s = 0.016,
                     .lag = 0.05,
                     .bite = 0.1,
                     .breath = 0.02,
                     .puff = 0.2,
                     .air = {1500, 5000, 0}});
}

static void make_english_horn(wave *w)
{
    blow(w, &(blown){.tilt = 0.5,
                     .even = 1,
                     .hz = {850, 2000},
                     .gain = {3.5, 1.0},
                     .top_hz = 3500,
                     .speak_s = 0.020,
                     .lag = 0.05,
                     .bite = 0.1,
                     .breath = 0.02,
                     .puff = 0.2,
                     .air = {1000, 4000, 0}});
}

static void make_bassoon(wave *w)
{
    blow(w, &(blown){.tilt = 0.45,
                     .even = 1,
                     .hz = {470, 1150},
                     .gain = {4.0, 1.2},
                     .top_hz = 2400,
                     .speak_s = 0.018,
                     .lag = 0.05,
                     .bite = 0.1,
                     .breath = 0.03,
                     .puff = 0.25,
                     .air = {400, 3000, 0}});
}

static void make_clarinet(wave *w)
{
    double even = w->key < 66 ? 0.12 : 0.45;
    blow(w, &(blown){.tilt = 0.75,
                     .even = even,
                     .hz = {1500, 2800},
                     .gain = {1.0, 0.6},
                     .top_hz = 3600,
                     .speak_s = 0.020,
                     .lag = 0.06,
                     .bite = 0.05,
                     .breath = 0.03,
                     .puff = 0.2,
                     .air = {1000, 4000, 0}});
}

static void make_bagpipe(wave *w)
{
    blow(w, &(blown){.tilt = 0.2,
                     .even = 0.9,
                     .hz = {1000, 2300},
                     .gain = {2.5, 2.0},
                     .top_hz = 4500,
                     .speak_s = 0.010,
                     .lag = 0.03,
                     .bite = 0.1,
                     .breath = 0.02,
                     .puff = 0.2,
                     .air = {1000, 5000, 0}});
}

static void make_shanai(wave *w)
{
    blow(w, &(blown){.tilt = 0.25,
                     .even = 1,
                     .hz = {1500, 3200},
                     .gain = {3.5, 2.5},
                     .top_hz = 5500,
                     .speak_s = 0.018,
                     .lag = 0.04,
                     .bite = 0.25,
                     .breath = 0.05,
                     .puff = 0.4,
                     .air = {1500, 6000, 0}});
}

const sample_set wind_sets[] = {
    {"trumpet", make_trumpet, {24000, 0.09, 0.02}, 0.2, {57, 69, 81, 0}},
    {"trombone", make_trombone, {18000, 0.11, 0.025}, 0.2, {43, 55, 67, 0}},
    {"tuba", make_tuba, {10000, 0.13, 0.03}, 0.2, {33, 46, 0}},
    {"mutedtrumpet", make_muted_trumpet, {26000, 0.08, 0.02}, 0.2, {62, 76, 0}},
    {"horn", make_horn, {14000, 0.14, 0.025}, 0.2, {43, 55, 67, 0}},
    {"brass", make_brass, {19000, 0.09, 0.17}, 0.2, {46, 60, 74, 0}},
    {"sopranosax", make_soprano_sax, {24000, 0.08, 0.02}, 0.0, {62, 76, 0}},
    {"altosax", make_alto_sax, {22050, 0.09, 0.02}, 0.0, {55, 69, 0}},
    {"tenorsax", make_tenor_sax, {21000, 0.10, 0.02}, 0.0, {48, 62, 0}},
    {"baritonesax", make_baritone_sax, {18000, 0.10, 0.03}, 0.0, {40, 54, 0}},
    {"oboe", make_oboe, {25000, 0.07, 0.02}, 0.0, {62, 77, 0}},
    {"englishhorn", make_english_horn, {21000, 0.08, 0.02}, 0.0, {57, 71, 0}},
    {"bassoon", make_bassoon, {18000, 0.08, 0.03}, 0.0, {41, 56, 0}},
    {"clarinet", make_clarinet, {22050, 0.09, 0.02}, 0.0, {52, 64, 77, 0}},
    {"bagpipe", make_bagpipe, {23000, 0.05, 0.02}, 0.0, {62, 76, 0}},
    {"shanai", make_shanai, {25000, 0.09, 0.02}, 0.0, {67, 0}},
    {0},
};
