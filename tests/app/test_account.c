/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What the callback tells of each buffer: stages, single events, counts over decks, the level. */

#include "app/account.h"

#include "support/live_song.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static uint32_t count_of(const live *l, live_count which)
{
    return atomic_load(&live_get_figures(l)->counts[which]);
}

static uint32_t gauge_of(const live *l, live_gauge which)
{
    return atomic_load(&live_get_figures(l)->gauges[which]);
}

/* All values of a histogram since the start. */
static awe_histogram histogram_of(const live *l, live_histogram which)
{
    awe_histogram seen = {0}, fresh;
    awe_shared_histogram_read(&live_get_figures(l)->histograms[which], &seen, &fresh);
    return fresh;
}

static awe_record play_buffer(fixture *f, live *l, size_t n_frames)
{
    awe_record record;
    fill(l, f->out, n_frames, false);
    assert_true(awe_ring_pop(&f->records, &record));
    return record;
}

static void test_stages_of_a_buffer(void **state)
{
    fixture *f = *state;
    live *l = start(f, AWE_RATE_HZ);
    awe_record first = play_buffer(f, l, 64);
    assert_int_equal(first.voices_ns, 2 * STAGE_NS);
    assert_int_equal(first.effects_ns, 2 * STAGE_NS);
    assert_int_equal(first.control_ns, (2 + 2) * STAGE_NS); /* and a voice that was timed */
    assert_int_equal(first.alloc_max_ns, STAGE_NS);
    assert_int_equal(first.n_events, 1);
    assert_false(first.flags & AWE_RECORD_STAGES_CUT);
    awe_record second = play_buffer(f, l, 64);
    assert_int_equal(second.control_ns, 2 * STAGE_NS);
    assert_int_equal(second.alloc_max_ns, 0);
    assert_int_equal(histogram_of(l, LIVE_ALLOC_NS).count, 1);
    live_free(l);
}

static void test_a_burst_is_timed(void **state)
{
    fixture *f = *state;
    live *l = open_live(f, AWE_RATE_HZ, true);
    switch_to(l, f, 0, NULL, 0);
    send(l, (live_command){.verb = LIVE_DELAY, .delay_ns = 64 * 1000000000ull / AWE_RATE_HZ});
    (void)play_buffer(f, l, 64);
    for (uint32_t i = 0; i < 40; i++) {
        stamped event = {.arrival_ns = f->now_ns + i * 30000,
                         .message = {.type = AWE_NOTE_ON, .key = (uint8_t)(40 + i), .value = 100}};
        assert_true(input_queue_push(&f->input, &event));
    }
    f->now_ns += 64 * 1000000000ull / AWE_RATE_HZ;
    awe_record record = play_buffer(f, l, 64);
    assert_true(record.n_events > 20);
    assert_false(record.flags & AWE_RECORD_STAGES_CUT);
    assert_int_equal(histogram_of(l, LIVE_ALLOC_NS).count, AWE_TIMED_STARTS);
    assert_int_equal(record.voices_ns, 2 * STAGE_NS);
    live_free(l);
}

/* Two notes of a song: both started, both of the length that they have in it. */
static void test_voices_of_a_song(void **state)
{
    fixture *f = *state;
    live *l = start(f, AWE_RATE_HZ);
    (void)play(f, l, 64, 0);
    assert_int_equal(count_of(l, LIVE_STARTED), 2);
    assert_int_equal(count_of(l, LIVE_LOST_NOTES), 0);
    assert_int_equal(count_of(l, LIVE_STOLEN_RELEASED), 0);
    assert_int_equal(gauge_of(l, LIVE_POLYPHONY), AWE_DEFAULT_VOICES);
    awe_histogram lifetimes = histogram_of(l, LIVE_LIFETIME_MS);
    assert_int_equal(lifetimes.count, 2);
    assert_in_range(lifetimes.min, 640, 690); /* from 333 to 1000 ms */
    assert_in_range(lifetimes.max, 1000, 1060);
    live_free(l);
}

/* Whatever decks are switched, each event counts once. */
static void test_counts_over_decks(void **state)
{
    fixture *f = *state;
    live *l = open_live(f, AWE_RATE_HZ, false);
    awe_message lost = {.type = AWE_NOTE_ON, .channel = 9, .key = 40, .value = 100};
    awe_record record;
    uint32_t n_events = 0;
    for (int i = 0; i < 6; i++) {
        switch_to(l, f, i % N_DECKS, f->song, 0);
        for (int k = 0; k < 20; k++) {
            record = play_buffer(f, l, 64);
            n_events += record.n_events;
        }
        while (live_take_retired(l)) {
        }
    }
    send(l, (live_command){.verb = LIVE_MESSAGE, .message = lost});
    (void)play_buffer(f, l, 64);
    assert_int_equal(n_events, 6);
    assert_int_equal(count_of(l, LIVE_STARTED), 6);
    live_free(l);
}

