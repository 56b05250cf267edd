/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* embed BANK SONG: the song as 32-bit float stereo frames at 44,100 Hz on standard output. */

#include <awe/awe.h>

#include <stdio.h>
#include <stdlib.h>

static void require(int condition, const char *what, const char *why)
{
    if (!condition) {
        fprintf(stderr, "embed: %s: %s\n", what, why);
        exit(1);
    }
}

static void *read_file(const char *path, size_t *size)
{
    FILE *file = fopen(path, "rb");
    require(file && fseek(file, 0, SEEK_END) == 0, path, "cannot be opened");
    *size = (size_t)ftell(file);
    rewind(file);
    void *data = malloc(*size + 1);
    require(data && fread(data, 1, *size, file) == *size, path, "cannot be read");
    fclose(file);
    return data;
}

int main(int argc, char **argv)
{
    require(argc == 3, "usage", "embed BANK SONG > FRAMES");
    size_t bank_size, song_size;
    void *bank_data = read_file(argv[1], &bank_size); /* borrowed by the bank: freed after it */
    void *song_data = read_file(argv[2], &song_size);
    awe_bank *bank;
    awe_song *song;
    awe_synth *synth;
    awe_status status = awe_bank_load(bank_data, bank_size, NULL, &bank);
    require(status == AWE_OK, argv[1], awe_status_text(status));
    status = awe_song_parse(song_data, song_size, NULL, &song);
    require(status == AWE_OK, argv[2], awe_status_text(status));
    const awe_stacked_bank banks[] = {{.bank = bank}};
    status = awe_synth_new(NULL, banks, 1, &synth);
    require(status == AWE_OK, "synth", awe_status_text(status));

    awe_song_cursor cursor;
    awe_song_start(&cursor, song);
    while (!awe_song_done(&cursor) || !awe_synth_is_silent(synth)) {
        float frames[512][2];
        awe_event events[64];
        uint32_t n_events;
        uint32_t n_frames = awe_song_read(&cursor, 512, events, 64, &n_events);
        awe_synth_render(synth, events, n_events, frames[0], n_frames);
        fwrite(frames, sizeof frames[0], n_frames, stdout);
    }

    awe_synth_free(synth);
    awe_song_free(song);
    awe_bank_free(bank);
    free(song_data);
    free(bank_data);
    return 0;
}
