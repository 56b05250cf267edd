/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* What a voice's start lays out for the kernel, frame by frame by the words of chip/voice.h; and
   that a voice that has moved to another lane sounds on as it would have. */

#include "chip/kernel.h"
#include "chip/voice.h"
#include "support/random.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define MOST_FRAMES 300
#define N_ROUNDS 2000

static int16_t frames[MOST_FRAMES];
static uint8_t low_bytes[MOST_FRAMES];
static uint64_t dice = 1;

static uint32_t random_below(uint32_t n)
{
    return random_bits(&dice) % n;
}

static void fill_recording(void)
{
    for (uint32_t i = 0; i < MOST_FRAMES; i++) {
        frames[i] = (int16_t)(1 + random_below(32767));
        low_bytes[i] = (uint8_t)(1 + random_below(255));
    }
}

/* Long and short, with lows and without, with loops down to one frame anywhere in it. */
static awe_voice_sample random_sample(void)
{
    awe_voice_sample sample = {.frames = frames};
    sample.n_frames = 1 + random_below(random_below(2) ? 6 : MOST_FRAMES);
    sample.low = random_below(2) ? low_bytes : NULL;
    sample.loops = (uint8_t)random_below(2);
    sample.loop_start = random_below(sample.n_frames);
    sample.loop_end = sample.loop_start + 1 + random_below(sample.n_frames - sample.loop_start);
    return sample;
}

/* The frame that is heard at `at`; negative: none. */
static int32_t index_of(const awe_voice_sample *sample, int32_t at)
{
    int32_t end = (int32_t)sample->loop_end;
    while (sample->loops && at >= end) {
        at -= end - (int32_t)sample->loop_start;
    }
    return at < (int32_t)sample->n_frames ? at : -1;
}

static void assert_laid_out(const awe_voice_sample *sample, int32_t from, uint32_t n,
                            const int16_t *copy, const uint8_t *copy_low)
{
    for (uint32_t i = 0; i < n; i++) {
        int32_t index = index_of(sample, from + (int32_t)i);
        assert_int_equal(copy[i], index < 0 ? 0 : frames[index]);
        if (sample->low) {
            assert_int_equal(copy_low[i], index < 0 ? 0 : low_bytes[index]);
        }
    }
}

static void lays_out_what_is_played(void **state)
{
    (void)state;
    static awe_voice_group group;
    fill_recording();
    for (uint32_t round = 0; round < N_ROUNDS; round++) {
        uint32_t lane = random_below(AWE_LANES);
        awe_voice_sample sample = random_sample();
        awe_voice_set_sample(&group, lane, &sample);
        uint32_t last = sample.loops ? sample.loop_end : sample.n_frames;
        assert_int_equal(group.last[lane], last);
        assert_int_equal(group.loop_frames[lane], sample.loops ? last - sample.loop_start : 0);
        assert_true(group.frames[lane] == frames && group.low[lane] == sample.low);
        assert_laid_out(&sample, -1, AWE_HEAD_FRAMES, group.head[lane], group.head_low[lane]);
        assert_laid_out(&sample, (int32_t)last - 3, AWE_TAIL_FRAMES, group.tail[lane],
                        group.tail_low[lane]);
    }
}

static void start_anything(awe_voice_group *group, uint32_t lane)
{
    awe_voice_sample sample = random_sample();
    awe_voice_set_sample(group, lane, &sample);
    group->position[lane] = (uint64_t)random_below(sample.n_frames) << AWE_POSITION_BITS;
    group->increment[lane] = random_below(1u << 26);
    group->begin[lane] = (uint8_t)random_below(8);
    for (uint32_t i = 0; i < AWE_TICK_FRAMES; i++) {
        group->gain[lane][i] = (float)random_unit(&dice);
    }
    for (uint32_t i = 0; i < AWE_N_FILTER; i++) { /* any small numbers: it stays finite */
        group->filter[lane][i] = 0.1f * (float)random_unit(&dice);
    }
    for (uint32_t bus = 0; bus < AWE_N_BUSES; bus++) {
        group->send[bus][lane] = (float)random_unit(&dice);
        group->send_step[bus][lane] = 0.01f * (float)random_unit(&dice);
    }
    group->active = 1u << lane;
    group->filtered = random_below(2) << lane;
    group->panning = random_below(2) << lane;
}

/* The lane that is moved to has played something else before. */
static void moves_all_that_is_heard(void **state)
{
    (void)state;
    static awe_voice_group stays, from, to;
    fill_recording();
    for (uint32_t round = 0; round < N_ROUNDS; round++) {
        awe_mix expected = {0}, mix = {0};
        uint32_t a = random_below(AWE_LANES), b = random_below(AWE_LANES);
        start_anything(&to, b);
        to.active = 0;
        start_anything(&from, a);
        from.steady = random_below(2) << a;
        stays = from;
        awe_voice_move(&to, b, &from, a);
        assert_int_equal(from.active, 0);
        assert_int_equal(to.active, 1u << b);
        assert_int_equal(to.steady >> b & 1, stays.steady >> a & 1);
        awe_kernel_base.render[AWE_INTERP_CUBIC](&stays, 1, 0, AWE_TICK_FRAMES, &expected);
        awe_kernel_base.render[AWE_INTERP_CUBIC](&to, 1, 0, AWE_TICK_FRAMES, &mix);
        for (uint32_t bus = 0; bus < AWE_N_BUSES; bus++) {
            assert_memory_equal(mix.bus[bus], expected.bus[bus], AWE_TICK_FRAMES * sizeof(float));
        }
        assert_true(to.position[b] == stays.position[a]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lays_out_what_is_played),
        cmocka_unit_test(moves_all_that_is_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
