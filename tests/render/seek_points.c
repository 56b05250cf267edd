/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* seek_points BANK SONG POINTS SEED: seek equals play (support/seek_check.h) from so many random
   points of a song: dry in two models and at two polyphonies, and with effects. */

#include "support/read_file.h"
#include "support/seek_check.h"

#include <stdio.h>
#include <stdlib.h>

static int check(const char *what, const seek_case *wanted)
{
    seek_result r = seek_check(wanted);
    printf("  %-22s %u of %u points compared, moment after %.1f s at most, %u wrong", what,
           r.n_compared, wanted->n_points, r.latest_s, r.n_wrong);
    printf(r.n_wrong > 0 ? " (from %.3f s), by up to %g\n" : "\n", r.wrong_at_s, r.worst);
    return r.n_wrong == 0 && 2 * r.n_compared >= wanted->n_points;
}

int main(int argc, char **argv)
{
    size_t bank_size, song_size;
    if (argc != 5) {
        fprintf(stderr, "usage: seek_points BANK SONG POINTS SEED\n");
        return 2;
    }
    void *bank_data = read_file(argv[1], &bank_size), *song_data = read_file(argv[2], &song_size);
    awe_bank *bank = NULL;
    awe_song *song = NULL;
    if (awe_bank_load(bank_data, bank_size, NULL, &bank) != AWE_OK ||
        awe_song_parse(song_data, song_size, NULL, &song) != AWE_OK) {
        return 2;
    }
    seek_case wanted = {.bank = bank,
                        .song = song,
                        .model = AWE_MODEL_EMU8000,
                        .n_voices = 32,
                        .n_points = (uint32_t)strtoul(argv[3], NULL, 10),
                        .seed = strtoul(argv[4], NULL, 10)};
    int good = check("emu8000, 32 voices", &wanted);
    wanted.model = AWE_MODEL_SF2;
    wanted.n_voices = 128;
    wanted.transpose = 3;
    good &= check("sf2, 128 voices, +3", &wanted);
    wanted.model = AWE_MODEL_EMU8000;
    wanted.has_effects = 1;
    good &= check("emu8000 with effects", &wanted);
    awe_song_free(song);
    awe_bank_free(bank);
    free(bank_data);
    free(song_data);
    return !good;
}
