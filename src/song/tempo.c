/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/tempo.h"

#include "awe/rate.h"

#define DEFAULT_US_PER_QUARTER 500000
#define US_PER_SECOND 1000000

static void init_smpte(awe_tempo *tempo, uint32_t frames_per_second, uint32_t ticks_per_frame)
{
    bool is_drop = frames_per_second == 29;
    tempo->is_smpte = true;
    tempo->units_per_tick = is_drop ? 1001 : 1;
    tempo->units_per_second = (uint64_t)(is_drop ? 30000 : frames_per_second) * ticks_per_frame;
}

void awe_tempo_init(awe_tempo *tempo, uint16_t division)
{
    *tempo = (awe_tempo){.units_per_tick = DEFAULT_US_PER_QUARTER};
    if (division & 0x8000) {
        init_smpte(tempo, 256u - (division >> 8), division & 0xFF);
    } else {
        tempo->units_per_second = (uint64_t)division * US_PER_SECOND;
    }
}

void awe_tempo_start_pattern(awe_tempo *tempo)
{
    tempo->tick = 0;
    awe_tempo_change(tempo, DEFAULT_US_PER_QUARTER);
}

void awe_tempo_advance(awe_tempo *tempo, uint64_t tick)
{
    uint64_t n_ticks = tick - tempo->tick;
    uint64_t room = (UINT64_MAX - tempo->time) / tempo->units_per_tick;
    tempo->time = n_ticks > room ? UINT64_MAX : tempo->time + n_ticks * tempo->units_per_tick;
    tempo->tick = tick;
}

void awe_tempo_change(awe_tempo *tempo, uint32_t us_per_quarter)
{
    if (!tempo->is_smpte) {
        tempo->units_per_tick = us_per_quarter;
    }
}

uint64_t awe_tempo_frame(const awe_tempo *tempo)
{
    uint64_t seconds = tempo->time / tempo->units_per_second;
    uint64_t rest = tempo->time % tempo->units_per_second; /* below 2^35, so its product fits */
    if (seconds >= AWE_SONG_MAX_FRAME / AWE_RATE_HZ) {
        return AWE_SONG_MAX_FRAME;
    }
    return seconds * AWE_RATE_HZ + rest * AWE_RATE_HZ / tempo->units_per_second;
}

uint64_t awe_tempo_last_time(uint64_t frame, uint64_t units_per_second)
{
    uint64_t seconds = frame / AWE_RATE_HZ;
    uint64_t frames = frame % AWE_RATE_HZ + 1;
    if (seconds >= UINT64_MAX / units_per_second) {
        return UINT64_MAX;
    }
    /* The first time of the next frame, rounded up, less one. */
    uint64_t rest = (frames * units_per_second + AWE_RATE_HZ - 1) / AWE_RATE_HZ;
    return seconds * units_per_second + (rest - 1);
}

bool awe_tempo_limit(awe_tempo *tempo, uint64_t time, uint32_t seconds)
{
    uint64_t span = seconds * tempo->units_per_second;
    if (tempo->time - time <= span) {
        return false;
    }
    tempo->time = time + span;
    return true;
}
