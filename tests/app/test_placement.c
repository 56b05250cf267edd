/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Live events stand a constant delay after their arrival, whatever the buffers; what was lost is
   let go of. Expected frames: round((arrival + delay - start) x 44,100 Hz). */

#include "app/placement.h"

#include "awe/synth.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define MS UINT64_C(1000000)
#define BUFFER_NS (64 * UINT64_C(1000000000) / AWE_RATE_HZ)
#define START (UINT64_C(3600000) * MS) /* the clock began an hour ago */

typedef struct fixture {
    input_queue queue;
    placement placement;
} fixture;

static int set_up(void **state)
{
    fixture *f = calloc(1, sizeof *f);
    if (f) {
        input_queue_init(&f->queue);
        f->placement.queue = &f->queue;
        f->placement.delay_ns = 5 * MS;
        placement_gather(&f->placement, START - BUFFER_NS, 64);
    }
    *state = f;
    return f ? 0 : -1;
}

static int tear_down(void **state)
{
    free(*state);
    return 0;
}

static void arrive(fixture *f, uint64_t at_ns, awe_message message)
{
    assert_true(input_queue_push(&f->queue, &(stamped){.arrival_ns = at_ns, .message = message}));
}

static awe_message note(uint8_t type, uint8_t key)
{
    return (awe_message){.type = type, .channel = 2, .key = key, .value = 100};
}

static void test_delay_is_constant(void **state)
{
    fixture *f = *state;
    arrive(f, START - 5 * MS, note(AWE_NOTE_ON, 60));
    arrive(f, START - 4 * MS, note(AWE_NOTE_ON, 61));
    arrive(f, START, note(AWE_NOTE_ON, 62));
    placement_begin(&f->placement);
    placement_gather(&f->placement, START, 64);
    assert_int_equal(f->placement.n_events, 2);
    assert_int_equal(f->placement.events[0].frame, 0);
    assert_int_equal(f->placement.events[1].frame, 44); /* 44.1 */
    assert_int_equal(f->placement.events[1].message.key, 61);
    /* The third is due 5 ms after START: 220.5 frames, in the fourth buffer. */
    uint64_t buffer_ns = 64 * UINT64_C(1000000000) / AWE_RATE_HZ;
    for (uint32_t i = 1; i < 3; i++) {
        placement_gather(&f->placement, START + i * buffer_ns, 64);
        assert_int_equal(f->placement.n_events, 0);
    }
    placement_gather(&f->placement, START + 3 * buffer_ns, 64);
    assert_int_equal(f->placement.n_events, 1);
    assert_in_range(f->placement.events[0].frame, 220 - 192, 221 - 192);
    assert_int_equal(f->placement.n_misplaced, 0);
}

static void test_too_late_acts_at_once_and_counts(void **state)
{
    fixture *f = *state;
    arrive(f, START - 7 * MS, note(AWE_NOTE_ON, 60));
    arrive(f, START - 5 * MS - 10000, note(AWE_NOTE_ON, 61)); /* rounds to frame 0 */
    placement_begin(&f->placement);
    placement_gather(&f->placement, START, 64);
    assert_int_equal(f->placement.n_events, 2);
    assert_int_equal(f->placement.events[0].frame, 0);
    assert_int_equal(f->placement.n_misplaced, 1);
    /* A clock that moves on by a millisecond between two buffers makes nothing late. */
    arrive(f, START - 5 * MS + BUFFER_NS + 10000, note(AWE_NOTE_ON, 62));
    placement_gather(&f->placement, START + BUFFER_NS + MS, 64);
    assert_int_equal(f->placement.n_events, 1);
    assert_int_equal(f->placement.n_misplaced, 1);
    placement_begin(&f->placement);
    assert_int_equal(f->placement.n_misplaced, 0);
}

/* A source whose stamps are a little older than another's may not go back in time. */
static void test_order_is_kept(void **state)
{
    fixture *f = *state;
    arrive(f, START - 4 * MS, note(AWE_NOTE_ON, 60));
    arrive(f, START - 5 * MS, note(AWE_NOTE_OFF, 60));
    placement_begin(&f->placement);
    placement_gather(&f->placement, START, 64);
    assert_int_equal(f->placement.n_events, 2);
    assert_int_equal(f->placement.events[0].message.type, AWE_NOTE_ON);
    assert_int_equal(f->placement.events[1].frame, f->placement.events[0].frame);
}

