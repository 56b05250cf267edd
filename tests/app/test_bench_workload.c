/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The built-in workload is a whole SoundFont and a whole MIDI file: nothing in them is repaired,
   and they say what they promise. */

#include "app/bench_workload.h"
#include "awe/awe.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void refuse_reports(void *context, const awe_report *report)
{
    (void)context;
    fail_msg("byte %u: %s", (unsigned)report->offset, report->text);
}

static void test_bank(void **state)
{
    (void)state;
    bench_file file = bench_make_bank();
    awe_bank_config config = {.report = refuse_reports};
    awe_bank_info info;
    awe_bank *bank;
    assert_non_null(file.data);
    assert_int_equal(awe_bank_load(file.data, file.size, &config, &bank), AWE_OK);
    awe_bank_get_info(bank, &info);
    assert_int_equal(info.n_presets, 1);
    assert_int_equal(info.n_instruments, 1);
    assert_int_equal(info.n_samples, 1);
    assert_int_equal(info.n_silent_samples, 0);
    assert_int_equal(info.n_sample_frames, 24000);
    awe_bank_free(bank);
    free(file.data);
}

static void check_song(double seconds)
{
    bench_file file = bench_make_song(seconds);
    awe_song_config config = {.report = refuse_reports};
    awe_song_info info;
    awe_song *song;
    assert_non_null(file.data);
    assert_int_equal(awe_song_parse(file.data, file.size, &config, &song), AWE_OK);
    awe_song_get_info(song, &info);
    assert_int_equal(info.n_notes, 32);
    assert_int_equal(info.end_frame, (uint64_t)(seconds * AWE_RATE_HZ));
    awe_song_free(song);
    free(file.data);
}

static void test_song(void **state)
{
    (void)state;
    check_song(1);
    check_song(60);
    check_song(3600);
}

static void test_all_voices_sound(void **state)
{
    (void)state;
    bench_file bank_file = bench_make_bank();
    bench_file song_file = bench_make_song(1);
    static float out[AWE_RATE_HZ][2];
    awe_song_cursor cursor;
    awe_event events[256];
    uint32_t n_events;
    awe_stats stats;
    awe_bank *bank;
    awe_song *song;
    awe_synth *synth;
    assert_int_equal(awe_bank_load(bank_file.data, bank_file.size, NULL, &bank), AWE_OK);
    assert_int_equal(awe_song_parse(song_file.data, song_file.size, NULL, &song), AWE_OK);
    const awe_stacked_bank banks[] = {{.bank = bank}};
    assert_int_equal(awe_synth_new(NULL, banks, 1, &synth), AWE_OK);
    awe_song_start(&cursor, song);
    uint32_t n = awe_song_read(&cursor, AWE_RATE_HZ, events, 256, &n_events);
    assert_int_equal(n, AWE_RATE_HZ);
    awe_synth_render(synth, events, n_events, out[0], n);
    awe_synth_get_stats(synth, &stats);
    assert_int_equal(stats.n_voices, 32);
    assert_int_equal(stats.n_voice_frames, 32 * AWE_RATE_HZ);
    assert_true(stats.peak > 0.01f && stats.peak < 1.0f);
    awe_synth_free(synth);
    awe_song_free(song);
    awe_bank_free(bank);
    free(bank_file.data);
    free(song_file.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bank),
        cmocka_unit_test(test_song),
        cmocka_unit_test(test_all_voices_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
