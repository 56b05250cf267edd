/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "support/bank_fixture.h"

#include <stdlib.h>

int bank_fixture_setup(void **state)
{
    bank_fixture *fixture = calloc(1, sizeof *fixture);
    if (!fixture) {
        return -1;
    }
    fixture->file = sf2_new();
    fixture->config = (awe_bank_config){.report = report_log_add, .context = fixture};
    *state = fixture;
    return 0;
}

int bank_fixture_teardown(void **state)
{
    bank_fixture *fixture = *state;
    awe_bank_free(fixture->bank);
    sf2_free(fixture->file);
    free(fixture);
    return 0;
}

awe_status bank_fixture_load_bytes(bank_fixture *fixture, const void *bytes, size_t size)
{
    awe_bank_free(fixture->bank);
    report_log_clear(&fixture->log);
    return awe_bank_load(bytes, size, &fixture->config, &fixture->bank);
}

awe_status bank_fixture_load(bank_fixture *fixture)
{
    size_t size;
    awe_bank_free(fixture->bank);
    fixture->bank = NULL;
    const void *bytes = sf2_build(fixture->file, &size);
    return bank_fixture_load_bytes(fixture, bytes, size);
}

int bank_fixture_region(const bank_fixture *fixture, uint32_t key, uint32_t velocity,
                        awe_region *region)
{
    uint32_t n;
    const awe_layer *layers =
        awe_bank_layers(fixture->bank, awe_bank_find(fixture->bank, 0, 0), key, &n);
    return n == 1 && awe_bank_region(fixture->bank, &layers[0], velocity, region);
}
