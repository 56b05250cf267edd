/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* How loud the bundled bank's programs and drums are when libawe plays them. Argument: the bank.
   The bounds come from measurements with an independent player. */

#include "awe/awe.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define WINDOW (AWE_RATE_HZ * 2 / 5) /* momentary loudness looks at 400 ms */
#define HOP (AWE_RATE_HZ / 100)
#define N_FRAMES (AWE_RATE_HZ * 6 / 5)

static void *file_data;
static size_t file_size;
static awe_bank *bank;
static awe_synth *synth;
static float take[N_FRAMES][2];

typedef struct section {
    double b0, b1, b2, a1, a2;
    double x1, x2, y1, y2;
} section;

static double run(section *s, double x)
{
    double y = s->b0 * x + s->b1 * s->x1 + s->b2 * s->x2 - s->a1 * s->y1 - s->a2 * s->y2;
    s->x2 = s->x1;
    s->x1 = x;
    s->y2 = s->y1;
    s->y1 = y;
    return y;
}

/* The two filters of ITU-R BS.1770 for 44,100 Hz. */
static section head_shelf(void)
{
    double k = tan(3.14159265358979 * 1681.974450955533 / AWE_RATE_HZ);
    double q = 0.7071752369554196;
    double high = pow(10.0, 3.999843853973347 / 20.0);
    double band = pow(high, 0.4996667741545416);
    double a0 = 1.0 + k / q + k * k;
    return (section){.b0 = (high + band * k / q + k * k) / a0,
                     .b1 = 2.0 * (k * k - high) / a0,
                     .b2 = (high - band * k / q + k * k) / a0,
                     .a1 = 2.0 * (k * k - 1.0) / a0,
                     .a2 = (1.0 - k / q + k * k) / a0};
}

static section rumble_filter(void)
{
    double k = tan(3.14159265358979 * 38.13547087602444 / AWE_RATE_HZ);
    double q = 0.5003270373238773;
    double a0 = 1.0 + k / q + k * k;
    return (section){.b0 = 1.0,
                     .b1 = -2.0,
                     .b2 = 1.0,
                     .a1 = 2.0 * (k * k - 1.0) / a0,
                     .a2 = (1.0 - k / q + k * k) / a0};
}

/* Highest momentary loudness of the take in LUFS. */
static double loudness(void)
{
    static double sums[N_FRAMES + 1];
    section shelf[2] = {head_shelf(), head_shelf()};
    section rumble[2] = {rumble_filter(), rumble_filter()};
    for (int i = 0; i < N_FRAMES; i++) {
        sums[i + 1] = sums[i];
        for (int side = 0; side < 2; side++) {
            double x = run(&rumble[side], run(&shelf[side], take[i][side]));
            sums[i + 1] += x * x;
        }
    }
    double loudest = 1e-12;
    for (int i = WINDOW; i <= N_FRAMES; i += HOP) {
        loudest = fmax(loudest, (sums[i] - sums[i - WINDOW]) / WINDOW);
    }
    return -0.691 + 10.0 * log10(loudest);
}

static double peak(void)
{
    double highest = 0.0;
    for (int i = 0; i < N_FRAMES; i++) {
        highest = fmax(highest, fmax(fabsf(take[i][0]), fabsf(take[i][1])));
    }
    return highest;
}

static awe_event make_event(awe_message_type type, int channel, int key, int32_t value)
{
    return (awe_event){.message = {.type = (uint8_t)type,
                                   .channel = (uint8_t)channel,
                                   .key = (uint8_t)key,
                                   .value = value}};
}

/* One note at velocity 100, held for the whole take. */
static void play(int channel, int program, int key)
{
    awe_event events[2] = {make_event(AWE_PROGRAM, channel, 0, program),
                           make_event(AWE_NOTE_ON, channel, key, 100)};
    awe_synth_seek(synth, 0);
    awe_synth_render(synth, events, 2, &take[0][0], N_FRAMES);
}

/* Programs 1 to 119 play tunes; the scenes after them may be what they are. */
static void test_programs_are_equally_loud(void **state)
{
    (void)state;
    double low = 0.0;
    double high = -100.0;
    for (int program = 0; program <= 118; program++) {
        play(0, program, program >= 32 && program < 40 ? 48 : 60);
        double lufs = loudness();
        if (lufs < -34.0 || lufs > -26.0 || peak() > 0.35) {
            fail_msg("program %d: %.1f LUFS, peak %.2f", program, lufs, peak());
        }
        low = fmin(low, lufs);
        high = fmax(high, lufs);
    }
    print_message("programs from %.1f to %.1f LUFS\n", low, high);
}

static void test_scenes_can_be_heard(void **state)
{
    (void)state;
    for (int program = 119; program < 128; program++) {
        play(0, program, 60);
        assert_true(loudness() > -36.0 && loudness() < -24.0);
    }
}

static void test_drums_stand_in_their_places(void **state)
{
    (void)state;
    double low = 0.0;
    double high = -100.0;
    for (int key = 27; key <= 87; key++) {
        play(9, 0, key);
        double lufs = loudness();
        if (lufs < -42.5 || lufs > -26.0 || peak() > 0.5) {
            fail_msg("drum %d: %.1f LUFS, peak %.2f", key, lufs, peak());
        }
        low = fmin(low, lufs);
        high = fmax(high, lufs);
    }
    print_message("drums from %.1f to %.1f LUFS\n", low, high);
}

static void read_file(const char *path)
{
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    file_size = (size_t)ftell(file);
    rewind(file);
    file_data = malloc(file_size);
    assert_non_null(file_data);
    assert_int_equal(fread(file_data, 1, file_size, file), file_size);
    fclose(file);
}

static int open_synth(void **state)
{
    (void)state;
    awe_synth_config config = {
        .model = AWE_MODEL_SF2, .reverb = AWE_REVERB_OFF, .chorus = AWE_CHORUS_OFF};
    assert_int_equal(awe_bank_load(file_data, file_size, NULL, &bank), AWE_OK);
    const awe_stacked_bank banks[] = {{.bank = bank}};
    assert_int_equal(awe_synth_new(&config, banks, 1, &synth), AWE_OK);
    return 0;
}

static int close_synth(void **state)
{
    (void)state;
    awe_synth_free(synth);
    awe_bank_free(bank);
    free(file_data);
    return 0;
}

int main(int argc, char **argv)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_programs_are_equally_loud),
        cmocka_unit_test(test_scenes_can_be_heard),
        cmocka_unit_test(test_drums_stand_in_their_places),
    };
    if (argc != 2) {
        fprintf(stderr, "usage: test_bank_loudness BANK\n");
        return 1;
    }
    read_file(argv[1]);
    return cmocka_run_group_tests(tests, open_synth, close_synth);
}
