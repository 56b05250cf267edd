/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* A song for the AWE32 with its bank of SoundFont 1.0 in bank 1 and sweeps of its filter by NRPN:
   in the rendered sound the cutoff is, at each value, what the card's formula says, for a note that
   sounds all the while. */

#include "app/offline.h"
#include "support/awe_song.h"
#include "support/card_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define PI 3.14159265358979323846
#define MAX_FRAMES (8 * SECOND)
#define WINDOW 3000 /* frames of a response: the next value comes after 3410 */

static float left[MAX_FRAMES];
static size_t n_frames;

static bool keep(void *context, const float *frames, size_t n)
{
    (void)context;
    for (size_t i = 0; i < n && n_frames < MAX_FRAMES; i++) {
        left[n_frames++] = frames[2 * i];
    }
    return true;
}

/* The first channel alone, dry and flat. */
static void render(void)
{
    size_t size;
    smf_builder smf;
    awe_song *song;
    awe_bank *bank;
    awe_synth *synth;
    void *file = awe_song_bank(&size);
    const awe_synth_config config = card_dry(AWE_MODEL_EMU8000);
    const offline_config offline = {.transport.parts.soloed = {1},
                                    .block_frames = 512,
                                    .tail = TAIL_CUT,
                                    .max_frames = MAX_FRAMES,
                                    .sink = keep};
    awe_song_build(&smf);
    assert_int_equal(awe_bank_load(file, size, NULL, &bank), AWE_OK);
    assert_int_equal(awe_song_parse(smf.data, smf.size, NULL, &song), AWE_OK);
    assert_int_equal(awe_synth_new(&config, &(awe_stacked_bank){bank, 1}, 1, &synth), AWE_OK);
    assert_int_equal(offline_render(synth, song, &offline), OFFLINE_WHOLE);
    awe_synth_free(synth);
    awe_song_free(song);
    awe_bank_free(bank);
    smf_free(&smf);
    free(file);
}

/* Response in dB at `hz` of the impulse that follows the step at `frame`. */
static double response_db(size_t frame, double hz)
{
    double re = 0.0, im = 0.0;
    size_t first = frame + AWE_SONG_IMPULSE - 8;
    for (size_t i = first; i < first + WINDOW; i++) {
        double angle = 2 * PI * hz / SECOND * (double)(i - first);
        re += left[i] * cos(angle);
        im -= left[i] * sin(angle);
    }
    return 20 * log10(hypot(re, im) + 1e-12);
}

/* The filter alone: the open one, before the sweeps, is what everything else does. */
static double filter_db(size_t frame, double hz)
{
    return response_db(frame, hz) - response_db(AWE_SONG_OPEN, hz);
}

/* At the same frequencies for every candidate. */
static double misfit(size_t frame, int q_index, double near_hz, double cutoff_hz)
{
    double sum = 0.0;
    double base = filter_db(frame, 30.0) - card_filter_db(30.0, cutoff_hz, q_index);
    for (double ratio = 0.6; ratio < 2.5; ratio *= 1.3) {
        double hz = near_hz * ratio;
        double off = filter_db(frame, hz) - base - card_filter_db(hz, cutoff_hz, q_index);
        sum += off * off;
    }
    return sum;
}

static double fit_cutoff(size_t frame, int q_index, double near_hz)
{
    double best = near_hz, least = 1e30;
    for (double cents = -300.0; cents <= 300.0; cents += 10.0) {
        double hz = near_hz * exp2(cents / 1200.0);
        double off = misfit(frame, q_index, near_hz, hz);
        best = off <= least ? hz : best; /* the formula has a lowest cutoff */
        least = fmin(off, least);
    }
    return best;
}

static double cutoff_hz(int value)
{
    return fmin(101.81 * exp2(2 * value * 29.3843 / 1200.0), 7350.0);
}

static void test_sweeps(void **state)
{
    (void)state;
    /* what the filter's height takes from the whole band, docs/sound.md "Filter" */
    const double lowered_db = -6.0;
    render();
    assert_true(n_frames > AWE_SONG_SWEEP + 2 * AWE_SONG_VALUES * AWE_SONG_STEP);
    for (int i = 0; i < AWE_SONG_VALUES; i++) {
        size_t up = AWE_SONG_SWEEP + (size_t)i * AWE_SONG_STEP;
        size_t down = up + AWE_SONG_VALUES * AWE_SONG_STEP;
        double want = cutoff_hz(8 * i);
        card_expect(21, fit_cutoff(up, 0, want), want, want * 0.03);
        want = cutoff_hz(8 * (AWE_SONG_VALUES - 1 - i));
        if (want < 2653.0) { /* above, the height follows a table of its own */
            card_expect(22, fit_cutoff(down, AWE_SONG_Q / 8, want), want, want * 0.03);
        }
        card_expect(22, filter_db(down, 20.0) - filter_db(up, 20.0), lowered_db, 0.6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sweeps)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
