/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Rows 36 to 51 of docs/sound.md "Facts of the card": volume envelope and the end of recordings, on
   a constant, so that the output is the gain. */

#include "support/card_rig.h"
#include "support/one_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

#define NEVER UINT32_MAX

/* Plays a note with these generators, released at `off`. */
static void play(const card_generator *generators, double seconds, uint32_t off)
{
    if (rig.synth) {
        rig_close(&rig);
    }
    card_open(&rig, CARD_DC, generators, NULL);
    rig_note_on(&rig, 0, 0, 60, 127);
    if (off != NEVER) {
        rig_note_off(&rig, off, 0, 60);
    }
    rig_play(&rig, (size_t)(seconds * SECOND), 512);
}

/* The gain at a frame, 1 at full level: centre pan at 129 / 256 on the left. */
static double gain(size_t frame)
{
    return rig.out[2 * frame] / (0.5 * 129.0 / 256.0 * 57737.0 / 65536.0);
}

static double db(size_t frame)
{
    return 20 * log10(gain(frame) + 1e-12);
}

/* Milliseconds from `from` until the gain is first above or below `threshold`. */
static double ms_until(size_t from, double threshold, int above)
{
    size_t i = from;
    while (i < rig.n_frames && (gain(i) > threshold) != above) {
        i++;
    }
    return (double)(i - from) / 44.1;
}

static int timecents(double seconds)
{
    return (int)lrint(1200.0 * log2(seconds));
}

static void test_attack(void **state)
{
    (void)state;
    static const struct {
        int row;
        double seconds, full_ms, tolerance_ms;
    } rows[] = {{36, 0.1, 102, 5}, {37, 1.0, 990, 15}, {38, 0.01, 10.3, 1}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const card_generator own[] = {{AWE_GEN_VOL_ENV_ATTACK, timecents(rows[i].seconds)}, {0, 0}};
        play(own, 2, NEVER);
        /* The volume ramp lags by 1.45 ms: the straight line is what is timed. */
        double quarter = ms_until(0, 0.25, 1), half = ms_until(0, 0.5, 1);
        double three = ms_until(0, 0.75, 1);
        card_expect(rows[i].row, 2 * (three - quarter), rows[i].full_ms, rows[i].tolerance_ms);
        card_expect(rows[i].row, half, rows[i].full_ms / 2 + 1.45, rows[i].tolerance_ms);
        card_expect(rows[i].row, (three - half) / (half - quarter), 1.0, 0.05);
    }
}

static void test_delay_and_hold(void **state)
{
    (void)state;
    const card_generator delayed[] = {{AWE_GEN_VOL_ENV_DELAY, timecents(0.2)}, {0, 0}};
    play(delayed, 1, NEVER);
    card_expect(39, ms_until(0, 0.001, 1), 205, 3);
    const card_generator held[] = {{AWE_GEN_VOL_ENV_HOLD, 0},
                                   {AWE_GEN_VOL_ENV_SUSTAIN, 1000},
                                   {AWE_GEN_VOL_ENV_DECAY, timecents(1)},
                                   {0, 0}};
    play(held, 2, NEVER);
    /* 1 dB down is reached 10.3 ms after the decay begins, at 96.8 dB/s; the attack takes 6 ms */
    card_expect(40, ms_until(2000, pow(10, -1.0 / 20), 0) + 2000 / 44.1 - 10.3 - 6.0, 1022, 15);
}

static void test_release(void **state)
{
    (void)state;
    static const struct {
        int row;
        double seconds, db_per_s, tolerance;
    } rows[] = {{42, 1.0, 96.8, 0.03}, {43, 0.02, 4175, 0.06}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const card_generator own[] = {{AWE_GEN_VOL_ENV_RELEASE, timecents(rows[i].seconds)},
                                      {0, 0}};
        play(own, 2, SECOND / 2);
        double first = ms_until(SECOND / 2, pow(10, -20.0 / 20), 0);
        double last = ms_until(SECOND / 2, pow(10, -60.0 / 20), 0);
        double want = rows[i].db_per_s;
        card_expect(rows[i].row, 40.0 / (last - first) * 1000.0, want, want * rows[i].tolerance);
    }
    const card_generator own[] = {{AWE_GEN_VOL_ENV_RELEASE, timecents(0.1)}, {0, 0}};
    play(own, 1, SECOND / 2);
    card_expect(41, ms_until(SECOND / 2, pow(10, -50.0 / 20), 0), 53, 3);
}

