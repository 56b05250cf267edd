/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Records by the format's text: sizes, places of the fields, indices, terminals. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "bank/tables.h"
#include "base/memory.h"
#include "support/failing_allocator.h"

static awe_bytes text(const char *text)
{
    return (awe_bytes){(const uint8_t *)text, strlen(text)};
}

static void fill(awe_tables *t)
{
    awe_tables_sample sample = {.name = text("a name of more than twenty letters"),
                                .start = 1,
                                .end = 0x20000,
                                .loop_start = 3,
                                .loop_end = 4,
                                .rate_hz = 22050,
                                .root_key = 72,
                                .type = 0x8001};
    awe_tables_add_sample(t, &sample);
    awe_tables_add_instrument(t, text("Piano"));
    awe_tables_add_zone(t, &t->instruments);
    awe_tables_add_generator(t, &t->instruments, 48, -2);
    awe_tables_add_modulator(t, &t->instruments, 0x0102, 8, -3);
    awe_tables_add_zone(t, &t->instruments);
    awe_tables_add_generator(t, &t->instruments, 53, 0);
    awe_tables_add_preset(t, text("Grand"), 5, 6);
    awe_tables_add_zone(t, &t->presets);
    awe_tables_add_generator(t, &t->presets, 41, 0);
    awe_tables_add_info(t, "INAM", text("odd"));
    awe_tables_close(t);
}

static void records(void **state)
{
    (void)state;
    awe_tables t = {.allocator = awe_memory_resolve(NULL)};
    fill(&t);
    assert_false(t.failed);
    awe_bytes shdr = awe_tables_bytes(&t.samples);
    assert_int_equal(shdr.size, 2 * 46);
    assert_memory_equal(shdr.data, "a name of more than\0\1\0\0\0\0\0\2\0\3\0\0\0\4\0\0\0", 36);
    assert_memory_equal(shdr.data + 36,
                        "\x22\x56\0\0\x48\0\0\0\1\x80"
                        "EOS",
                        13);
    awe_bytes phdr = awe_tables_bytes(&t.presets.headers);
    assert_int_equal(phdr.size, 2 * 38);
    assert_int_equal(awe_bytes_le16(phdr, 20), 6);
    assert_int_equal(awe_bytes_le16(phdr, 22), 5);
    assert_int_equal(awe_bytes_le16(phdr, 24), 0);
    assert_int_equal(awe_bytes_le16(phdr, 38 + 24), 1);
    awe_bytes inst = awe_tables_bytes(&t.instruments.headers);
    assert_int_equal(inst.size, 2 * 22);
    assert_int_equal(awe_bytes_le16(inst, 22 + 20), 2);
    awe_bytes bags = awe_tables_bytes(&t.instruments.bags);
    assert_int_equal(bags.size, 3 * 4);
    assert_memory_equal(bags.data, "\0\0\0\0\1\0\1\0\2\0\1\0", 12);
    awe_bytes generators = awe_tables_bytes(&t.instruments.generators);
    assert_int_equal(generators.size, 3 * 4);
    assert_memory_equal(generators.data, "\x30\0\xFE\xFF\x35\0\0\0\0\0\0\0", 12);
    awe_bytes modulators = awe_tables_bytes(&t.instruments.modulators);
    assert_int_equal(modulators.size, 2 * 10);
    assert_memory_equal(modulators.data, "\2\1\x08\0\xFD\xFF\0\0\0\0", 10);
    awe_bytes info = awe_tables_bytes(&t.info);
    assert_int_equal(info.size, 12);
    assert_memory_equal(info.data, "INAM\3\0\0\0odd", 12);
    awe_tables_clear(&t);
}

static void every_allocation_may_fail(void **state)
{
    (void)state;
    int failed = 1;
    for (size_t n = 1; failed; n++) {
        failing_allocator memory;
        failing_allocator_init(&memory, n);
        awe_tables t = {.allocator = &memory.allocator};
        fill(&t);
        failed = t.failed;
        assert_int_equal(failed, memory.n_allocations >= n);
        awe_tables_clear(&t);
        assert_int_equal(memory.n_blocks, 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(records),
        cmocka_unit_test(every_allocation_may_fail),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
