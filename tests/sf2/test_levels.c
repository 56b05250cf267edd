/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Generators of SoundFont 2.04, 8.1.2, that shape level, and those that choose frames of the
   recording: each against the analytic value, on a constant or a ramp in the sf2 model. Level
   within 0.3 dB, time within 1 % or 2 ms, frames exactly. */

#include "support/card_rig.h"
#include "support/one_rig.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

/* Plays `key` at `velocity`, released after `held` seconds. */
static void play_note(const awe_synth_config *config, const card_generator *generators, int key,
                      int velocity, double held)
{
    if (rig.synth) {
        rig_close(&rig);
    }
    card_open(&rig, CARD_DC, generators, config);
    rig_note_on(&rig, 0, 0, (uint8_t)key, (uint8_t)velocity);
    rig_note_off(&rig, (uint32_t)(held * SECOND), 0, (uint8_t)key);
    rig_play(&rig, 4 * SECOND, 512);
}

static void play(const card_generator *generators, int key, double held)
{
    awe_synth_config config = card_dry(AWE_MODEL_SF2);
    play_note(&config, generators, key, 127, held);
}

/* Gain at `seconds`, 1 is full level; centre pan. */
static double gain(double seconds)
{
    double whole = 0.5 * sqrt(0.5) * 57737.0 / 65536.0;
    return rig.out[2 * (size_t)(seconds * SECOND)] / whole;
}

static double db(double seconds)
{
    return 20 * log10(fabs(gain(seconds)) + 1e-12);
}

static int timecents(double seconds)
{
    return (int)lrint(1200.0 * log2(seconds));
}

/* dB of a decay whose time is for 100 dB, and what 1 % or 2 ms of it amount to. */
static double slack_db(double whole_s, double past_s)
{
    double off_s = fmax(0.002, 0.01 * past_s);
    return off_s * 100.0 / whole_s;
}

static void test_volume_envelope(void **state)
{
    (void)state;
    const card_generator own[] = {{AWE_GEN_VOL_ENV_DELAY, timecents(0.2)},
                                  {AWE_GEN_VOL_ENV_ATTACK, timecents(0.5)},
                                  {AWE_GEN_VOL_ENV_HOLD, timecents(0.3)},
                                  {AWE_GEN_VOL_ENV_DECAY, timecents(2.0)},
                                  {AWE_GEN_VOL_ENV_SUSTAIN, 300},
                                  {AWE_GEN_VOL_ENV_RELEASE, timecents(1.5)},
                                  {0, 0}};
    play(own, 60, 3.0);
    card_expect(33, gain(0.198), 0.0, 1e-6);
    for (double x = 0.1; x < 1.0; x += 0.1) {
        card_expect(34, gain(0.2 + 0.5 * x), x, 0.002 / 0.5);
    }
    card_expect(35, db(0.75), 0.0, 0.05);
    card_expect(35, db(0.995), 0.0, 0.05);
    card_expect(36, db(1.2), -10.0, slack_db(2.0, 0.2));
    card_expect(36, db(1.5), -25.0, slack_db(2.0, 0.5));
    card_expect(37, db(2.0), -30.0, 0.3);
    card_expect(38, db(3.3), -30.0 - 20.0, slack_db(1.5, 0.3));
    card_expect(38, db(3.6), -30.0 - 40.0, slack_db(1.5, 0.6));
}

static void test_key_to_times(void **state)
{
    (void)state;
    const card_generator own[] = {
        {AWE_GEN_VOL_ENV_HOLD, timecents(0.4)},  {AWE_GEN_KEY_TO_VOL_ENV_HOLD, 100},
        {AWE_GEN_VOL_ENV_DECAY, timecents(2.0)}, {AWE_GEN_KEY_TO_VOL_ENV_DECAY, 50},
        {AWE_GEN_VOL_ENV_SUSTAIN, 1000},         {0, 0}};
    play(own, 72, 3.5); /* an octave up: hold halved, decay divided by sqrt 2 */
    card_expect(39, db(0.195), 0.0, 0.1);
    card_expect(40, db(0.7), -100.0 * 0.5 * sqrt(2.0) / 2.0, slack_db(sqrt(2.0), 0.5));
    play(own, 48, 3.5);
    card_expect(39, db(0.795), 0.0, 0.1);
    card_expect(40, db(1.8), -100.0 / 2.0 / sqrt(2.0), slack_db(2.0 * sqrt(2.0), 1.0));
}

