/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Sinc interpolation against its formula in double precision: weights, positions, loops, ends. */

#include "chip/sinc.h"

#include "bank/zone.h"
#include "chip/kernel.h"
#include "support/random.h"
#include "support/synth_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define PI 3.14159265358979323846
#define POOL_FRAMES 4096
#define HALF_WIDTH 16

static awe_sinc sinc;
static int16_t pool[POOL_FRAMES];
static uint8_t pool_low[POOL_FRAMES];

static double bessel(double x)
{
    double sum = 1.0, term = 1.0;
    for (int k = 1; k < 60; k++) {
        term *= x * x / (4.0 * k * k);
        sum += term;
    }
    return sum;
}

/* Kaiser's formula for a stop band 100 dB down. */
static double curve(double x)
{
    const double beta = 0.1102 * (100 - 8.7);
    double share = x / HALF_WIDTH;
    double window = share * share < 1 ? bessel(beta * sqrt(1 - share * share)) / bessel(beta) : 0;
    return x == 0 ? window : window * sin(PI * x) / (PI * x);
}

/* Quarters of an octave, half a semitone beyond each. */
static double stretch_of(double ratio)
{
    double quarters = ceil(4 * (log2(ratio) - 0.5 / 12));
    quarters = quarters < 0 ? 0 : quarters > 12 ? 12 : quarters;
    return exp2(quarters / 4);
}

static void check_row(const float *row, uint32_t n_taps, double stretch, double fraction)
{
    double want[2 * AWE_SINC_REACH], sum = 0.0;
    for (uint32_t i = 0; i < n_taps; i++) {
        want[i] = curve(((double)i - (n_taps / 2 - 1) - fraction) / stretch);
        sum += want[i];
    }
    for (uint32_t i = 0; i < n_taps; i++) {
        assert_true(fabs(row[i] - want[i] / sum) < 2e-7);
    }
}

static void test_weights_follow_the_formula(void **state)
{
    (void)state;
    uint32_t n_floats = 0;
    for (int k = 0; k < AWE_SINC_KERNELS; k++) {
        const awe_sinc_kernel *kernel = &sinc.kernel[k];
        double stretch = exp2(k / 4.0);
        uint32_t n_phases = 1u << kernel->phase_bits;
        assert_int_equal(kernel->first, n_floats);
        assert_int_equal(kernel->n_taps % 8, 0);
        assert_true(kernel->n_taps >= 2 * HALF_WIDTH * stretch - 1e-6);
        assert_true(kernel->n_taps / 2 <= AWE_SINC_REACH);
        for (uint32_t p = 0; p <= n_phases; p++) {
            const float *row = sinc.rows + kernel->first + p * kernel->n_taps;
            check_row(row, kernel->n_taps, stretch, (double)p / n_phases);
        }
        n_floats += (n_phases + 1) * kernel->n_taps;
    }
    assert_int_equal(n_floats, AWE_SINC_FLOATS);
}

static void test_pitch_chooses_the_kernel(void **state)
{
    (void)state;
    for (int cents = -4800; cents <= 9600; cents += 5) {
        double ratio = exp2(cents / 1200.0);
        uint32_t increment = (uint32_t)lrint(fmin(ratio * (1 << AWE_POSITION_BITS), 4294967295.0));
        double at_step = fmod(cents + 9600 - 50, 300);
        if (at_step == 0) {
            continue; /* the border itself */
        }
        const awe_sinc_kernel *kernel = awe_sinc_find(&sinc, increment);
        double want = stretch_of(ratio);
        assert_int_equal(kernel - sinc.kernel, lrint(4 * log2(want)));
    }
    assert_ptr_equal(awe_sinc_find(&sinc, 0), sinc.kernel);
    assert_ptr_equal(awe_sinc_find(&sinc, UINT32_MAX), &sinc.kernel[AWE_SINC_KERNELS - 1]);
}

typedef struct take {
    uint32_t last, loop_frames;
    const uint8_t *low;
    uint64_t position;
    uint32_t increment;
} take;

static double frame_at(const take *t, int64_t at)
{
    if (t->loop_frames > 0 && at >= t->last) {
        at = t->last - t->loop_frames + (at - t->last) % t->loop_frames;
    }
    if (at < 0 || at >= t->last) {
        return 0.0;
    }
    return (pool[8 + at] + (t->low ? pool_low[8 + at] / 256.0 : 0.0)) / 32768.0;
}

static double value_at(const take *t, double position)
{
    double stretch = stretch_of((double)t->increment / (1 << AWE_POSITION_BITS));
    double value = 0.0, sum = 0.0;
    int64_t whole = (int64_t)floor(position);
    int64_t reach = (int64_t)(HALF_WIDTH * stretch) + 1;
    for (int64_t at = whole - reach; at <= whole + reach; at++) {
        double weight = curve(((double)at - position) / stretch);
        value += weight * frame_at(t, at);
        sum += weight;
    }
    return value / sum;
}

static void lay_out(awe_voice_group *group, const take *t)
{
    memset(group, 0, sizeof *group);
    group->sinc = &sinc;
    group->active = 1;
    group->send[AWE_BUS_LEFT][0] = 1.0f;
    for (uint32_t i = 0; i < AWE_TICK_FRAMES; i++) {
        group->gain[0][i] = 1.0f;
    }
    group->frames[0] = pool + 8;
    group->low[0] = t->low;
    group->last[0] = t->last;
    group->loop_frames[0] = t->loop_frames;
    group->position[0] = t->position;
    group->increment[0] = t->increment;
}

