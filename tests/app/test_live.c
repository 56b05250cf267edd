/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The callback without a device: it gives the very samples of a render, whatever the buffer sizes;
   it fades, drains, pauses, crosses and ends as it was told; it converts the rate; it says what it
   did. */

#include "app/live.h"
#include "support/smf_builder.h"
#include "support/song_script.h"
#include "support/synth_rig.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define MAX_FRAMES (20 * AWE_RATE_HZ)
#define LATENCY_FRAMES 1000
#define N_DECKS 3
#define N_RECORDS 4096

typedef struct fixture {
    synth_rig rig;
    awe_song *song;
    float *out; /* [MAX_FRAMES][2] */
    deck *decks[N_DECKS];
    input_queue input;
    awe_ring records;
    awe_record storage[N_RECORDS];
    uint64_t now_ns;
} fixture;

static const awe_synth_config config = {.reverb = AWE_REVERB_OFF, .chorus = AWE_CHORUS_OFF};

static AWE_RT uint64_t read_clock(void *context)
{
    return ((const fixture *)context)->now_ns;
}

static int set_up(void **state)
{
    static fixture f;
    smf_builder smf;
    memset(&f, 0, sizeof f);
    rig_open(&f.rig, rig_sine_bank(100), &config);
    const awe_bank *bank = f.rig.bank;
    for (int i = 0; i < N_DECKS; i++) {
        f.decks[i] = calloc(1, sizeof *f.decks[i]);
        if (!f.decks[i] || awe_synth_new(&config, &bank, 1, &f.decks[i]->synth)) {
            return -1;
        }
    }
    smf_begin(&smf, 0, 500); /* at 120 beats a minute: 1000 ticks a second */
    smf_track(&smf);
    smf_note_on(&smf, 0, 0, 60, 100);
    smf_note_on(&smf, 333, 0, 64, 90);
    smf_note_off(&smf, 667, 0, 60);
    smf_note_off(&smf, 0, 0, 64);
    smf_end_track(&smf, 0);
    f.song = parse_built(&smf, NULL);
    f.out = calloc(MAX_FRAMES, 2 * sizeof *f.out);
    awe_ring_init(&f.records, f.storage, N_RECORDS, sizeof f.storage[0]);
    *state = &f;
    return f.out ? 0 : -1;
}

static int tear_down(void **state)
{
    fixture *f = *state;
    for (int i = 0; i < N_DECKS; i++) {
        awe_synth_free(f->decks[i]->synth);
        free(f->decks[i]);
    }
    free(f->out);
    awe_song_free(f->song);
    rig_close(&f->rig);
    return 0;
}

static void send(live *l, live_command command)
{
    assert_true(live_send(l, &command));
}

static live *open_live(fixture *f, double rate_hz, bool has_input)
{
    live *l;
    io_error error;
    live_config setup = {
        .input = has_input ? &f->input : NULL,
        .measure = {.records = &f->records, .now_ns = read_clock, .context = f},
    };
    awe_record stale;
    while (awe_ring_pop(&f->records, &stale)) {
    }
    input_queue_init(&f->input);
    f->now_ns = 1000000000;
    assert_true(live_new(&setup, &l, &error));
    assert_true(live_set_device(l, rate_hz, LATENCY_FRAMES, &error));
    return l;
}

static void switch_to(live *l, fixture *f, int i, const awe_song *song, uint64_t frame)
{
    static const transport_settings neutral = {0};
    deck_cue(f->decks[i], song, frame, &neutral);
    send(l, (live_command){.verb = LIVE_SWITCH, .deck = f->decks[i]});
}

static live *start(fixture *f, double rate_hz)
{
    live *l = open_live(f, rate_hz, false);
    switch_to(l, f, 0, f->song, 0);
    return l;
}

static void fill(live *l, float *out, size_t n_frames, bool ran_dry)
{
    audio_round round = {.out = out, .n_frames = (uint32_t)n_frames, .ran_dry = ran_dry};
    live_fill(l, &round);
}

static live_status look(live *l)
{
    live_status status;
    live_get_status(l, &status);
    return status;
}

/* Calls back with buffers of `n_buffer` frames until all has been heard; returns how many
   frames. */
