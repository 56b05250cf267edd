/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Modulators of SoundFont 2.04, 8.2 to 8.4 and 9.5, heard: every source with every curve,
   direction and polarity moves pitch by what the formula says, within 1 cent; the default
   modulators move level within 0.3 dB. */

#include "support/card_rig.h"
#include "support/one_rig.h"
#include "support/response.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define AMOUNT 1100 /* cents at full deflection */
#define NOTE_FRAMES 4410
#define MAX_PERIODS 512

enum { LINEAR, CONCAVE, CONVEX, SWITCH, N_CURVES };

static double curve(int type, double x)
{
    switch (type) {
    case CONCAVE:
        return x >= 1.0 ? 1.0 : fmin(1.0, -(400.0 / 960.0) * log10(1.0 - x));
    case CONVEX:
        return x <= 0.0 ? 0.0 : fmax(0.0, 1.0 + (400.0 / 960.0) * log10(x));
    default:
        return x;
    }
}

/* 9.5: `raw` 0..127, bipolar with 64 in the middle. */
static double mapped(int form, double raw)
{
    int type = form & 3, is_negative = form & 4, is_bipolar = form & 8;
    if (type == SWITCH) {
        double high = is_negative && !is_bipolar ? 127.0 - raw : raw;
        double low = is_bipolar ? -1.0 : 0.0;
        double value = high >= 64.0 ? 1.0 : low;
        return is_negative && is_bipolar ? -value : value;
    }
    if (!is_bipolar) {
        double x = raw / 127.0;
        return curve(type, is_negative ? 1.0 - x : x);
    }
    double x = raw < 64.0 ? (raw - 64.0) / 64.0 : (raw - 64.0) / 63.0;
    double value = x < 0.0 ? -curve(type, -x) : curve(type, x);
    return is_negative ? -value : value;
}

static double mean_cents(size_t from)
{
    static double at[MAX_PERIODS], cents[MAX_PERIODS];
    double sum = 0.0;
    size_t n = card_cents(&rig, from, from + NOTE_FRAMES, at, cents, MAX_PERIODS);
    for (size_t i = 0; i < n; i++) {
        sum += cents[i] / (double)n;
    }
    return sum;
}

/* Sends what gives the source this value; key and velocity are the note's. */
static void set_source(uint16_t source, int raw, uint32_t frame)
{
    switch (source) {
    case 10:
        rig_send(&rig, frame, (awe_message){AWE_KEY_PRESSURE, 0, 0, 60, raw});
        break;
    case 13:
        rig_send(&rig, frame, (awe_message){AWE_CHANNEL_PRESSURE, 0, 0, 0, raw});
        break;
    case 14: { /* 64 is the middle of 14 bits */
        int bend = raw <= 64 ? raw * 128 : 8192 + (raw - 64) * 8191 / 63;
        rig_send(&rig, frame, (awe_message){AWE_PITCH_BEND, 0, 0, 0, bend});
        break;
    }
    case 16:
        rig_control(&rig, frame, 0, 101, 0);
        rig_control(&rig, frame, 0, 100, 0);
        rig_control(&rig, frame, 0, 6, (uint8_t)raw);
        break;
    case 2:
    case 3:
        break;
    default:
        rig_control(&rig, frame, 0, (uint8_t)(source & 127), (uint8_t)raw);
    }
}

/* The pitch wheel's unipolar value is its 14 bits over 16383. */
static double raw_of(uint16_t source, int form, int raw)
{
    if (source == 14 && !(form & 8)) {
        int bend = raw <= 64 ? raw * 128 : 8192 + (raw - 64) * 8191 / 63;
        return bend * 127.0 / 16383.0;
    }
    return raw;
}

typedef struct own_modulator {
    uint16_t source, destination;
    int amount;
    uint16_t amount_source, transform;
} own_modulator;

