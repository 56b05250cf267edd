/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* audio_rounds DEVICE BUFFER ROUNDS: plays a ramp that numbers its frames, n / 2^24 from 1 on, to a
   sound device, and prints what was obtained and what each round was like:
       HOST: NAME RATE BUFFER LATENCY
       FRAMES QUEUED_US|- dry|- priming|-       (a line for each round)
   BUFFER 0 is the host's choice. */

#include "io/audio.h"
#include "io/clock.h"

#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#define MAX_ROUNDS 100000

typedef struct ramp {
    audio_round rounds[MAX_ROUNDS];
    atomic_uint n_rounds;
    uint32_t n_wanted;
    uint32_t n_frames;
} ramp;

static AWE_RT void fill(void *context, const audio_round *round)
{
    ramp *r = context;
    unsigned n = atomic_load(&r->n_rounds);
    for (uint32_t i = 0; i < round->n_frames; i++) {
        r->n_frames++;
        round->out[2 * i] = (float)(r->n_frames & 0xFFFFFF) / 0x1000000;
        round->out[2 * i + 1] = round->out[2 * i];
    }
    if (n < r->n_wanted) {
        r->rounds[n] = *round;
        atomic_store(&r->n_rounds, n + 1);
    }
}

static void print(const ramp *r, const audio *output)
{
    audio_info info;
    audio_get_info(output, &info);
    printf("%s: %s %.0f %u %u\n", info.host, info.name, info.rate_hz, info.buffer_frames,
           info.latency_frames);
    for (unsigned i = 0; i < atomic_load(&r->n_rounds); i++) {
        const audio_round *round = &r->rounds[i];
        char queued[16] = "-";
        if (round->queued_us != AUDIO_QUEUED_UNKNOWN) {
            snprintf(queued, sizeof queued, "%u", round->queued_us);
        }
        printf("%u %s %s %s\n", round->n_frames, queued, round->ran_dry ? "dry" : "-",
               round->is_priming ? "priming" : "-");
    }
}

int main(int argc, char **argv)
{
    static ramp r;
    audio *output;
    io_error error;
    if (argc != 4) {
        return 2;
    }
    audio_config config = {
        .device = argv[1],
        .buffer_frames = (uint32_t)atoi(argv[2]),
        .rate_hz = 44100,
    };
    r.n_wanted = (uint32_t)atoi(argv[3]);
    if (r.n_wanted > MAX_ROUNDS || !audio_open(&config, &output, &error) ||
        !audio_start(output, fill, &r, &error)) {
        fprintf(stderr, "audio_rounds: %s\n", error.text);
        return 1;
    }
    for (int i = 0; i < 2000 && atomic_load(&r.n_rounds) < r.n_wanted; i++) {
        clock_sleep_ms(10);
    }
    audio_stop(output);
    print(&r, output);
    audio_close(output);
    return 0;
}
