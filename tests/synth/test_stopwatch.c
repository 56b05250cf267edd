/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What a synth tells of its time, by a clock that moves by 10 ns whenever it is read. */

#include "support/random.h"
#include "support/synth_rig.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define READING_NS 10
#define PERIOD 100

static AWE_RT uint64_t read_fake_clock(void *context)
{
    uint64_t *now_ns = context;
    return *now_ns += READING_NS;
}

static void open_rig(synth_rig *rig, uint64_t *clock_ns)
{
    awe_synth_config config = {.model = AWE_MODEL_SF2};
    if (clock_ns) {
        config.clock = (awe_clock){read_fake_clock, clock_ns};
    }
    rig_open(rig, rig_sine_bank(PERIOD), &config);
}

static awe_event note_at(uint32_t frame, uint8_t key)
{
    awe_message message = {.type = AWE_NOTE_ON, .key = key, .value = 100};
    return (awe_event){.frame = frame, .message = message};
}

static awe_times take(synth_rig *rig)
{
    awe_times times;
    awe_synth_take_times(rig->synth, &times);
    return times;
}

static void test_three_laps_per_segment(void **state)
{
    (void)state;
    synth_rig rig;
    uint64_t now_ns = 0;
    open_rig(&rig, &now_ns);
    awe_synth_render(rig.synth, NULL, 0, rig.out, 64);
    awe_times times = take(&rig);
    /* two ticks: one reading before them, three laps each */
    assert_int_equal(times.n_clock_calls, 1 + 2 * 3);
    assert_int_equal(times.n_clock_calls, now_ns / READING_NS);
    assert_int_equal(times.control_ns, 2 * READING_NS);
    assert_int_equal(times.voices_ns, 2 * READING_NS);
    assert_int_equal(times.effects_ns, 2 * READING_NS);
    assert_false(times.is_cut);
    times = take(&rig);
    assert_int_equal(times.n_clock_calls, 0);
    assert_int_equal(times.control_ns, 0);
    rig_close(&rig);
}

/* Twenty notes on frames of their own make no segment more; of their starts some are timed. */
static void test_a_burst_is_timed(void **state)
{
    (void)state;
    synth_rig rig;
    uint64_t now_ns = 0;
    awe_event events[20];
    open_rig(&rig, &now_ns);
    for (uint32_t i = 0; i < 20; i++) {
        events[i] = note_at(3 * i + 1, (uint8_t)(40 + i));
    }
    for (int round = 0; round < 2; round++) {
        awe_synth_render(rig.synth, events, 20, rig.out, 64);
        awe_times times = take(&rig);
        assert_false(times.is_cut);
        assert_int_equal(times.n_starts, AWE_TIMED_STARTS);
        assert_int_equal(times.voices_ns, 2 * READING_NS);
        assert_int_equal(times.effects_ns, 2 * READING_NS);
        assert_int_equal(times.n_clock_calls, 1 + 3 * 2 + 2 * AWE_TIMED_STARTS);
        assert_int_equal(times.start_ns[0], READING_NS);
        assert_true(times.control_ns >= AWE_TIMED_STARTS * 2 * READING_NS);
    }
    rig_close(&rig);
}

/* Whoever lent a clock may take it back. */
static void test_no_clock_any_more(void **state)
{
    (void)state;
    synth_rig rig;
    uint64_t now_ns = 0;
    awe_event note = note_at(1, 60);
    open_rig(&rig, &now_ns);
    awe_synth_set_clock(rig.synth, (awe_clock){0});
    awe_synth_render(rig.synth, &note, 1, rig.out, 64);
    awe_times times = take(&rig);
    assert_int_equal(now_ns, 0);
    assert_int_equal(times.n_clock_calls, 0);
    assert_int_equal(times.n_starts, 0);
    assert_false(times.is_cut);
    awe_synth_set_clock(rig.synth, (awe_clock){read_fake_clock, &now_ns});
    awe_synth_render(rig.synth, NULL, 0, rig.out, 64);
    times = take(&rig);
    assert_int_equal(times.n_clock_calls, 1 + 2 * 3);
    rig_close(&rig);
}

/* A long buffer has more time, and more of it is timed, in one call or in many. */
static void test_long_spans(void **state)
{
    (void)state;
    synth_rig rig;
    uint64_t now_ns = 0;
    open_rig(&rig, &now_ns);
    awe_synth_render(rig.synth, NULL, 0, rig.out, 4096);
    awe_times times = take(&rig);
    assert_int_equal(times.voices_ns, 4096 / 32 * READING_NS);
    assert_false(times.is_cut);
    for (int i = 0; i < 16; i++) {
        awe_synth_render(rig.synth, NULL, 0, rig.out, 64);
    }
    times = take(&rig);
    assert_int_equal(times.voices_ns, 1024 / 32 * READING_NS);
    assert_false(times.is_cut);
    for (int i = 0; i < 64; i++) {
        awe_synth_render(rig.synth, NULL, 0, rig.out, 1);
    }
    times = take(&rig);
    assert_int_equal(times.voices_ns, AWE_TIMED_SEGMENTS * READING_NS);
    assert_true(times.is_cut);
    rig_close(&rig);
}