static void open_modulators(const own_modulator *modulators, int n)
{
    const card_generator own[] = {{AWE_GEN_SCALE_TUNING, 0}, {0, 0}};
    sf2_builder *builder = card_bank(CARD_SINE, own);
    for (const own_modulator *m = modulators; m < modulators + n; m++) {
        sf2_add_modulator(builder, m->source, m->destination, m->amount, m->amount_source,
                          m->transform);
    }
    /* nothing else is moved: 8.4.3, 8.4.4 and 8.4.10 with amount 0 */
    sf2_add_modulator(builder, 0x000D, AWE_GEN_VIB_LFO_TO_PITCH, 0, 0, 0);
    sf2_add_modulator(builder, 0x0081, AWE_GEN_VIB_LFO_TO_PITCH, 0, 0, 0);
    sf2_add_modulator(builder, 0x020E, AWE_GEN_FINE_TUNE, 0, 0x0010, 0);
    awe_synth_config dry = card_dry(AWE_MODEL_SF2);
    if (rig.synth) {
        rig_close(&rig);
    }
    rig_open(&rig, builder, &dry);
}

static void open_source(uint16_t word)
{
    open_modulators(&(own_modulator){word, AWE_GEN_FINE_TUNE, AMOUNT, 0, 0}, 1);
}

/* The word of a source with a curve (bits 0 and 1), direction (4) and polarity (8). */
static uint16_t word_of(uint16_t source, int form)
{
    return (uint16_t)(source | (form & 3) << 10 | (form & 4) << 6 | (form & 8) << 6);
}

static void test_every_source_and_curve(void **state)
{
    (void)state;
    static const uint16_t sources[] = {2, 3, 10, 13, 14, 16, 0x80 | 1, 0x80 | 74};
    static const int values[] = {1, 30, 64, 90, 127};
    const int n_values = (int)(sizeof values / sizeof *values);
    for (size_t s = 0; s < sizeof sources / sizeof *sources; s++) {
        for (int form = 0; form < 16; form++) {
            uint16_t source = sources[s];
            open_source(word_of(source, form));
            for (int i = 0; i < n_values; i++) {
                uint32_t frame = (uint32_t)i * 3 * NOTE_FRAMES;
                uint8_t key = source == 3 ? (uint8_t)values[i] : 60;
                set_source(source, values[i], frame);
                rig_note_on(&rig, frame, 0, key, source == 2 ? (uint8_t)values[i] : 127);
                rig_note_off(&rig, frame + 2 * NOTE_FRAMES, 0, key);
            }
            rig_play(&rig, (size_t)n_values * 3 * NOTE_FRAMES, 512);
            for (int i = 0; i < n_values; i++) {
                double want = AMOUNT * mapped(form, raw_of(source, form, values[i]));
                double got = mean_cents((size_t)i * 3 * NOTE_FRAMES + NOTE_FRAMES / 2);
                card_expect(source, got, want, 1.0);
            }
        }
    }
}

/* Pitch after `control` has taken `value`. */
static double cents_after(uint8_t control, uint8_t value)
{
    card_prepare(&rig, 0);
    rig_control(&rig, 0, 0, control, value);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_play(&rig, 2 * NOTE_FRAMES, 512);
    return mean_cents(NOTE_FRAMES / 2);
}

/* The amount's source is mapped alike; the product of both counts. */
static void test_every_amount_source(void **state)
{
    (void)state;
    for (int form = 0; form < 16; form++) {
        const own_modulator own[] = {
            {0, AWE_GEN_FINE_TUNE, AMOUNT, word_of(0x80 | 74, form), 0},
            {word_of(0x80 | 74, 9), AWE_GEN_FINE_TUNE, -AMOUNT, word_of(0x80 | 74, form), 0},
        };
        open_modulators(own, 1);
        for (int v = 1; v < 128; v += 63) {
            card_expect(form, cents_after(74, (uint8_t)v), AMOUNT * mapped(form, v), 1.0);
        }
        open_modulators(own + 1, 1);
        for (int v = 1; v < 128; v += 63) {
            double want = -AMOUNT * mapped(9, v) * mapped(form, v);
            card_expect(form, cents_after(74, (uint8_t)v), want, 1.0);
        }
    }
}

/* 8.3: transform 2 is the absolute value. */
static void test_absolute(void **state)
{
    (void)state;
    for (int form = 8; form < 16; form++) {
        open_modulators(&(own_modulator){word_of(0x80 | 74, form), AWE_GEN_FINE_TUNE, AMOUNT, 0, 2},
                        1);
        for (int v = 1; v < 128; v += 42) {
            card_expect(form, cents_after(74, (uint8_t)v), AMOUNT * fabs(mapped(form, v)), 1.0);
        }
    }
}

/* 8.2.4: a link's output is read as a controller of 0 to 127, here from CC74 through one modulator
   (of amount 127) or two into another, which maps it. */