static void test_attenuation(void **state)
{
    (void)state;
    for (int cb = 0; cb <= 1000; cb += 125) {
        const card_generator own[] = {{AWE_GEN_ATTENUATION, cb}, {0, 0}};
        awe_synth_config config = card_dry(AWE_MODEL_SF2);
        play_note(&config, own, 60, 127, 1.0);
        card_expect(48, db(0.5), -0.4 * cb / 10.0, 0.3);
        config.attenuation = 1.0f;
        play_note(&config, own, 60, 127, 1.0);
        if (cb < 900) { /* below that a voice counts as ended */
            card_expect(48, db(0.5), -cb / 10.0, 0.3);
        }
    }
}

/* Up and down by the LFO's depth, also from full level. */
static void test_tremolo(void **state)
{
    (void)state;
    static const int depths[] = {60, -60, 200};
    for (size_t i = 0; i < 3; i++) {
        const card_generator own[] = {{AWE_GEN_MOD_LFO_TO_VOLUME, depths[i]},
                                      {AWE_GEN_MOD_LFO_FREQUENCY, -3637}, /* 1 Hz */
                                      {0, 0}};
        play(own, 60, 3.0);
        card_expect(13, db(0.25), depths[i] / 10.0, 0.3);
        card_expect(13, db(0.75), -depths[i] / 10.0, 0.3);
        card_expect(13, db(1.125), depths[i] / 20.0, 0.3);
    }
}

static void test_pan(void **state)
{
    (void)state;
    for (int pan = -500; pan <= 500; pan += 125) {
        const card_generator own[] = {{AWE_GEN_PAN, pan}, {0, 0}};
        play(own, 60, 1.0);
        const float *frame = rig.out + SECOND;
        double power = 20 * log10(hypot(frame[0], frame[1]) / (0.5 * 57737.0 / 65536.0));
        double angle = atan2(frame[1], frame[0]) / acos(0.0); /* 0 left .. 1 right */
        card_expect(17, power, 0.0, 0.3);
        card_expect(17, angle, pan / 1000.0 + 0.5, 0.005);
    }
}

/* Fixed velocity: the level of velocity 64, whatever is played. */
static void test_fixed_velocity(void **state)
{
    (void)state;
    const card_generator own[] = {{AWE_GEN_FIXED_VELOCITY, 64}, {0, 0}};
    awe_synth_config config = card_dry(AWE_MODEL_SF2);
    for (int velocity = 1; velocity < 128; velocity += 63) {
        play_note(&config, own, 60, velocity, 1.0);
        card_expect(47, db(0.5), 40 * log10(64 / 127.0), 0.3);
    }
}

/* ---- frames of the recording: frame i is 10 i */

#define N_FRAMES 1000

static void open_ramp(const card_generator *generators)
{
    int16_t frames[N_FRAMES];
    for (int i = 0; i < N_FRAMES; i++) {
        frames[i] = (int16_t)(10 * i);
    }
    sf2_builder *builder = sf2_new();
    uint32_t index = sf2_add_sample(builder, &(sf2_sample){.name = "ramp",
                                                           .frames = frames,
                                                           .n_frames = N_FRAMES,
                                                           .loop_start = 400,
                                                           .loop_end = 600});
    sf2_add_instrument(builder, "ramp");
    sf2_add_zone(builder);
    for (const card_generator *g = generators; g->id != 255; g++) {
        sf2_add_generator(builder, g->id, g->amount);
    }
    sf2_add_generator(builder, AWE_GEN_SAMPLE, (int)index);
    sf2_add_preset(builder, "ramp", 0, 0);
    sf2_add_zone(builder);
    sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 0);
    awe_synth_config config = card_dry(AWE_MODEL_SF2);
    config.interp = AWE_INTERP_LINEAR;
    if (rig.synth) {
        rig_close(&rig);
    }
    rig_open(&rig, builder, &config);
    card_prepare(&rig, 0);
}

/* The frame of the recording that is heard at output frame `i`, once the attack is over. */
static double frame_at(size_t i)
{
    return rig.out[2 * i] / (sqrt(0.5) * 57737.0 / 65536.0) * 32768.0 / 10.0;
}

