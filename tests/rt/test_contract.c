/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The real-time contract under everything the callback can be told: dense songs, floods of
   messages, seeks, loops, other banks, pauses, a device that goes. Where the processor can, every
   system call is trapped; the planted offences of test_planted.c show that the guard sees them. */

#include "app/stage_clock.h"
#include "support/dense_song.h"
#include "support/live_rig.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define SECOND 44100
#define MS UINT64_C(1000000)

static live_rig rig;

static void open_warm(const audio_sim_config *config)
{
    live_rig_open(&rig, config);
    live_rig_send(&rig, (live_command){.verb = LIVE_DELAY, .delay_ns = 8 * MS});
    live_rig_switch(&rig, 0, NULL, 0);
    live_rig_run(&rig, SECOND);
    guard_mark_steady(rig.guard);
}

static void close_clean(void)
{
    assert_int_equal(live_rig_count_trips(&rig), 0);
    assert_int_equal(rig.n_nans, 0);
    live_rig_close(&rig);
}

/* A message of any kind, in range or out of it. */
static awe_message draw_message(void)
{
    return (awe_message){
        .type = (uint8_t)live_rig_random(&rig, 48),
        .port = (uint8_t)live_rig_random(&rig, 3),
        .channel = (uint8_t)live_rig_random(&rig, 17),
        .key = (uint8_t)live_rig_random(&rig, 130),
        .value = (int32_t)live_rig_random(&rig, live_rig_random(&rig, 2) ? 128 : 16384),
    };
}

/* 100,000 messages in ten seconds: ten in each millisecond. */
static void pour(live_rig *r, uint64_t from_ns, uint64_t to_ns)
{
    for (uint64_t at = from_ns / 100000 * 100000 + 100000; at <= to_ns; at += 100000) {
        live_rig_arrive(r, at, draw_message());
    }
}

static void test_messages_of_any_kind(void **state)
{
    (void)state;
    audio_sim_config config = {.period_frames = 64};
    open_warm(&config);
    rig.arrive = pour;
    live_rig_run(&rig, 10 * SECOND);
    assert_true(rig.summary.n_events > 90000);
    close_clean();
}

/* Chords on all channels, one every ten milliseconds. */
static void strike(live_rig *r, uint64_t from_ns, uint64_t to_ns)
{
    for (uint64_t at = from_ns / (10 * MS) * (10 * MS) + 10 * MS; at <= to_ns; at += 10 * MS) {
        for (uint8_t channel = 0; channel < 4; channel++) {
            live_rig_arrive(r, at,
                            (awe_message){.type = AWE_NOTE_ON,
                                          .channel = channel,
                                          .key = (uint8_t)(30 + live_rig_random(r, 60)),
                                          .value = (int32_t)live_rig_random(r, 128)});
        }
    }
}

/* Decks with effects and with a clock for their stages. */
static void equip_decks(void)
{
    awe_synth_config full = {.n_voices = 64};
    const awe_stacked_bank bank = {.bank = rig.synth.bank};
    (void)stage_clock_find(&full.clock);
    for (uint32_t i = 0; i < LIVE_RIG_DECKS; i++) {
        awe_synth_free(rig.decks[i]->synth);
        assert_int_equal(awe_synth_new(&full, &bank, 1, &rig.decks[i]->synth), AWE_OK);
    }
}

/* The level of quality changes all the time, the reflex sheds now and then, and decks cross. */
static void test_any_quality(void **state)
{
    (void)state;
    audio_sim_config config = {.period_frames = 64};
    const double heavy[AWE_N_COSTS] = {0, 2000, 0, 0}; /* ten voices fit */
    awe_song *song = make_dense_song(5);
    live_rig_open(&rig, &config);
    equip_decks();
    live_rig_send(&rig, (live_command){.verb = LIVE_DELAY, .delay_ns = 8 * MS});
    live_rig_switch(&rig, 0, NULL, 0);
    live_rig_run(&rig, SECOND);
    guard_mark_steady(rig.guard);
    live_rig_switch(&rig, 1, song, 0);
    rig.arrive = strike;
    for (int i = 0; i < 200; i++) {
        uint8_t level = (uint8_t)live_rig_random(&rig, AWE_N_QUALITIES);
        awe_reflex_set_costs(live_get_reflex(rig.live), i % 3 ? NULL : heavy);
        live_rig_send(&rig, (live_command){.verb = LIVE_QUALITY, .quality = level});
        live_rig_run(&rig, 100 + live_rig_random(&rig, 4000));
    }
    print_message("%llu voices were shed\n", (unsigned long long)rig.n_shed);
    assert_true(rig.n_shed > 20);
    assert_int_equal(rig.levels, 0xF);
    close_clean();
    awe_song_free(song);
}

