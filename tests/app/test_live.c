/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The callback without a device: it gives the very samples of a render, whatever the buffer sizes;
   it fades, drains and ends as it was told; it converts the rate; it says what it did. */

#include "support/live_song.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void test_same_samples_as_a_render(void **state)
{
    fixture *f = *state;
    static const size_t sizes[] = {1, 64, 333, 4096, 100000};
    size_t n_sound = (size_t)(1.2 * AWE_RATE_HZ);
    float *want = render(f, n_sound);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        live *l = start(f, AWE_RATE_HZ);
        size_t n = play(f, l, sizes[i], 0);
        assert_int_equal(look(l).n_voices, 0);
        assert_true(look(l).position_frames >= AWE_RATE_HZ);
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
    assert_silent(f->out + 2 * (n - LATENCY_FRAMES), LATENCY_FRAMES);
    fill(l, f->out, 64, false);
    assert_silent(f->out, 64);
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

static void test_records(void **state)
{
    fixture *f = *state;
    awe_record record;
    live *l = start(f, AWE_RATE_HZ);
    float peak = 0;
    fill(l, f->out, 512, true);
    for (size_t i = 0; i < 1024; i++) {
        peak = fabsf(f->out[i]) > peak ? fabsf(f->out[i]) : peak;
    }
    assert_true(awe_ring_pop(&f->records, &record));
    assert_int_equal(record.seq, 0);
    assert_int_equal(record.frames, 512);
    assert_int_equal(record.n_voices, 1);
    assert_true(record.entry_ns == f->now_ns);
    assert_int_equal(record.flags, AWE_RECORD_FIRST | AWE_RECORD_UNDERFLOW | AWE_RECORD_PRIMING |
                                       AWE_RECORD_SEEK);
    assert_true(record.peak == (uint16_t)(peak * 32768));
    live_status status = look(l);
    float loudest = status.peaks[0] > status.peaks[1] ? status.peaks[0] : status.peaks[1];
    assert_true(fabs((double)(loudest - peak)) < 2e-6);
    assert_true(look(l).peaks[0] == 0); /* it was read */
    fill(l, f->out, 20000, false);
    assert_true(awe_ring_pop(&f->records, &record));
    assert_int_equal(record.seq, 1);
    assert_int_equal(record.n_events, 1);
    assert_int_equal(record.flags, 0);
    live_free(l);
}

static void test_too_many_commands(void **state)
{
    fixture *f = *state;
    live *l = start(f, AWE_RATE_HZ);
    int n = 0;
    while (n < 1000 && live_send(l, &(live_command){.verb = LIVE_VOLUME, .level = 1})) {
        n++;
    }
    assert_true(n > 0 && n < 1000);
    fill(l, f->out, 1, false);
    send(l, (live_command){.verb = LIVE_FADE_OUT});
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
    assert_true(live_set_device(l, AWE_RATE_HZ, 5, &error));
    fill(l, f->out + 2 * at, at, false);
    assert_memory_equal(f->out, want, 2 * at * 2 * sizeof *want);
    assert_true(live_set_device(l, 2 * AWE_RATE_HZ, 5, &error));
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
    (void)state;
    live *l;
    io_error error;
    live_config setup = {0};
    live_memory memory;
    live_memory_init(&memory, MEMORY_SYNTH, false);
    assert_true(live_new(&setup, &memory, &l, &error));
    assert_false(live_set_device(l, 1e9, 0, &error));
    live_free(l);
    live_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_samples_as_a_render),
        cmocka_unit_test(test_silence_for_the_latency),
        cmocka_unit_test(test_fade),
        cmocka_unit_test(test_records),
        cmocka_unit_test(test_too_many_commands),
        cmocka_unit_test(test_another_rate),
        cmocka_unit_test(test_another_device_on_the_way),
        cmocka_unit_test(test_impossible_rate),
    };
    return cmocka_run_group_tests(tests, live_song_set_up, live_song_tear_down);
}
