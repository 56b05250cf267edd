/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Rows 71 to 80, 99 and 101 of docs/sound.md "Facts of the card": effects behind a rendered
   impulse, and another output rate. */

#include "base/bytes.h"
#include "io/resample.h"
#include "midi/sysex.h"
#include "support/card_rig.h"
#include "support/one_rig.h"
#include "support/response.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define SENT (57737.0 / 65536.0 * 32000 / 32768.0) /* the impulse where sends are taken */

static awe_synth_config config;

static int set_up(void **state)
{
    (void)state;
    config = card_dry(AWE_MODEL_EMU8000);
    config.interp = AWE_INTERP_LINEAR;
    rig.synth = NULL;
    return 0;
}

/* Sum of `side` over the seven frames around `after` frames behind the dry impulse: a tap between
   two frames is spread over both. */
static double tap(int side, long after)
{
    double sum = 0.0;
    for (long i = after - 3; i <= after + 3; i++) {
        sum += rig.out[2 * (IMPULSE_AT + i) + side];
    }
    return sum;
}

/* Place, behind the dry impulse, of the largest frame of `side` in [from, to). */
static long find(int side, long from, long to)
{
    long best = from;
    for (long i = from; i < to; i++) {
        if (fabsf(rig.out[2 * (IMPULSE_AT + i) + side]) >
            fabsf(rig.out[2 * (IMPULSE_AT + best) + side])) {
            best = i;
        }
    }
    return best;
}

static void play(const card_generator *generators, int reverb_cc, int chorus_cc, double seconds)
{
    if (rig.synth) {
        rig_close(&rig);
    }
    card_open(&rig, CARD_IMPULSE, generators, &config);
    rig_control(&rig, 0, 0, 91, (uint8_t)reverb_cc);
    rig_control(&rig, 0, 0, 93, (uint8_t)chorus_cc);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_play(&rig, (size_t)(seconds * SECOND), 512);
}

static double to_db(double ratio)
{
    return 20 * log10(fabs(ratio));
}

static void test_sends(void **state)
{
    (void)state;
    const card_generator reverb[] = {{AWE_GEN_REVERB_SEND, 785}, {0, 0}}; /* register 200 */
    const card_generator chorus[] = {{AWE_GEN_CHORUS_SEND, 785}, {0, 0}};
    config.reverb = AWE_REVERB_DELAY;
    config.chorus = AWE_CHORUS_SHORT_DELAY;
    play(NULL, 127, 0, 1);
    card_expect(71, to_db(tap(0, 5060) / SENT), to_db(0.945 * 114 / 256), 0.3);
    play(NULL, 0, 127, 1);
    card_expect(71, to_db(tap(0, 2822) / SENT), to_db(114 / 256.0), 0.3);
    play(reverb, 127, 0, 1);
    card_expect(72, to_db(tap(0, 5060) / SENT), to_db(0.945 * 255 / 256), 0.1);
    play(chorus, 0, 127, 1);
    card_expect(72, to_db(tap(0, 2822) / SENT), to_db(255 / 256.0), 0.1);
}

static void test_delays(void **state)
{
    (void)state;
    config.reverb = AWE_REVERB_DELAY;
    play(NULL, 127, 0, 1);
    for (long n = 1; n < 5; n++) {
        long at = find(0, 5060 + n * 5149 - 100, 5060 + n * 5149 + 100);
        card_expect(73, (double)at, 5060.0 + (double)n * 5149.0, 2);
        card_expect(73, to_db(tap(0, at) / tap(0, at - 5149)), -7.3, 0.7);
    }
    config.reverb = AWE_REVERB_PANNING_DELAY;
    play(NULL, 127, 0, 1);
    card_expect(74, (double)find(0, 10, 6000), 5094, 4);
    card_expect(74, (double)find(1, 10, 12000), 10187, 4);
    card_expect(74, (double)(find(0, 12000, 20000) - find(0, 10, 6000)), 10408, 4);
}

