/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* A day of sound on an imagined device, with somebody at the keyboard: memory stays what it was,
   the guard never trips, no event misses its frame, no number goes wrong, no note hangs. */

#include "support/live_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include <cmocka.h>

#define MS UINT64_C(1000000)
#define HOUR_FRAMES (UINT64_C(3600) * AWE_RATE_HZ)
#define MAX_GROWN_PAGES 16

/* Plays and lets go, turns every knob there is, now and then a chord. */
static void play_something(live_rig *rig, uint64_t from_ns, uint64_t to_ns)
{
    static const uint8_t controls[] = {1, 7, 10, 11, 64, 66, 67, 71, 74, 91, 93, 121, 123};
    for (uint64_t at = from_ns + live_rig_random(rig, 200 * (uint32_t)MS); at < to_ns;
         at += 10 * MS + live_rig_random(rig, 200 * (uint32_t)MS)) {
        awe_message m = {.channel = (uint8_t)live_rig_random(rig, 16),
                         .key = (uint8_t)(40 + live_rig_random(rig, 50))};
        uint32_t kind = live_rig_random(rig, 8);
        m.type = kind < 3 ? AWE_NOTE_ON : kind < 6 ? AWE_NOTE_OFF : AWE_CONTROL;
        m.value = (int32_t)(kind < 3 ? 1 + live_rig_random(rig, 127) : live_rig_random(rig, 128));
        if (kind == 6) {
            m = (awe_message){.type = AWE_PITCH_BEND, .channel = m.channel};
            m.value = (int32_t)live_rig_random(rig, 16384);
        } else if (kind == 7) {
            m.key = controls[live_rig_random(rig, sizeof controls)];
        }
        live_rig_arrive(rig, at, m);
    }
}

static long count_pages(void)
{
    long size = 0;
    long resident = 0;
    FILE *f = fopen("/proc/self/statm", "r");
    if (f) {
        if (fscanf(f, "%ld %ld", &size, &resident) != 2) {
            resident = 0;
        }
        fclose(f);
    }
    return resident;
}

static void test_a_day(void **state)
{
    (void)state;
    static live_rig rig;
    audio_sim_config config = {.period_frames = 512, .drift_ppm = -37};
    live_status status;
    live_rig_open(&rig, &config);
    live_rig_send(&rig, (live_command){.verb = LIVE_DELAY, .delay_ns = 13 * MS});
    live_rig_switch(&rig, 0, NULL, 0);
    rig.arrive = play_something;
    live_rig_run(&rig, HOUR_FRAMES / 60);
    guard_mark_steady(rig.guard);
    long n_pages = count_pages();
    for (int hour = 0; hour < 24; hour++) {
        live_rig_run(&rig, HOUR_FRAMES);
        live_get_status(rig.live, &status);
        assert_int_equal(status.n_late_events, 0);
    }
    assert_true(count_pages() - n_pages <= MAX_GROWN_PAGES);
    assert_int_equal(live_rig_count_trips(&rig), 0);
    assert_int_equal(rig.n_nans, 0);
    assert_true(rig.summary.n_events > 400000); /* 5.8 % of 7.4 million buffers have one */
    /* Whatever is still held is let go of, as when the keyboard is pulled out. */
    rig.arrive = NULL;
    input_queue_request_release(&rig.input);
    live_rig_run(&rig, HOUR_FRAMES / 60);
    live_get_status(rig.live, &status);
    assert_int_equal(status.n_voices, 0);
    live_rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