static void test_links(void **state)
{
    (void)state;
    for (int form = 0; form < 16; form++) {
        const own_modulator chain[] = {
            {0x80 | 74, 0x8001, 127, 0, 0},
            {word_of(127, form), AWE_GEN_FINE_TUNE, AMOUNT, 0, 0},
            {0x80 | 74, 0x8003, 127, 0, 0},
            {127, 0x8004, 127, 0, 0},
            {word_of(127, form), AWE_GEN_COARSE_TUNE, AMOUNT / 100, 0, 0},
        };
        for (int n = 2; n <= 5; n += 3) { /* the second chain comes on top of the first */
            open_modulators(chain, n);
            for (int v = 1; v < 128; v += 63) {
                double want = AMOUNT * mapped(form, v) * (n / 2);
                card_expect(form, cents_after(74, (uint8_t)v), want, 1.0);
            }
        }
    }
}

/* 8.2.1: which controllers may be sources. */
static void test_every_controller(void **state)
{
    (void)state;
    for (uint16_t control = 0; control < 120; control++) {
        int is_legal = control != 0 && control != 6 && (control < 32 || control > 63) &&
                       (control < 98 || control > 101);
        open_source(0x80 | control);
        double got = cents_after((uint8_t)control, 90);
        card_expect(control, got, is_legal ? AMOUNT * 90 / 127.0 : 0.0, 1.0);
    }
}

/* Level in dB after `control` has taken `value`. */
static double level_after(uint8_t control, uint8_t value, uint8_t velocity)
{
    card_prepare(&rig, 0);
    rig_control(&rig, 0, 0, control, value);
    rig_note_on(&rig, 0, 0, 60, velocity);
    rig_play(&rig, SECOND / 2, 512);
    return rig_level_db(&rig, 0, SECOND / 4, SECOND / 2);
}

/* 8.4.1, 8.4.5, 8.4.7: velocity, volume and expression, 960 cB concave. */
static void test_default_levels(void **state)
{
    (void)state;
    awe_synth_config dry = card_dry(AWE_MODEL_SF2);
    card_open(&rig, CARD_SINE, NULL, &dry);
    double full = level_after(11, 127, 127);
    for (int v = 5; v < 128; v += 11) {
        double want = fmax(-96.0, 40.0 * log10(v / 127.0));
        card_expect(841, level_after(11, 127, (uint8_t)v) - full, want, 0.3);
        card_expect(845, level_after(7, (uint8_t)v, 127) - full, want, 0.3);
        card_expect(847, level_after(11, (uint8_t)v, 127) - full, want, 0.3);
    }
}

/* 9.5.1: the instrument's own in place of an identical default; the preset's are added. */
static void test_replaced_and_added(void **state)
{
    (void)state;
    const uint16_t velocity = 0x0502;
    for (int where = 0; where < 3; where++) {
        sf2_builder *builder = sf2_new();
        uint32_t sample = sf2_add_tone(builder, 100, 4400);
        sf2_add_preset(builder, "p", 0, 0);
        sf2_add_zone(builder);
        sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 0);
        if (where == 2) {
            sf2_add_modulator(builder, velocity, AWE_GEN_ATTENUATION, 200, 0, 0);
        }
        sf2_add_instrument(builder, "i");
        sf2_add_zone(builder);
        sf2_add_generator(builder, AWE_GEN_SAMPLE_MODES, 1);
        if (where >= 1) {
            sf2_add_modulator(builder, velocity, AWE_GEN_ATTENUATION, 480, 0, 0);
        }
        sf2_add_generator(builder, AWE_GEN_SAMPLE, (int)sample);
        awe_synth_config dry = card_dry(AWE_MODEL_SF2);
        if (rig.synth) {
            rig_close(&rig);
        }
        rig_open(&rig, builder, &dry);
        double full = level_after(11, 127, 127);
        double factor = where == 0 ? 1.0 : where == 1 ? 0.5 : (480.0 + 200.0) / 960.0;
        card_expect(951, level_after(11, 127, 30) - full, factor * 40 * log10(30 / 127.0), 0.3);
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, rig_set_up, rig_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_every_source_and_curve),
        T(test_every_amount_source),
        T(test_absolute),
        T(test_links),
        T(test_every_controller),
        T(test_default_levels),
        T(test_replaced_and_added),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
