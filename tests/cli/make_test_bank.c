/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Writes what the scripts need: make_test_bank KIND BANK PROGRAM [SONG] writes to stdout
     sf2      a bank with one preset
     damaged  the same, with a wrong sample rate
     big      the same as sf2, with 32 MB of recordings that nothing plays
     sbk      one of SoundFont 1.0, with a ROM sample "*Rom" in the next program
     rom      a bank whose sample is named "rom"
     sf3      one with a preset for each of the compressed sample files that follow
     rmi      the file SONG in RIFF MIDI with such a bank; dls: with a DLS bank instead */

#include "support/byte_buffer.h"
#include "support/read_file.h"
#include "support/sf2_builder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define N_UNUSED 16

static sf2_builder *make_bank(const char *kind, uint16_t bank, uint16_t program)
{
    static const int16_t frames[200] = {9000, -9000, 5000};
    sf2_builder *b = sf2_new();
    int is_old = strcmp(kind, "sbk") == 0;
    sf2_sample sample = {.name = "Rom",
                         .frames = frames,
                         .n_frames = 200,
                         .loop_end = 100,
                         .rate_hz = strcmp(kind, "damaged") == 0 ? 7 : 44100};
    *sf2_get_options(b) =
        (sf2_options){.version_major = is_old ? 1 : 0, .old_form = is_old, .name = kind};
    sf2_add_voice(b, bank, program, sf2_add_sample(b, &sample));
    for (int i = 0; i < N_UNUSED && strcmp(kind, "big") == 0; i++) {
        static int16_t unused[1 << 20] = {1};
        sf2_add_sample(b, &(sf2_sample){.frames = unused, .n_frames = 1 << 20});
    }
    if (is_old) {
        sf2_add_voice(b, bank, program + 1,
                      sf2_add_sample_header(b, "*Rom", (uint32_t[]){0, 9, 0, 0}, 1));
    }
    return b;
}

/* Adds a preset for each file of one channel of Vorbis. */
static void add_compressed(sf2_builder *b, int n, char **paths)
{
    sf2_get_options(b)->version_major = 3;
    for (int i = 0; i < n; i++) {
        size_t size;
        void *bytes = read_file(paths[i], &size);
        uint32_t sample = sf2_add_compressed(b, bytes, (uint32_t)size, 100, 4000);
        sf2_add_voice(b, 0, (uint16_t)(i + 1), sample);
        free(bytes);
    }
}

static void write_riff(const char *kind, const void *bank, size_t size, const char *song_path)
{
    byte_buffer file = {0};
    size_t song_size;
    void *song = read_file(song_path, &song_size);
    byte_buffer_append(&file, "RIFF\0\0\0\0RMIDdata", 16);
    byte_buffer_append32(&file, (uint32_t)song_size);
    byte_buffer_append(&file, song, song_size);
    byte_buffer_append(&file, NULL, song_size & 1);
    if (strcmp(kind, "dls") == 0) {
        byte_buffer_append(&file, "RIFF\x08\0\0\0DLS colh", 16);
    } else {
        byte_buffer_append(&file, bank, size);
    }
    fwrite(file.bytes, 1, file.size, stdout);
    free(song);
    free(file.bytes);
}

int main(int argc, char **argv)
{
    size_t size;
    if (argc < 4) {
        return 1;
    }
    sf2_builder *b = make_bank(argv[1], (uint16_t)atoi(argv[2]), (uint16_t)atoi(argv[3]));
    int is_compressed = strcmp(argv[1], "sf3") == 0;
    if (is_compressed) {
        add_compressed(b, argc - 4, argv + 4);
    }
    const void *bytes = sf2_build(b, &size);
    if (argc > 4 && !is_compressed) {
        write_riff(argv[1], bytes, size, argv[4]);
    } else {
        fwrite(bytes, 1, size, stdout);
    }
    sf2_free(b);
    return fflush(stdout) != 0;
}
