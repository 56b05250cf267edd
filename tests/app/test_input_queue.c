/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Order, refusal by kind, and that no note is left hanging however the queue was flooded. */

#include "app/input_queue.h"

#include <pthread.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static input_queue queue;

static int set_up(void **state)
{
    (void)state;
    input_queue_init(&queue);
    return 0;
}

static bool push(uint8_t type, uint8_t key, uint64_t arrival_ns)
{
    stamped event = {arrival_ns, {.type = type, .key = key, .value = 1}};
    return input_queue_push(&queue, &event);
}

static void fill_up(uint32_t n)
{
    for (uint32_t i = 0; i < n; i++) {
        assert_true(push(AWE_PITCH_BEND, 0, i));
    }
}

static void test_order_and_stamps(void **state)
{
    (void)state;
    stamped event = {0};
    assert_false(input_queue_peek(&queue, &event));
    input_queue_pop(&queue);
    for (uint64_t i = 0; i < 20000; i++) {
        assert_true(push(AWE_NOTE_ON, (uint8_t)(i % 128), i << 20));
        assert_true(push(AWE_NOTE_OFF, (uint8_t)(i % 128), (i << 20) + 1));
        for (uint64_t j = 0; j < 2; j++) {
            assert_true(input_queue_peek(&queue, &event));
            assert_int_equal(event.arrival_ns, (i << 20) + j);
            assert_int_equal(event.message.type, j ? AWE_NOTE_OFF : AWE_NOTE_ON);
            assert_int_equal(event.message.key, i % 128);
            input_queue_pop(&queue);
        }
    }
    assert_false(input_queue_peek(&queue, &event));
    assert_false(input_queue_take_release(&queue));
}

static void test_last_slots_are_not_for_note_ons(void **state)
{
    (void)state;
    input_queue_stats stats;
    fill_up(INPUT_QUEUE_SIZE - INPUT_QUEUE_RESERVE - 1);
    assert_true(push(AWE_NOTE_ON, 1, 0));
    assert_false(push(AWE_NOTE_ON, 2, 0));
    for (int i = 0; i < INPUT_QUEUE_RESERVE; i += 4) {
        assert_true(push(AWE_NOTE_OFF, 3, 0));
        assert_true(push(AWE_CONTROL, 64, 0));
        assert_true(push(AWE_MASTER_VOLUME, 0, 0));
        assert_true(push(AWE_PROGRAM, 0, 0));
        assert_false(push(AWE_NOTE_ON, 2, 0));
    }
    assert_false(push(AWE_KEY_PRESSURE, 0, 0));
    assert_false(push(AWE_REVERB_TYPE, 0, 0));
    assert_false(input_queue_take_release(&queue));
    input_queue_get_stats(&queue, &stats);
    assert_int_equal(stats.n_refused[INPUT_NOTE_ON], 17);
    assert_int_equal(stats.n_refused[INPUT_NOTE_OFF], 0);
    assert_int_equal(stats.n_refused[INPUT_CONTROLLER], 1);
    assert_int_equal(stats.n_refused[INPUT_SYSTEM], 1);
    assert_int_equal(stats.n_releases, 0);
    assert_int_equal(stats.peak_fill, 255);
}

static void test_fill(void **state)
{
    (void)state;
    assert_int_equal(input_queue_fill(&queue), 0);
    fill_up(INPUT_QUEUE_SIZE / 2);
    assert_int_equal(input_queue_fill(&queue), 127);
    fill_up(INPUT_QUEUE_SIZE / 2 - 1);
    assert_int_equal(input_queue_fill(&queue), 254);
    fill_up(1);
    assert_int_equal(input_queue_fill(&queue), 255);
}

/* Whatever ends notes asks for a release when it is refused, and nothing else does. */
static void test_which_refusals_release(void **state)
{
    (void)state;
    static const struct {
        uint8_t type;
        uint8_t key;
        bool releases;
    } rows[] = {
        {AWE_NOTE_OFF, 60, true},      {AWE_NOTE_ON, 60, false},     {AWE_CONTROL, 64, true},
        {AWE_CONTROL, 66, true},       {AWE_CONTROL, 120, true},     {AWE_CONTROL, 121, false},
        {AWE_CONTROL, 123, true},      {AWE_CONTROL, 127, true},     {AWE_CONTROL, 7, false},
        {AWE_PITCH_BEND, 0, false},    {AWE_RESET, 0, true},         {AWE_RELEASE_ALL, 0, true},
        {AWE_SILENCE_ALL, 0, true},    {AWE_PROGRAM, 0, false},      {AWE_DRUM_PART, 0, false},
        {AWE_KEY_PRESSURE, 60, false}, {AWE_MASTER_VOLUME, 0, false}};
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        input_queue_stats stats;
        input_queue_init(&queue);
        fill_up(INPUT_QUEUE_SIZE);
        assert_false(push(rows[i].type, rows[i].key, 0));
        input_queue_get_stats(&queue, &stats);
        assert_int_equal(stats.n_releases, rows[i].releases);
    }
}

