/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Where events are in the sound: songs of clicks at random ticks, with any division, tempo changes
   anywhere, and SMPTE time, are rendered, and every click must begin in the frame that exact
   arithmetic gives: floor(44100 x its time). */

#include "app/offline.h"
#include "bank/zone.h"
#include "support/random.h"
#include "support/sf2_builder.h"
#include "support/smf_builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define N_CLICKS 200
#define CLICK_FRAMES 16
#define GAP_FRAMES 128 /* at least, between two clicks */
#define MAX_FRAMES (400 * AWE_RATE_HZ)

static uint64_t chance = 11;
static void *bank_file;
static awe_bank *bank;
static float *left; /* [n_frames] of the last render */
static uint64_t n_frames;

/* From `least` to `most`. */
static uint32_t any(uint32_t least, uint32_t most)
{
    return least + random_bits(&chance) % (most - least + 1);
}

/* ---- a song of clicks */

/* Time is counted in units of 1/rate s. */
typedef struct clicks {
    smf_builder smf;
    uint64_t rate;     /* units in a second */
    uint64_t per_tick; /* units in a tick, now */
    uint64_t now;      /* units from the start */
    uint64_t at[N_CLICKS];
    uint32_t n;
} clicks;

static uint64_t frame_of(const clicks *c, uint64_t units)
{
    return units / c->rate * AWE_RATE_HZ + units % c->rate * AWE_RATE_HZ / c->rate;
}

/* As many ticks as leave room between two clicks. */
static uint32_t step(clicks *c)
{
    uint64_t least = (GAP_FRAMES * c->rate / AWE_RATE_HZ + c->per_tick) / c->per_tick;
    uint64_t most = c->rate / (2 * c->per_tick) + least; /* half a second */
    return any((uint32_t)least, (uint32_t)most);
}

static void pass(clicks *c, uint32_t ticks)
{
    c->now += ticks * c->per_tick;
}

static void add_click(clicks *c, uint32_t delta)
{
    pass(c, delta);
    c->at[c->n++] = frame_of(c, c->now);
    smf_note_on(&c->smf, delta, 0, 60, 127);
    smf_note_off(&c->smf, 0, 0, 60);
}

static void add_tempo(clicks *c, uint32_t delta)
{
    uint32_t us = any(1, 9) == 1 ? any(20000, 40000) : any(100001, 2000003);
    pass(c, delta);
    smf_tempo(&c->smf, delta, us);
    c->per_tick = us;
}

/* ---- its sound */

static bool keep(void *context, const float *frames, size_t n)
{
    (void)context;
    assert_true(n_frames + n <= MAX_FRAMES);
    for (size_t i = 0; i < n; i++) {
        left[n_frames++] = frames[2 * i];
    }
    return true;
}

static void render(clicks *c)
{
    const awe_synth_config config = {
        .model = AWE_MODEL_SF2, .reverb = AWE_REVERB_OFF, .chorus = AWE_CHORUS_OFF};
    const offline_config offline = {
        .block_frames = any(1, 3000), .tail = TAIL_RELEASE, .max_frames = MAX_FRAMES, .sink = keep};
    awe_song *song = NULL;
    awe_synth *synth = NULL;
    smf_end_track(&c->smf, 0);
    assert_int_equal(awe_song_parse(c->smf.data, c->smf.size, NULL, &song), AWE_OK);
    assert_int_equal(awe_synth_new(&config, &(awe_stacked_bank){.bank = bank}, 1, &synth), AWE_OK);
    n_frames = 0;
    assert_int_equal(offline_render(synth, song, &offline), OFFLINE_WHOLE);
    awe_synth_free(synth);
    awe_song_free(song);
    smf_free(&c->smf);
}

