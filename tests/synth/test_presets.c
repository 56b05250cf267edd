/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Which preset plays: the bank stack and what stands in for a missing preset, kit or key. */

#include "bank/zone.h"
#include "support/response.h"
#include "support/sf2_builder.h"
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
    s->presets.bank[index] = s->banks[index];
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
    awe_channel_program(&channel, program);
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_exact_and_fallback),
        cmocka_unit_test(test_last_bank_wins),
        cmocka_unit_test(test_drums_stay_drums),
        cmocka_unit_test(test_missing_drum_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