/* Wherever and whenever: a deck is free again after each crossing. */
static void test_seeks_loops_and_other_banks(void **state)
{
    (void)state;
    audio_sim_config config = {.period_frames = 128};
    static const transport_settings neutral = {0};
    awe_song *song = make_dense_song(3);
    awe_song_info info;
    uint32_t free_decks = 0x6; /* the first plays */
    awe_song_get_info(song, &info);
    open_warm(&config);
    for (uint32_t i = 0; i < 300; i++) {
        deck *d = live_take_retired(rig.live);
        for (; d; d = live_take_retired(rig.live)) {
            for (uint32_t k = 0; k < LIVE_RIG_DECKS; k++) {
                free_decks |= rig.decks[k] == d ? 1u << k : 0;
            }
        }
        if (free_decks) {
            uint32_t k = (uint32_t)__builtin_ctz(free_decks);
            live_verb verb = (live_verb)(LIVE_SWITCH + live_rig_random(&rig, 3));
            uint64_t frame = live_rig_random(&rig, (uint32_t)info.end_frame);
            free_decks &= free_decks - 1;
            deck_cue(rig.decks[k], song, frame, &neutral);
            live_rig_send(&rig, (live_command){.verb = verb, .deck = rig.decks[k]});
        }
        live_rig_send(&rig,
                      (live_command){.verb = LIVE_STOP_FRAME,
                                     .frame = live_rig_random(&rig, (uint32_t)info.end_frame)});
        live_rig_run(&rig, 1000 + live_rig_random(&rig, 3000));
    }
    close_clean();
    awe_song_free(song);
}

static void test_settings_pauses_and_volume(void **state)
{
    (void)state;
    audio_sim_config config = {.period_frames = 256};
    awe_song *song = make_dense_song(3);
    open_warm(&config);
    live_rig_switch(&rig, 1, song, 0);
    for (uint32_t i = 0; i < 300; i++) {
        transport_settings settings = {.tempo_percent = (uint16_t)live_rig_random(&rig, 500)};
        settings.parts.transpose = (int8_t)((int)live_rig_random(&rig, 97) - 48);
        settings.parts.muted[0] = (uint16_t)live_rig_random(&rig, 65536);
        settings.parts.soloed[0] = (uint16_t)(live_rig_random(&rig, 2) << 3);
        live_rig_send(&rig, (live_command){.verb = LIVE_SETTINGS, .settings = settings});
        live_rig_send(&rig,
                      (live_command){.verb = LIVE_PAUSE, .flag = live_rig_random(&rig, 2) == 1});
        live_rig_send(&rig, (live_command){.verb = LIVE_VOLUME,
                                           .level = (float)live_rig_random(&rig, 100) / 50.0f});
        live_rig_send(&rig, (live_command){.verb = LIVE_MESSAGE, .message = draw_message()});
        live_rig_run(&rig, 500 + live_rig_random(&rig, 2000));
    }
    live_rig_send(&rig, (live_command){.verb = LIVE_FADE_OUT});
    live_rig_run(&rig, SECOND);
    close_clean();
    awe_song_free(song);
}

/* A device that goes away comes back with another rate; sizes, wake-ups and speeds vary. */
static void test_bad_weather_and_device_loss(void **state)
{
    (void)state;
    audio_sim_weather weather = {
        .seed = 9,
        .min_frames = 16,
        .max_frames = 512,
        .late_ppm = 100000,
        .max_late_ns = 20 * MS,
        .burst_ppm = 50000,
        .max_burst = 4,
        .busy_ppm = 50000,
        .max_busy_ns = 10 * MS,
    };
    audio_sim_config config = {.period_frames = 512, .script = audio_sim_rain, .context = &weather};
    awe_song *song = make_dense_song(3);
    open_warm(&config);
    live_rig_switch(&rig, 1, song, 0);
    rig.arrive = pour;
    for (uint32_t i = 0; i < 20; i++) {
        io_error error;
        live_rig_run(&rig, SECOND / 2);
        assert_true(live_set_device(rig.live, i % 2 ? 44100 : 48000, 512, &error));
    }
    close_clean();
    awe_song_free(song);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_any_quality),
        cmocka_unit_test(test_messages_of_any_kind),
        cmocka_unit_test(test_seeks_loops_and_other_banks),
        cmocka_unit_test(test_settings_pauses_and_volume),
        cmocka_unit_test(test_bad_weather_and_device_loss),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
