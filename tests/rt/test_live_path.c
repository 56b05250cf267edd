/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Live input to the ear on an imagined device: the delay from arrival to sound is constant,
   whatever the buffers and wake-ups are like; a flood is refused in order, counted, and leaves no
   note. */

#include "support/live_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define MS UINT64_C(1000000)
#define SECOND 44100
#define NOTE_MS 15
#define PERIOD_MS 60  /* from note to note, about */
#define HEARING_US 60 /* the sine needs a frame or two to be heard */

/* A player who strikes a key now and then; each key rises before the next is struck. */
typedef struct player_of_notes {
    uint64_t next_ns; /* of the next message */
    bool is_down;
    uint64_t struck_ns; /* when the last key was struck */
    uint64_t seen_onsets;
    double least_ms, most_ms; /* from the key to the ear */
    uint64_t n;
} player_of_notes;

static awe_message key(bool is_down)
{
    return (awe_message){.type = is_down ? AWE_NOTE_ON : AWE_NOTE_OFF, .key = 72, .value = 127};
}

static void strike(live_rig *rig, uint64_t from_ns, uint64_t to_ns)
{
    player_of_notes *p = rig->context;
    (void)from_ns;
    if (rig->n_onsets > p->seen_onsets) {
        double delay_ms = (double)(rig->last_onset_ns - p->struck_ns) / (double)MS;
        p->seen_onsets = rig->n_onsets;
        p->least_ms = p->n == 0 || delay_ms < p->least_ms ? delay_ms : p->least_ms;
        p->most_ms = p->n == 0 || delay_ms > p->most_ms ? delay_ms : p->most_ms;
        p->n++;
    }
    while (p->next_ns < to_ns) {
        p->is_down = !p->is_down;
        p->struck_ns = p->is_down ? p->next_ns : p->struck_ns;
        assert_true(live_rig_arrive(rig, p->next_ns, key(p->is_down)));
        p->next_ns +=
            p->is_down ? NOTE_MS * MS : (PERIOD_MS * MS + live_rig_random(rig, 30 * (uint32_t)MS));
    }
}

/* What the program says that keys took, the greatest of each buffer, is what the ear has heard. */
static void compare_with_ear(const awe_histogram *said_us, const player_of_notes *p)
{
    assert_true(said_us->count > 0);
    assert_true(fabs(said_us->min - 1e3 * p->least_ms) < HEARING_US);
    assert_true(fabs(said_us->max - 1e3 * p->most_ms) < HEARING_US);
}

/* Plays for a minute after ten seconds of getting used to the device's clock; returns how much the
   delay from key to ear varied, in ms, and checks that no note was lost. */
static double measure_jitter(const audio_sim_config *config, uint64_t delay_ns)
{
    static live_rig rig;
    static player_of_notes p;
    live_rig_open(&rig, config);
    p = (player_of_notes){.next_ns = 10000 * MS};
    rig.arrive = strike;
    rig.context = &p;
    live_rig_send(&rig, (live_command){.verb = LIVE_DELAY, .delay_ns = delay_ns});
    live_rig_switch(&rig, 0, NULL, 0);
    live_rig_run(&rig, 70 * (config->rate_hz ? config->rate_hz : SECOND));
    live_status status;
    live_get_status(rig.live, &status);
    assert_int_equal(status.n_late_events, 0);
    assert_int_equal(rig.n_nans, 0);
    assert_true(p.n > 600);
    assert_in_range(rig.n_onsets, p.n, p.n + 1);
    compare_with_ear(&rig.summary.midi_us, &p);
    live_rig_close(&rig);
    return p.most_ms - p.least_ms;
}

#define FRAME_MS (1000.0 / SECOND)

static void test_constant_at_any_buffer(void **state)
{
    (void)state;
    static const uint32_t sizes[] = {32, 64, 256, 1024};
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        audio_sim_config config = {.period_frames = sizes[i]};
        uint64_t delay_ns = sizes[i] * UINT64_C(1000000000) / SECOND + MS;
        double jitter_ms = measure_jitter(&config, delay_ns);
        print_message("%u frames: %.4f ms\n", sizes[i], jitter_ms);
        assert_true(jitter_ms < 1.5 * FRAME_MS);
    }
}

/* The card's clock is not the system's: the loop follows it. */
static void test_constant_with_drift(void **state)
{
    (void)state;
    audio_sim_config config = {.period_frames = 256, .drift_ppm = 300};
    double jitter_ms = measure_jitter(&config, 8 * MS);
    print_message("300 ppm: %.4f ms\n", jitter_ms);
    assert_true(jitter_ms < 2 * FRAME_MS);
}

