/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* One deck after another: songs follow each other, a seek crosses, other banks take over, a pause
   stands still, and live input is heard on its frame. */

#include "support/live_song.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static awe_message note(uint8_t type, uint8_t key)
{
    return (awe_message){.type = type, .channel = 1, .key = key, .value = 100};
}

static void test_silence_without_a_deck(void **state)
{
    fixture *f = *state;
    live *l = open_live(f, AWE_RATE_HZ, true);
    f->out[0] = 1;
    send(l, (live_command){.verb = LIVE_MESSAGE, .message = {.type = AWE_SILENCE_ALL}});
    fill(l, f->out, 64, false);
    assert_silent(f->out, 64);
    assert_true(look(l).is_done);
    live_free(l);
}

/* One song after another: nothing of the first is left, no frame is lost, decks come back. */
static void test_one_after_another(void **state)
{
    fixture *f = *state;
    live *l = start(f, AWE_RATE_HZ);
    float *want = render(f, AWE_RATE_HZ);
    (void)play(f, l, 512, 64);
    send(l, (live_command){.verb = LIVE_FADE_OUT}); /* too late: of no effect */
    switch_to(l, f, 1, f->song, 0);
    fill(l, f->out, AWE_RATE_HZ, false);
    assert_false(look(l).is_done);
    assert_int_equal(look(l).n_switches, 2);
    assert_memory_equal(f->out, want, AWE_RATE_HZ * 2 * sizeof *want);
    assert_ptr_equal(live_take_retired(l), f->decks[0]);
    assert_null(live_take_retired(l));
    live_free(l);
    free(want);
}

/* From one place in the song to another: the old sound fades in a straight line as the new one
   rises, and after 20 ms there are the bits of a render from there. */
static void test_seek_crosses(void **state)
{
    fixture *f = *state;
    const size_t at = 10000;
    const size_t place = 15000; /* the second note begins at 14,685 and is not heard from here */
    const size_t cross = 882;
    float *want = render(f, AWE_RATE_HZ);
    live *l = start(f, AWE_RATE_HZ);
    fill(l, f->out, at, false);
    switch_to(l, f, 1, f->song, place);
    fill(l, f->out + 2 * at, 2000, false);
    assert_memory_equal(f->out, want, at * 2 * sizeof *want);
    for (size_t i = 0; i < 2000; i++) {
        double level = i < cross ? 1.0 - (double)i / (double)cross : 0;
        double old = (double)want[2 * (at + i)];
        /* The old deck's song stands still: its note goes on. */
        assert_true(fabs((double)f->out[2 * (at + i)] - level * old) < 1e-6);
    }
    assert_true(look(l).position_frames == place + 2000);
    assert_ptr_equal(live_take_retired(l), f->decks[0]);
    live_free(l);
    free(want);
}

/* The same sound on another synth: the song goes on where it was. */
static void test_replace_goes_on(void **state)
{
    fixture *f = *state;
    const size_t at = 10000;
    float *want = render(f, AWE_RATE_HZ);
    live *l = start(f, AWE_RATE_HZ);
    fill(l, f->out, at, false);
    send(l, (live_command){.verb = LIVE_REPLACE, .deck = f->decks[1]});
    fill(l, f->out + 2 * at, AWE_RATE_HZ / 2, false);
    assert_true(look(l).position_frames == at + AWE_RATE_HZ / 2);
    /* The first note was cut; the second comes as if nothing had been. */
    assert_silent(f->out + 2 * (at + 1000), 14000 - at - 1000);
    size_t n = 0;
    for (size_t i = 14690; i < 20000; i++) {
        n += f->out[2 * i] != 0;
    }
    assert_true(n > 5000);
    live_free(l);
    free(want);
}

/* Without live input everything stands still and goes on with the very frame that was next. */
static void test_pause(void **state)
{
    fixture *f = *state;
    const size_t at = 10000;
    const size_t gate = 441;
    float *want = render(f, AWE_RATE_HZ);
    live *l = start(f, AWE_RATE_HZ);
    fill(l, f->out, at, false);
    send(l, (live_command){.verb = LIVE_PAUSE, .flag = true});
    fill(l, f->out, 1000, false);
    fill(l, f->out, 1000, false);
    assert_silent(f->out, 1000);
    assert_true(look(l).position_frames == at + 1000);
    send(l, (live_command){.verb = LIVE_PAUSE, .flag = false});
    fill(l, f->out, 5000, false);
    const float *next = want + 2 * (at + 1000);
    assert_memory_equal(f->out + 2 * gate, next + 2 * gate, (5000 - gate) * 2 * sizeof *want);
    assert_true(fabs((double)(f->out[2 * 200] - next[2 * 200] * 200.0f / 441.0f)) < 1e-6);
    live_free(l);
    free(want);
}

/* With live input a pause ends the song's notes only. */
static void test_pause_with_a_keyboard(void **state)
{
    fixture *f = *state;
    live *l = open_live(f, AWE_RATE_HZ, true);
    switch_to(l, f, 0, f->song, 0);
    fill(l, f->out, 10000, false);
    send(l, (live_command){.verb = LIVE_PAUSE, .flag = true});
    fill(l, f->out, 2 * AWE_RATE_HZ, false);
    assert_true(look(l).position_frames == 10000);
    assert_int_equal(look(l).n_voices, 0);
    assert_true(input_queue_push(&f->input, &(stamped){f->now_ns, note(AWE_NOTE_ON, 60)}));
    fill(l, f->out, 10000, false);
    assert_int_equal(look(l).n_voices, 1);
    send(l, (live_command){.verb = LIVE_PAUSE, .flag = false});
    fill(l, f->out, 10000, false);
    assert_true(look(l).position_frames == 20000);
    live_free(l);
}

/* A live event stands where its arrival and the delay say, not where a buffer begins; no song is
   needed. */
static void test_live_event_on_its_frame(void **state)
{
    fixture *f = *state;
    live *l = open_live(f, AWE_RATE_HZ, true);
    switch_to(l, f, 0, NULL, 0);
    send(l, (live_command){.verb = LIVE_DELAY, .delay_ns = 10000000});
    stamped event = {.arrival_ns = f->now_ns + 1000000, .message = note(AWE_NOTE_ON, 60)};
    assert_true(input_queue_push(&f->input, &event));
    size_t n = 0;
    for (uint32_t i = 0; i < 20; i++) {
        fill(l, f->out + 2 * n, 64, false);
        n += 64;
        f->now_ns = 1000000000 + n * 1000000000ull / AWE_RATE_HZ;
    }
    size_t onset = 0;
    while (onset < n && f->out[2 * onset] == 0) {
        onset++;
    }
    /* 11 ms are frame 485.1; the sine's first frame is 0. */
    assert_in_range(onset, 485, 487);
    assert_int_equal(look(l).n_late_events, 0);
    live_free(l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_silence_without_a_deck),
        cmocka_unit_test(test_one_after_another),
        cmocka_unit_test(test_seek_crosses),
        cmocka_unit_test(test_replace_goes_on),
        cmocka_unit_test(test_pause),
        cmocka_unit_test(test_pause_with_a_keyboard),
        cmocka_unit_test(test_live_event_on_its_frame),
    };
    return cmocka_run_group_tests(tests, live_song_set_up, live_song_tear_down);
}
