/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Which preset plays: the bank stack and what stands in for a missing preset, kit or key. */

#include "bank/zone.h"
#include "support/response.h"
#include "support/sf2_builder.h"
#include "support/synth_rig.h"
#include "synth/presets.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

typedef struct place {
    uint16_t bank, program;
    uint8_t low, high; /* keys */
} place;

typedef struct stack {
    awe_presets presets;
    void *files[2];
    awe_bank *banks[2];
} stack;

static void add_bank(stack *s, const place *places, size_t n)
{
    sf2_builder *builder = sf2_new();
    uint32_t sample = sf2_add_tone(builder, 100, 1000);
    sf2_add_instrument(builder, "tone");
    sf2_add_zone(builder);
    sf2_add_generator(builder, AWE_GEN_SAMPLE, (int)sample);
    for (size_t i = 0; i < n; i++) {
        sf2_add_preset(builder, "preset", places[i].bank, places[i].program);
        sf2_add_zone(builder);
        sf2_add_range(builder, AWE_GEN_KEY_RANGE, places[i].low, places[i].high);
        sf2_add_generator(builder, AWE_GEN_INSTRUMENT, 0);
    }
    size_t size = 0;
    const void *file = sf2_build(builder, &size);
    uint32_t index = s->presets.n_banks++;
    s->files[index] = malloc(size);
    memcpy(s->files[index], file, size);
    sf2_free(builder);
    assert_int_equal(awe_bank_load(s->files[index], size, NULL, &s->banks[index]), AWE_OK);
    s->presets.bank[index].bank = s->banks[index];
}

static void close_stack(stack *s)
{
    for (uint32_t i = 0; i < s->presets.n_banks; i++) {
        awe_bank_free(s->banks[i]);
        free(s->files[i]);
    }
}

/* What a channel set to bank select `msb` and `program` plays for `key`: "bank:program" of the
   stack's bank `which`; -1: nothing. */
static int32_t found(const stack *s, int drums, uint8_t msb, uint8_t program, uint8_t key,
                     uint32_t *which)
{
    awe_channel channel;
    awe_channel_reset(&channel, drums);
    awe_channel_control(&channel, AWE_CC_BANK_MSB, msb);
    awe_channel_program(&channel, program, AWE_RESET_GS);
    awe_found played = awe_presets_find(&s->presets, &channel, AWE_RESET_GS, key);
    *which = played.bank == s->banks[0] ? 0 : 1;
    return played.n_layers > 0 ? channel.preset : -1;
}

#define ALL 0, 127

static void test_exact_and_fallback(void **state)
{
    (void)state;
    const place general[] = {{0, 0, ALL}, {0, 5, ALL}, {8, 5, ALL}, {3, 9, ALL}, {128, 0, ALL}};
    stack s = {0};
    uint32_t which;
    add_bank(&s, general, 5);
    assert_int_equal(found(&s, 0, 8, 5, 60, &which), awe_bank_find(s.banks[0], 8, 5));
    assert_int_equal(found(&s, 0, 16, 5, 60, &which), awe_bank_find(s.banks[0], 0, 5)); /* bank 0 */
    /* any bank */
    assert_int_equal(found(&s, 0, 0, 9, 60, &which), awe_bank_find(s.banks[0], 3, 9));
    /* the first */
    assert_int_equal(found(&s, 0, 0, 77, 60, &which), awe_bank_first(s.banks[0]));
    assert_int_equal(found(&s, 1, 0, 40, 38, &which), awe_bank_find(s.banks[0], 128, 0));
    close_stack(&s);
}

static void test_last_bank_wins(void **state)
{
    (void)state;
    const place general[] = {{0, 0, ALL}, {0, 5, ALL}};
    const place user[] = {{0, 5, ALL}, {1, 7, ALL}};
    stack s = {0};
    uint32_t which;
    add_bank(&s, general, 2);
    add_bank(&s, user, 2);
    found(&s, 0, 0, 5, 60, &which);
    assert_int_equal(which, 1);
    found(&s, 0, 0, 0, 60, &which);
    assert_int_equal(which, 0);
    found(&s, 0, 1, 7, 60, &which);
    assert_int_equal(which, 1);
    found(&s, 0, 1, 0, 60, &which); /* not in user bank 1: program 0 of bank 0 */
    assert_int_equal(which, 0);
    close_stack(&s);
}

