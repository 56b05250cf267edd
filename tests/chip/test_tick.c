/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Eight voices planned together against each one planned alone, plainly: the same bits in every
   variant, whatever happens to them and whenever. */

#include "chip/tick.h"

#include "chip/kernel.h"
#include "support/random.h"
#include "support/scalar_tick.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define N_ROUNDS 60
#define N_TICKS 400

static const awe_tick_rules rules_of[] = {
    {AWE_FILTER_CARD, 4.0f, .slews_gain = 1, .boosts = 0},
    {AWE_FILTER_SF2, 255.0f, .slews_gain = 0, .boosts = 1},
    {AWE_FILTER_SF2, 255.0f, .slews_gain = 0, .boosts = 0},
};

/* The group and what each of its lanes should be. */
typedef struct rig {
    const awe_kernel *kernel;
    const awe_tick_rules *rules;
    awe_voice_group group;
    awe_control_group control;
    scalar_voice voice[AWE_LANES];
    uint64_t n_ticks;
} rig;

static uint64_t random_state = 88172645463325252u;

static uint32_t next_random(void)
{
    return random_bits(&random_state);
}

static float random_between(float low, float high)
{
    return low + (high - low) * (float)random_unit(&random_state);
}

static int one_in(uint32_t n)
{
    return next_random() % n == 0;
}

static uint32_t some_frames(void)
{
    const uint32_t longest[] = {1, 8, 40, 300, 3000, 20000};
    return next_random() % longest[next_random() % 6];
}

static float maybe(float low, float high)
{
    return one_in(2) ? 0.0f : random_between(low, high);
}

static awe_envelope_params some_envelope(void)
{
    return (awe_envelope_params){
        .delay_frames = one_in(2) ? 0 : some_frames(),
        .attack_frames = some_frames(),
        .hold_frames = some_frames(),
        .decay_frames = some_frames(),
        .release_frames = some_frames(),
        .sustain_fall = one_in(4)   ? 1.0f
                        : one_in(3) ? 0.0f
                                    : random_between(0, 1),
    };
}

static awe_lfo_params some_lfo(void)
{
    return (awe_lfo_params){.delay_frames = some_frames(), .step = next_random() >> 12};
}

static void move_tone(awe_voice_params *p)
{
    p->pitch_cents = random_between(-5000, 9000);
    p->attenuation_cb = one_in(4) ? 0.0f : random_between(0, 700);
    p->cutoff_cents = one_in(3) ? 13500.0f : random_between(1000, 14000);
    p->resonance_cb = maybe(0, 300);
    p->lfo1_to_pitch_cents = maybe(-1200, 1200);
    p->lfo1_to_cutoff_cents = maybe(-3000, 3000);
    p->lfo1_to_volume_cb = maybe(-200, 200);
    p->lfo2_to_pitch_cents = maybe(-1200, 1200);
    p->envelope_to_pitch_cents = maybe(-2400, 2400);
    p->envelope_to_cutoff_cents = maybe(-6000, 6000);
}

static awe_voice_params some_params(void)
{
    awe_voice_params p = {
        .lfo1 = some_lfo(),
        .lfo2 = some_lfo(),
        .volume = some_envelope(),
        .modulation = some_envelope(),
        .glide_frames = one_in(3) ? some_frames() : 0,
        .glide_cents = random_between(-2400, 2400),
    };
    move_tone(&p);
    if (one_in(3)) { /* nothing moves it: it will be steady */
        p.lfo1_to_pitch_cents = p.lfo1_to_cutoff_cents = p.lfo1_to_volume_cb = 0.0f;
        p.lfo2_to_pitch_cents = 0.0f;
    }
    return p;
}

static void start(rig *r, uint32_t lane, uint32_t phase)
{
    awe_voice_params params = some_params();
    r->group.active |= 1u << lane;
    r->group.loop_frames[lane] = one_in(4) ? 0 : 100;
    r->group.last[lane] = 1000;
    r->control.voice[lane].params = params;
    awe_tick_start(&r->control, &r->group, lane, r->rules, phase);
    if (phase > 0) {
        r->kernel->ticker.plan(&r->control, &r->group, r->rules, 1u << lane, phase);
    }
    scalar_voice_start(&r->voice[lane], &params, r->rules, phase);
}

static void wake(rig *r, uint32_t lane)
{
    awe_tick_wake(&r->control, &r->group, lane, r->n_ticks);
}

static void release(rig *r, uint32_t lane, uint32_t phase)
{
    wake(r, lane);
    if (awe_tick_release(&r->control, &r->group, lane, phase)) {
        r->kernel->ticker.plan_gains(&r->control, &r->group, r->rules, 1u << lane, phase);
    }
    scalar_voice_release(&r->voice[lane], phase);
}

static void update(rig *r, uint32_t lane)
{
    awe_voice_params params = r->control.voice[lane].params;
    move_tone(&params);
    if (one_in(3)) {
        params.volume.release_frames = some_frames();
        params.modulation.release_frames = some_frames();
    }
    wake(r, lane);
    awe_tick_update(&r->control, lane, &params, r->rules->filter_form);
    scalar_voice_update(&r->voice[lane], &params);
}

static void fade(rig *r, uint32_t lane)
{
    uint16_t n_ticks = (uint16_t)(1 + next_random() % 9);
    wake(r, lane);
    awe_tick_fade(&r->control, lane, n_ticks);
    scalar_voice_fade(&r->voice[lane], n_ticks);
}

static int is_active(const rig *r, uint32_t lane)
{
    return r->group.active >> lane & 1;
}