/* The release waits for the note-ons that stood before it, and no longer. */
static void test_release_waits_for_what_was_queued(void **state)
{
    (void)state;
    assert_true(push(AWE_NOTE_ON, 60, 0));
    assert_true(push(AWE_NOTE_ON, 61, 0));
    input_queue_request_release(&queue);
    assert_true(push(AWE_NOTE_ON, 62, 0));
    assert_false(input_queue_take_release(&queue));
    input_queue_pop(&queue);
    assert_false(input_queue_take_release(&queue));
    input_queue_pop(&queue);
    assert_true(input_queue_take_release(&queue));
    assert_false(input_queue_take_release(&queue));
    input_queue_pop(&queue);
    assert_false(input_queue_take_release(&queue));
    input_queue_request_release(&queue);
    assert_true(input_queue_take_release(&queue));
}

static void test_a_later_request_does_not_delay_the_first(void **state)
{
    (void)state;
    assert_true(push(AWE_NOTE_ON, 60, 0));
    input_queue_request_release(&queue);
    assert_false(input_queue_take_release(&queue));
    assert_true(push(AWE_NOTE_ON, 61, 0));
    input_queue_request_release(&queue);
    input_queue_pop(&queue);
    assert_true(input_queue_take_release(&queue));
    assert_false(input_queue_take_release(&queue));
    input_queue_pop(&queue);
    assert_true(input_queue_take_release(&queue));
    assert_false(input_queue_take_release(&queue));
}

typedef struct flood {
    uint32_t n_refused[N_INPUT_KINDS];
    atomic_bool is_over;
} flood;

/* Notes in pairs, as fast as can be. */
static void *pour(void *context)
{
    flood *f = context;
    for (uint32_t i = 0; i < 100000; i++) {
        uint8_t key = (uint8_t)(i / 2 % 128);
        if (i % 2 == 0) {
            f->n_refused[INPUT_NOTE_ON] += !push(AWE_NOTE_ON, key, i);
        } else {
            f->n_refused[INPUT_NOTE_OFF] += !push(AWE_NOTE_OFF, key, i);
        }
    }
    atomic_store(&f->is_over, true);
    return NULL;
}

/* What a synth's keys would be after the flood, taken slower than it comes: all up. */
static void test_flood_leaves_no_key_down(void **state)
{
    (void)state;
    static flood f;
    bool is_down[128] = {false};
    pthread_t thread;
    stamped event;
    uint32_t n_taken = 0;
    memset(&f, 0, sizeof f);
    assert_int_equal(pthread_create(&thread, NULL, pour, &f), 0);
    while (true) {
        bool is_over = atomic_load(&f.is_over);
        if (input_queue_take_release(&queue)) {
            memset(is_down, 0, sizeof is_down);
        }
        if (input_queue_peek(&queue, &event)) {
            input_queue_pop(&queue);
            is_down[event.message.key] = event.message.type == AWE_NOTE_ON;
            n_taken++;
        } else if (is_over) {
            break;
        }
        if (n_taken % 64 == 0) {
            sched_yield();
        }
    }
    pthread_join(thread, NULL);
    if (input_queue_take_release(&queue)) {
        memset(is_down, 0, sizeof is_down);
    }
    for (int key = 0; key < 128; key++) {
        assert_false(is_down[key]);
    }
    input_queue_stats stats;
    input_queue_get_stats(&queue, &stats);
    assert_int_equal(stats.n_refused[INPUT_NOTE_ON], f.n_refused[INPUT_NOTE_ON]);
    assert_int_equal(stats.n_refused[INPUT_NOTE_OFF], f.n_refused[INPUT_NOTE_OFF]);
    assert_int_equal(n_taken + stats.n_refused[INPUT_NOTE_ON] + stats.n_refused[INPUT_NOTE_OFF],
                     100000);
}

/* The same without threads, so that every refusal is certain: the queue is never emptied
   meanwhile. */
static void test_burst_beyond_the_queue(void **state)
{
    (void)state;
    stamped event;
    for (uint32_t i = 0; i < 100000; i++) {
        push(i % 2 ? AWE_NOTE_OFF : AWE_NOTE_ON, (uint8_t)(i / 2 % 128), i);
    }
    input_queue_stats stats;
    input_queue_get_stats(&queue, &stats);
    assert_int_equal(stats.n_refused[INPUT_NOTE_ON] + stats.n_refused[INPUT_NOTE_OFF],
                     100000 - INPUT_QUEUE_SIZE);
    assert_true(stats.n_refused[INPUT_NOTE_ON] > stats.n_refused[INPUT_NOTE_OFF]);
    assert_true(stats.n_releases > 0);
    assert_false(input_queue_take_release(&queue));
    while (input_queue_peek(&queue, &event)) {
        assert_false(input_queue_take_release(&queue));
        input_queue_pop(&queue);
    }
    assert_true(input_queue_take_release(&queue));
    assert_false(input_queue_take_release(&queue));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup(test_order_and_stamps, set_up),
        cmocka_unit_test_setup(test_last_slots_are_not_for_note_ons, set_up),
        cmocka_unit_test_setup(test_fill, set_up),
        cmocka_unit_test_setup(test_which_refusals_release, set_up),
        cmocka_unit_test_setup(test_release_waits_for_what_was_queued, set_up),
        cmocka_unit_test_setup(test_a_later_request_does_not_delay_the_first, set_up),
        cmocka_unit_test_setup(test_flood_leaves_no_key_down, set_up),
        cmocka_unit_test_setup(test_burst_beyond_the_queue, set_up),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