static void test_drums_stay_drums(void **state)
{
    (void)state;
    const place melodic[] = {{0, 0, ALL}};
    stack s = {0};
    uint32_t which;
    add_bank(&s, melodic, 1);
    assert_int_equal(found(&s, 1, 0, 0, 38, &which), -1);
    close_stack(&s);
}

/* A kit without key 38 borrows it from the standard kit, note by note. */
static void test_missing_drum_key(void **state)
{
    (void)state;
    const place general[] = {{0, 0, ALL}, {128, 0, ALL}};
    const place kit[] = {{128, 40, 35, 37}};
    stack s = {0};
    uint32_t which;
    add_bank(&s, general, 2);
    add_bank(&s, kit, 1);
    found(&s, 1, 0, 40, 36, &which);
    assert_int_equal(which, 1);
    assert_true(found(&s, 1, 0, 40, 38, &which) >= 0);
    assert_int_equal(which, 0);
    close_stack(&s);
}

/* A bank's melodic presets move by its offset; its kits do not. */
static void test_offsets(void **state)
{
    (void)state;
    const place general[] = {{0, 0, ALL}, {0, 5, ALL}, {128, 0, ALL}};
    const place user[] = {{0, 5, ALL}, {127, 6, ALL}, {128, 0, ALL}};
    stack s = {0};
    uint32_t which;
    add_bank(&s, general, 3);
    add_bank(&s, user, 3);
    s.presets.bank[1].offset = 1;
    found(&s, 0, 0, 5, 60, &which);
    assert_int_equal(which, 0);
    assert_int_equal(found(&s, 0, 1, 5, 60, &which), awe_bank_find(s.banks[1], 0, 5));
    assert_int_equal(which, 1);
    found(&s, 1, 0, 0, 38, &which);
    assert_int_equal(which, 1);
    /* 127 + 1 is no melodic bank: not the drums', nor bank 0 */
    assert_int_equal(found(&s, 0, 0, 6, 60, &which), awe_bank_find(s.banks[0], 0, 0));
    s.presets.bank[1].offset = -127;
    assert_int_equal(found(&s, 0, 0, 6, 60, &which), awe_bank_find(s.banks[1], 127, 6));
    assert_int_equal(which, 1);
    close_stack(&s);
}

/* What a channel set to `msb` and `program` plays for `key`, told. */
static awe_preset_use explained(const stack *s, int drums, uint8_t msb, uint8_t program,
                                uint8_t key)
{
    awe_channel channel;
    awe_channel_reset(&channel, drums);
    awe_channel_control(&channel, AWE_CC_BANK_MSB, msb);
    awe_channel_program(&channel, program, AWE_RESET_GS);
    return awe_presets_explain(&s->presets, &channel, AWE_RESET_GS, key);
}

static void check_use(const stack *s, awe_preset_use use, awe_found_by found_by, uint32_t index,
                      place address)
{
    awe_preset_info info;
    assert_int_equal(use.found_by, found_by);
    assert_int_equal(use.stack_index, index);
    assert_true(awe_bank_get_preset(s->banks[index], use.preset, &info));
    assert_int_equal(info.bank, address.bank);
    assert_int_equal(info.program, address.program);
}

