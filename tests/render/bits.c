/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* bits BANK SONG SECONDS [VOICES]: prints one hash of the output per model, one of a tenth of it
   with sinc interpolation, and fails unless it is the same for every buffer size and every kernel
   variant. With VOICES there is but one hash, with so many voices and the dearest effects.
   tests/render/test_compilers.sh compares the hashes of different builds. */

#include "awe/awe.h"
#include "support/read_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_EVENTS 64
#define MAX_BLOCK 4096

/* FNV-1a over the bytes of the frames. */
static uint64_t add_to_hash(uint64_t hash, const float *frames, size_t n)
{
    const unsigned char *bytes = (const unsigned char *)frames;
    for (size_t i = 0; i < n * sizeof *frames; i++) {
        hash = (hash ^ bytes[i]) * 0x100000001B3u;
    }
    return hash;
}

static uint64_t render(const awe_bank *bank, const awe_song *song, const awe_synth_config *config,
                       uint32_t block, uint64_t n_frames)
{
    static float out[2 * MAX_BLOCK];
    awe_synth *synth = NULL;
    if (awe_synth_new(config, &(awe_stacked_bank){.bank = bank}, 1, &synth) != AWE_OK) {
        exit(2);
    }
    awe_song_cursor cursor;
    awe_song_start(&cursor, song);
    uint64_t hash = 0xCBF29CE484222325u;
    while (cursor.frame < n_frames) {
        awe_event events[MAX_EVENTS];
        uint32_t n_events = 0;
        uint64_t left = n_frames - cursor.frame;
        uint32_t wanted = left < block ? (uint32_t)left : block;
        uint32_t n = awe_song_read(&cursor, wanted, events, MAX_EVENTS, &n_events);
        awe_synth_render(synth, events, n_events, out, n);
        hash = add_to_hash(hash, out, 2 * (size_t)n);
    }
    awe_synth_free(synth);
    return hash;
}

static int check(const awe_bank *bank, const awe_song *song, awe_synth_config config,
                 uint64_t n_frames)
{
    static const uint32_t blocks[] = {1, 7, 64, 1000, 4096};
    const uint32_t features[] = {AWE_CPU_BASE, 0};
    int differences = 0;
    config.limiter = 1;
    uint64_t first = render(bank, song, &config, 512, n_frames);
    for (size_t f = 0; f < sizeof features / sizeof *features; f++) {
        config.cpu_features = features[f];
        for (size_t b = 0; b < sizeof blocks / sizeof *blocks; b++) {
            uint64_t hash = render(bank, song, &config, blocks[b], n_frames);
            if (hash != first) {
                fprintf(stderr, "model %d, features %u, block %u: %016llx instead of %016llx\n",
                        config.model, features[f], blocks[b], (unsigned long long)hash,
                        (unsigned long long)first);
                differences++;
            }
        }
    }
    printf("model %d, interpolation %d: %016llx\n", config.model, config.interp,
           (unsigned long long)first);
    return differences;
}

static int check_models(const awe_bank *bank, const awe_song *song, uint64_t n_frames)
{
    const awe_synth_config sinc = {.model = AWE_MODEL_SF2, .interp = AWE_INTERP_SINC};
    int differences = check(bank, song, sinc, n_frames / 10);
    for (awe_model model = AWE_MODEL_EMU8000; model <= AWE_MODEL_GM; model++) {
        differences += check(bank, song, (awe_synth_config){.model = model}, n_frames);
    }
    return differences;
}

static int check_voices(const awe_bank *bank, const awe_song *song, uint32_t n_voices,
                        uint64_t n_frames)
{
    const awe_synth_config config = {
        .n_voices = n_voices,
        .reverb = AWE_REVERB_HALL_2,
        .chorus = AWE_CHORUS_FLANGER,
        .bass = AWE_TONE_PLUS_12,
        .treble = AWE_TONE_PLUS_12,
    };
    return check(bank, song, config, n_frames);
}

int main(int argc, char **argv)
{
    if (argc != 4 && argc != 5) {
        fprintf(stderr, "usage: bits BANK SONG SECONDS [VOICES]\n");
        return 2;
    }
    size_t bank_size, song_size;
    void *bank_data = read_file(argv[1], &bank_size), *song_data = read_file(argv[2], &song_size);
    awe_bank *bank = NULL;
    awe_song *song = NULL;
    if (awe_bank_load(bank_data, bank_size, NULL, &bank) != AWE_OK ||
        awe_song_parse(song_data, song_size, NULL, &song) != AWE_OK) {
        return 2;
    }
    uint64_t n_frames = strtoull(argv[3], NULL, 10) * AWE_RATE_HZ;
    uint32_t n_voices = argc == 5 ? (uint32_t)strtoul(argv[4], NULL, 10) : 0;
    int differences = n_voices > 0 ? check_voices(bank, song, n_voices, n_frames)
                                   : check_models(bank, song, n_frames);
    awe_song_free(song);
    awe_bank_free(bank);
    free(bank_data);
    free(song_data);
    return differences > 0;
}
