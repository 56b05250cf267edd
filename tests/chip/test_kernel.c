/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Every kernel variant against the contract written out, bit by bit; that against the formulas in
   double precision; any cutting of a tick against none. `--bench` prints ns per voice-frame. */

#include "chip/chip.h"
#include "chip/filter.h"
#include "chip/kernel.h"
#include "support/scalar_kernel.h"
#include "support/scalar_tick.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#define POOL_FRAMES 4096
#define N_ROUNDS 400
#define N_GROUPS 3

static int16_t pool[POOL_FRAMES];
static uint8_t pool_low[POOL_FRAMES];
static awe_sinc sinc;
static uint32_t seed = 1;

static uint32_t next_random(void)
{
    seed = seed * 1664525u + 1013904223u;
    return seed >> 8;
}

static float random_between(float low, float high)
{
    return low + (high - low) * (float)next_random() * (1.0f / 16777216.0f);
}

static void fill_pool(void)
{
    for (uint32_t i = 0; i < POOL_FRAMES; i++) {
        pool[i] = (int16_t)(next_random() & 0xFFFF);
        pool_low[i] = (uint8_t)next_random();
    }
}

/* What a lane plays, as the chip's note start would lay it out. */
typedef struct lane_setup {
    const int16_t *frames;
    const uint8_t *low;
    uint32_t last, loop_frames;
} lane_setup;

static int64_t index_of(const lane_setup *s, int64_t at)
{
    if (s->loop_frames > 0 && at >= s->last) {
        return s->last - s->loop_frames + (at - s->last) % s->loop_frames;
    }
    return at >= 0 && at < s->last ? at : -1;
}

static void lay_out(awe_voice_group *group, uint32_t lane, const lane_setup *s)
{
    group->frames[lane] = s->frames;
    group->low[lane] = s->low;
    group->last[lane] = s->last;
    group->loop_frames[lane] = s->loop_frames;
    for (int32_t i = 0; i < AWE_HEAD_FRAMES + AWE_TAIL_FRAMES; i++) {
        int in_head = i < AWE_HEAD_FRAMES;
        int32_t k = in_head ? i : i - AWE_HEAD_FRAMES;
        int64_t at = index_of(s, in_head ? k - 1 : (int64_t)s->last - 3 + k);
        int16_t word = at < 0 ? 0 : s->frames[at];
        uint8_t low = at < 0 || !s->low ? 0 : s->low[at];
        *(in_head ? &group->head[lane][k] : &group->tail[lane][k]) = word;
        *(in_head ? &group->head_low[lane][k] : &group->tail_low[lane][k]) = low;
    }
}

static void set_filter(awe_voice_group *group, uint32_t lane)
{
    awe_filter_form form = next_random() & 1 ? AWE_FILTER_CARD : AWE_FILTER_SF2;
    int open = next_random() % 3 == 0;
    scalar_filter f = scalar_filter_design(form, open ? 14000.0f : random_between(1500, 13400),
                                           open ? 0.0f : random_between(0, 300));
    scalar_filter_store(&f, group->filter[lane]);
    group->filtered |= (uint32_t)!f.open << lane;
}

static void set_gain(awe_voice_group *group, uint32_t lane, float gain)
{
    for (uint32_t i = 0; i < AWE_TICK_FRAMES; i++) {
        group->gain[lane][i] = gain;
    }
}

static void randomise_group(awe_voice_group *group)
{
    memset(group, 0, sizeof *group);
    group->sinc = &sinc;
    group->active = next_random() & 0xFF;
    for (uint32_t lane = 0; lane < AWE_LANES; lane++) {
        lane_setup s = {.frames = pool + 8, .last = 1 + next_random() % 2000};
        s.loop_frames = next_random() & 1 ? 1 + next_random() % s.last : 0;
        s.low = next_random() & 1 ? pool_low + 8 : NULL;
        lay_out(group, lane, &s);
        set_filter(group, lane);
        uint32_t octaves = next_random() % 9;
        group->increment[lane] = next_random() << octaves >> 1;
        group->position[lane] = (uint64_t)(next_random() % (s.last + 100)) << AWE_POSITION_BITS;
        group->position[lane] += next_random() & 0xFFFFFF;
        for (uint32_t i = 0; i < AWE_TICK_FRAMES; i++) {
            group->gain[lane][i] = random_between(0, 1);
        }
        int panning = (int)(next_random() & 1);
        group->panning |= (uint32_t)panning << lane;
        for (uint32_t b = 0; b < AWE_N_BUSES; b++) {
            group->send[b][lane] = random_between(0, 1);
            group->send_step[b][lane] = panning ? random_between(-0.01f, 0.01f) : 0.0f;
        }
        group->begin[lane] = (uint8_t)(next_random() % 4 ? 0 : next_random() % AWE_TICK_FRAMES);
    }
}

