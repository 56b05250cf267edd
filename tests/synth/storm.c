/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* storm VOICES RATE TICKS: RATE note-ons and as many note-offs per second of sound, spread over
   ports, channels and keys, for so many ticks and with that polyphony. RATE 0: as many notes as
   there are voices, held from the first tick on. For callgrind to count. */

#include "support/card_rig.h"

#include <stdlib.h>

#define TICK_FRAMES 32
#define MAX_EVENTS 512

static awe_event make_event(uint8_t type, uint32_t number)
{
    awe_message message = {.type = type,
                           .port = (uint8_t)(number / 1024 % 4),
                           .channel = (uint8_t)(number % 16),
                           .key = (uint8_t)(30 + number / 16 % 64),
                           .value = 100};
    return (awe_event){.message = message};
}

int main(int argc, char **argv)
{
    if (argc < 4) {
        return 1;
    }
    const card_generator own[] = {{AWE_GEN_VOL_ENV_RELEASE, -2000}, {0, 0}};
    synth_rig rig;
    awe_synth_config config = card_dry(AWE_MODEL_EMU8000);
    config.n_voices = (uint32_t)atoi(argv[1]);
    uint32_t rate = (uint32_t)atoi(argv[2]);
    uint32_t n_ticks = (uint32_t)atoi(argv[3]);
    uint32_t n_notes = 0;
    card_open(&rig, CARD_SINE, own, &config);
    for (uint32_t tick = 0; tick < n_ticks; tick++) {
        awe_event events[MAX_EVENTS];
        float out[2 * TICK_FRAMES];
        uint32_t n = 0;
        uint32_t end = (uint32_t)((uint64_t)rate * (tick + 1) * TICK_FRAMES / SECOND);
        for (; n_notes < end && n + 2 <= MAX_EVENTS; n_notes++) {
            events[n++] = make_event(AWE_NOTE_ON, n_notes);
            events[n++] = make_event(AWE_NOTE_OFF, n_notes + 4096 - 512); /* of 512 notes before */
        }
        for (; rate == 0 && n_notes < config.n_voices && n < MAX_EVENTS; n_notes++) {
            events[n++] = make_event(AWE_NOTE_ON, n_notes);
        }
        awe_synth_render(rig.synth, events, n, out, TICK_FRAMES);
    }
    rig_close(&rig);
    return 0;
}
