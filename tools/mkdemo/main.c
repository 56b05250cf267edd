/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Writes the demo song: mkdemo OUT.mid. */

#include "score.h"

typedef struct part {
    const char *name;
    int program;
    int volume;
    int pan;
    int reverb;
    int chorus;
} part;

/* By channel. */
static const part parts[N_CHANNELS] = {
    {"Bassoon", 70, 118, 52, 60, 0},       {"Pizzicato strings", 45, 118, 76, 64, 10},
    {"Bass", 32, 108, 64, 16, 24},         {"Strings", 48, 96, 44, 70, 40},
    {"Brass", 61, 98, 82, 56, 20},         {"Saw lead", 81, 98, 60, 50, 56},
    {"Sweep pad", 95, 64, 64, 80, 80},     {"Choir", 52, 92, 70, 84, 40},
    {"Timpani", 47, 112, 58, 64, 0},       {"Drums", 0, 104, 64, 36, 0},
    {"Glockenspiel", 9, 98, 90, 72, 0},    {"Guitar", 30, 84, 34, 40, 30},
    {"Orchestra hit", 55, 104, 64, 70, 0}, {"Piccolo", 72, 96, 84, 64, 0},
    {"Oboe", 68, 110, 48, 60, 0},          {"Sparks", 83, 88, 64, 70, 90},
};

static void write_setup(smf *song)
{
    static const uint8_t gm_on[] = {0xF0, 5, 0x7E, 0x7F, 9, 1, 0xF7};
    static const uint8_t metre[] = {0xFF, 0x58, 4, 4, 2, 24, 8};
    static const uint8_t key[] = {0xFF, 0x59, 2, 2, 1};
    smf_text(song, CONDUCTOR, 3, "In the Hall of the Mountain King");
    smf_text(song, CONDUCTOR, 1, "Edvard Grieg, op. 23 (1875)");
    smf_text(song, CONDUCTOR, 2, "CC0-1.0 arrangement, awe-player");
    smf_raw(song, CONDUCTOR, 0, metre, sizeof metre);
    smf_raw(song, CONDUCTOR, 0, key, sizeof key);
    smf_raw(song, CONDUCTOR, 0, gm_on, sizeof gm_on);
    for (int c = 0; c < N_CHANNELS; c++) {
        smf_text(song, c, 3, parts[c].name);
        smf_program(song, c, 2, parts[c].program);
        smf_control(song, c, 2, 7, parts[c].volume);
        smf_control(song, c, 2, 10, parts[c].pan);
        smf_control(song, c, 2, 91, parts[c].reverb);
        smf_control(song, c, 2, 93, parts[c].chorus);
        smf_control(song, c, 2, 11, 110);
    }
}

/* The tempo grows beat by beat from a creep to a run. */
static void write_tempo(smf *song)
{
    static const struct {
        int bar;
        double bpm;
    } marks[] = {{INTRO, 118},    {FIRST, 122}, {SECOND - 1, 140}, {SECOND, 148},
                 {LAST - 1, 174}, {LAST, 186},  {CODA, 208},       {END, 208}};
    for (int m = 0; m + 1 < (int)(sizeof marks / sizeof *marks); m++) {
        int n = (marks[m + 1].bar - marks[m].bar) * 2;
        for (int i = 0; i < n; i++) {
            smf_tempo(song, marks[m].bar * BAR + i * BAR / 2,
                      marks[m].bpm + (marks[m + 1].bpm - marks[m].bpm) * i / n);
        }
    }
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fputs("usage: mkdemo OUT.mid\n", stderr);
        return 1;
    }
    FILE *file = fopen(argv[1], "wb");
    if (!file) {
        perror(argv[1]);
        return 1;
    }
    smf song = {.seed = 1875};
    write_setup(&song);
    write_tempo(&song);
    write_melody(&song);
    write_harmony(&song);
    write_rhythm(&song);
    song.end_tick = END * BAR;
    int failed = smf_write(&song, file) != 0;
    failed = fclose(file) != 0 || failed;
    smf_free(&song);
    if (failed) {
        fputs("mkdemo: cannot write the song\n", stderr);
    }
    return failed;
}