static void randomise(awe_voice_group groups[N_GROUPS])
{
    for (uint32_t g = 0; g < N_GROUPS; g++) {
        randomise_group(&groups[g]);
    }
    groups[1].active &= next_random() & 1 ? 0 : 0xFF; /* one voice to many, with gaps or without */
    groups[2].active |= next_random() & 1 ? 0 : 0xFF;
}

/* Renders a tick, cut into pieces of at most `piece` frames. */
static void render_cut(const awe_kernel *kernel, uint32_t interp, awe_voice_group *groups,
                       uint32_t n_groups, uint32_t piece, awe_mix *mix)
{
    memset(mix->bus, 0, sizeof mix->bus);
    for (uint32_t first = 0; first < AWE_TICK_FRAMES; first += piece) {
        uint32_t left = AWE_TICK_FRAMES - first;
        kernel->render[interp](groups, n_groups, first, left < piece ? left : piece, mix);
    }
    for (uint32_t g = 0; g < n_groups; g++) {
        memset(groups[g].begin, 0, sizeof groups[g].begin); /* all have started */
    }
}

static int has(const awe_kernel *kernel)
{
    return awe_kernel_choose(kernel->cpu) == kernel || kernel->cpu == AWE_CPU_BASE;
}

/* When a voice is taken back into its loop is the kernel's own affair. */
static void check_filters(const awe_voice_group a[N_GROUPS], const awe_voice_group b[N_GROUPS])
{
    for (uint32_t g = 0; g < N_GROUPS; g++) {
        assert_memory_equal(a[g].filter, b[g].filter, sizeof a[g].filter);
    }
}

static void check_variant(const awe_kernel *kernel)
{
    for (uint32_t round = 0; round < N_ROUNDS; round++) {
        awe_voice_group a[N_GROUPS], b[N_GROUPS];
        awe_mix mix_a = {.is_dry = round % 5 == 0}, mix_b = mix_a;
        uint32_t interp = AWE_INTERP_HW + round % AWE_INTERP_SINC;
        randomise(a);
        memcpy(b, a, sizeof b);
        for (uint32_t t = 0; t < 4; t++) {
            if (interp == AWE_INTERP_SINC) {
                render_cut(awe_kernels[0], interp, a, N_GROUPS, AWE_TICK_FRAMES, &mix_a);
            } else {
                memset(mix_a.bus, 0, sizeof mix_a.bus);
                scalar_kernel_render((awe_interp)interp, a, N_GROUPS, 0, AWE_TICK_FRAMES, &mix_a);
                for (uint32_t g = 0; g < N_GROUPS; g++) {
                    memset(a[g].begin, 0, sizeof a[g].begin);
                }
            }
            render_cut(kernel, interp, b, N_GROUPS, AWE_TICK_FRAMES, &mix_b);
            assert_memory_equal(&mix_a, &mix_b, sizeof mix_a);
            check_filters(a, b);
        }
    }
}

static void test_variants_are_the_contract(void **state)
{
    (void)state;
    for (uint32_t v = 0; v < awe_n_kernels; v++) {
        if (has(awe_kernels[v])) {
            check_variant(awe_kernels[v]);
        }
    }
}

