/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* make_awe_song STEM: writes the song of support/awe_song.h as STEM.mid, its bank as STEM.sbk. */

#include "support/awe_song.h"

#include <stdio.h>
#include <stdlib.h>

static int write_file(const char *stem, const char *ending, const void *bytes, size_t size)
{
    char path[4096];
    snprintf(path, sizeof path, "%s%s", stem, ending);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(bytes, 1, size, file) != size) {
        perror(path);
        return 0;
    }
    return fclose(file) == 0;
}

int main(int argc, char **argv)
{
    size_t size;
    smf_builder smf;
    if (argc != 2) {
        fprintf(stderr, "usage: make_awe_song STEM\n");
        return 2;
    }
    void *bank = awe_song_bank(&size);
    awe_song_build(&smf);
    int ok =
        write_file(argv[1], ".mid", smf.data, smf.size) && write_file(argv[1], ".sbk", bank, size);
    smf_free(&smf);
    free(bank);
    return !ok;
}