static size_t play(fixture *f, live *l, size_t n_buffer, size_t fade_at)
{
    uint32_t n_before = look(l).n_calls;
    size_t n = 0;
    do {
        assert_true(n + n_buffer <= MAX_FRAMES);
        if (fade_at > 0 && n >= fade_at) {
            send(l, (live_command){.verb = LIVE_FADE_OUT});
            fade_at = 0;
        }
        fill(l, f->out + 2 * n, n_buffer, n == 0);
        n += n_buffer;
    } while (!look(l).is_done);
    assert_int_equal(look(l).n_calls - n_before, n / n_buffer);
    assert_int_equal(look(l).n_ran_dry, 1);
    return n;
}

/* The song by the shortest way, for comparison. */
static float *render(fixture *f, size_t n_frames)
{
    awe_song_cursor cursor;
    float *out = calloc(n_frames, 2 * sizeof *out);
    assert_non_null(out);
    awe_synth_seek(f->rig.synth, 0);
    awe_song_start(&cursor, f->song);
    while (cursor.frame < n_frames) {
        awe_event events[8];
        uint32_t n_events;
        uint64_t at = cursor.frame;
        uint32_t n = awe_song_read(&cursor, (uint32_t)(n_frames - at), events, 8, &n_events);
        awe_synth_render(f->rig.synth, events, n_events, out + 2 * at, n);
    }
    return out;
}

static void assert_silent(const float *frames, size_t n_frames)
{
    for (size_t i = 0; i < 2 * n_frames; i++) {
        assert_true(frames[i] == 0);
    }
}

static void test_same_samples_as_a_render(void **state)
{
    fixture *f = *state;
    static const size_t sizes[] = {1, 64, 333, 4096, 100000};
    size_t n_sound = (size_t)(1.2 * AWE_RATE_HZ);
    float *want = render(f, n_sound);
    for (size_t i = 0; i < sizeof sizes / sizeof sizes[0]; i++) {
        live *l = start(f, AWE_RATE_HZ);
        size_t n = play(f, l, sizes[i], 0);
        assert_int_equal(look(l).n_voices, 0);
        assert_true(look(l).position_frames >= AWE_RATE_HZ);
        assert_true(n >= AWE_RATE_HZ + LATENCY_FRAMES);
        assert_memory_equal(f->out, want, (n < n_sound ? n : n_sound) * 2 * sizeof *want);
        live_free(l);
    }
    free(want);
}