static void test_chorus_delays(void **state)
{
    (void)state;
    config.chorus = AWE_CHORUS_SHORT_DELAY;
    play(NULL, 0, 127, 1);
    card_expect(75, (double)find(0, 10, 4000), 2822, 2);
    card_expect(75, (double)find(1, 10, 4000), 1062, 2);
    config.chorus = AWE_CHORUS_SHORT_DELAY_FEEDBACK;
    play(NULL, 0, 127, 1);
    for (long n = 1; n < 5; n++) {
        card_expect(76, (double)find(0, 2822 * n - 100, 2822 * n + 100), 2822.0 * (double)n, 2);
        card_expect(76, to_db(tap(0, 2822 * (n + 1)) / tap(0, 2822 * n)), to_db(0.75), 0.3);
    }
    config.chorus = AWE_CHORUS_FLANGER;
    play(NULL, 0, 127, 1);
    long centre = 1102;
    for (long n = 1; n < 6; n++) {
        long now = find(0, n * centre - 60 * n, n * centre + 60 * n);
        long next = find(0, (n + 1) * centre - 60 * (n + 1), (n + 1) * centre + 60 * (n + 1));
        card_expect(78, (double)now / (double)n, 1102, 55 + 1);
        card_expect(78, to_db(tap(0, next) / tap(0, now)), to_db(0.875), 0.3);
    }
}

/* Row 77: a train of impulses shows where the tap of the default chorus is at each time. */
static void test_chorus_moves(void **state)
{
    (void)state;
    enum { PERIOD = 4410, N = 90 };
    double at[N], delay[N];
    int16_t frames[PERIOD] = {[0] = 32000};
    sf2_builder *builder = sf2_new();
    sf2_sample sample = {.name = "train", .frames = frames, .n_frames = PERIOD, .loop_end = PERIOD};
    sf2_add_voice(builder, 0, 0, sf2_add_sample(builder, &sample));
    config.chorus = AWE_CHORUS_DEFAULT;
    rig_open(&rig, builder, &config);
    card_prepare(&rig, 0);
    rig_control(&rig, 0, 0, 93, 127);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_play(&rig, (N + 1) * PERIOD + 2000, 512);
    for (long i = 0; i < N; i++) {
        long dry = (i + 1) * PERIOD;
        double sum = 0.0, moment = 0.0;
        for (long k = 600; k < 1000; k++) {
            double x = rig.out[2 * (dry + k)];
            sum += x;
            moment += x * (double)k;
        }
        at[i] = (double)(dry + 794) / SECOND;
        delay[i] = moment / sum;
    }
    double hz = card_fit_hz(at, delay, N, 0.2, 0.5), low = 1e9, high = 0.0;
    for (int i = 0; i < N; i++) {
        low = fmin(low, delay[i]);
        high = fmax(high, delay[i]);
    }
    card_expect(77, hz, 0.344, 0.344 * 0.03);
    card_expect(77, (low + high) / 2, 794, 5);
    card_expect(77, (high - low) / 2, 132, 5);
}

/* Seconds in which the wet sound falls by 60 dB, from the slope of its backward integral between
   -5 and -35 dB. */
static double reverberation_s(void)
{
    static double energy[10 * SECOND + 1];
    size_t n = rig.n_frames - IMPULSE_AT - 100, first = 0, last = 0;
    energy[n] = 0.0;
    for (size_t i = n; i-- > 0;) {
        float x = rig.out[2 * (IMPULSE_AT + 100 + i)];
        energy[i] = energy[i + 1] + (double)x * x;
    }
    while (10 * log10(energy[first] / energy[0]) > -5.0) {
        first++;
    }
    last = first;
    while (10 * log10(energy[last] / energy[0]) > -35.0) {
        last++;
    }
    return 2.0 * (double)(last - first) / SECOND;
}

static void test_reverberation(void **state)
{
    (void)state;
    config.reverb = AWE_REVERB_ROOM_1;
    play(NULL, 127, 0, 4);
    double room = reverberation_s();
    config.reverb = AWE_REVERB_HALL_2;
    play(NULL, 127, 0, 4);
    double hall = reverberation_s();
    assert_true(room > 0.7 && hall > 0.7); /* row 79 */
    assert_true(hall / room > 1.1);
}