/* At the tick's boundary, before it is planned. */
static void disturb_between(rig *r)
{
    for (uint32_t lane = 0; lane < AWE_LANES; lane++) {
        if (!is_active(r, lane)) {
            if (one_in(8)) {
                start(r, lane, 0);
            }
        } else if (one_in(40)) {
            update(r, lane);
        } else if (one_in(80)) {
            release(r, lane, 0);
        } else if (one_in(400)) {
            fade(r, lane);
        }
    }
}

/* Within the tick that has been planned. */
static void disturb_within(rig *r)
{
    for (uint32_t lane = 0; lane < AWE_LANES; lane++) {
        uint32_t phase = 1 + next_random() % (AWE_TICK_FRAMES - 1);
        if (!is_active(r, lane)) {
            if (one_in(8)) {
                start(r, lane, phase);
            }
        } else if (one_in(80) && r->voice[lane].fade_ticks == 0) {
            release(r, lane, phase);
        }
    }
}

static void move_lane(rig *r, uint32_t from, uint32_t to)
{
    awe_voice_move(&r->group, to, &r->group, from);
    awe_tick_move(&r->control, to, &r->control, from);
    r->voice[to] = r->voice[from];
}

static void check_lane(const rig *r, uint32_t lane, uint32_t first)
{
    const scalar_voice *want = &r->voice[lane];
    float poles[6];
    scalar_filter_store(&want->filter, poles);
    assert_int_equal(r->group.increment[lane], want->increment);
    assert_int_equal(r->group.filtered >> lane & 1, !want->filter.open);
    if (!want->filter.open) {
        assert_memory_equal(r->group.filter[lane], poles, sizeof poles);
    }
    for (uint32_t i = first; i < AWE_TICK_FRAMES; i++) {
        assert_true(r->group.gain[lane][i] == want->row[i]);
    }
}

static void check_levels(const rig *r)
{
    float level[AWE_LANES];
    r->kernel->ticker.levels(&r->control, level);
    for (uint32_t lane = 0; lane < AWE_LANES; lane++) {
        assert_true(level[lane] == awe_tick_level(&r->control, lane));
    }
}

static void tick(rig *r)
{
    r->n_ticks++;
    uint32_t found = r->kernel->ticker.tick(&r->control, &r->group, r->rules, r->n_ticks);
    for (uint32_t lane = 0; lane < AWE_LANES; lane++) {
        if (!is_active(r, lane)) {
            continue;
        }
        int ended = scalar_voice_tick(&r->voice[lane]);
        assert_int_equal(found >> lane & 1, ended);
        if (!ended) {
            check_lane(r, lane, 0);
        }
    }
    check_levels(r);
    r->group.active &= ~found;
    r->group.filtered &= ~found;
}

/* Returns in how many ticks of lanes nothing had to be planned. */
static uint32_t play(const awe_kernel *kernel, const awe_tick_rules *rules)
{
    static rig r;
    uint32_t n_steady = 0;
    memset(&r, 0, sizeof r);
    awe_tick_clear(&r.control);
    r.kernel = kernel;
    r.rules = rules;
    for (uint32_t t = 0; t < N_TICKS; t++) {
        disturb_between(&r);
        tick(&r);
        disturb_within(&r);
        for (uint32_t lane = 0; lane < AWE_LANES; lane++) {
            if (is_active(&r, lane)) {
                check_lane(&r, lane, r.voice[lane].volume_frame);
            }
            n_steady += r.group.steady >> lane & 1;
        }
        uint32_t to = next_random() % AWE_LANES, from = next_random() % AWE_LANES;
        if (is_active(&r, from) && !is_active(&r, to)) {
            move_lane(&r, from, to);
        }
    }
    return n_steady;
}

static void test_lanes_are_voices(void **state)
{
    (void)state;
    for (uint32_t v = 0; v < awe_n_kernels; v++) {
        if (awe_kernel_choose(awe_kernels[v]->cpu) != awe_kernels[v]) {
            continue;
        }
        uint32_t n_steady = 0;
        for (uint32_t round = 0; round < N_ROUNDS; round++) {
            n_steady += play(awe_kernels[v], &rules_of[round % 3]);
        }
        assert_true(n_steady > 1000); /* or it was not what should be tried */
    }
}

static void tick_quietly(rig *r)
{
    r->n_ticks++;
    r->kernel->ticker.tick(&r->control, &r->group, r->rules, r->n_ticks);
}

/* A release time that changes in the release holds from there on: the level does not jump. */
static void test_release_time_may_change_in_the_release(void **state)
{
    (void)state;
    static rig r;
    memset(&r, 0, sizeof r);
    awe_tick_clear(&r.control);
    r.kernel = awe_kernels[0];
    r.rules = &rules_of[1];
    awe_voice_params *own = &r.control.voice[3].params;
    *own = (awe_voice_params){.cutoff_cents = 13500.0f, .volume.release_frames = 44100};
    r.group.active = 1u << 3;
    r.group.loop_frames[3] = 100;
    awe_tick_start(&r.control, &r.group, 3, r.rules, 0);
    tick_quietly(&r);
    awe_tick_release(&r.control, &r.group, 3, 0);
    for (uint32_t t = 0; t < 100; t++) {
        tick_quietly(&r);
    }
    /* 3200 of 44100 frames for 100 dB, then 3200 of 22050 */
    assert_float_equal(r.control.rows.fall[3], 3200.0f / 44100, 1e-6f);
    awe_tick_set_release(&r.control, 3, 22050);
    for (uint32_t t = 0; t < 100; t++) {
        tick_quietly(&r);
    }
    assert_float_equal(r.control.rows.fall[3], 3200.0f / 44100 + 3200.0f / 22050, 1e-6f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lanes_are_voices),
        cmocka_unit_test(test_release_time_may_change_in_the_release),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