static void test_silence_for_the_latency(void **state)
{
    fixture *f = *state;
    live *l = start(f, AWE_RATE_HZ);
    size_t n = play(f, l, 64, 0);
    assert_silent(f->out + 2 * (n - LATENCY_FRAMES), LATENCY_FRAMES);
    fill(l, f->out, 64, false);
    assert_silent(f->out, 64);
    live_free(l);
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

static void test_fade(void **state)
{
    fixture *f = *state;
    size_t fade_at = 64 * 300;
    size_t fade_frames = AWE_RATE_HZ / 20;
    float *want = render(f, AWE_RATE_HZ);
    live *l = start(f, AWE_RATE_HZ);
    size_t n = play(f, l, 64, fade_at);
    assert_true(n < fade_at + fade_frames + LATENCY_FRAMES + 2048);
    assert_memory_equal(f->out, want, fade_at * 2 * sizeof *want);
    for (size_t i = fade_at; i < n; i++) {
        double level = 1.0 - (double)(i - fade_at) / (double)fade_frames;
        level = level > 0 ? level : 0;
        assert_true(fabs((double)f->out[2 * i] - level * (double)want[2 * i]) < 1e-6);
    }
    live_free(l);
    free(want);
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

static awe_message note(uint8_t type, uint8_t key)
{
    return (awe_message){.type = type, .channel = 1, .key = key, .value = 100};
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

static void test_records(void **state)
{
    fixture *f = *state;
    awe_record record;
    live *l = start(f, AWE_RATE_HZ);
    float peak = 0;
    fill(l, f->out, 512, true);
    for (size_t i = 0; i < 1024; i++) {
        peak = fabsf(f->out[i]) > peak ? fabsf(f->out[i]) : peak;
    }
    assert_true(awe_ring_pop(&f->records, &record));
    assert_int_equal(record.seq, 0);
    assert_int_equal(record.frames, 512);
    assert_int_equal(record.n_voices, 1);
    assert_true(record.entry_ns == f->now_ns);
    assert_int_equal(record.flags, AWE_RECORD_FIRST | AWE_RECORD_UNDERFLOW | AWE_RECORD_SEEK);
    assert_true(record.peak == (uint16_t)(peak * 32768));
    live_status status = look(l);
    float loudest = status.peaks[0] > status.peaks[1] ? status.peaks[0] : status.peaks[1];
    assert_true(fabs((double)(loudest - peak)) < 2e-6);
    assert_true(look(l).peaks[0] == 0); /* it was read */
    fill(l, f->out, 20000, false);
    assert_true(awe_ring_pop(&f->records, &record));
    assert_int_equal(record.seq, 1);
    assert_int_equal(record.n_events, 1);
    assert_int_equal(record.flags, 0);
    live_free(l);
}

static void test_too_many_commands(void **state)
{
    fixture *f = *state;
    live *l = start(f, AWE_RATE_HZ);
    int n = 0;
    while (n < 1000 && live_send(l, &(live_command){.verb = LIVE_VOLUME, .level = 1})) {
        n++;
    }
    assert_true(n > 0 && n < 1000);
    fill(l, f->out, 1, false);
    send(l, (live_command){.verb = LIVE_FADE_OUT});
    live_free(l);
}

/* At 48 kHz the same sound: equal energy, and the note's end where it was in time. */
static void test_another_rate(void **state)
{
    fixture *f = *state;
    float *want = render(f, AWE_RATE_HZ);
    live *l = start(f, 48000);
    (void)play(f, l, 480, 0);
    double converted = 0;
    double original = 0;
    for (size_t i = 0; i < 24000; i++) {
        converted += (double)f->out[2 * i] * (double)f->out[2 * i] / 48000;
    }
    for (size_t i = 0; i < 22050; i++) {
        original += (double)want[2 * i] * (double)want[2 * i] / 44100;
    }
    assert_true(original > 0);
    assert_true(fabs(converted / original - 1) < 0.001);
    live_free(l);
    free(want);
}

/* A device that went away and came back, or another one: not a frame is missing. */
static void test_another_device_on_the_way(void **state)
{
    fixture *f = *state;
    io_error error;
    size_t at = 10000;
    float *want = render(f, AWE_RATE_HZ);
    live *l = start(f, AWE_RATE_HZ);
    fill(l, f->out, at, false);
    assert_true(live_set_device(l, AWE_RATE_HZ, 5, &error));
    fill(l, f->out + 2 * at, at, false);
    assert_memory_equal(f->out, want, 2 * at * 2 * sizeof *want);
    assert_true(live_set_device(l, 2 * AWE_RATE_HZ, 5, &error));
    fill(l, f->out, at, false); /* each frame twice, nearly: the sine of 100 frames is smooth */
    for (size_t i = 200; i < at; i++) {
        size_t k = 2 * at + i / 2;
        double middle = (double)(want[2 * k] + (i % 2 ? want[2 * k + 2] : want[2 * k])) / 2;
        assert_true(fabs((double)f->out[2 * i] - middle) < 0.01);
    }
    live_free(l);
    free(want);
}

static void test_impossible_rate(void **state)
{
    (void)state;
    live *l;
    io_error error;
    live_config setup = {0};
    assert_true(live_new(&setup, &l, &error));
    assert_false(live_set_device(l, 1e9, 0, &error));
    live_free(l);
    live_free(NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_same_samples_as_a_render),
        cmocka_unit_test(test_silence_for_the_latency),
        cmocka_unit_test(test_silence_without_a_deck),
        cmocka_unit_test(test_fade),
        cmocka_unit_test(test_one_after_another),
        cmocka_unit_test(test_seek_crosses),
        cmocka_unit_test(test_replace_goes_on),
        cmocka_unit_test(test_pause),
        cmocka_unit_test(test_pause_with_a_keyboard),
        cmocka_unit_test(test_live_event_on_its_frame),
        cmocka_unit_test(test_records),
        cmocka_unit_test(test_too_many_commands),
        cmocka_unit_test(test_another_rate),
        cmocka_unit_test(test_another_device_on_the_way),
        cmocka_unit_test(test_impossible_rate),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
