/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef TESTS_SUPPORT_BANK_FIXTURE_H
#define TESTS_SUPPORT_BANK_FIXTURE_H

/* A bank built by sf2_builder and loaded with its reports kept: what the tests of bank/ start from.
   */

#include "awe/bank.h"
#include "bank/lookup.h"
#include "support/report_log.h"
#include "support/sf2_builder.h"

typedef struct bank_fixture {
    report_log log; /* first: the report function's context is the fixture */
    sf2_builder *file;
    awe_bank_config config; /* reports go to `log`; allocator and decoder may be set */
    awe_bank *bank;
} bank_fixture;

/* cmocka's set-up and tear-down: *state becomes a fixture with an empty builder and no bank. */
int bank_fixture_setup(void **state);
int bank_fixture_teardown(void **state);

/* Builds and loads, after freeing an earlier bank and its reports. */
awe_status bank_fixture_load(bank_fixture *fixture);

/* The same for bytes of the test's own. */
awe_status bank_fixture_load_bytes(bank_fixture *fixture, const void *bytes, size_t size);

/* The only layer of bank 0, program 0 at `key`, as a region. False: there are others, or it is
   silent. */
int bank_fixture_region(const bank_fixture *fixture, uint32_t key, uint32_t velocity,
                        awe_region *region);

#endif
