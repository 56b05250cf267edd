/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Reverb: echo times and levels as measured on the card, reverberation times as designed, no
   ringing, no cut dependence, silence at the end. */

#include "chip/reverb.h"

#include "chip/kernel.h"
#include "support/random.h"
#include "support/response.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define N_FRAMES (4 * 44100)

static awe_reverb_unit reverb;
static float in[N_FRAMES], left[N_FRAMES], right[N_FRAMES];

static void play(int type, uint32_t piece)
{
    memset(left, 0, sizeof left);
    memset(right, 0, sizeof right);
    awe_reverb_start(&reverb, type);
    for (uint32_t i = 0; i < N_FRAMES; i += piece) {
        uint32_t n = N_FRAMES - i < piece ? N_FRAMES - i : piece;
        float *const out[2] = {left + i, right + i};
        awe_reverb_render(&reverb, in + i, out, n, 1.0f);
    }
}

/* All variants of the kernel, one after the other. */
static void test_variants_agree(void **state)
{
    (void)state;
    static float first[N_FRAMES];
    for (size_t i = 0; i < N_FRAMES; i++) {
        in[i] = i < N_FRAMES / 4 ? sinf((float)(i * i % 10007)) : 0.0f;
    }
    for (int type = 0; type < 6; type++) {
        for (int is_light = 0; is_light < 2; is_light++) {
            reverb.is_light = is_light;
            for (uint32_t v = 0; v < awe_n_kernels; v++) {
                reverb.render_room = awe_kernel_choose(awe_kernels[v]->cpu)->render_room;
                play(type, 32);
                memcpy(v == 0 ? first : left, left, sizeof left);
                assert_memory_equal(left, first, sizeof left);
            }
        }
    }
    reverb.is_light = 0;
}

/* The room as one frame after the other in double precision: an allpass's and a line's memory, what
   comes out of the lines, damped. */
typedef struct room_model {
    double early[N_FRAMES], diffuser[AWE_REVERB_DIFFUSERS][N_FRAMES];
    double line[AWE_REVERB_LINES][N_FRAMES], damped[AWE_REVERB_LINES];
} room_model;

static double look_back(const double *x, size_t t, uint32_t frames)
{
    return t < frames ? 0.0 : x[t - frames];
}

static double diffuse(room_model *room, size_t t)
{
    static const uint32_t frames[AWE_REVERB_DIFFUSERS] = {149, 211, 347, 557};
    double x = look_back(room->early, t, reverb.early_frames);
    for (size_t i = 0; i < AWE_REVERB_DIFFUSERS; i++) {
        double late = look_back(room->diffuser[i], t, frames[i]);
        room->diffuser[i][t] = x - 0.6 * late;
        x = late + 0.6 * room->diffuser[i][t];
    }
    return x;
}

/* The network's matrix: -1 where the numbers of row and column share an odd number of bits. */
static double mix_sign(size_t row, size_t column)
{
    return __builtin_popcountl(row & column) % 2 ? -1.0 : 1.0;
}

static void model_frame(room_model *room, size_t t, size_t n_lines, double side[2])
{
    const double scale = n_lines == AWE_REVERB_LINES ? 1.0 : sqrt(2.0);
    const double signs[2][4] = {{1, -1, 1, -1}, {1, -1, 1, -1}};
    double x = diffuse(room, t) * sqrt(8.0);
    side[0] = side[1] = 0.0;
    for (size_t i = 0; i < n_lines; i++) {
        double end =
            (double)reverb.gain[i] * look_back(room->line[i], t, awe_reverb_line_frames[i]);
        room->damped[i] = end + (1.0 - (double)reverb.keep) * room->damped[i];
        side[i % 2] += signs[i % 2][i / 2] * room->damped[i] * scale * (double)reverb.level;
    }
    for (size_t i = 0; i < n_lines; i++) {
        room->line[i][t] = i % 2 ? -x : x;
        for (size_t k = 0; k < n_lines; k++) {
            room->line[i][t] += mix_sign(i, k) * room->damped[k] * scale;
        }
    }
}