static void test_notes_without_a_preset(void **state)
{
    fixture *f = *state;
    live *l = start(f, AWE_RATE_HZ);
    awe_stats stats;
    awe_message message = {.type = AWE_NOTE_ON, .channel = 9, .key = 40, .value = 100};
    (void)play_buffer(f, l, 64);
    send(l, (live_command){.verb = LIVE_MESSAGE, .message = message});
    (void)play_buffer(f, l, 64);
    awe_synth_get_stats(f->decks[0]->synth, &stats);
    assert_int_equal(count_of(l, LIVE_LOST_NOTES), stats.n_lost_notes);
    assert_int_equal(count_of(l, LIVE_STARTED), stats.n_started);
    live_free(l);
}

static void test_the_level(void **state)
{
    fixture *f = *state;
    live *l = start(f, AWE_RATE_HZ);
    assert_int_equal(play_buffer(f, l, 64).level, 0);
    send(l, (live_command){.verb = LIVE_QUALITY, .quality = AWE_QUALITY_LOW});
    assert_int_equal(play_buffer(f, l, 64).level, AWE_QUALITY_LOW);
    assert_int_equal(gauge_of(l, LIVE_POLYPHONY), AWE_DEFAULT_VOICES / 2);
    switch_to(l, f, 1, f->song, 0); /* the next deck has it, too */
    assert_int_equal(play_buffer(f, l, 64).level, AWE_QUALITY_LOW);
    assert_int_equal(gauge_of(l, LIVE_POLYPHONY), AWE_DEFAULT_VOICES / 2);
    send(l, (live_command){.verb = LIVE_QUALITY, .quality = AWE_QUALITY_MAXIMUM});
    for (int i = 0; i < 20; i++) { /* the crossing of the decks is heard to its end */
        (void)play_buffer(f, l, 64);
    }
    assert_int_equal(gauge_of(l, LIVE_POLYPHONY), AWE_DEFAULT_VOICES);
    live_free(l);
}

static void test_what_it_costs_itself(void **state)
{
    fixture *f = *state;
    live *l = start(f, AWE_RATE_HZ);
    for (int i = 0; i < 512; i++) {
        (void)play_buffer(f, l, 64);
        assert_int_equal(gauge_of(l, LIVE_MONITOR_NS), LIVE_UNKNOWN);
    }
    (void)play_buffer(f, l, 64);
    assert_int_equal(gauge_of(l, LIVE_MONITOR_NS), 0); /* the callback's clock stands still */
    live_free(l);

    account a = {.n_clock_calls = 8};
    account_take_own(&a, 100, 20, 1e6);
    assert_int_equal(atomic_load(&a.figures.gauges[LIVE_MONITOR_NS]), 300);
    assert_int_equal(atomic_load(&a.figures.gauges[LIVE_MONITOR_PPM]), 300);
}

static void test_the_constant_part(void **state)
{
    (void)state;
    static float out[2 * 441];
    account *a = calloc(1, sizeof *a);
    awe_record record = {0};
    audio_round round = {.out = out, .n_frames = 441};
    for (int i = 0; i < 441; i++) {
        out[2 * i] = 0.5f * sinf(0.0997331f * (float)i); /* whole periods of 63 frames */
        out[2 * i + 1] = out[2 * i] - 0.25f;
    }
    for (int i = 0; i < 1000; i++) {
        account_take_output(a, &round, 44100, &record);
    }
    double dc = atomic_load(&a->figures.gauges[LIVE_DC]) / 1e6;
    assert_true(fabs(dc - 0.25) < 0.001);
    assert_true(fabsf(a->peaks[0] - 0.5f) < 0.001f && fabsf(a->peaks[1] - 0.75f) < 0.001f);
    assert_in_range(record.peak, 0.749 * 32768, 0.751 * 32768);
    out[0] = NAN; /* a gauge stays a number */
    account_take_output(a, &round, 44100, &record);
    assert_true(atomic_load(&a->figures.gauges[LIVE_DC]) <= 10000000);
    out[0] = 0;
    for (int i = 0; i < 1000; i++) {
        account_take_output(a, &round, 44100, &record);
    }
    assert_true(fabs(atomic_load(&a->figures.gauges[LIVE_DC]) / 1e6 - 0.25) < 0.001);
    free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stages_of_a_buffer),     cmocka_unit_test(test_a_burst_is_timed),
        cmocka_unit_test(test_voices_of_a_song),       cmocka_unit_test(test_counts_over_decks),
        cmocka_unit_test(test_notes_without_a_preset), cmocka_unit_test(test_the_level),
        cmocka_unit_test(test_what_it_costs_itself),   cmocka_unit_test(test_the_constant_part),
    };
    return cmocka_run_group_tests(tests, live_song_set_up, live_song_tear_down);
}
