/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* On the 32 voices of the bench. */

#include "app/bench_files.h"
#include "app/rehearsal.h"
#include "io/clock.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define SECONDS 2

static memory_file bank_file;
static awe_bank *bank;
static awe_song *song;
static awe_synth *synth;

/* What the records told. */
typedef struct sums {
    uint32_t n;
    uint32_t most_voices;
    uint64_t busy_ns, stages_ns;
    uint32_t n_events, n_starts;
    uint16_t peak;
    uint32_t n_wanted; /* 0: all */
    uint32_t buffer_frames;
} sums;

static int open_all(void **state)
{
    (void)state;
    memory_file song_file = bench_make_held_32(SECONDS);
    bank_file = bench_make_bank();
    const awe_synth_config config = {.clock = rehearsal_clock()};
    int bad = awe_bank_load(bank_file.data, bank_file.size, NULL, &bank) ||
              awe_song_parse(song_file.data, song_file.size, NULL, &song) ||
              awe_synth_new(&config, &(awe_stacked_bank){.bank = bank}, 1, &synth);
    free(song_file.data);
    return bad;
}

static int close_all(void **state)
{
    (void)state;
    awe_synth_free(synth);
    awe_song_free(song);
    awe_bank_free(bank);
    free(bank_file.data);
    return 0;
}

static bool take(void *context, const awe_record *r, const awe_times *times)
{
    sums *s = context;
    assert_int_equal(r->seq, s->n);
    assert_int_equal(r->frames, s->buffer_frames);
    assert_int_equal(r->flags & AWE_RECORD_FIRST, s->n == 0 ? AWE_RECORD_FIRST : 0);
    uint64_t expected_ns = (uint64_t)s->n * s->buffer_frames * 1000000000u / AWE_RATE_HZ;
    assert_in_range(r->entry_ns, expected_ns, expected_ns + 1);
    assert_true(r->queued_us == AWE_QUEUED_UNKNOWN);
    s->n++;
    s->most_voices = r->n_voices > s->most_voices ? r->n_voices : s->most_voices;
    s->busy_ns += r->busy_ns;
    s->stages_ns += r->control_ns + r->voices_ns + r->effects_ns;
    s->n_events += r->n_events;
    s->n_starts += times->n_starts;
    s->peak = r->peak > s->peak ? r->peak : s->peak;
    return s->n != s->n_wanted;
}

static sums run(uint32_t buffer_frames, uint32_t only, const uint32_t *owners, uint32_t n_wanted)
{
    sums s = {.n_wanted = n_wanted, .buffer_frames = buffer_frames};
    rehearsal_run(&(rehearsal){.synth = synth,
                               .song = song,
                               .buffer_frames = buffer_frames,
                               .max_frames = 60 * AWE_RATE_HZ,
                               .owners = owners,
                               .n_notes = 32,
                               .only = only,
                               .take = take,
                               .context = &s});
    return s;
}

/* The song and its tail; the work is the same however it is cut. */
static void test_whole_song(void **state)
{
    (void)state;
    awe_stats one;
    awe_stats two;
    uint64_t start_ns = clock_now_ns();
    sums s = run(64, REHEARSAL_ALL_NOTES, NULL, 0);
    uint64_t passed_ns = clock_now_ns() - start_ns;
    awe_synth_get_stats(synth, &one);
    assert_int_equal(one.n_notes, 32);
    assert_int_equal(s.most_voices, 32);
    assert_int_equal(s.n_events, 8 * 3 + 2 * 32 + 1); /* programs, controllers, notes, the end */
    assert_in_range(s.n, SECONDS * AWE_RATE_HZ / 64, 30 * AWE_RATE_HZ / 64);
    assert_in_range(s.busy_ns, s.stages_ns, passed_ns);
    assert_in_range(s.stages_ns, s.busy_ns / 2, s.busy_ns);
    assert_true(s.peak > 1000 && s.n_starts > 0);
    s = run(3000, REHEARSAL_ALL_NOTES, NULL, 0);
    awe_synth_get_stats(synth, &two);
    assert_int_equal(one.n_voice_frames, two.n_voice_frames);
    assert_int_equal(s.n_events, 8 * 3 + 2 * 32 + 1);
}

static void test_some_notes(void **state)
{
    (void)state;
    awe_stats stats;
    uint32_t owners[32];
    for (uint32_t i = 0; i < 32; i++) {
        owners[i] = i % 3;
    }
    for (uint32_t only = 0; only < 3; only++) {
        sums s = run(64, only, owners, 0);
        awe_synth_get_stats(synth, &stats);
        assert_int_equal(stats.n_notes, only < 2 ? 11 : 10);
        assert_int_equal(s.most_voices, only < 2 ? 11 : 10);
    }
    sums s = run(64, REHEARSAL_NO_NOTES, owners, 0);
    awe_synth_get_stats(synth, &stats);
    assert_int_equal(stats.n_voice_frames, 0);
    assert_int_equal(s.peak, 0);
    assert_in_range(s.n, SECONDS * AWE_RATE_HZ / 64, SECONDS * AWE_RATE_HZ / 64 + 1000);
}

static void test_ended(void **state)
{
    (void)state;
    assert_int_equal(run(64, REHEARSAL_ALL_NOTES, NULL, 10).n, 10);
    sums s = {.buffer_frames = 64};
    rehearsal_run(&(rehearsal){.synth = synth,
                               .song = song,
                               .buffer_frames = 64,
                               .max_frames = 640,
                               .only = REHEARSAL_ALL_NOTES,
                               .take = take,
                               .context = &s});
    assert_int_equal(s.n, 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_song),
        cmocka_unit_test(test_some_notes),
        cmocka_unit_test(test_ended),
    };
    return cmocka_run_group_tests(tests, open_all, close_all);
}
