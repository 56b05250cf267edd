/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* stage_times BANK SONG: renders the song's beginning with stage times and without, in turns; fails
   unless they cost less than 0.05 % of the deadline of 64 frames and change no bit. The fastest run
   of each kind counts, since other programs can only slow one down. */

#include "app/stage_clock.h"
#include "awe/awe.h"
#include "io/clock.h"
#include "support/read_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FRAMES 64
#define N_BUFFERS 10000
#define N_TURNS 20
#define MOST_PERCENT 0.05

typedef struct take {
    awe_synth *synth;
    float *out; /* [N_BUFFERS][FRAMES][2] */
    double least_ns;
} take;

static void require(int condition, const char *what)
{
    if (!condition) {
        fprintf(stderr, "stage_times: %s\n", what);
        exit(1);
    }
}

static void render(take *t, const awe_song *song)
{
    awe_song_cursor cursor;
    awe_event events[64];
    awe_times times;
    awe_synth_seek(t->synth, 0);
    awe_song_start(&cursor, song);
    uint64_t begun_ns = clock_now_ns();
    for (uint32_t done = 0; done < N_BUFFERS * FRAMES;) {
        uint32_t n_events;
        uint32_t left = FRAMES - done % FRAMES;
        uint32_t n = awe_song_read(&cursor, left, events, 64, &n_events);
        awe_synth_render(t->synth, events, n_events, t->out + 2 * (size_t)done, n);
        done += n;
        if (n == left) {
            awe_synth_take_times(t->synth, &times);
        }
    }
    double took_ns = (double)(clock_now_ns() - begun_ns) / N_BUFFERS;
    t->least_ns = took_ns < t->least_ns ? took_ns : t->least_ns;
}

static void open_take(take *t, const awe_bank *bank, const awe_clock *clock)
{
    awe_synth_config config = {0};
    const awe_stacked_bank stack = {.bank = bank};
    if (clock) {
        config.clock = *clock;
    }
    t->out = calloc(N_BUFFERS * FRAMES, 2 * sizeof(float));
    t->least_ns = 1e12;
    require(t->out && !awe_synth_new(&config, &stack, 1, &t->synth), "no synth");
}

static void close_take(take *t)
{
    awe_synth_free(t->synth);
    free(t->out);
}

int main(int argc, char **argv)
{
    awe_clock clock;
    awe_bank *bank;
    awe_song *song;
    take with, without;
    size_t bank_size, song_size;
    require(argc == 3, "usage: stage_times BANK SONG");
    void *bank_file = read_file(argv[1], &bank_size);
    void *song_file = read_file(argv[2], &song_size);
    require(bank_file && !awe_bank_load(bank_file, bank_size, NULL, &bank), argv[1]);
    require(song_file && !awe_song_parse(song_file, song_size, NULL, &song), argv[2]);
    if (!stage_clock_find(&clock)) {
        return 77;
    }
    open_take(&with, bank, &clock);
    open_take(&without, bank, NULL);
    for (int turn = 0; turn < N_TURNS; turn++) {
        render(&with, song);
        render(&without, song);
    }
    double percent = 100 * (with.least_ns - without.least_ns) / (1e9 * FRAMES / AWE_RATE_HZ);
    printf("%.0f ns per buffer with stage times, %.0f without: %.4f %% of the deadline\n",
           with.least_ns, without.least_ns, percent);
    require(memcmp(with.out, without.out, N_BUFFERS * FRAMES * 2 * sizeof(float)) == 0,
            "the bits differ");
    require(percent < MOST_PERCENT, "too much");
    close_take(&with);
    close_take(&without);
    awe_song_free(song);
    awe_bank_free(bank);
    free(song_file);
    free(bank_file);
    return 0;
}