static void test_sustain(void **state)
{
    (void)state;
    static const struct {
        int row, cb, decay;
        double db, tolerance;
    } rows[] = {{44, 100, -12000, -9.0, 0.3}, {45, 200, 0, -18.75, 0.4}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        const card_generator own[] = {
            {AWE_GEN_VOL_ENV_SUSTAIN, rows[i].cb}, {AWE_GEN_VOL_ENV_DECAY, rows[i].decay}, {0, 0}};
        play(own, 2, NEVER);
        card_expect(rows[i].row, db(2 * SECOND - 1), rows[i].db, rows[i].tolerance);
    }
    const card_generator own[] = {{AWE_GEN_VOL_ENV_SUSTAIN, 1000}, {0, 0}};
    play(own, 1, NEVER);
    assert_true(db(SECOND - 1) < -80.0); /* row 46 */
}

/* Row 47. */
static void test_released_in_delay(void **state)
{
    (void)state;
    const card_generator own[] = {
        {AWE_GEN_VOL_ENV_DELAY, timecents(0.2)}, {AWE_GEN_VOL_ENV_RELEASE, 2400}, {0, 0}};
    play(own, 1, 4410);
    assert_int_equal(rig_onset(&rig, 0, 3e-5f), SECOND); /* row 47 */
}

/* Row 48: no jump of more than 1 dB, then the release's slope. */
static void test_released_in_attack(void **state)
{
    (void)state;
    const card_generator own[] = {
        {AWE_GEN_VOL_ENV_ATTACK, 0}, {AWE_GEN_VOL_ENV_RELEASE, 0}, {0, 0}};
    play(own, 2, SECOND / 2);
    for (size_t i = SECOND / 2 - 32; i < SECOND; i += 32) {
        assert_true(fabs(db(i + 32) - db(i)) < 1.0);
    }
    card_expect(48, db(SECOND / 2), -6.0, 0.5);
    card_expect(48, db(SECOND) - db(SECOND / 2 + 4410), -96.8 * 0.4, 2.0);
}

/* Row 49: a drum's note-off on the note's own tick does not silence it. */
static void test_released_at_once(void **state)
{
    (void)state;
    const card_generator own[] = {{AWE_GEN_VOL_ENV_RELEASE, 2400}, {0, 0}};
    double most = 0.0;
    play(own, 1, 0);
    for (size_t i = 0; i < SECOND / 4; i++) {
        most = fmax(most, gain(i));
    }
    assert_true(20 * log10(most) > -24.0 && 20 * log10(most) < -12.0); /* row 49 */
}

/* Row 50: a recording without loop is followed by silence. */
static void test_one_shot(void **state)
{
    (void)state;
    card_open(&rig, CARD_IMPULSE, NULL, NULL);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_play(&rig, SECOND, 512);
    assert_true(rig_onset(&rig, 0, 0.1f) < SECOND / 4);
    assert_int_equal(rig_onset(&rig, IMPULSE_AT + 1000, 3e-5f), SECOND); /* row 50 */
}

/* Row 51: sampleModes 3 loops on in the release. The tail, never reached, is silent. */
static void test_loop_in_release(void **state)
{
    (void)state;
    int16_t frames[6000];
    for (int i = 0; i < 6000; i++) {
        frames[i] = (int16_t)(i < 4000 ? lrint(16384.0 * sin(2 * 3.14159265358979 * i / 100)) : 0);
    }
    sf2_builder *builder = sf2_new();
    sf2_sample sample = {.name = "x", .frames = frames, .n_frames = 6000, .loop_end = 4000};
    uint32_t index = sf2_add_sample(builder, &sample);
    sf2_add_instrument(builder, "x");
    sf2_add_zone(builder);
    sf2_add_generator(builder, AWE_GEN_VOL_ENV_RELEASE, 1200);
    sf2_add_generator(builder, AWE_GEN_SAMPLE_MODES, 3);
    sf2_add_generator(builder, AWE_GEN_SAMPLE, (int)index);
    sf2_add_preset(builder, "x", 0, 0);
    sf2_add_zone(builder);
    sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 0);
    awe_synth_config dry = card_dry(AWE_MODEL_EMU8000);
    rig_open(&rig, builder, &dry);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_note_off(&rig, SECOND / 2, 0, 60);
    rig_play(&rig, 2 * SECOND, 512);
    double hz = rig_frequency(&rig, SECOND / 2, SECOND);
    card_expect(51, 1200 * log2(hz / 441.0), 0.0, 1.0);
    assert_true(rig_level_db(&rig, 0, SECOND - 4410, SECOND) > -60.0);
}

#define T(name) cmocka_unit_test_setup_teardown(name, rig_set_up, rig_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_attack),           T(test_delay_and_hold),    T(test_release),
        T(test_sustain),          T(test_released_in_delay), T(test_released_in_attack),
        T(test_released_at_once), T(test_one_shot),          T(test_loop_in_release),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
