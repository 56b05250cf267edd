/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* click_bank OUT.sf2: a bank whose one instrument clicks for 1 ms at any key, loudest at once, and
   then hums 50 times more quietly for as long as the key is held. The click's first frame is easily
   found in a recording, and so is a key that hangs. */

#include "support/sf2_builder.h"

#include <stdio.h>

enum { GEN_INSTRUMENT = 41, GEN_SAMPLE = 53, GEN_SAMPLE_MODES = 54, GEN_SCALE_TUNING = 56 };
enum { N_CLICK = 44, N_FRAMES = 2048, CLICK = 20000, HUM = 400, PERIOD = 128 };

int main(int argc, char **argv)
{
    int16_t frames[N_FRAMES];
    for (int i = 0; i < N_FRAMES; i++) {
        frames[i] = i < N_CLICK ? CLICK : i % PERIOD < PERIOD / 2 ? HUM : -HUM;
    }
    sf2_builder *bank = sf2_new();
    uint32_t sample = sf2_add_sample(bank, &(sf2_sample){.name = "click",
                                                         .frames = frames,
                                                         .n_frames = N_FRAMES,
                                                         .loop_start = 2 * PERIOD,
                                                         .loop_end = N_FRAMES - PERIOD});
    sf2_add_instrument(bank, "click");
    sf2_add_zone(bank);
    sf2_add_generator(bank, GEN_SCALE_TUNING, 0);
    sf2_add_generator(bank, GEN_SAMPLE_MODES, 1);
    sf2_add_generator(bank, GEN_SAMPLE, (int)sample);
    sf2_add_preset(bank, "click", 0, 0);
    sf2_add_zone(bank);
    sf2_add_generator(bank, GEN_INSTRUMENT, 0);
    size_t size;
    const void *file = sf2_build(bank, &size);
    FILE *out = argc == 2 ? fopen(argv[1], "wb") : NULL;
    int written = out && fwrite(file, 1, size, out) == size;
    written = out && fclose(out) == 0 && written;
    sf2_free(bank);
    if (!written) {
        fputs("click_bank: wrong use, or the file cannot be written\n", stderr);
    }
    return !written;
}
