/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bank/bank.h"
#include "support/bank_fixture.h"

static void find_accepts_any_argument(void **state)
{
    bank_fixture *fixture = *state;
    sf2_add_voice(fixture->file, 5, 6, sf2_add_tone(fixture->file, 10, 100));
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    for (uint32_t bank = 0; bank < 300; bank++) {
        for (uint32_t program = 0; program < 300; program++) {
            int32_t expected = bank == 5 && program == 6 ? 0 : -1;
            assert_int_equal(awe_bank_find(fixture->bank, bank, program), expected);
        }
    }
    assert_int_equal(awe_bank_find(fixture->bank, UINT32_MAX, 0), -1);
    assert_int_equal(awe_bank_find(fixture->bank, 0, UINT32_MAX), -1);
    assert_int_equal(awe_bank_first(fixture->bank), 0);
}

static void layers_accept_any_argument(void **state)
{
    bank_fixture *fixture = *state;
    sf2_add_voice(fixture->file, 5, 6, sf2_add_tone(fixture->file, 10, 100));
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    uint32_t n = 99;
    assert_null(awe_bank_layers(fixture->bank, -1, 60, &n));
    assert_int_equal(n, 0);
    assert_null(awe_bank_layers(fixture->bank, 1, 60, &n));
    assert_null(awe_bank_layers(fixture->bank, INT32_MAX, 60, &n));
    assert_null(awe_bank_layers(fixture->bank, 0, 128, &n));
    assert_null(awe_bank_layers(fixture->bank, 0, UINT32_MAX, &n));
    assert_non_null(awe_bank_layers(fixture->bank, 0, 127, &n));
    assert_int_equal(n, 1);
}

static void first_is_the_lowest_address(void **state)
{
    bank_fixture *fixture = *state;
    uint32_t sample = sf2_add_tone(fixture->file, 10, 100);
    sf2_add_voice(fixture->file, 128, 0, sample);
    sf2_add_voice(fixture->file, 8, 90, sample);
    assert_int_equal(bank_fixture_load(fixture), AWE_OK);
    assert_int_equal(awe_bank_first(fixture->bank), awe_bank_find(fixture->bank, 8, 90));
}

#define WITH_FIXTURE(test)                                                                         \
    cmocka_unit_test_setup_teardown(test, bank_fixture_setup, bank_fixture_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        WITH_FIXTURE(find_accepts_any_argument),
        WITH_FIXTURE(layers_accept_any_argument),
        WITH_FIXTURE(first_is_the_lowest_address),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