static void test_explanations(void **state)
{
    (void)state;
    const place general[] = {{0, 0, ALL}, {0, 5, ALL}, {3, 9, ALL}, {128, 0, ALL}};
    const place user[] = {{1, 5, 40, 80}, {128, 40, 35, 37}};
    stack s = {0};
    add_bank(&s, general, 4);
    add_bank(&s, user, 2);
    awe_preset_use use = explained(&s, 0, 1, 5, 60);
    check_use(&s, use, AWE_FOUND_EXACTLY, 1, user[0]);
    assert_int_equal(use.bank, 1);
    assert_int_equal(use.program, 5);
    assert_false(use.is_silent);
    use = explained(&s, 0, 1, 5, 81);
    check_use(&s, use, AWE_FOUND_EXACTLY, 1, user[0]);
    assert_true(use.is_silent);
    check_use(&s, explained(&s, 0, 2, 5, 60), AWE_FOUND_IN_BANK_0, 0, general[1]);
    check_use(&s, explained(&s, 0, 0, 9, 60), AWE_FOUND_IN_OTHER_BANK, 0, general[2]);
    check_use(&s, explained(&s, 0, 0, 77, 60), AWE_FOUND_FIRST_PRESET, 0, general[0]);
    check_use(&s, explained(&s, 1, 0, 24, 38), AWE_FOUND_STANDARD_KIT, 0, general[3]);
    check_use(&s, explained(&s, 1, 0, 40, 36), AWE_FOUND_EXACTLY, 1, user[1]);
    use = explained(&s, 1, 0, 40, 38);
    check_use(&s, use, AWE_FOUND_KEY_IN_STANDARD_KIT, 0, general[3]);
    assert_int_equal(use.bank, 128);
    close_stack(&s);
    stack melodic = {0};
    add_bank(&melodic, general, 1);
    use = explained(&melodic, 1, 0, 0, 38);
    assert_int_equal(use.found_by, AWE_FOUND_NOTHING);
    assert_true(use.is_silent);
    close_stack(&melodic);
}

/* A preset whose samples are all in a card's ROM counts as missing. */
static void test_lost_preset(void **state)
{
    (void)state;
    const place general[] = {{0, 5, ALL}};
    sf2_builder *builder = sf2_new();
    stack s = {0};
    uint32_t which;
    size_t size;
    add_bank(&s, general, 1);
    sf2_add_voice(builder, 1, 0, sf2_add_tone(builder, 100, 1000));
    sf2_add_voice(builder, 1, 5,
                  sf2_add_sample_header(builder, "*rom", (uint32_t[]){0, 9, 0, 0}, 0x8001));
    const void *file = sf2_build(builder, &size);
    s.files[1] = malloc(size);
    memcpy(s.files[1], file, size);
    sf2_free(builder);
    assert_int_equal(awe_bank_load(s.files[1], size, NULL, &s.banks[1]), AWE_OK);
    s.presets.bank[s.presets.n_banks++].bank = s.banks[1];
    assert_int_equal(found(&s, 0, 1, 5, 60, &which), awe_bank_find(s.banks[0], 0, 5));
    assert_int_equal(which, 0);
    assert_true(explained(&s, 0, 1, 5, 60).is_lost);
    assert_false(explained(&s, 0, 1, 0, 60).is_lost);
    assert_false(explained(&s, 0, 2, 5, 60).is_lost);
    close_stack(&s);
}

/* The public question follows the channel's state, ports included. */
static void test_find_preset(void **state)
{
    (void)state;
    synth_rig rig;
    rig_open(&rig, rig_sine_bank(100), NULL);
    const awe_event program = {.message = {AWE_PROGRAM, 1, 3, 0, 9}};
    awe_synth_render(rig.synth, &program, 1, NULL, 0);
    awe_preset_use use = awe_synth_find_preset(rig.synth, 1, 3, 60);
    assert_int_equal(use.program, 9);
    assert_int_equal(use.found_by, AWE_FOUND_FIRST_PRESET);
    assert_false(use.is_silent);
    use = awe_synth_find_preset(rig.synth, 0, 3, 60);
    assert_int_equal(use.program, 0);
    assert_int_equal(use.found_by, AWE_FOUND_EXACTLY);
    assert_int_equal(awe_synth_find_preset(rig.synth, 0, 9, 60).found_by, AWE_FOUND_NOTHING);
    assert_int_equal(awe_synth_find_preset(rig.synth, 0, 9, 60).bank, 128);
    rig_close(&rig);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exact_and_fallback),
        cmocka_unit_test(test_last_bank_wins),
        cmocka_unit_test(test_drums_stay_drums),
        cmocka_unit_test(test_missing_drum_key),
        cmocka_unit_test(test_offsets),
        cmocka_unit_test(test_explanations),
        cmocka_unit_test(test_lost_preset),
        cmocka_unit_test(test_find_preset),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
