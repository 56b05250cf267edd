/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The callback without a device: it gives the very samples of a render, whatever the buffer sizes;
   it fades, drains and ends as it was told; it converts the rate. */

#include "app/live.h"
#include "support/smf_builder.h"
#include "support/song_script.h"
#include "support/synth_rig.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define MAX_FRAMES (20 * AWE_RATE_HZ)
#define LATENCY_FRAMES 1000

typedef struct fixture {
    synth_rig rig;
    awe_song *song;
    float *out; /* [MAX_FRAMES][2] */
} fixture;

static int set_up(void **state)
{
    static fixture f;
    awe_synth_config config = {.reverb = AWE_REVERB_OFF, .chorus = AWE_CHORUS_OFF};
    smf_builder smf;
    memset(&f, 0, sizeof f);
    rig_open(&f.rig, rig_sine_bank(100), &config);
    smf_begin(&smf, 0, 500); /* at 120 beats a minute: 1000 ticks a second */
    smf_track(&smf);
    smf_note_on(&smf, 0, 0, 60, 100);
    smf_note_on(&smf, 333, 0, 64, 90);
    smf_note_off(&smf, 667, 0, 60);
    smf_note_off(&smf, 0, 0, 64);
    smf_end_track(&smf, 0);
    f.song = parse_built(&smf, NULL);
    f.out = calloc(MAX_FRAMES, 2 * sizeof *f.out);
    *state = &f;
    return f.out ? 0 : -1;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    free(f->out);
    awe_song_free(f->song);
    rig_close(&f->rig);
    return 0;
}

static live *start(fixture *f, double rate_hz)
{
    live *l;
    io_error error;
    assert_true(live_new(f->rig.synth, rate_hz, LATENCY_FRAMES, &l, &error));
    assert_true(live_load(l, f->song, &error));
    return l;
}

static void fill(live *l, float *out, size_t n_frames, bool ran_dry)
{
    audio_round round = {.out = out, .n_frames = (uint32_t)n_frames, .ran_dry = ran_dry};
    live_fill(l, &round);
}

/* Calls back with buffers of `n_buffer` frames until all has been heard; returns how many
   frames. */
static size_t play(fixture *f, live *l, size_t n_buffer, size_t fade_at)
{
    live_status status = {0};
    size_t n = 0;
    while (!status.is_done) {
        assert_true(n + n_buffer <= MAX_FRAMES);
        if (fade_at > 0 && n >= fade_at) {
            assert_true(live_send(l, (live_command){.verb = LIVE_FADE_OUT}));
            fade_at = 0;
        }
        fill(l, f->out + 2 * n, n_buffer, n == 0);
        n += n_buffer;
        live_get_status(l, &status);
    }
    assert_int_equal(status.n_calls, n / n_buffer);
    assert_int_equal(status.n_ran_dry, 1);
    return n;
}

/* The song by the shortest way, for comparison. */
static float *render(fixture *f, size_t n_frames)
{
    awe_song_cursor cursor;
    float *out = calloc(n_frames, 2 * sizeof *out);
    assert_non_null(out);
    awe_synth_seek(f->rig.synth, 0);
    awe_song_start(&cursor, f->song);
    while (cursor.frame < n_frames) {
        awe_event events[8];
        uint32_t n_events;
        uint64_t at = cursor.frame;
        uint32_t n = awe_song_read(&cursor, (uint32_t)(n_frames - at), events, 8, &n_events);
        awe_synth_render(f->rig.synth, events, n_events, out + 2 * at, n);
    }
    return out;
}

static void test_same_samples_as_a_render(void **state)
{
    fixture *f = *state;
    static const size_t sizes[] = {1, 64, 333, 4096, 100000};
    size_t n_sound = (size_t)(1.2 * AWE_RATE_HZ);
    float *want = render(f, n_sound);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        live *l = start(f, AWE_RATE_HZ);
        live_status status;
        size_t n = play(f, l, sizes[i], 0);
        live_get_status(l, &status);
        assert_int_equal(status.n_voices, 0);
        assert_true(status.position_ms >= 1000);
        assert_true(n >= AWE_RATE_HZ + LATENCY_FRAMES);
        assert_memory_equal(f->out, want, (n < n_sound ? n : n_sound) * 2 * sizeof *want);
        live_free(l);
    }
    free(want);
}

static void test_silence_for_the_latency(void **state)
{
    fixture *f = *state;
    live *l = start(f, AWE_RATE_HZ);
    size_t n = play(f, l, 64, 0);
    for (size_t i = n - LATENCY_FRAMES; i < n; i++) {
        assert_true(f->out[2 * i] == 0 && f->out[2 * i + 1] == 0);
    }
    fill(l, f->out, 64, false);
    assert_true(f->out[0] == 0 && f->out[127] == 0);
    live_free(l);
}