static void play_ramp(const card_generator *generators, uint32_t off)
{
    open_ramp(generators);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_note_off(&rig, off, 0, 60);
    rig_play(&rig, 4000, 512);
}

static void test_offsets(void **state)
{
    (void)state;
    const card_generator start[] = {{AWE_GEN_START_OFFSET, 150}, {255, 0}};
    play_ramp(start, 3000);
    card_expect(0, frame_at(200), 350, 0.6);
    const card_generator end[] = {{AWE_GEN_END_OFFSET, -300}, {255, 0}};
    play_ramp(end, 3000);
    card_expect(1, frame_at(699), 699, 0.6);
    card_expect(1, frame_at(702), 0, 0.6);
    const card_generator loop[] = {{AWE_GEN_LOOP_START_OFFSET, 50},
                                   {AWE_GEN_LOOP_END_OFFSET, -30},
                                   {AWE_GEN_SAMPLE_MODES, 1},
                                   {255, 0}};
    play_ramp(loop, 3900); /* 450 .. 569 again and again */
    card_expect(2, frame_at(569), 569, 0.6);
    card_expect(2, frame_at(570), 450, 0.6);
    card_expect(3, frame_at(450 + 7 * 120 + 60), 510, 0.6);
    /* coarse offsets of 32768 frames lead past this recording: clamped, and not half of it lost */
    const card_generator coarse[] = {
        {AWE_GEN_START_OFFSET_COARSE, 1}, {AWE_GEN_START_OFFSET, 200 - 32767}, {255, 0}};
    play_ramp(coarse, 3000);
    card_expect(4, frame_at(100), 301, 0.6);
}

/* ---- a long recording: silence with one frame that shows where playing is */

#define LONG_FRAMES 140000
#define MARK 65700

static void play_long(const card_generator *generators, uint32_t loop_start, uint32_t loop_end)
{
    static int16_t frames[LONG_FRAMES];
    frames[MARK] = 30000;
    sf2_builder *builder = sf2_new();
    uint32_t index = sf2_add_sample(builder, &(sf2_sample){.name = "long",
                                                           .frames = frames,
                                                           .n_frames = LONG_FRAMES,
                                                           .loop_start = loop_start,
                                                           .loop_end = loop_end});
    sf2_add_preset(builder, "long", 0, 0);
    sf2_add_zone(builder);
    sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 0);
    sf2_add_instrument(builder, "long");
    sf2_add_zone(builder);
    for (const card_generator *g = generators; g->id != 255; g++) {
        sf2_add_generator(builder, g->id, g->amount);
    }
    sf2_add_generator(builder, AWE_GEN_SAMPLE, (int)index);
    awe_synth_config config = card_dry(AWE_MODEL_SF2);
    config.interp = AWE_INTERP_LINEAR;
    if (rig.synth) {
        rig_close(&rig);
    }
    rig_open(&rig, builder, &config);
    card_prepare(&rig, 0);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_play(&rig, 200000, 512);
}

/* Where the mark is heard at or after `from`; the take's length: nowhere. */
static size_t mark_after(size_t from)
{
    return rig_onset(&rig, from, 0.01f);
}

/* Coarse offsets count 32768 frames. */
static void test_coarse_offsets(void **state)
{
    (void)state;
    const card_generator start[] = {
        {AWE_GEN_START_OFFSET_COARSE, 2}, {AWE_GEN_START_OFFSET, 100}, {255, 0}};
    play_long(start, 0, 0);
    card_expect(4, (double)mark_after(0), MARK - 65636, 0);
    const card_generator end[] = {
        {AWE_GEN_END_OFFSET_COARSE, -2}, {AWE_GEN_END_OFFSET, 0}, {255, 0}};
    play_long(end, 0, 0); /* ends at 74464, behind the mark */
    card_expect(12, (double)mark_after(0), MARK, 0);
    const card_generator early[] = {
        {AWE_GEN_END_OFFSET_COARSE, -2}, {AWE_GEN_END_OFFSET, -8764}, {255, 0}};
    play_long(early, 0, 0); /* at 65700, right before it */
    card_expect(12, (double)mark_after(0), 200000, 0);
    const card_generator loop[] = {{AWE_GEN_LOOP_START_OFFSET_COARSE, 1},
                                   {AWE_GEN_LOOP_START_OFFSET, 1000},
                                   {AWE_GEN_LOOP_END_OFFSET_COARSE, -1},
                                   {AWE_GEN_LOOP_END_OFFSET, -500},
                                   {AWE_GEN_SAMPLE_MODES, 1},
                                   {255, 0}};
    play_long(loop, 10, 100000); /* 33778 .. 66731 */
    card_expect(45, (double)mark_after(0), MARK, 0);
    card_expect(50, (double)mark_after(MARK + 10), MARK + 66732 - 33778, 0);
}

