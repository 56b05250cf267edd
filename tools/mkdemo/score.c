/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Edvard Grieg, "In the Hall of the Mountain King" (Peer Gynt, 1875; public domain), written down
   from the tune. */

#include "score.h"

/* Semitones above the strain's first note, and lengths in eighths. */
typedef struct step {
    int offset;
    int eighths;
} step;

static const step theme[] = {
    {0, 1}, {2, 1}, {3, 1},  {5, 1},  {7, 1}, {3, 1}, {7, 2}, {6, 1},  {2, 1},
    {6, 2}, {5, 1}, {1, 1},  {5, 2},  {0, 1}, {2, 1}, {3, 1}, {5, 1},  {7, 1},
    {3, 1}, {7, 1}, {12, 1}, {10, 1}, {7, 1}, {3, 1}, {7, 1}, {10, 4}, {0, 0},
};

static const step answer[] = {
    {0, 1}, {2, 1}, {4, 1}, {5, 1}, {7, 1}, {4, 1}, {7, 2}, {8, 1}, {4, 1},
    {8, 2}, {7, 1}, {4, 1}, {7, 2}, {0, 1}, {2, 1}, {4, 1}, {5, 1}, {7, 1},
    {4, 1}, {7, 2}, {8, 1}, {4, 1}, {8, 2}, {7, 4}, {0, 0},
};

void play_strain(smf *song, strain s, int bar, touch t)
{
    int tick = bar * BAR;
    int first = t.key + (s == ANSWER ? 7 : 0);
    for (const step *n = s == ANSWER ? answer : theme; n->eighths > 0; n++) {
        int place = tick / EIGHTH % 8;
        int accent = place == 0 ? 9 : place % 2 == 0 ? 2 : -5;
        int length = n->eighths * EIGHTH;
        smf_note(song, t.channel, tick, length * t.gate / 100,
                 key_velocity(first + n->offset, t.velocity + accent));
        tick += length;
    }
}

const int *chord_at(strain s, int half)
{
    static const int b_minor[3] = {0, 3, 7};
    static const int c_sharp[3] = {2, 6, 9};
    static const int c_major[3] = {1, 5, 8};
    static const int d_major[3] = {3, 7, 10};
    static const int f_sharp[3] = {7, 11, 14};
    static const int f_sharp_augmented[3] = {7, 11, 15};
    static const int *const in_theme[8] = {b_minor, b_minor, c_sharp, c_major,
                                           b_minor, b_minor, d_major, d_major};
    static const int *const in_answer[8] = {f_sharp, f_sharp, f_sharp_augmented, f_sharp,
                                            f_sharp, f_sharp, f_sharp_augmented, f_sharp};
    return s == ANSWER ? in_answer[half % 8] : in_theme[half % 8];
}

void play_ramp(smf *song, int channel, ramp r)
{
    int n = (r.to_bar - r.from_bar) * 8;
    int last = -1;
    for (int i = 0; i <= n; i++) {
        int value = r.from + (r.to - r.from) * i / n;
        if (value != last) {
            smf_control(song, channel, r.from_bar * BAR + i * EIGHTH, r.controller, value);
        }
        last = value;
    }
}

void set_cutoff(smf *song, int channel, int tick, int value)
{
    smf_control(song, channel, tick, 99, 127);
    smf_control(song, channel, tick, 98, 21);
    smf_control(song, channel, tick, 6, 64);
    smf_control(song, channel, tick, 38, value);
}
