/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "app/uses.h"
#include "support/smf_builder.h"
#include "support/song_script.h"
#include "support/synth_rig.h"

#include <string.h>

/* Kit 0 has key 40 only, program 5 all keys. */
static void open_bank(synth_rig *rig)
{
    sf2_builder *builder = rig_sine_bank(100);
    sf2_add_preset(builder, "kit", 128, 0);
    sf2_add_zone(builder);
    sf2_add_range(builder, 43, 40, 40);
    sf2_add_generator(builder, 41, 0);
    sf2_add_preset(builder, "five", 0, 5);
    sf2_add_zone(builder);
    sf2_add_generator(builder, 41, 0);
    rig_open(rig, builder, NULL);
}

static void check_use(const song_use *use, const song_use *expected)
{
    assert_int_equal(use->port, expected->port);
    assert_int_equal(use->channel, expected->channel);
    assert_int_equal(use->key, expected->key);
    assert_int_equal(use->frame, expected->frame);
    assert_int_equal(use->n_notes, expected->n_notes);
    assert_int_equal(use->use.bank, expected->use.bank);
    assert_int_equal(use->use.program, expected->use.program);
    assert_int_equal(use->use.found_by, expected->use.found_by);
    assert_int_equal(use->use.is_silent, expected->use.is_silent);
}

/* Every note knows its item. */
static void check_notes(const song_uses *uses)
{
    uint32_t n_of[8] = {0};
    size_t n = 0;
    for (size_t i = 0; i < uses->n_notes; i++) {
        assert_in_range(uses->of_notes[i], 0, uses->n - 1);
        n_of[uses->of_notes[i]]++;
    }
    for (size_t i = 0; i < uses->n; i++) {
        assert_int_equal(n_of[i], uses->items[i].n_notes);
        n += uses->items[i].n_notes;
    }
    assert_int_equal(uses->n_notes, n);
}

static void follows_the_song(void **state)
{
    (void)state;
    static const song_use expected[] = {
        {0, 0, ANY_KEY, 0, 2, {0, 0, AWE_FOUND_EXACTLY, 0, 0, 0, 0}},
        {0, 9, ANY_KEY, 0, 1, {128, 0, AWE_FOUND_EXACTLY, 0, 0, 0, 0}},
        {0, 9, 41, 0, 2, {128, 0, AWE_FOUND_EXACTLY, 0, 1, 0, 0}},
        {0, 0, ANY_KEY, AWE_RATE_HZ, 1, {8, 5, AWE_FOUND_IN_BANK_0, 0, 0, 0, 0}},
        {1, 0, ANY_KEY, 2 * AWE_RATE_HZ, 1, {0, 0, AWE_FOUND_EXACTLY, 0, 0, 0, 0}},
    };
    synth_rig rig;
    smf_builder smf;
    song_uses uses;
    open_bank(&rig);
    smf_begin(&smf, 0, 500); /* 1000 ticks a second */
    smf_track(&smf);
    smf_note_on(&smf, 0, 0, 60, 100);
    smf_note_on(&smf, 0, 9, 40, 100);
    smf_note_on(&smf, 0, 9, 41, 100);
    smf_note_on(&smf, 0, 9, 41, 100);
    smf_control(&smf, 0, 0, 0, 8);
    smf_note_on(&smf, 500, 0, 62, 100); /* a bank select alone changes nothing */
    smf_program(&smf, 0, 0, 5);
    smf_note_on(&smf, 500, 0, 64, 100);
    smf_port(&smf, 0, 1);
    smf_note_on(&smf, 1000, 0, 64, 100);
    smf_end_track(&smf, 100);
    awe_song *song = parse_built(&smf, NULL);
    const awe_stacked_bank stack = {.bank = rig.bank};
    assert_true(uses_find(&uses, song, &(awe_synth_config){0}, &stack, 1));
    assert_int_equal(uses.n, sizeof expected / sizeof *expected);
    for (size_t i = 0; i < uses.n; i++) {
        check_use(&uses.items[i], &expected[i]);
    }
    check_notes(&uses);
    uses_free(&uses);
    assert_null(uses.items);
    awe_song_free(song);
    rig_close(&rig);
}

static void no_bank_no_uses(void **state)
{
    (void)state;
    smf_builder smf;
    song_uses uses;
    smf_begin(&smf, 0, 500);
    smf_track(&smf);
    smf_note_on(&smf, 0, 0, 60, 100);
    smf_end_track(&smf, 100);
    awe_song *song = parse_built(&smf, NULL);
    assert_false(uses_find(&uses, song, &(awe_synth_config){0}, NULL, 0));
    assert_int_equal(uses.n, 0);
    awe_song_free(song);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_the_song),
        cmocka_unit_test(no_bank_no_uses),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
