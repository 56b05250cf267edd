/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Drums, timpani, orchestra hits. The drummer starts with ticks on the rim, marches, and gallops at
   the end. */

#include "score.h"

enum {
    KICK = 36,
    STICK = 37,
    SNARE = 38,
    CLAP = 39,
    HAT = 42,
    PEDAL = 44,
    OPEN_HAT = 46,
    CRASH = 49,
    SPLASH = 55,
    CRASH_2 = 57,
    TAMBOURINE = 54,
    TRIANGLE = 81,
    SHAKER = 82,
    BELL_TREE = 84,
    REVERSE_CYMBAL = 119,
};

static void hit(smf *song, int tick, int key, int velocity)
{
    smf_note(song, DRUMS, tick, EIGHTH / 2, key_velocity(key, velocity));
}

static void write_ticks(smf *song, int bar)
{
    int loud = 52 + (bar - FIRST) * 2;
    for (int i = 0; i < 8; i++) {
        int tick = bar * BAR + i * EIGHTH;
        hit(song, tick, i % 2 ? SHAKER : PEDAL, loud - (i % 2 ? 6 : 0));
        if (i % 4 == 2) {
            hit(song, tick, STICK, loud + 12);
        }
    }
    if (bar >= FIRST + 8) {
        hit(song, bar * BAR, KICK, loud + 24);
        hit(song, bar * BAR + 2 * BEAT, KICK, loud + 16);
    }
    if (bar % 4 == 2) {
        hit(song, bar * BAR, TRIANGLE, 60);
    }
}

static void write_march(smf *song, int bar)
{
    for (int i = 0; i < 8; i++) {
        int tick = bar * BAR + i * EIGHTH;
        int open = i == 7 && bar % 2;
        hit(song, tick, open ? OPEN_HAT : HAT, i % 2 ? 70 : 92);
        if (i == 0 || i == 3 || i == 4) {
            hit(song, tick, KICK, i == 3 ? 92 : 112);
        }
        if (i == 2 || i == 6) {
            hit(song, tick, SNARE, 106);
        }
        if (bar >= SECOND + 8 && i % 2) {
            hit(song, tick, TAMBOURINE, 66);
        }
    }
    hit(song, bar * BAR + 13 * EIGHTH / 2, SNARE, 44);
}

static void write_gallop(smf *song, int bar)
{
    for (int i = 0; i < 8; i++) {
        int tick = bar * BAR + i * EIGHTH;
        hit(song, tick, i % 2 ? SNARE : KICK, i % 2 ? 94 : 110);
        hit(song, tick, HAT, i % 2 ? 72 : 88);
        if (i % 2) {
            hit(song, tick + EIGHTH / 2, SNARE, 58);
        }
    }
    hit(song, bar * BAR + 2 * BEAT, CLAP, 90);
}

/* Down the toms in sixteenths over the last two beats. */
static void write_fill(smf *song, int bar, int loud)
{
    static const int toms[8] = {50, 50, 48, 47, 47, 45, 43, 41};
    for (int i = 0; i < 8; i++) {
        hit(song, bar * BAR + 2 * BEAT + i * EIGHTH / 2, toms[i], loud + 3 * i);
    }
    hit(song, bar * BAR + 2 * BEAT, SNARE, loud + 6);
    hit(song, bar * BAR + 3 * BEAT, SNARE, loud + 10);
}

static void write_drums(smf *song)
{
    hit(song, 0, BELL_TREE, 74);
    for (int bar = FIRST; bar < CODA; bar++) {
        int phrase_end = bar % 4 == 1;
        if (bar < SECOND) {
            write_ticks(song, bar);
        } else if (bar < LAST) {
            write_march(song, bar);
        } else {
            write_gallop(song, bar);
        }
        if (phrase_end && bar >= FIRST + 11) {
            write_fill(song, bar, bar < SECOND ? 78 : 92);
        }
        if (bar >= SECOND && bar % 4 == 2) {
            hit(song, bar * BAR, bar % 8 == 2 ? CRASH : CRASH_2, 108);
        } else if (bar >= SECOND && bar % 4 == 0) {
            hit(song, bar * BAR, SPLASH, 84);
        }
    }
}