/* Events alone, as a deck is cued: control, and nothing is missing. */
static void test_events_alone(void **state)
{
    (void)state;
    synth_rig rig;
    uint64_t now_ns = 0;
    const awe_event event = note_at(0, 60);
    open_rig(&rig, &now_ns);
    awe_synth_render(rig.synth, &event, 1, NULL, 0);
    awe_times times = take(&rig);
    assert_int_equal(times.control_ns, 3 * READING_NS);
    assert_int_equal(times.n_starts, 1);
    assert_int_equal(times.voices_ns, 0);
    assert_false(times.is_cut);
    rig_close(&rig);
}

static void test_without_a_clock(void **state)
{
    (void)state;
    synth_rig rig;
    open_rig(&rig, NULL);
    rig_note_on(&rig, 0, 0, 60, 100);
    rig_play(&rig, 4096, 64);
    awe_times times = take(&rig);
    assert_int_equal(times.n_clock_calls, 0);
    assert_int_equal(times.n_starts, 0);
    assert_int_equal(times.control_ns + times.voices_ns + times.effects_ns, 0);
    assert_false(times.is_cut);
    rig_close(&rig);
}

/* From the key to the last frame that is not zero, to the tick. */
static void test_lifetimes(void **state)
{
    (void)state;
    synth_rig rig;
    awe_synth_config dry = {
        .model = AWE_MODEL_SF2, .reverb = AWE_REVERB_OFF, .chorus = AWE_CHORUS_OFF};
    rig_open(&rig, rig_sine_bank(PERIOD), &dry);
    rig_note_on(&rig, 1000, 0, 60, 127);
    rig_note_off(&rig, 9000, 0, 60);
    rig_play(&rig, 44100, 64);
    size_t last = rig.n_frames;
    while (last > 0 && rig.out[2 * last - 2] == 0.0f) {
        last--;
    }
    awe_times times = take(&rig);
    assert_true(last > 9000 && last < 44000);
    assert_int_equal(times.n_ends, 1);
    assert_true(fabs((double)times.lifetime_frames[0] - (double)(last - 1000)) <= 64);
    rig_close(&rig);
}

static void test_many_lifetimes(void **state)
{
    (void)state;
    synth_rig rig;
    open_rig(&rig, NULL);
    for (uint8_t i = 0; i < 30; i++) {
        rig_note_on(&rig, 10, 0, (uint8_t)(40 + i), 100);
    }
    rig_control(&rig, 5000, 0, 120, 0); /* all sound off */
    rig_play(&rig, 20000, 64);
    awe_stats stats;
    awe_synth_get_stats(rig.synth, &stats);
    assert_int_equal(stats.n_started, 30);
    assert_int_equal(stats.n_voices, 0);
    awe_times times = take(&rig);
    assert_int_equal(times.n_ends, AWE_TIMED_ENDS);
    for (uint32_t i = 0; i < times.n_ends; i++) {
        assert_true(times.lifetime_frames[i] >= 4990 && times.lifetime_frames[i] < 4990 + 256);
    }
    assert_int_equal(take(&rig).n_ends, 0);
    rig_close(&rig);
}

static void send_notes(synth_rig *rig, uint32_t n_frames)
{
    uint64_t seed = 5;
    for (uint32_t frame = 0; frame < n_frames; frame += random_bits(&seed) % 300) {
        uint8_t key = (uint8_t)(40 + random_bits(&seed) % 40);
        if (random_bits(&seed) % 2) {
            rig_note_on(rig, frame, 0, key, (uint8_t)(1 + random_bits(&seed) % 127));
        } else {
            rig_note_off(rig, frame, 0, key);
        }
    }
}

static void test_same_bits(void **state)
{
    (void)state;
    static const size_t blocks[] = {64, 1000};
    for (size_t i = 0; i < 2; i++) {
        synth_rig with, without;
        uint64_t now_ns = 0;
        open_rig(&with, &now_ns);
        open_rig(&without, NULL);
        send_notes(&with, 88200);
        send_notes(&without, 88200);
        rig_play(&with, 100000, blocks[i]);
        rig_play(&without, 100000, 512);
        assert_true(now_ns > 0);
        assert_memory_equal(with.out, without.out, 100000 * 2 * sizeof(float));
        rig_close(&with);
        rig_close(&without);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_three_laps_per_segment),
        cmocka_unit_test(test_a_burst_is_timed),
        cmocka_unit_test(test_no_clock_any_more),
        cmocka_unit_test(test_long_spans),
        cmocka_unit_test(test_events_alone),
        cmocka_unit_test(test_without_a_clock),
        cmocka_unit_test(test_lifetimes),
        cmocka_unit_test(test_many_lifetimes),
        cmocka_unit_test(test_same_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