/* An attack rises from nothing: a click is heard from the second of its frames on. */
static void check(clicks *c)
{
    uint32_t found = 0;
    render(c);
    for (uint64_t i = 0; i < n_frames; i++) {
        if (left[i] == 0.0f) {
            continue;
        }
        if (found == c->n || i != c->at[found] + 1) {
            fail_msg("click %u: in frame %lu instead of %lu", found, (unsigned long)i - 1,
                     (unsigned long)c->at[found % c->n]);
        }
        found++;
        i += CLICK_FRAMES + 8;
    }
    assert_int_equal(found, c->n);
}

/* ---- tests */

static void test_divisions(void **state)
{
    (void)state;
    static const uint16_t divisions[] = {1, 24, 89, 96, 120, 480, 960, 1024, 19200, 32767};
    for (size_t i = 0; i < sizeof divisions / sizeof *divisions; i++) {
        clicks c = {.rate = divisions[i] * UINT64_C(1000000), .per_tick = 500000};
        smf_begin(&c.smf, 0, divisions[i]);
        smf_track(&c.smf);
        while (c.n < N_CLICKS) {
            add_click(&c, c.n == 0 ? 0 : step(&c));
        }
        check(&c);
    }
}

static void test_tempo_changes(void **state)
{
    (void)state;
    for (int i = 0; i < 25; i++) {
        uint16_t division = (uint16_t)any(1, 2000);
        clicks c = {.rate = division * UINT64_C(1000000), .per_tick = 500000};
        smf_begin(&c.smf, 0, division);
        smf_track(&c.smf);
        while (c.n < N_CLICKS) {
            for (uint32_t n = any(0, 3); n > 0; n--) {
                add_tempo(&c, any(0, 7)); /* also at the very tick of a click */
            }
            add_click(&c, step(&c));
        }
        check(&c);
    }
}

static void test_smpte(void **state)
{
    (void)state;
    static const unsigned speeds[] = {24, 25, 29, 30};
    static const unsigned per_frame[] = {1, 4, 8, 10, 40, 80, 100, 127, 255};
    for (size_t i = 0; i < 4; i++) {
        for (size_t k = 0; k < sizeof per_frame / sizeof *per_frame; k++) {
            /* drop-frame: 30000/1001 a second */
            uint64_t per_second = speeds[i] == 29 ? 30000 : speeds[i];
            clicks c = {.rate = per_second * per_frame[k], .per_tick = speeds[i] == 29 ? 1001 : 1};
            smf_begin(&c.smf, 0, smf_smpte(speeds[i], per_frame[k]));
            smf_track(&c.smf);
            smf_tempo(&c.smf, 0, 123457); /* means nothing here */
            while (c.n < N_CLICKS) {
                add_click(&c, step(&c));
            }
            check(&c);
        }
    }
}

/* ---- a bank whose only sound is a click that is over before the next */

static int set_up(void **state)
{
    (void)state;
    int16_t frames[CLICK_FRAMES];
    size_t size;
    sf2_builder *b = sf2_new();
    for (int i = 0; i < CLICK_FRAMES; i++) {
        frames[i] = 20000;
    }
    uint32_t sample = sf2_add_sample(
        b, &(sf2_sample){.name = "click", .frames = frames, .n_frames = CLICK_FRAMES});
    sf2_add_preset(b, "click", 0, 0);
    sf2_add_zone(b);
    sf2_add_generator(b, AWE_GEN_INSTRUMENT, 0);
    sf2_add_instrument(b, "click");
    sf2_add_zone(b);
    sf2_add_generator(b, AWE_GEN_SAMPLE, (int)sample);
    const void *built = sf2_build(b, &size);
    bank_file = malloc(size);
    memcpy(bank_file, built, size);
    sf2_free(b);
    left = calloc(MAX_FRAMES, sizeof *left);
    return !left || awe_bank_load(bank_file, size, NULL, &bank) != AWE_OK;
}

static int tear_down(void **state)
{
    (void)state;
    awe_bank_free(bank);
    free(bank_file);
    free(left);
    return 0;
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_divisions),
                                       cmocka_unit_test(test_tempo_changes),
                                       cmocka_unit_test(test_smpte)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
