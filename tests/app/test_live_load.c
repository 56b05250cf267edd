/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The reflex in the callback: asked once per buffer, with the notes that are about to begin; and
   what becomes of the voices. */

#include "app/live_load.h"

#include "support/live_song.h"

#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define FRAMES 64
#define PERIOD_NS 1451247 /* of 64 frames at 44,100 Hz */

/* Each voice takes 5 % of the period, and nothing else takes anything: 17 voices fit. */
static const double costs_ns[AWE_N_COSTS] = {0, 0.05 * PERIOD_NS / FRAMES, 0, 0};

static const awe_event chord[4] = {
    {.message = {.type = AWE_NOTE_ON, .key = 60, .value = 100}},
    {.message = {.type = AWE_NOTE_ON, .key = 62, .value = 0}}, /* ends a note */
    {.message = {.type = AWE_CONTROL, .key = 7, .value = 100}},
    {.message = {.type = AWE_NOTE_ON, .key = 64, .value = 100}},
};

static live_load new_load(const double *costs)
{
    live_load load = {0};
    awe_reflex_init(&load.reflex);
    awe_reflex_set_costs(&load.reflex, costs);
    return load;
}

static void test_off_without_costs(void **state)
{
    (void)state;
    live_load load = new_load(NULL);
    live_load_begin(&load, FRAMES, PERIOD_NS, 1000);
    assert_int_equal(live_load_find_cap(&load, chord, 4), AWE_NO_CAP);
    assert_int_equal(live_load_predicted_ns(&load), 0);
}

static void test_counts_the_notes_to_come(void **state)
{
    (void)state;
    live_load load = new_load(costs_ns);
    live_load_begin(&load, FRAMES, PERIOD_NS, 15);
    assert_int_equal(live_load_find_cap(&load, chord, 4), AWE_NO_CAP);
    assert_in_range(live_load_predicted_ns(&load), 0.84 * PERIOD_NS, 0.86 * PERIOD_NS);
    live_load_begin(&load, FRAMES, PERIOD_NS, 16);
    assert_int_equal(live_load_find_cap(&load, chord, 4), 17);
    assert_int_equal(live_load_find_cap(&load, NULL, 0), 17); /* it is decided */
    assert_int_equal(live_load_find_cap(&load, chord, 4), 17);
}

static void test_predicts_nothing_before_it_is_asked(void **state)
{
    (void)state;
    live_load load = new_load(costs_ns);
    live_load_begin(&load, FRAMES, PERIOD_NS, 10);
    (void)live_load_find_cap(&load, NULL, 0);
    assert_true(live_load_predicted_ns(&load) > 0);
    live_load_begin(&load, FRAMES, PERIOD_NS, 10);
    assert_int_equal(live_load_predicted_ns(&load), 0);
}

/* Buffers twice as slow as predicted halve what fits, unless the level is just being changed. */
static void test_learns_where_settled(void **state)
{
    (void)state;
    for (int is_settled = 0; is_settled < 2; is_settled++) {
        live_load load = new_load(costs_ns);
        awe_record record = {0};
        for (int i = 0; i < 4; i++) {
            live_load_begin(&load, FRAMES, PERIOD_NS, 8);
            (void)live_load_find_cap(&load, NULL, 0);
            record.busy_ns = 2 * live_load_predicted_ns(&load);
            live_load_end(&load, &record, is_settled);
        }
        live_load_begin(&load, FRAMES, PERIOD_NS, 12);
        assert_int_equal(live_load_find_cap(&load, NULL, 0), is_settled ? 8 : AWE_NO_CAP);
    }
}

/* ---- in the callback */

static awe_record play_buffer(fixture *f, live *l)
{
    awe_record record;
    fill(l, f->out, FRAMES, false);
    assert_true(awe_ring_pop(&f->records, &record));
    return record;
}

static void strike(live *l, uint8_t key)
{
    awe_message on = {.type = AWE_NOTE_ON, .key = key, .value = 100};
    send(l, (live_command){.verb = LIVE_MESSAGE, .message = on});
}

static void test_sheds_in_the_callback(void **state)
{
    fixture *f = *state;
    live *l = open_live(f, AWE_RATE_HZ, true);
    switch_to(l, f, 0, NULL, 0);
    (void)play_buffer(f, l);
    for (uint8_t i = 0; i < 30; i++) {
        strike(l, (uint8_t)(40 + i));
    }
    /* to this clock all takes no time: that nothing be learned of it, the level changes */
    send(l, (live_command){.verb = LIVE_QUALITY, .quality = 0});
    assert_int_equal(play_buffer(f, l).n_voices, 30);
    awe_reflex_set_costs(live_get_reflex(l), costs_ns);
    awe_record record = play_buffer(f, l);
    assert_int_equal(record.n_shed, 8);
    assert_int_equal(record.n_voices, 22);
    record = play_buffer(f, l);
    assert_int_equal(record.n_shed, 5);
    assert_int_equal(record.n_voices, 17);
    strike(l, 90); /* it takes another's place */
    record = play_buffer(f, l);
    record = play_buffer(f, l);
    assert_int_equal(record.n_voices, 17);
    awe_reflex_set_costs(live_get_reflex(l), NULL);
    for (uint8_t i = 0; i < 5; i++) {
        strike(l, (uint8_t)(100 + i));
    }
    (void)play_buffer(f, l); /* struck while the cap was on */
    strike(l, 99);
    record = play_buffer(f, l);
    assert_int_equal(record.n_voices, 18);
    assert_int_equal(record.n_stolen, 0);
    live_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_off_without_costs),
        cmocka_unit_test(test_counts_the_notes_to_come),
        cmocka_unit_test(test_predicts_nothing_before_it_is_asked),
        cmocka_unit_test(test_learns_where_settled),
        cmocka_unit_test(test_sheds_in_the_callback),
    };
    return cmocka_run_group_tests(tests, live_song_set_up, live_song_tear_down);
}
