/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What stands under the tune: bass, pads, choir, brass on the off-beats, guitar fifths, sparks. */

#include "score.h"

static strain strain_at(int bar)
{
    int in_round = bar < SECOND ? bar - FIRST : bar < LAST ? bar - SECOND : 0;
    return in_round >= 8 ? ANSWER : THEME;
}

/* Half bar 0..7 within the strain that plays at `bar`. */
static const int *chord_of_bar(int bar, int half)
{
    int start = bar < SECOND ? FIRST : bar < LAST ? SECOND : LAST;
    return chord_at(strain_at(bar), (bar - start) % 4 * 2 + half);
}

/* Quarters in the first round, bouncing eighths in the second, octaves in the last. */
static void write_bass_bar(smf *song, int bar)
{
    for (int i = 0; i < 8; i++) {
        const int *chord = chord_of_bar(bar, i / 4);
        int tick = bar * BAR + i * EIGHTH;
        int root = 35 + (chord[0] > 6 ? chord[0] - 12 : chord[0]);
        if (bar < SECOND) {
            int fifth = i % 4 == 2 ? 7 : 0;
            if (i % 2 == 0) {
                smf_note(song, BASS, tick, EIGHTH,
                         key_velocity(root + fifth, 64 + (bar - FIRST) * 2));
            }
        } else if (bar < LAST) {
            static const int shape[8] = {0, 0, 12, 0, 7, 0, 12, 7};
            smf_note(song, BASS, tick, EIGHTH * 3 / 4,
                     key_velocity(root + shape[i], i % 2 ? 88 : 102));
        } else {
            smf_note(song, BASS, tick, EIGHTH * 3 / 4,
                     key_velocity(root + 12 * (i % 2), i % 2 ? 98 : 110));
        }
    }
}

static void write_bass(smf *song)
{
    for (int bar = FIRST; bar < CODA; bar++) {
        write_bass_bar(song, bar);
    }
    smf_program(song, BASS, SECOND * BAR - EIGHTH / 4, 38);
    for (int i = 0; i <= 64; i++) { /* opens and closes once per strain */
        int phase = i % 32;
        set_cutoff(song, BASS, SECOND * BAR + i * BAR / 4,
                   50 + (phase < 16 ? phase : 32 - phase) * 4);
    }
    set_cutoff(song, BASS, LAST * BAR, 120);
}

static void hold_chord(smf *song, int channel, int tick, int length, const int *notes)
{
    for (int i = 0; i < 3; i++) {
        smf_note(song, channel, tick, length,
                 key_velocity(notes[i] + (channel == SWEEP ? 47 : 59), 78));
    }
}

/* Chords held for a half bar, or for as long as they stay. */
static void write_pads(smf *song, int channel, int from_bar, int to_bar)
{
    int tick = from_bar * BAR;
    while (tick < to_bar * BAR) {
        const int *chord = chord_of_bar(tick / BAR, tick % BAR / (2 * BEAT));
        int length = 2 * BEAT;
        while (tick + length < to_bar * BAR && length < BAR * 2) {
            int next = tick + length;
            if (chord_of_bar(next / BAR, next % BAR / (2 * BEAT)) != chord) {
                break;
            }
            length += 2 * BEAT;
        }
        hold_chord(song, channel, tick, length - EIGHTH / 4, chord);
        tick += length;
    }
}

static void write_brass(smf *song)
{
    for (int bar = SECOND + 4; bar < CODA; bar++) {
        if (bar >= SECOND + 8 && bar < SECOND + 12) {
            continue;
        }
        for (int beat = 0; beat < 4; beat++) {
            const int *chord = chord_of_bar(bar, beat / 2);
            int tick = bar * BAR + beat * BEAT + EIGHTH;
            for (int i = 0; i < 3; i++) {
                smf_note(song, BRASS, tick, EIGHTH * 3 / 5,
                         key_velocity(59 + chord[i], bar < LAST ? 92 : 106));
            }
        }
    }
}

static void write_guitar(smf *song)
{
    for (int bar = SECOND + 8; bar < CODA; bar++) {
        for (int half = 0; half < 2; half++) {
            const int *chord = chord_of_bar(bar, half);
            int root = 47 + (chord[0] > 6 ? chord[0] - 12 : chord[0]);
            for (int i = 0; i < 4; i++) {
                int length = i == 0 ? EIGHTH * 9 / 10 : EIGHTH / 2;
                int tick = bar * BAR + half * 2 * BEAT + i * EIGHTH;
                smf_note(song, GUITAR, tick, length, key_velocity(root, i ? 78 : 100));
                smf_note(song, GUITAR, tick, length, key_velocity(root + 7, i ? 74 : 96));
            }
        }
    }
}

/* Broken chords in sixteenths over the answers, panned to and fro. */
static void write_sparks(smf *song)
{
    static const int order[8] = {0, 1, 2, 3, 2, 1, 2, 1};
    for (int bar = SECOND + 8; bar < LAST; bar++) {
        for (int i = 0; i < 16; i++) {
            const int *chord = chord_of_bar(bar, i / 8);
            int pick = order[i % 8];
            int key = 71 + (pick == 3 ? chord[0] + 12 : chord[pick]);
            smf_note(song, SPARKS, bar * BAR + i * EIGHTH / 2, EIGHTH / 3,
                     key_velocity(key, i % 4 ? 66 : 84));
        }
        for (int i = 0; i < 8; i++) {
            int phase = (bar * 8 + i) % 16;
            smf_control(song, SPARKS, bar * BAR + i * EIGHTH, 10,
                        24 + (phase < 8 ? phase : 16 - phase) * 10);
        }
    }
}

static void write_intro(smf *song)
{
    static const int drone[3] = {-12, 0, 7};
    hold_chord(song, SWEEP, 0, 2 * BAR - EIGHTH, drone);
    for (int i = 0; i < 64; i++) {
        set_cutoff(song, SWEEP, i * BAR / 32, 30 + i * 3 / 2);
    }
}

static void write_last_chord(smf *song)
{
    static const int open_fifth[3] = {0, 3, 7};
    int tick = (END - 2) * BAR;
    hold_chord(song, CHOIR, tick, BAR, open_fifth);
    hold_chord(song, SWEEP, tick, BAR, open_fifth);
    smf_note(song, BASS, tick, BAR, key_velocity(35, 110));
    for (int i = 0; i < 3; i++) {
        smf_note(song, BRASS, tick, BEAT * 3 / 4, key_velocity(59 + open_fifth[i], 116));
    }
}

void write_harmony(smf *song)
{
    write_intro(song);
    write_bass(song);
    write_pads(song, SWEEP, FIRST + 8, SECOND + 4);
    write_pads(song, CHOIR, SECOND + 4, CODA);
    write_brass(song);
    write_guitar(song);
    write_sparks(song);
    write_last_chord(song);
    play_ramp(song, SWEEP, (ramp){11, INTRO, FIRST, 70, 127});
    play_ramp(song, SWEEP, (ramp){11, FIRST + 8, SECOND, 66, 118});
    play_ramp(song, CHOIR, (ramp){11, SECOND + 4, LAST, 70, 115});
    play_ramp(song, CHOIR, (ramp){11, END - 2, END - 1, 120, 40});
    play_ramp(song, SWEEP, (ramp){11, END - 2, END - 1, 120, 40});
}
