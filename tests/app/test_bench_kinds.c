/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The built-in workloads are whole SoundFonts and whole MIDI files: nothing in them is repaired,
   and they do what they promise. */

#include "app/bench_kinds.h"
#include "awe/awe.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define MAX_EVENTS 4096
#define BLOCK 441

static void refuse_reports(void *context, const awe_report *report)
{
    fail_msg("%s: byte %u: %s", (const char *)context, (unsigned)report->offset, report->text);
}

static awe_bank *load(memory_file file, const char *name)
{
    awe_bank_config config = {.report = refuse_reports, .context = (void *)name};
    awe_bank *bank;
    assert_non_null(file.data);
    assert_int_equal(awe_bank_load(file.data, file.size, &config, &bank), AWE_OK);
    return bank;
}

static awe_song *parse(memory_file file, const char *name)
{
    awe_song_config config = {.report = refuse_reports, .context = (void *)name};
    awe_song *song;
    assert_non_null(file.data);
    assert_int_equal(awe_song_parse(file.data, file.size, &config, &song), AWE_OK);
    return song;
}

static void check_bank(memory_file file, uint32_t n_presets, uint32_t n_instruments)
{
    awe_bank_info info;
    awe_bank *bank = load(file, "bank");
    awe_bank_get_info(bank, &info);
    assert_int_equal(info.n_presets, n_presets);
    assert_int_equal(info.n_instruments, n_instruments);
    assert_int_equal(info.n_samples, 2);
    assert_int_equal(info.n_silent_samples, 0);
    awe_bank_free(bank);
    free(file.data);
}

static void test_banks(void **state)
{
    (void)state;
    check_bank(bench_make_bank(), BENCH_N_PRESETS + 1, BENCH_N_PRESETS);
    check_bank(bench_make_large_bank(), 256 + 1, 256);
}

static void test_names(void **state)
{
    (void)state;
    const bench_kind *kinds[64];
    assert_int_equal(bench_kind_take(NULL, kinds, 64), n_bench_kinds);
    assert_string_equal(kinds[0]->name, "32-voices");
    for (size_t i = 0; i < n_bench_kinds; i++) {
        const bench_kind *found;
        assert_int_equal(bench_kind_take(bench_kinds[i].name, &found, 1), 1);
        assert_ptr_equal(found, &bench_kinds[i]);
        assert_non_null(strstr(BENCH_KIND_NAMES, found->name));
    }
    assert_int_equal(bench_kind_take("bank-load,few-voices", kinds, 64), 2);
    assert_string_equal(kinds[1]->name, "few-voices");
    assert_int_equal(bench_kind_take("few-voices,", kinds, 64), 0);
    assert_int_equal(bench_kind_take("few", kinds, 64), 0);
    assert_int_equal(bench_kind_take("", kinds, 64), 0);
}

/* What a song does in its synth. */
typedef struct heard {
    awe_song_info info;
    awe_stats stats;
    uint64_t n_events;
    uint64_t n_least_voices; /* from the second block on */
} heard;

static heard play(const bench_kind *kind, double seconds)
{
    static float out[BLOCK * 2];
    static awe_event events[MAX_EVENTS];
    memory_file bank_file = kind->has_large_bank ? bench_make_large_bank() : bench_make_bank();
    memory_file song_file = kind->make_song(seconds);
    heard h = {.n_least_voices = UINT64_MAX};
    awe_synth_config config = {0};
    awe_song_cursor cursor;
    awe_synth *synth;
    awe_stacked_bank banks[] = {{.bank = load(bank_file, kind->name)}};
    awe_song *song = parse(song_file, kind->name);
    bench_kind_configure(kind, &config);
    assert_int_equal(awe_synth_new(&config, banks, 1, &synth), AWE_OK);
    awe_song_get_info(song, &h.info);
    awe_song_start(&cursor, song);
    while (cursor.frame < h.info.end_frame) {
        uint32_t n_events;
        uint64_t left = h.info.end_frame - cursor.frame;
        uint32_t n = awe_song_read(&cursor, left < BLOCK ? (uint32_t)left : BLOCK, events,
                                   MAX_EVENTS, &n_events);
        awe_synth_render(synth, events, n_events, out, n);
        awe_synth_get_stats(synth, &h.stats);
        h.n_events += n_events;
        if (cursor.frame > BLOCK && h.stats.n_voices < h.n_least_voices) {
            h.n_least_voices = h.stats.n_voices;
        }
    }
    awe_synth_free(synth);
    awe_song_free(song);
    awe_bank_free((awe_bank *)banks[0].bank);
    free(bank_file.data);
    free(song_file.data);
    return h;
}

static heard play_named(const char *name, double seconds)
{
    const bench_kind *kind = NULL;
    assert_int_equal(bench_kind_take(name, &kind, 1), 1);
    return play(kind, seconds);
}

static void test_all_are_heard_and_as_long_as_asked(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_bench_kinds; i++) {
        heard h = play(&bench_kinds[i], 2);
        assert_int_equal(h.info.end_frame, 2 * AWE_RATE_HZ);
        assert_int_equal(h.stats.n_lost_notes, 0);
        assert_int_equal(h.stats.n_rejected, 0);
        assert_true(h.stats.peak > 0.003f && h.stats.peak < 8);
        assert_true(h.stats.n_voice_frames > 0);
    }
}

static void test_held_voices_sound_throughout(void **state)
{
    (void)state;
    assert_int_equal(play_named("32-voices", 2).n_least_voices, 32);
    assert_int_equal(play_named("few-voices", 2).n_least_voices, 3);
    assert_int_equal(play_named("256-voices", 2).n_least_voices, 256);
    assert_int_equal(play_named("worst-voices", 2).n_least_voices, 32);
    assert_int_equal(play_named("32-voices", 1).stats.n_voice_frames, 32 * AWE_RATE_HZ);
}

static void test_an_hour(void **state)
{
    (void)state;
    awe_song_info info;
    memory_file file = bench_make_held_32(3600);
    awe_song *song = parse(file, "an hour");
    awe_song_get_info(song, &info);
    assert_int_equal(info.n_notes, 32);
    assert_int_equal(info.end_frame, 3600 * AWE_RATE_HZ);
    awe_song_free(song);
    free(file.data);
}

static void test_storms(void **state)
{
    (void)state;
    heard notes = play_named("note-storm", 2);
    assert_int_equal(notes.info.n_notes, 20000);
    assert_true(notes.stats.n_stolen > 10000);
    heard controls = play_named("controller-storm", 2);
    assert_true(controls.n_events >= 20000);
    assert_int_equal(controls.n_least_voices, 32);
    heard busy = play_named("worst-control", 2);
    assert_int_equal(busy.info.n_notes, 2 * AWE_RATE_HZ / 32 + 1);
    assert_true(busy.stats.n_stolen > 1000);
}

static void test_the_dense_song_plays_on_all_channels(void **state)
{
    (void)state;
    heard h = play_named("dense-song", 4);
    assert_true(h.info.n_notes > 300);
    assert_true(h.stats.n_peak_voices >= 24);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_banks),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_all_are_heard_and_as_long_as_asked),
        cmocka_unit_test(test_held_voices_sound_throughout),
        cmocka_unit_test(test_an_hour),
        cmocka_unit_test(test_storms),
        cmocka_unit_test(test_the_dense_song_plays_on_all_channels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
