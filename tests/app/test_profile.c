/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* A song of two presets, of which one has three times the notes of the other. */

#include "app/profile.h"
#include "app/profile_text.h"
#include "app/settings.h"
#include "app/zone.h"
#include "io/clock.h"
#include "support/sf2_builder.h"
#include "support/smf_builder.h"

#include <stdlib.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static workload work;
static profile found;
static profile_hotspot spots[PROFILE_MAX_HOTSPOTS];

static void make_song(void)
{
    smf_builder smf;
    smf_begin(&smf, 0, 96);
    smf_track(&smf);
    smf_program(&smf, 0, 0, 5);
    smf_program(&smf, 0, 1, 9);
    for (uint8_t key = 60; key < 66; key++) {
        smf_note_on(&smf, 0, 0, key, 100);
    }
    smf_note_on(&smf, 0, 1, 60, 100);
    smf_note_on(&smf, 0, 1, 64, 100);
    for (uint8_t key = 60; key < 66; key++) {
        smf_note_off(&smf, key == 60 ? 384 : 0, 0, key);
    }
    smf_note_off(&smf, 0, 1, 60);
    smf_note_off(&smf, 0, 1, 64);
    smf_end_track(&smf, 0);
    assert_int_equal(awe_song_parse(smf.data, smf.size, NULL, &work.song), AWE_OK);
    smf_free(&smf);
}

static int measure(void **state)
{
    (void)state;
    size_t size;
    sf2_builder *bank = sf2_new();
    uint32_t tone = sf2_add_tone(bank, 20, 60);
    sf2_add_voice(bank, 0, 5, tone);
    sf2_add_voice(bank, 0, 9, tone);
    const void *file = sf2_build(bank, &size);
    if (awe_bank_load(file, size, NULL, &work.built_in) != AWE_OK) {
        return -1;
    }
    make_song();
    snprintf(work.name, sizeof work.name, "two presets");
    work.built_in_stack = (awe_stacked_bank){.bank = work.built_in};
    work.stack = &work.built_in_stack;
    work.n_banks = 1;
    found = (profile){.work = &work,
                      .buffer_frames = 64,
                      .max_frames = 60 * AWE_RATE_HZ,
                      .launch_ns = clock_now_ns()};
    zone_switch(true);
    bool ok = profile_measure(&found, &(awe_synth_config){0});
    zone_switch(false);
    sf2_free(bank);
    return ok ? 0 : -1;
}

static int forget(void **state)
{
    (void)state;
    workload_close(&work);
    return 0;
}

/* Every buffer is in every histogram, and the stages make up the whole. */
static void test_stages(void **state)
{
    (void)state;
    uint64_t sum_ns = 0;
    uint32_t n = found.busy.each_ns.count;
    assert_int_equal(found.n_frames, 64 * (n + found.n_preempted));
    for (int i = 0; i < PROFILE_N_STAGES; i++) {
        assert_int_equal(found.stages[i].each_ns.count, n);
        assert_int_equal(found.stages[i].each_ns.sum, found.stages[i].sum_ns);
        sum_ns += found.stages[i].sum_ns;
    }
    assert_int_equal(sum_ns, found.busy.sum_ns);
    assert_true(found.stages[PROFILE_VOICES].sum_ns > 0 &&
                found.stages[PROFILE_EFFECTS].sum_ns > 0);
    assert_int_equal(found.stats.n_notes, 8);
    assert_in_range(found.first_sound_ns, found.launch_ns, clock_now_ns());
}

static void test_presets(void **state)
{
    (void)state;
    assert_int_equal(found.n_presets, 2);
    const profile_preset *many = &found.presets[0];
    const profile_preset *few = &found.presets[1];
    assert_true(many->is_measured && few->is_measured);
    assert_true(strncmp(many->name, "0:5 ", 4) == 0 && strncmp(few->name, "0:9 ", 4) == 0);
    assert_int_equal(many->n_notes, 6);
    assert_int_equal(few->n_notes, 2);
    assert_int_equal(many->n_voice_frames, 3 * few->n_voice_frames);
    assert_int_equal(many->n_voice_frames + few->n_voice_frames, found.stats.n_voice_frames);
    assert_true(many->cost_ns > few->cost_ns);
}

static const profile_hotspot *find(size_t n, const char *kind, const char *name)
{
    for (size_t i = 0; i < n; i++) {
        if (strcmp(spots[i].kind, kind) == 0 && strcmp(spots[i].name, name) == 0) {
            return &spots[i];
        }
    }
    return NULL;
}

static void test_hotspots(void **state)
{
    (void)state;
    size_t n = profile_list(&found, false, 0, spots);
    assert_int_equal(n, PROFILE_N_STAGES + 2 + 1);
    for (size_t i = 1; i < n; i++) {
        assert_true(spots[i - 1].sum_ns >= spots[i].sum_ns);
    }
    const profile_hotspot *voices = find(n, "stage", "voices");
    assert_non_null(voices);
    assert_true(voices->sum_ns == (double)found.stages[PROFILE_VOICES].sum_ns);
    assert_true(voices->p99_ns > 0 && voices->max_ns >= voices->p99_ns);
    const profile_hotspot *start = find(n, "zone", "synth new");
    assert_non_null(start);
    assert_true(start->p99_ns < 0 && start->max_ns > 0 && start->at_ns > 0); /* it ran once */
    assert_true(find(n, "preset", found.presets[1].name)->preset == &found.presets[1]);

    double limit_ns = voices->p99_ns;
    size_t n_slow = profile_list(&found, true, limit_ns, spots);
    assert_in_range(n_slow, 1, n);
    assert_non_null(find(n_slow, "stage", "voices"));
    for (size_t i = 0; i < n_slow; i++) {
        double slow_ns = spots[i].p99_ns >= 0 ? spots[i].p99_ns : spots[i].max_ns;
        assert_true(slow_ns >= limit_ns);
    }
    assert_int_equal(profile_list(&found, true, 1e18, spots), 0);
}

static void test_print(void **state)
{
    (void)state;
    char *text = NULL;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    assert_true(profile_print(file, &found, 3, 1e4));
    fclose(file);
    assert_non_null(strstr(text, "two presets, buffers of 64 frames"));
    assert_non_null(strstr(text, "\ncontrol "));
    assert_non_null(strstr(text, "the song without notes"));
    assert_non_null(strstr(text, "slow: p99 from 10 us"));
    assert_non_null(strstr(text, "\nfirst sound "));
    free(text);
    FILE *full = fopen("/dev/full", "w");
    if (full) {
        assert_false(profile_print(full, &found, 3, 1e4));
        fclose(full);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stages),
        cmocka_unit_test(test_presets),
        cmocka_unit_test(test_hotspots),
        cmocka_unit_test(test_print),
    };
    return cmocka_run_group_tests(tests, measure, forget);
}
