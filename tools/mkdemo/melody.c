/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Who has the tune: bassoon and pizzicato creep, oboe and bells answer, strings and a saw lead
   march, everybody runs. */

#include "score.h"

static void write_first_round(smf *song)
{
    play_strain(song, THEME, FIRST, (touch){BASSOON, 47, 74, 58});
    play_strain(song, THEME, FIRST + 4, (touch){BASSOON, 47, 78, 58});
    play_strain(song, THEME, FIRST + 4, (touch){PIZZICATO, 59, 78, 50});
    play_strain(song, ANSWER, FIRST + 8, (touch){PIZZICATO, 59, 84, 50});
    play_strain(song, ANSWER, FIRST + 8, (touch){OBOE, 59, 82, 60});
    play_strain(song, ANSWER, FIRST + 12, (touch){BASSOON, 47, 88, 58});
    play_strain(song, ANSWER, FIRST + 12, (touch){OBOE, 59, 88, 60});
    play_strain(song, ANSWER, FIRST + 12, (touch){PIZZICATO, 71, 86, 50});
    play_strain(song, ANSWER, FIRST + 12, (touch){BELLS, 71, 74, 80});
}

static void write_second_round(smf *song)
{
    play_strain(song, THEME, SECOND, (touch){STRINGS, 59, 92, 70});
    play_strain(song, THEME, SECOND, (touch){BASSOON, 47, 92, 60});
    play_strain(song, THEME, SECOND + 4, (touch){STRINGS, 59, 96, 70});
    play_strain(song, THEME, SECOND + 4, (touch){LEAD, 59, 92, 85});
    play_strain(song, THEME, SECOND + 4, (touch){PIZZICATO, 71, 88, 50});
    play_strain(song, ANSWER, SECOND + 8, (touch){LEAD, 59, 98, 88});
    play_strain(song, ANSWER, SECOND + 8, (touch){BELLS, 71, 76, 80});
    play_strain(song, ANSWER, SECOND + 12, (touch){LEAD, 59, 104, 88});
    play_strain(song, ANSWER, SECOND + 12, (touch){STRINGS, 71, 98, 70});
    play_strain(song, ANSWER, SECOND + 12, (touch){PICCOLO, 71, 88, 70});
}

static void write_last_round(smf *song)
{
    for (int half = 0; half < 2; half++) {
        int bar = LAST + 4 * half;
        play_strain(song, THEME, bar, (touch){STRINGS, 71, 108, 75});
        play_strain(song, THEME, bar, (touch){LEAD, 59 + 12 * half, 106, 85});
        play_strain(song, THEME, bar, (touch){PICCOLO, 83, 92 + 8 * half, 70});
    }
    play_strain(song, THEME, LAST, (touch){BASSOON, 47, 108, 60});
    play_strain(song, THEME, LAST + 4, (touch){OBOE, 71, 104, 70});
}

/* The tune's first bar flies up between the coda's blows. */
static void write_coda(smf *song)
{
    static const int run[7] = {0, 2, 3, 5, 7, 3, 7};
    static const int channels[4] = {STRINGS, LEAD, PICCOLO, OBOE};
    static const int keys[4] = {71, 59, 83, 71};
    for (int time = 0; time < 2; time++) {
        int tick = (CODA + time) * BAR + BEAT;
        for (int i = 0; i < 7; i++) {
            for (int p = 0; p < 4; p++) {
                int length = i == 6 ? EIGHTH : EIGHTH * 2 / 5;
                smf_note(song, channels[p], tick + i * EIGHTH * 2 / 3, length,
                         key_velocity(keys[p] + run[i] + 12 * (time && p == 1), 96 + 2 * i));
            }
        }
    }
    for (int p = 0; p < 4; p++) {
        smf_note(song, channels[p], (END - 2) * BAR, BEAT * 3 / 4, key_velocity(keys[p], 118));
    }
}

/* The lead leans into its long notes: bend range a fifth, scoops from a tone below, wheel on the
   tails. */
static void bend_lead(smf *song)
{
    smf_control(song, LEAD, 8, 101, 0);
    smf_control(song, LEAD, 8, 100, 0);
    smf_control(song, LEAD, 8, 6, 7);
    smf_control(song, LEAD, 8, 38, 0);
    smf_control(song, LEAD, 8, 101, 127);
    smf_control(song, LEAD, 8, 100, 127);
    for (int bar = SECOND + 4; bar < LAST; bar += 2) {
        int tick = bar * BAR + 6 * EIGHTH;
        for (int i = 0; i <= 6; i++) {
            smf_bend(song, LEAD, tick + i * EIGHTH / 12, -2400 + 400 * i);
        }
    }
    for (int bar = SECOND + 7; bar < CODA; bar += 4) {
        int tick = bar * BAR + 2 * BEAT;
        for (int i = 0; i <= 8; i++) {
            smf_control(song, LEAD, tick + i * EIGHTH / 3, 1, i * 11);
        }
        smf_control(song, LEAD, tick + 2 * BEAT, 1, 0);
    }
    for (int i = 0; i <= 12; i++) { /* the dive at the end of the second round */
        smf_bend(song, LEAD, (LAST - 1) * BAR + 3 * BEAT + i * EIGHTH / 8, -600 * i);
    }
    smf_bend(song, LEAD, LAST * BAR - 1, 0);
}

static void swell_melody(smf *song)
{
    play_ramp(song, BASSOON, (ramp){11, FIRST, FIRST + 16, 88, 114});
    play_ramp(song, PIZZICATO, (ramp){11, FIRST + 4, FIRST + 16, 90, 118});
    play_ramp(song, OBOE, (ramp){11, FIRST + 8, FIRST + 16, 88, 116});
    play_ramp(song, STRINGS, (ramp){11, SECOND, SECOND + 16, 88, 120});
    play_ramp(song, LEAD, (ramp){11, SECOND + 4, LAST, 84, 116});
    play_ramp(song, PICCOLO, (ramp){11, SECOND + 12, LAST + 8, 80, 116});
}

void write_melody(smf *song)
{
    write_first_round(song);
    write_second_round(song);
    write_last_round(song);
    write_coda(song);
    bend_lead(song);
    swell_melody(song);
}
