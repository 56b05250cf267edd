/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "perf/entry_clock.h"

#define TWO_PI 6.283185307179586
#define SQRT_2 1.4142135623730951
#define NS_PER_S 1e9
#define MAX_OMEGA 0.5        /* buffers of a second: the loop stays stable and follows at once */
#define MAX_FRAME_ERROR 0.05 /* no device's clock is further from its rate */

void awe_entry_clock_init(awe_entry_clock *clock, double rate_hz)
{
    *clock = (awe_entry_clock){.rate_hz = rate_hz, .frame_s = 1.0 / rate_hz};
}

static AWE_RT void restart(awe_entry_clock *clock, uint64_t entry_ns)
{
    clock->base_ns = entry_ns;
    clock->is_running = true;
    clock->start_s = 0;
    clock->late_s = 0;
    clock->frame_s = 1.0 / clock->rate_hz;
    clock->n_frames = 0;
}

/* The first call of a wake-up: the loop compares it with where the frames of the last one ended. */
static AWE_RT void follow(awe_entry_clock *clock, double entry_s)
{
    double n_frames = (double)clock->n_frames;
    double omega = TWO_PI * AWE_ENTRY_BANDWIDTH_HZ * n_frames * clock->frame_s;
    double least = (1.0 - MAX_FRAME_ERROR) / clock->rate_hz;
    double most = (1.0 + MAX_FRAME_ERROR) / clock->rate_hz;
    omega = omega < MAX_OMEGA ? omega : MAX_OMEGA;
    double due_s = clock->start_s + n_frames * clock->frame_s;
    double error_s = entry_s - due_s;
    clock->late_s = error_s;
    clock->start_s = due_s + SQRT_2 * omega * error_s;
    clock->frame_s += omega * omega * error_s / n_frames;
    clock->frame_s = clock->frame_s < least ? least : clock->frame_s > most ? most : clock->frame_s;
    clock->n_frames = 0;
}

awe_entry awe_entry_clock_call(awe_entry_clock *clock, uint64_t entry_ns, uint32_t n_frames)
{
    double period_s = (double)clock->last_frames * clock->frame_s;
    double passed_s = (double)(int64_t)(entry_ns - clock->last_ns) / NS_PER_S;
    awe_entry entry = {0};
    double due_s = 0;
    if (!clock->is_running || passed_s < 0 ||
        passed_s > AWE_ENTRY_GAP_PERIODS * (double)clock->n_frames * clock->frame_s) {
        restart(clock, entry_ns);
        entry.is_restart = true;
    } else if (passed_s >= period_s / 4) {
        due_s = clock->start_s + (double)clock->n_frames * clock->frame_s;
        follow(clock, (double)(entry_ns - clock->base_ns) / NS_PER_S);
    } else {
        due_s = clock->start_s + (double)clock->n_frames * clock->frame_s;
    }
    clock->n_frames += n_frames > 0 ? n_frames : 1;
    clock->last_ns = entry_ns;
    clock->last_frames = n_frames > 0 ? n_frames : 1;
    entry.predicted_ns = clock->base_ns + (uint64_t)(int64_t)(due_s * NS_PER_S);
    entry.late_ns = (int64_t)(clock->late_s * NS_PER_S);
    return entry;
}