/* Half a second of noise, and what it leaves until the shortest rooms have been emptied. */
static void check_room(int type, size_t n_lines)
{
    static room_model room;
    double error = 0, power = 0, worst = 0;
    memset(&room, 0, sizeof room);
    for (size_t t = 0; t < N_FRAMES; t++) {
        double want[2];
        room.early[t] = in[t];
        model_frame(&room, t, n_lines, want);
        double left_error = fabs(left[t] - want[0]), right_error = fabs(right[t] - want[1]);
        error += left_error * left_error + right_error * right_error;
        power += want[0] * want[0] + want[1] * want[1];
        worst = fmax(worst, fmax(left_error, right_error));
    }
    print_message("type %d, %zu lines: error %.1f dB\n", type, n_lines, 10 * log10(error / power));
    assert_true(error < 1e-12 * power && worst < 1e-6);
}

static void test_rooms_are_their_network(void **state)
{
    (void)state;
    uint64_t seed = 9;
    for (size_t i = 0; i < N_FRAMES; i++) {
        in[i] = i < 22050 ? (float)(random_bits(&seed) % 2001 / 1000.0 - 1) : 0.0f;
    }
    for (int type = 0; type < 6; type++) {
        for (int is_light = 0; is_light < 2; is_light++) {
            reverb.is_light = is_light;
            play(type, 32);
            check_room(type, AWE_REVERB_LINES >> is_light);
            assert_true(type > 0 || reverb.quiet_frames >= AWE_REVERB_ECHO_FRAMES);
        }
    }
    reverb.is_light = 0;
}

/* What is too soft to be heard, and then nothing, leaves the same bits wherever it is cut. */
static void test_whispers_are_cut_alike(void **state)
{
    (void)state;
    static float whole[N_FRAMES];
    memset(in, 0, sizeof in);
    for (size_t i = 0; i < 5005; i++) {
        in[i] = 1e-8f;
    }
    in[5100] = 1.0f;
    for (int type = 0; type < AWE_REVERB_TYPES; type++) {
        play(type, 32);
        memcpy(whole, left, sizeof whole);
        play(type, 16);
        assert_memory_equal(whole, left, sizeof whole);
    }
}

static void play_impulse(int type)
{
    memset(in, 0, sizeof in);
    in[0] = 1.0f;
    play(type, N_FRAMES);
}

static void test_delay(void **state)
{
    (void)state;
    play_impulse(6);
    for (int n = 0; n < 5; n++) {
        double want = 0.945 * pow(0.432, n);
        assert_true(fabs(left[5060 + 5149 * n] - want) < 1e-5);
        assert_true(fabs(right[4906 + 5149 * n] - want) < 1e-5);
    }
}

static void test_panning_delay(void **state)
{
    (void)state;
    play_impulse(7);
    assert_true(fabs(left[5094] - 0.915) < 1e-5);
    assert_true(fabs(right[10187] - 0.496) < 1e-5);
    assert_true(fabs(left[5094 + 10408] - 0.915 * 0.313) < 1e-5);
    assert_true(fabs(right[10187 + 10408] - 0.496 * 0.313) < 1e-5);
}

/* Time for 60 dB by Schroeder's backward integration, from the slope between -5 and -35 dB. */
static double measure_t60(const float *h)
{
    static double energy[N_FRAMES];
    double sum = 0.0;
    for (size_t i = N_FRAMES; i-- > 0;) {
        sum += (double)h[i] * h[i];
        energy[i] = sum;
    }
    size_t from = 0, to = 0;
    while (10 * log10(energy[from] / energy[0]) > -5.0) {
        from++;
    }
    while (10 * log10(energy[to] / energy[0]) > -35.0) {
        to++;
    }
    return 2.0 * (double)(to - from) / 44100.0;
}

/* Energy of each type's impulse response, from the early and late gains fitted to recordings of the
   card. */
static const double measured_level_db[6] = {-3.9, -7.6, -7.7, -7.7, -9.5, -7.2};

static void test_reverberation_times(void **state)
{
    (void)state;
    double t60[6];
    for (int type = 0; type < 6; type++) {
        play_impulse(type);
        t60[type] = measure_t60(left);
        double level = response_to_db(sqrt(N_FRAMES) * response_rms(left, N_FRAMES, 1));
        print_message("type %d: T60 %.2f s left, %.2f s right, level %.1f dB\n", type, t60[type],
                      measure_t60(right), level);
        assert_true(fabs(level - measured_level_db[type]) < 0.5);
        assert_true(t60[type] > 0.7 && t60[type] < 2.6);
    }
    assert_true(t60[4] > 1.1 * t60[0]);
}

/* A metallic ring is one frequency that stands out of the tail: the strongest of many narrow bands,
   late in the tail, against the mean. Noise of independent bands has its maximum near 10 dB above
   the mean. */
