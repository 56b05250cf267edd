/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/dense_song.h"

#include "support/song_script.h"

#include <stdlib.h>

awe_song *make_dense_song(unsigned seed)
{
    smf_builder smf;
    srand(seed);
    smf_begin(&smf, 1, 480);
    for (unsigned track = 0; track < 16; track++) {
        uint8_t base = (uint8_t)(rand() % 128);
        smf_track(&smf);
        smf_port(&smf, 0, track % 2);
        for (int i = 0; i < 40; i++) {
            uint8_t key = (uint8_t)((base + rand() % 6) % 128);
            unsigned kind = 10 + (unsigned)rand() % 5;
            smf_note_on(&smf, (uint32_t)rand() % 90, track, key, 100);
            smf_message(&smf, (uint32_t)rand() % 20, (uint8_t)(kind << 4 | track),
                        (uint8_t)(rand() % 100), (uint8_t)(rand() % 128));
            if (rand() % 3 == 0) {
                smf_note_on(&smf, (uint32_t)rand() % 2, track, key, 90);
                smf_note_off(&smf, 10, track, key);
            }
            smf_note_off(&smf, (uint32_t)rand() % 60, track, key);
        }
        smf_end_track(&smf, 100);
    }
    return parse_built(&smf, NULL);
}