/* `n` strokes from `tick`, a sixteenth apart, growing from `from` to `to`. */
static void roll(smf *song, int tick, int n, int from_to)
{
    int from = from_to / 256;
    int to = from_to % 256;
    for (int i = 0; i < n; i++) {
        int velocity = from + (to - from) * i / n;
        smf_note(song, TIMPANI, tick + i * EIGHTH / 2, EIGHTH / 2,
                 key_velocity(i % 2 ? 35 : 47, velocity - i % 2 * 6));
    }
}

static void write_timpani(smf *song)
{
    roll(song, BAR, 16, 30 * 256 + 92);
    roll(song, (SECOND - 1) * BAR, 16, 40 * 256 + 112);
    for (int bar = SECOND; bar < CODA; bar++) {
        int answer = bar < LAST && bar - SECOND >= 8;
        int key = answer ? 42 : 47;
        smf_note(song, TIMPANI, bar * BAR, BEAT, key_velocity(key, 104));
        smf_note(song, TIMPANI, bar * BAR + 2 * BEAT, BEAT, key_velocity(answer ? 37 : 42, 92));
        if (bar >= LAST) {
            smf_note(song, TIMPANI, bar * BAR + 3 * BEAT, BEAT, key_velocity(key, 96));
        }
    }
    roll(song, (CODA + 3) * BAR, 32, 44 * 256 + 120);
    smf_note(song, TIMPANI, (END - 2) * BAR, 2 * BEAT, key_velocity(35, 122));
}

static void blow(smf *song, int tick, int loud)
{
    static const int chord[4] = {47, 59, 62, 66};
    smf_note(song, HIT, tick, BEAT, key_velocity(59, loud));
    for (int i = 0; i < 4; i++) {
        smf_note(song, BRASS, tick, EIGHTH, key_velocity(chord[i], loud));
    }
    smf_note(song, BASS, tick, EIGHTH, key_velocity(35, loud));
    smf_note(song, GUITAR, tick, EIGHTH, key_velocity(47, loud - 12));
    smf_note(song, GUITAR, tick, EIGHTH, key_velocity(54, loud - 12));
    hit(song, tick, KICK, 120);
    hit(song, tick, CRASH, 106);
    hit(song, tick, SNARE, 110);
}

/* Blow, run, blow, run; two blows close together; a roll; the end. */
static void write_hits(smf *song)
{
    for (int bar = SECOND; bar < CODA; bar += 8) {
        smf_note(song, HIT, bar * BAR, BEAT, key_velocity(59, 92));
    }
    blow(song, CODA * BAR, 114);
    blow(song, (CODA + 1) * BAR, 114);
    blow(song, (CODA + 2) * BAR, 116);
    blow(song, (CODA + 2) * BAR + 2 * BEAT, 118);
    write_fill(song, CODA + 4, 96);
    smf_note(song, HIT, (END - 2) * BAR, BAR / 2, key_velocity(59, 122));
    hit(song, (END - 2) * BAR, KICK, 124);
    hit(song, (END - 2) * BAR, CRASH, 116);
    hit(song, (END - 2) * BAR, CRASH_2, 110);
}

/* A reverse cymbal on the hit channel leads into each round. */
static void write_reverse(smf *song)
{
    static const int bars[3] = {FIRST, SECOND, LAST};
    for (int i = 0; i < 3; i++) {
        int tick = bars[i] * BAR;
        smf_program(song, HIT, tick - 2 * BEAT, REVERSE_CYMBAL);
        smf_note(song, HIT, tick - 5 * EIGHTH / 2, 5 * EIGHTH / 2 - 2, key_velocity(60, 84));
        smf_program(song, HIT, tick - 1, 55);
    }
}

void write_rhythm(smf *song)
{
    write_drums(song);
    write_timpani(song);
    write_hits(song);
    write_reverse(song);
}
