/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* wad_songs WAD FOLDER: writes the songs (D_* lumps) of a Doom WAD as FOLDER/NAME.mid. A WAD ends
   with a directory of 16-byte entries: offset, size, 8 characters of name; its place and length
   stand in the header. */

#include "base/bytes.h"
#include "support/read_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int write_song(const char *folder, const char *name, awe_bytes song)
{
    char path[4096];
    snprintf(path, sizeof path, "%s/%s.mid", folder, name);
    FILE *file = fopen(path, "wb");
    if (!file || fwrite(song.data, 1, song.size, file) != song.size) {
        perror(path);
        return 0;
    }
    return fclose(file) == 0;
}

int main(int argc, char **argv)
{
    if (argc != 3) {
        fprintf(stderr, "usage: wad_songs WAD FOLDER\n");
        return 2;
    }
    awe_bytes wad = {0};
    void *data = read_file(argv[1], &wad.size);
    wad.data = data;
    uint32_t n_lumps = awe_bytes_le32(wad, 4), directory = awe_bytes_le32(wad, 8), n_songs = 0;
    for (uint32_t i = 0; i < n_lumps; i++) {
        size_t entry = directory + (size_t)i * 16;
        awe_bytes song =
            awe_bytes_part(wad, awe_bytes_le32(wad, entry), awe_bytes_le32(wad, entry + 4));
        char name[9] = {0};
        memcpy(name, awe_bytes_part(wad, entry + 8, 8).data,
               awe_bytes_part(wad, entry + 8, 8).size);
        if (strncmp(name, "D_", 2) == 0 && song.size > 0) {
            if (!write_song(argv[2], name, song)) {
                return 2;
            }
            n_songs++;
        }
    }
    printf("%u songs\n", n_songs);
    free(data);
    return n_songs == 0;
}