static void test_fade(void **state)
{
    fixture *f = *state;
    size_t fade_at = 64 * 300;
    size_t fade_frames = AWE_RATE_HZ / 20;
    float *want = render(f, AWE_RATE_HZ);
    live *l = start(f, AWE_RATE_HZ);
    size_t n = play(f, l, 64, fade_at);
    assert_true(n < fade_at + fade_frames + LATENCY_FRAMES + 2048);
    assert_memory_equal(f->out, want, fade_at * 2 * sizeof *want);
    for (size_t i = fade_at; i < n; i++) {
        double level = 1.0 - (double)(i - fade_at) / (double)fade_frames;
        level = level > 0 ? level : 0;
        assert_true(fabs((double)f->out[2 * i] - level * (double)want[2 * i]) < 1e-6);
    }
    live_free(l);
    free(want);
}

static void test_one_after_another(void **state)
{
    fixture *f = *state;
    io_error error;
    live_status status;
    live *l = start(f, AWE_RATE_HZ);
    float *want = render(f, AWE_RATE_HZ);
    assert_true(live_load(l, f->song, &error));
    (void)play(f, l, 512, 64);
    live_get_status(l, &status);
    assert_true(status.is_done);
    assert_true(live_send(l, (live_command){.verb = LIVE_FADE_OUT})); /* too late: of no effect */
    assert_true(live_load(l, f->song, &error));
    live_get_status(l, &status);
    assert_false(status.is_done);
    fill(l, f->out, AWE_RATE_HZ, false);
    assert_memory_equal(f->out, want, AWE_RATE_HZ * 2 * sizeof *want);
    live_free(l);
    free(want);
}

static void test_too_many_commands(void **state)
{
    fixture *f = *state;
    live *l = start(f, AWE_RATE_HZ);
    int n = 0;
    while (n < 1000 && live_send(l, (live_command){.verb = LIVE_FADE_OUT})) {
        n++;
    }
    assert_true(n > 0 && n < 1000);
    fill(l, f->out, 1, false);
    assert_true(live_send(l, (live_command){.verb = LIVE_FADE_OUT}));
    live_free(l);
}

/* At 48 kHz the same sound: equal energy, and the note's end where it was in time. */
static void test_another_rate(void **state)
{
    fixture *f = *state;
    float *want = render(f, AWE_RATE_HZ);
    live *l = start(f, 48000);
    (void)play(f, l, 480, 0);
    double converted = 0;
    double original = 0;
    for (size_t i = 0; i < 24000; i++) {
        converted += (double)f->out[2 * i] * (double)f->out[2 * i] / 48000;
    }
    for (size_t i = 0; i < 22050; i++) {
        original += (double)want[2 * i] * (double)want[2 * i] / 44100;
    }
    assert_true(original > 0);
    assert_true(fabs(converted / original - 1) < 0.001);
    live_free(l);
    free(want);
}

/* A device that went away and came back, or another one: not a frame is missing. */
static void test_another_device_on_the_way(void **state)
{
    fixture *f = *state;
    io_error error;
    size_t at = 10000;
    float *want = render(f, AWE_RATE_HZ);
    live *l = start(f, AWE_RATE_HZ);
    fill(l, f->out, at, false);
    assert_true(live_attach(l, AWE_RATE_HZ, 5, &error));
    fill(l, f->out + 2 * at, at, false);
    assert_memory_equal(f->out, want, 2 * at * 2 * sizeof *want);
    assert_true(live_attach(l, 2 * AWE_RATE_HZ, 5, &error));
    fill(l, f->out, at, false); /* each frame twice, nearly: the sine of 100 frames is smooth */
    for (size_t i = 200; i < at; i++) {
        size_t k = 2 * at + i / 2;
        double middle = (double)(want[2 * k] + (i % 2 ? want[2 * k + 2] : want[2 * k])) / 2;
        assert_true(fabs((double)f->out[2 * i] - middle) < 0.01);
    }
    live_free(l);
    free(want);
}

static void test_impossible_rate(void **state)
{
    fixture *f = *state;
    live *l;
    io_error error;
    assert_true(live_new(f->rig.synth, 1e9, 0, &l, &error));
    assert_false(live_load(l, f->song, &error));
    live_free(l);
    live_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_samples_as_a_render),
        cmocka_unit_test(test_silence_for_the_latency),
        cmocka_unit_test(test_fade),
        cmocka_unit_test(test_one_after_another),
        cmocka_unit_test(test_too_many_commands),
        cmocka_unit_test(test_another_rate),
        cmocka_unit_test(test_another_device_on_the_way),
        cmocka_unit_test(test_impossible_rate),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