static void test_cutting_changes_nothing(void **state)
{
    (void)state;
    for (uint32_t v = 0; v < awe_n_kernels; v++) {
        if (!has(awe_kernels[v])) {
            continue;
        }
        for (uint32_t round = 0; round < N_ROUNDS; round++) {
            awe_voice_group whole[N_GROUPS], cut[N_GROUPS];
            awe_mix mix_whole = {0}, mix_cut = {0};
            uint32_t interp = AWE_INTERP_HW + round % AWE_INTERP_SINC;
            randomise(whole);
            memcpy(cut, whole, sizeof cut);
            for (uint32_t t = 0; t < 3; t++) {
                render_cut(awe_kernels[v], interp, whole, N_GROUPS, AWE_TICK_FRAMES, &mix_whole);
                render_cut(awe_kernels[v], interp, cut, N_GROUPS, 1 + round % 13, &mix_cut);
                assert_memory_equal(&mix_whole, &mix_cut, sizeof mix_whole);
            }
        }
    }
}

/* However groups are handed over, lanes are mixed in their order. */
static void test_grouping_changes_nothing(void **state)
{
    (void)state;
    for (uint32_t round = 0; round < N_ROUNDS; round++) {
        awe_voice_group together[N_GROUPS], alone[N_GROUPS];
        awe_mix mix_together = {0}, mix_alone = {0};
        randomise(together);
        memcpy(alone, together, sizeof alone);
        render_cut(awe_kernels[0], AWE_INTERP_HW, together, N_GROUPS, AWE_TICK_FRAMES,
                   &mix_together);
        for (uint32_t g = 0; g < N_GROUPS; g++) {
            awe_kernels[0]->render[AWE_INTERP_HW](&alone[g], 1, 0, AWE_TICK_FRAMES, &mix_alone);
        }
        assert_memory_equal(&mix_together, &mix_alone, sizeof mix_alone);
        check_filters(together, alone);
    }
}

/* An open filter is the recursion with coefficients that pass everything; leaving it out changes
   no bit. */
static void test_open_filter_may_be_skipped(void **state)
{
    (void)state;
    scalar_filter open = scalar_filter_design(AWE_FILTER_SF2, 14000.0f, 0.0f);
    for (uint32_t round = 0; round < N_ROUNDS; round++) {
        awe_voice_group skipped;
        awe_mix mix_skipped = {0}, mix_played = {0};
        randomise_group(&skipped);
        for (uint32_t lane = 0; lane < AWE_LANES; lane++) {
            scalar_filter_store(&open, skipped.filter[lane]);
        }
        awe_voice_group played = skipped;
        skipped.filtered = 0;
        played.filtered = 0xFF;
        render_cut(awe_kernels[0], AWE_INTERP_CUBIC, &skipped, 1, AWE_TICK_FRAMES, &mix_skipped);
        render_cut(awe_kernels[0], AWE_INTERP_CUBIC, &played, 1, AWE_TICK_FRAMES, &mix_played);
        for (uint32_t i = 0; i < AWE_TICK_FRAMES; i++) {
            assert_true(mix_skipped.bus[0][i] == mix_played.bus[0][i]);
        }
    }
}

static double frame_value(const lane_setup *s, int64_t at)
{
    int64_t i = index_of(s, at);
    double low = i >= 0 && s->low ? s->low[i] / 256.0 : 0.0;
    return i < 0 ? 0.0 : (s->frames[i] + low) / 32768.0;
}

static double formula(uint32_t interp, const lane_setup *s, double position)
{
    int64_t whole = (int64_t)position;
    double g = position - (double)whole;
    double x[4];
    for (int k = 0; k < 4; k++) {
        x[k] = frame_value(s, whole - 1 + k);
    }
    double h = 1.0 - g;
    switch (interp) {
    case AWE_INTERP_LINEAR:
        return h * x[1] + g * x[2];
    case AWE_INTERP_CUBIC: /* Catmull-Rom weights */
        return ((-g + 2 * g * g - g * g * g) * x[0] + (2 - 5 * g * g + 3 * g * g * g) * x[1] +
                (g + 4 * g * g - 3 * g * g * g) * x[2] + (-g * g + g * g * g) * x[3]) /
               2;
    default: /* cubic B-spline weights */
        return (h * h * h * x[0] + (3 * g * g * g - 6 * g * g + 4) * x[1] +
                (-3 * g * g * g + 3 * g * g + 3 * g + 1) * x[2] + g * g * g * x[3]) /
               6;
    }
}

/* One voice, filter open, straight into one bus: positions, loops, ends and interpolation against
   the formulas. */