/* Positions as they were without wrapping. Where the recording is white noise, what the weights
   between the table's 128 phases are off comes to -80 dB of full scale at most. */
static void check_take(const take *t)
{
    awe_voice_group group;
    lay_out(&group, t);
    uint64_t position = t->position;
    for (uint32_t tick = 0; tick < 8; tick++) {
        awe_mix mix = {0};
        awe_kernels[0]->render[AWE_INTERP_SINC](&group, 1, 0, AWE_TICK_FRAMES, &mix);
        for (uint32_t i = 0; i < AWE_TICK_FRAMES; i++) {
            double want = value_at(t, (double)position / (1 << AWE_POSITION_BITS));
            if (fabs(mix.bus[AWE_BUS_LEFT][i] - want) > 1e-4) {
                fail_msg("last %u, loop %u, increment %.4f, position %.4f: %.6f, not %.6f", t->last,
                         t->loop_frames, t->increment / 16777216.0, (double)position / 16777216.0,
                         (double)mix.bus[AWE_BUS_LEFT][i], want);
            }
            position += t->increment;
        }
    }
}

static void test_positions_follow_the_formula(void **state)
{
    (void)state;
    uint64_t seed = 1;
    for (uint32_t round = 0; round < 60; round++) {
        take t = {.last = 1 + random_bits(&seed) % 900};
        t.loop_frames = round % 3 ? 1 + random_bits(&seed) % t.last : 0;
        t.low = round & 1 ? pool_low + 8 : NULL;
        uint32_t cents = random_bits(&seed) % 6000; /* four octaves down, one up, seldom more */
        t.increment = (uint32_t)(exp2((cents - 4800.0) / 1200) * (1 << AWE_POSITION_BITS));
        t.increment <<= round % 5 ? 0 : 3;
        t.position = (uint64_t)random_bits(&seed) % t.last << AWE_POSITION_BITS;
        check_take(&t);
    }
}

static void test_shortest_loops(void **state)
{
    (void)state;
    for (uint32_t loop = 1; loop <= 8; loop++) {
        for (uint32_t octave = 0; octave < 5; octave++) {
            take t = {.last = loop + 3, .loop_frames = loop};
            t.increment = (13u << AWE_POSITION_BITS >> octave) / 7;
            check_take(&t);
            t.low = pool_low + 8;
            t.last = loop; /* the loop is all there is */
            check_take(&t);
        }
    }
}

static void test_highest_increment(void **state)
{
    (void)state;
    take t = {.last = 4000, .loop_frames = 3999, .increment = UINT32_MAX};
    check_take(&t);
    t.increment = 0;
    check_take(&t);
}

/* The share of a constant recording of `n_frames` that is heard at `position`. */
static double share_at(double position, uint32_t n_frames, double stretch)
{
    double value = 0.0, sum = 0.0;
    for (int64_t at = (int64_t)position - 40; at <= (int64_t)position + 40; at++) {
        double weight = curve(((double)at - position) / stretch);
        value += at >= 0 && at < n_frames ? weight : 0.0;
        sum += weight;
    }
    return value / sum;
}

/* The voice sounds until the last kernel has left the recording, wherever a tick ends. */
static void test_recordings_ring_out(void **state)
{
    (void)state;
    static const uint8_t keys[] = {48, 59, 66};
    int16_t frames[240];
    for (uint32_t i = 0; i < 240; i++) {
        frames[i] = 16384;
    }
    const awe_synth_config config = {.model = AWE_MODEL_SF2,
                                     .interp = AWE_INTERP_SINC,
                                     .reverb = AWE_REVERB_OFF,
                                     .chorus = AWE_CHORUS_OFF};
    for (uint32_t round = 0; round < 96; round++) {
        synth_rig rig;
        sf2_builder *builder = sf2_new();
        sf2_sample sample = {.name = "dc", .frames = frames, .n_frames = 200 + round / 3};
        sf2_add_voice(builder, 0, 0, sf2_add_sample(builder, &sample));
        sf2_add_generator(builder, AWE_GEN_SAMPLE_MODES, 0);
        rig_open(&rig, builder, &config);
        rig_note_on(&rig, 0, 0, keys[round % 3], 127);
        rig_play(&rig, 640, 64);
        double ratio = exp2((keys[round % 3] - 60) / 12.0);
        for (uint32_t i = 90; i < 640; i++) {
            double want = share_at(i * ratio, sample.n_frames, stretch_of(ratio));
            assert_true(fabs(rig.out[(size_t)2 * i] / rig.out[180] - want) < 1e-4);
        }
        assert_true(rig.out[1278] == 0.0f);
        rig_close(&rig);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_weights_follow_the_formula),
        cmocka_unit_test(test_pitch_chooses_the_kernel),
        cmocka_unit_test(test_positions_follow_the_formula),
        cmocka_unit_test(test_shortest_loops),
        cmocka_unit_test(test_highest_increment),
        cmocka_unit_test(test_recordings_ring_out),
    };
    uint64_t seed = 7;
    for (uint32_t i = 0; i < POOL_FRAMES; i++) {
        pool[i] = (int16_t)(random_bits(&seed) >> 16);
        pool_low[i] = (uint8_t)random_bits(&seed);
    }
    awe_sinc_make(&sinc);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