static void test_no_frequency_rings(void **state)
{
    (void)state;
    for (int type = 0; type < 6; type++) {
        play_impulse(type);
        double strongest = 0.0, sum = 0.0;
        int n = 0;
        for (double hz = 200.0; hz < 4000.0; hz += 6.1) {
            double amplitude = response_tone(left + 22050, 8192, 1, hz);
            strongest = amplitude > strongest ? amplitude : strongest;
            sum += amplitude * amplitude;
            n++;
        }
        double above_mean = response_to_db(strongest / sqrt(sum / n));
        print_message("type %d: strongest band %.1f dB above the mean\n", type, above_mean);
        assert_true(above_mean < 12.0);
    }
}

static void test_cut_changes_nothing(void **state)
{
    (void)state;
    static float whole[N_FRAMES];
    memset(in, 0, sizeof in);
    for (size_t i = 3000; i < 4000; i++) {
        in[i] = sinf((float)i * 0.1f);
    }
    for (int type = 0; type < AWE_REVERB_TYPES; type++) {
        play(type, N_FRAMES);
        memcpy(whole, left, sizeof whole);
        play(type, 32);
        assert_memory_equal(whole, left, sizeof whole);
        play(type, 7);
        assert_memory_equal(whole, left, sizeof whole);
    }
}

/* Half of the lines: the same room as far as its time and energy go. */
static void test_a_light_one_is_the_same_room(void **state)
{
    (void)state;
    for (int type = 0; type < 6; type++) {
        reverb.is_light = 0;
        play_impulse(type);
        double t60 = measure_t60(left);
        double level = response_rms(left, N_FRAMES, 1);
        reverb.is_light = 1;
        play_impulse(type);
        double change_db = response_to_db(response_rms(left, N_FRAMES, 1) / level);
        print_message("type %d: T60 %.2f s, light %.2f s, %+.1f dB\n", type, t60, measure_t60(left),
                      change_db);
        assert_true(fabs(measure_t60(left) / t60 - 1) < 0.15);
        assert_true(fabs(change_db) < 1.0);
    }
    reverb.is_light = 0;
}

/* Lighter and full again, many times while noise plays, in pieces of any size: the energy stays,
   and the bits do not depend on the pieces. */
static void play_changes(uint32_t piece)
{
    memset(left, 0, sizeof left);
    memset(right, 0, sizeof right);
    reverb.is_light = 0;
    awe_reverb_start(&reverb, 3);
    for (uint32_t i = 0; i < N_FRAMES; i += piece) {
        float *const out[2] = {left + i, right + i};
        if (i % 3600 == 0) {
            awe_reverb_set_light(&reverb, i / 3600 % 3 != 0 && i > 60000);
        }
        awe_reverb_render(&reverb, in + i, out, piece, 1.0f);
    }
    reverb.is_light = 0;
}

static void test_lighter_and_back(void **state)
{
    (void)state;
    static float whole[N_FRAMES];
    uint32_t seed = 1;
    for (size_t i = 0; i < N_FRAMES; i++) {
        seed = seed * 1664525u + 1013904223u;
        in[i] = (float)(seed >> 8) / 8388608.0f - 1.0f;
    }
    play_changes(36);
    memcpy(whole, left, sizeof whole);
    for (uint32_t v = 0; v < awe_n_kernels; v++) {
        reverb.render_room = awe_kernel_choose(awe_kernels[v]->cpu)->render_room;
        play_changes(4);
        assert_memory_equal(whole, left, sizeof whole);
    }
    double full = response_rms(left + 40000, 20000, 1);
    for (size_t i = 60000; i + 20000 <= N_FRAMES; i += 20000) {
        double change_db = response_to_db(response_rms(left + i, 20000, 1) / full);
        assert_true(fabs(change_db) < 1.5);
    }
}

int main(void)
{
    reverb.render_room = awe_kernel_base.render_room;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_delay),
        cmocka_unit_test(test_panning_delay),
        cmocka_unit_test(test_reverberation_times),
        cmocka_unit_test(test_no_frequency_rings),
        cmocka_unit_test(test_cut_changes_nothing),
        cmocka_unit_test(test_variants_agree),
        cmocka_unit_test(test_rooms_are_their_network),
        cmocka_unit_test(test_whispers_are_cut_alike),
        cmocka_unit_test(test_a_light_one_is_the_same_room),
        cmocka_unit_test(test_lighter_and_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