/* ---- who else sounds */

/* 8.1.2, 57: a note ends those of its class on the same channel, and no others. */
static void test_exclusive_class(void **state)
{
    (void)state;
    const card_generator own[] = {{AWE_GEN_EXCLUSIVE_CLASS, 7}, {0, 0}};
    awe_synth_config config = card_dry(AWE_MODEL_SF2);
    card_open(&rig, CARD_DC, own, &config);
    card_prepare(&rig, 1);
    rig_note_on(&rig, 0, 0, 60, 127);
    rig_note_on(&rig, SECOND, 1, 62, 127);
    rig_note_on(&rig, 2 * SECOND, 0, 64, 127);
    rig_play(&rig, 3 * SECOND, 512);
    card_expect(57, gain(0.9), 1, 0.01);
    card_expect(57, gain(1.9), 2, 0.01);
    card_expect(57, gain(2.9), 2, 0.01);
}

/* 43 and 44: of two zones the one in whose ranges the note is; ends included. */
static void test_ranges(void **state)
{
    (void)state;
    sf2_builder *builder = card_bank(CARD_DC, NULL);
    static const uint8_t ranges[2][4] = {{50, 60, 1, 127}, {60, 70, 64, 100}};
    sf2_add_preset(builder, "ranges", 0, 1);
    for (int i = 0; i < 2; i++) {
        sf2_add_zone(builder);
        sf2_add_range(builder, AWE_GEN_KEY_RANGE, ranges[i][0], ranges[i][1]);
        sf2_add_range(builder, AWE_GEN_VELOCITY_RANGE, ranges[i][2], ranges[i][3]);
        sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 0);
    }
    awe_synth_config config = card_dry(AWE_MODEL_SF2);
    rig_open(&rig, builder, &config);
    for (int key = 48; key <= 72; key += 1) {
        for (int velocity = 63; velocity <= 101; velocity += velocity == 64 ? 36 : 1) {
            card_prepare(&rig, 0);
            rig_send(&rig, 0, (awe_message){AWE_PROGRAM, 0, 0, 0, 1});
            rig_note_on(&rig, 0, 0, (uint8_t)key, (uint8_t)velocity);
            rig_play(&rig, 4410, 512);
            int n = (key >= 50 && key <= 60) +
                    (key >= 60 && key <= 70 && velocity >= 64 && velocity <= 100);
            double loud = pow(velocity / 127.0, 2.0);
            card_expect(n > 1 ? 43 : 44, gain(0.09) / loud, n, 0.05);
        }
    }
}

/* Modes 0 and 2 play once, 1 loops for ever, 3 until the release. */
static void test_sample_modes(void **state)
{
    (void)state;
    for (int mode = 0; mode < 4; mode++) {
        const card_generator own[] = {{AWE_GEN_SAMPLE_MODES, mode},
                                      {AWE_GEN_VOL_ENV_RELEASE, 5000}, /* 18 s */
                                      {255, 0}};
        play_ramp(own, 2100); /* 100 frames into the loop's ninth round */
        if (mode == 0 || mode == 2) {
            card_expect(54, frame_at(999), 999, 0.6);
            card_expect(54, frame_at(1010), 0, 0.6);
            continue;
        }
        card_expect(54, frame_at(600 + 3 * 200 + 10), 410, 0.6);
        double in_release = frame_at(2100 + 150); /* a frame is 0.02 dB a tick quieter now */
        card_expect(54, in_release, mode == 1 ? 450 : 650, 5.0);
    }
}

#define T(name) cmocka_unit_test_setup_teardown(name, rig_set_up, rig_tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        T(test_volume_envelope),
        T(test_key_to_times),
        T(test_attenuation),
        T(test_tremolo),
        T(test_pan),
        T(test_fixed_velocity),
        T(test_offsets),
        T(test_coarse_offsets),
        T(test_exclusive_class),
        T(test_ranges),
        T(test_sample_modes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
