/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/bench_kinds.h"

#include <string.h>

const bench_kind bench_kinds[] = {
    {.name = "32-voices", .what = "32 filtered voices", .make_song = bench_make_held_32, .part = 1},
    {.name = "few-voices", .what = "three of them", .make_song = bench_make_held_3, .part = 1},
    {.name = "moving-voices",
     .what = "32 voices with vibrato and a moving filter",
     .make_song = bench_make_held_moving,
     .part = 1},
    {.name = "dense-song",
     .what = "16 channels of music",
     .make_song = bench_make_dense,
     .part = 1},
    {.name = "note-storm",
     .what = "10,000 notes a second",
     .make_song = bench_make_notes,
     .part = 2},
    {.name = "controller-storm",
     .what = "10,000 controllers a second over 32 voices",
     .make_song = bench_make_controls,
     .part = 1},
    {.name = "256-voices",
     .what = "256 filtered voices",
     .make_song = bench_make_held_256,
     .n_voices = 256,
     .part = 4},
    {.name = "256-storm",
     .what = "10,000 note events a second over 256 voices",
     .make_song = bench_make_many_notes,
     .n_voices = 256,
     .part = 4},
    {.name = "worst-control",
     .what = "voices that move, are bent and stolen all the time",
     .make_song = bench_make_busy,
     .part = 2},
    {.name = "worst-voices",
     .what = "32 short loops at the highest pitch, filters moving",
     .make_song = bench_make_held_short,
     .part = 1},
    {.name = "worst-effects",
     .what = "one voice, the dearest effects, equaliser and limiter",
     .make_song = bench_make_held_wet,
     .part = 1,
     .has_all = true},
    {.name = "bank-load",
     .what = "the loading of a bank of 256 presets",
     .make_song = bench_make_held_32,
     .part = 4,
     .has_large_bank = true,
     .is_load = true},
};
const size_t n_bench_kinds = sizeof bench_kinds / sizeof bench_kinds[0];

static const bench_kind *find_kind(const char *name, size_t length)
{
    for (size_t i = 0; i < n_bench_kinds; i++) {
        const char *known = bench_kinds[i].name;
        if (strlen(known) == length && strncmp(known, name, length) == 0) {
            return &bench_kinds[i];
        }
    }
    return NULL;
}

size_t bench_kind_take(const char *names, const bench_kind **out, size_t n_most)
{
    size_t n = 0;
    if (!names) {
        for (; n < n_bench_kinds && n < n_most; n++) {
            out[n] = &bench_kinds[n];
        }
        return n_bench_kinds;
    }
    for (;;) {
        size_t length = strcspn(names, ",");
        const bench_kind *kind = find_kind(names, length);
        if (!kind) {
            return 0;
        }
        if (n < n_most) {
            out[n] = kind;
        }
        n++;
        if (names[length] == '\0') {
            return n;
        }
        names += length + 1;
    }
}

void bench_kind_configure(const bench_kind *kind, awe_synth_config *config)
{
    if (kind->n_voices > 0) {
        config->n_voices = kind->n_voices;
    }
    if (kind->has_all) {
        config->limiter = 1;
        config->reverb = AWE_REVERB_HALL_2;
        config->chorus = AWE_CHORUS_FLANGER;
        config->bass = AWE_TONE_PLUS_12;
        config->treble = AWE_TONE_PLUS_12;
    }
}