static void test_interpolation_follows_the_formulas(void **state)
{
    (void)state;
    for (uint32_t round = 0; round < 300; round++) {
        lane_setup s = {.frames = pool + 8, .last = 1 + next_random() % 300};
        s.loop_frames = round & 1 ? 1 + next_random() % s.last : 0;
        s.low = round & 2 ? pool_low + 8 : NULL;
        uint32_t interp = AWE_INTERP_HW + round % 3;
        uint64_t increment = 1 + next_random() % (4u << AWE_POSITION_BITS);
        awe_voice_group group = {.active = 1, .send = {{1.0f}}};
        set_gain(&group, 0, 1.0f);
        group.increment[0] = (uint32_t)increment;
        lay_out(&group, 0, &s);
        uint64_t position = 0;
        for (uint32_t t = 0; t < 8; t++) {
            awe_mix mix = {0};
            render_cut(awe_kernels[0], interp, &group, 1, AWE_TICK_FRAMES, &mix);
            for (uint32_t i = 0; i < AWE_TICK_FRAMES; i++) {
                double want = formula(interp, &s, (double)position / (1u << AWE_POSITION_BITS));
                assert_true(mix.bus[0][i] - want < 2e-6 && mix.bus[0][i] - want > -2e-6);
                position += increment;
            }
        }
    }
}

static double now_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

static double time_kernel(const awe_kernel *kernel, uint32_t interp, uint32_t n_voices)
{
    static awe_voice_group groups[4];
    const lane_setup s = {.frames = pool + 8, .last = 3000, .loop_frames = 2500};
    scalar_filter f = scalar_filter_design(AWE_FILTER_SF2, 9000.0f, 60.0f);
    memset(groups, 0, sizeof groups);
    for (uint32_t v = 0; v < n_voices; v++) {
        awe_voice_group *group = &groups[v / AWE_LANES];
        uint32_t lane = v % AWE_LANES;
        lay_out(group, lane, &s);
        group->sinc = &sinc;
        group->active |= 1u << lane;
        group->filtered |= 1u << lane;
        group->increment[lane] = (uint32_t)(random_between(0.4f, 1.65f) * 16777216.0f);
        set_gain(group, lane, 0.1f);
        scalar_filter_store(&f, group->filter[lane]);
    }
    const uint32_t n_ticks = 20000, n_groups = (n_voices + AWE_LANES - 1) / AWE_LANES;
    awe_mix mix = {0};
    double start = now_ns();
    for (uint32_t t = 0; t < n_ticks; t++) {
        kernel->render[interp](groups, n_groups, 0, AWE_TICK_FRAMES, &mix);
    }
    return (now_ns() - start) / ((double)n_ticks * AWE_TICK_FRAMES * n_voices);
}

static void print_times(const awe_kernel *kernel, uint32_t interp)
{
    static const char *const names[] = {"", "hw", "linear", "cubic", "sinc"};
    const uint32_t counts[] = {1, 4, 8, 16, 32};
    for (uint32_t i = 0; i < sizeof counts / sizeof *counts; i++) {
        double best = 1e9;
        for (int run = 0; run < 5; run++) {
            best = fmin(best, time_kernel(kernel, interp, counts[i]));
        }
        printf("%-6s %-6s %2u voices  %.2f ns per voice-frame\n", kernel->name, names[interp],
               counts[i], best);
    }
}

static int print_bench(void)
{
    for (uint32_t v = 0; v < awe_n_kernels && has(awe_kernels[v]); v++) {
        for (uint32_t interp = AWE_INTERP_HW; interp <= AWE_INTERP_SINC; interp++) {
            print_times(awe_kernels[v], interp);
        }
    }
    return 0;
}

int main(int argc, char **argv)
{
    fill_pool();
    awe_sinc_make(&sinc);
    if (argc > 1 && strcmp(argv[1], "--bench") == 0) {
        return print_bench();
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_variants_are_the_contract),
        cmocka_unit_test(test_cutting_changes_nothing),
        cmocka_unit_test(test_grouping_changes_nothing),
        cmocka_unit_test(test_open_filter_may_be_skipped),
        cmocka_unit_test(test_interpolation_follows_the_formulas),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