static void test_wrong_stamps_hold_nothing_up(void **state)
{
    fixture *f = *state;
    arrive(f, START + 3600 * 1000 * MS, note(AWE_NOTE_ON, 60));
    arrive(f, 0, note(AWE_NOTE_ON, 61));
    arrive(f, UINT64_MAX, note(AWE_NOTE_ON, 62));
    placement_begin(&f->placement);
    placement_gather(&f->placement, START, 64);
    assert_int_equal(f->placement.n_events, 3);
    for (uint32_t i = 0; i < 3; i++) {
        assert_int_equal(f->placement.events[i].frame, 0);
    }
}

static void test_a_flood_is_spread(void **state)
{
    fixture *f = *state;
    for (uint32_t i = 0; i < 3 * PLACEMENT_MAX_EVENTS; i++) {
        arrive(f, START - 5 * MS, note(AWE_CONTROL, 7));
    }
    placement_begin(&f->placement);
    for (uint32_t i = 0; i < 3; i++) {
        placement_gather(&f->placement, START + i * MS, 44);
        assert_int_equal(f->placement.n_events, PLACEMENT_MAX_EVENTS);
    }
    placement_gather(&f->placement, START + 3 * MS, 44);
    assert_int_equal(f->placement.n_events, 0);
}

/* Everything held down is let go of, after what still waited; nothing else is. */
static void test_release(void **state)
{
    fixture *f = *state;
    arrive(f, START - 5 * MS, note(AWE_NOTE_ON, 60));
    arrive(f, START - 5 * MS, note(AWE_NOTE_ON, 127));
    arrive(f, START - 5 * MS, note(AWE_NOTE_ON, 61));
    arrive(f, START - 5 * MS, note(AWE_NOTE_OFF, 61));
    arrive(f, START - 5 * MS, note(AWE_CONTROL, 64));
    arrive(f, START, note(AWE_NOTE_ON, 72));
    input_queue_request_release(&f->queue);
    placement_begin(&f->placement);
    placement_gather(&f->placement, START, 64);
    assert_int_equal(f->placement.n_events, 5); /* one still waits */
    placement_gather(&f->placement, START + 5 * MS, 64);
    assert_int_equal(f->placement.n_events, 1 + 3 + 2);
    static const uint8_t keys[] = {60, 72, 127};
    for (uint32_t i = 0; i < 3; i++) {
        const awe_message *m = &f->placement.events[1 + i].message;
        assert_int_equal(m->type, AWE_NOTE_OFF);
        assert_int_equal(m->channel, 2);
        assert_int_equal(m->key, keys[i]);
    }
    const awe_message *pedal = &f->placement.events[4].message;
    assert_true(pedal->type == AWE_CONTROL && pedal->key == 64 && pedal->value == 0);
    placement_gather(&f->placement, START + 6 * MS, 64);
    assert_int_equal(f->placement.n_events, 0);
}

/* More keys than one call has room for: the rest follows. */
static void test_release_of_very_many(void **state)
{
    fixture *f = *state;
    uint32_t n_off = 0;
    placement_begin(&f->placement);
    for (uint32_t i = 0; i < 2000; i++) {
        awe_message m = note(AWE_NOTE_ON, (uint8_t)(i % 128));
        m.channel = (uint8_t)(i / 128);
        arrive(f, START - 5 * MS, m);
    }
    placement_gather(&f->placement, START, 64);
    placement_gather(&f->placement, START, 64);
    input_queue_request_release(&f->queue);
    for (uint32_t i = 0; i < 3; i++) {
        placement_gather(&f->placement, START, 64);
        for (uint32_t k = 0; k < f->placement.n_events; k++) {
            n_off += f->placement.events[k].message.type == AWE_NOTE_OFF;
        }
    }
    assert_int_equal(n_off, 2000);
}

static void test_without_input(void **state)
{
    fixture *f = *state;
    f->placement.queue = NULL;
    placement_begin(&f->placement);
    placement_gather(&f->placement, START, 64);
    assert_int_equal(f->placement.n_events, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_delay_is_constant, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_too_late_acts_at_once_and_counts, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_order_is_kept, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_wrong_stamps_hold_nothing_up, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_a_flood_is_spread, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_release, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_release_of_very_many, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_without_input, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