/* Late wake-ups, varying sizes, several calls at once: what is left is the loop's own unrest, far
   below a buffer's 5.8 ms. */
static void test_nearly_constant_in_bad_weather(void **state)
{
    (void)state;
    audio_sim_weather weather = {
        .seed = 5,
        .min_frames = 100,
        .max_frames = 256,
        .late_ppm = 300000,
        .max_late_ns = 1 * MS,
        .burst_ppm = 20000,
        .max_burst = 2,
    };
    audio_sim_config config = {
        .period_frames = 256, .n_periods = 4, .script = audio_sim_rain, .context = &weather};
    double jitter_ms = measure_jitter(&config, 25 * MS);
    print_message("bad weather: %.4f ms\n", jitter_ms);
    assert_true(jitter_ms < 1.5);
}

/* A device at another rate: sound is made ahead for the converter, the delay covers it. */
static void test_constant_at_another_rate(void **state)
{
    (void)state;
    audio_sim_config config = {.rate_hz = 48000, .period_frames = 256};
    double jitter_ms = measure_jitter(&config, 12 * MS);
    print_message("48 kHz: %.4f ms\n", jitter_ms);
    assert_true(jitter_ms < 3 * FRAME_MS);
}

/* 100,000 messages in 10 ms: as many as there is room for are taken, note-ons are refused first,
   all that was refused is counted, and at last nothing sounds. */
static void test_flood(void **state)
{
    (void)state;
    static live_rig rig;
    audio_sim_config config = {.period_frames = 64};
    input_queue_stats stats;
    uint32_t n_refused = 0;
    uint32_t n_sent = 0;
    live_rig_open(&rig, &config);
    live_rig_send(&rig, (live_command){.verb = LIVE_DELAY, .delay_ns = 3 * MS});
    live_rig_switch(&rig, 0, NULL, 0);
    live_rig_run(&rig, SECOND);
    for (uint32_t buffer = 0; buffer < 7; buffer++) { /* 10 ms */
        uint64_t now_ns = audio_sim_now_ns(rig.sim);
        for (uint32_t i = 0; i < 100000 / 7; i++) {
            awe_message m = {.type = AWE_NOTE_ON,
                             .channel = (uint8_t)live_rig_random(&rig, 16),
                             .key = (uint8_t)live_rig_random(&rig, 128),
                             .value = 1 + (int32_t)live_rig_random(&rig, 127)};
            uint32_t kind = live_rig_random(&rig, 4);
            m.type = kind == 0 ? AWE_NOTE_OFF : kind == 1 ? AWE_CONTROL : AWE_NOTE_ON;
            m.key = kind == 1 ? 64 : m.key; /* pedals, too */
            bool was_taken = live_rig_arrive(&rig, now_ns, m);
            n_refused += !was_taken;
            n_sent++;
        }
        live_rig_run(&rig, 64);
    }
    input_queue_get_stats(&rig.input, &stats);
    uint32_t n_counted = 0;
    for (int kind = 0; kind < N_INPUT_KINDS; kind++) {
        n_counted += stats.n_refused[kind];
    }
    assert_int_equal(n_counted, n_refused);
    assert_true(n_refused > n_sent / 2);
    assert_true(stats.n_refused[INPUT_NOTE_OFF] > 0 && stats.n_releases > 0);
    /* Keys whose offs came through are up, the rest was let go of with the flood's end. */
    live_rig_run(&rig, 3 * SECOND);
    live_status status;
    live_get_status(rig.live, &status);
    assert_int_equal(status.n_voices, 0);
    assert_int_equal(input_queue_fill(&rig.input), 0);
    assert_int_equal(rig.n_nans, 0);
    live_rig_close(&rig);
}

/* Until the last slots no note-off is refused, and as long as one note-on gets through, every
   note-off does. */
static void test_offs_are_never_refused_before_ons(void **state)
{
    (void)state;
    static live_rig rig;
    audio_sim_config config = {0};
    bool refused_on = false;
    live_rig_open(&rig, &config);
    for (uint32_t i = 0; i < 2 * INPUT_QUEUE_SIZE; i++) {
        bool on = live_rig_arrive(&rig, MS, key(true));
        bool off = live_rig_arrive(&rig, MS, key(false));
        refused_on |= !on;
        assert_true(off || refused_on);
        assert_false(on && refused_on);
    }
    assert_true(refused_on);
    live_rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_constant_at_any_buffer),
        cmocka_unit_test(test_constant_with_drift),
        cmocka_unit_test(test_nearly_constant_in_bad_weather),
        cmocka_unit_test(test_constant_at_another_rate),
        cmocka_unit_test(test_flood),
        cmocka_unit_test(test_offs_are_never_refused_before_ons),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