/* Row 80: GS sysex, whatever its checksum. */
static void test_sysex_selects(void **state)
{
    (void)state;
    for (int checksum = 0; checksum < 128; checksum += 41) {
        const uint8_t bytes[] = {
            0xF0, 0x41, 0x10, 0x42, 0x12, 0x40, 0x01, 0x30, 6, (uint8_t)checksum, 0xF7};
        awe_message messages[AWE_SYSEX_MAX_MESSAGES];
        awe_bytes body = {bytes, sizeof bytes};
        assert_int_equal(awe_sysex_decode(body, 0, messages), 1);
        config.reverb = AWE_REVERB_DEFAULT;
        card_open(&rig, CARD_IMPULSE, NULL, &config);
        rig_send(&rig, 0, messages[0]);
        rig_control(&rig, 0, 0, 91, 127);
        rig_note_on(&rig, 0, 0, 60, 127);
        rig_play(&rig, SECOND, 512);
        card_expect(80, (double)find(0, 100, 6000), 5060, 2);
        if (checksum < 123) {
            rig_close(&rig);
        }
    }
}

/* Row 99: nobody cuts the reverb when the last voice has ended. */
static void test_tail(void **state)
{
    (void)state;
    config.reverb = AWE_REVERB_HALL_2;
    card_open(&rig, CARD_SINE, NULL, &config);
    rig_control(&rig, 0, 0, 91, 127);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_note_off(&rig, SECOND, 0, 60);
    rig_play(&rig, 2 * SECOND, 512);
    double note = rig_level_db(&rig, 0, SECOND / 2, SECOND);
    double tail = rig_level_db(&rig, 0, 3 * SECOND / 2, 3 * SECOND / 2 + 2205);
    awe_stats stats;
    awe_synth_get_stats(rig.synth, &stats);
    assert_int_equal(stats.n_voices, 0);
    assert_true(tail - note > -60.0); /* row 99 */
}

/* Row 101: at 48 kHz a note starts and sounds at the same time and pitch. */
static void test_other_rate(void **state)
{
    (void)state;
    enum { N_OUT = 48000 };
    config = card_dry(AWE_MODEL_EMU8000);
    card_open(&rig, CARD_SINE, NULL, &config);
    rig_note_on(&rig, 4410, 0, 60, 127);
    rig_play(&rig, SECOND, 512);
    resample *converter;
    io_error error;
    float *out = calloc(N_OUT, 2 * sizeof *out);
    assert_true(resample_new(44100, 48000, RESAMPLE_BEST, &converter, &error));
    resample_step step = {
        .in = rig.out, .n_in = SECOND, .out = out, .n_out = N_OUT, .is_last = true};
    resample_run(converter, &step);
    resample_free(converter);
    /* the last rising crossings before half a second and before the end, in seconds */
    double crossing[2][2];
    for (int rate = 0; rate < 2; rate++) {
        const float *x = rate == 0 ? rig.out : out;
        double hz = rate == 0 ? 44100.0 : 48000.0;
        for (int half = 0; half < 2; half++) {
            size_t i = (size_t)(hz * (half == 0 ? 0.3 : 0.9));
            while (!(x[2 * (i - 1)] < 0.0f && x[2 * i] >= 0.0f)) {
                i++;
            }
            double a = x[2 * (i - 1)], b = x[2 * i];
            crossing[rate][half] = ((double)(i - 1) + a / (a - b)) / hz;
        }
    }
    for (int half = 0; half < 2; half++) {
        double off = crossing[1][half] - crossing[0][half];
        off -= round(off * 441.0) / 441.0; /* the search may have found the next period */
        card_expect(101, off * 44100.0, 0.0, 1.0);
    }
    free(out);
}

#define T(name) cmocka_unit_test_setup_teardown(name, set_up, rig_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_sends),         T(test_delays),        T(test_chorus_delays), T(test_chorus_moves),
        T(test_reverberation), T(test_sysex_selects), T(test_tail),          T(test_other_rate),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
