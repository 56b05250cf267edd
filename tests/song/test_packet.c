/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "song/packet.h"
#include "support/failing_allocator.h"

#include <stdlib.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static awe_bytes bytes_of(const char *text, size_t size)
{
    return (awe_bytes){(const uint8_t *)text, size};
}

static void test_packets_join(void **state)
{
    (void)state;
    failing_allocator memory;
    awe_packet packet;
    failing_allocator_init(&memory, 0);
    awe_packet_init(&packet, &memory.allocator);
    for (int round = 0; round < 2; round++) {
        assert_true(awe_packet_add(&packet, bytes_of("abc", 3)));
        assert_true(awe_packet_add(&packet, bytes_of("", 0)));
        assert_true(awe_packet_add(&packet, bytes_of("de", 2)));
        assert_true(packet.is_open);
        awe_bytes whole = awe_packet_close(&packet);
        assert_int_equal(whole.size, 5);
        assert_memory_equal(whole.data, "abcde", 5);
        assert_false(packet.is_open);
    }
    awe_packet_free(&packet);
    assert_int_equal(memory.n_blocks, 0);
}

static void test_64_kib_and_not_more(void **state)
{
    (void)state;
    failing_allocator memory;
    awe_packet packet;
    failing_allocator_init(&memory, 0);
    awe_packet_init(&packet, &memory.allocator);
    char *block = calloc(1, AWE_PACKET_MAX_SIZE);
    assert_non_null(block);
    assert_true(awe_packet_add(&packet, bytes_of(block, AWE_PACKET_MAX_SIZE)));
    assert_false(packet.is_huge);
    assert_int_equal(awe_packet_close(&packet).size, AWE_PACKET_MAX_SIZE);
    assert_true(awe_packet_add(&packet, bytes_of(block, AWE_PACKET_MAX_SIZE)));
    assert_true(awe_packet_add(&packet, bytes_of(block, 1)));
    assert_true(awe_packet_add(&packet, bytes_of(block, 1)));
    assert_true(packet.is_huge);
    assert_int_equal(awe_packet_close(&packet).size, 0);
    assert_true(awe_packet_add(&packet, bytes_of(block, 9)));
    assert_false(packet.is_huge);
    assert_int_equal(awe_packet_close(&packet).size, 9);
    assert_true(memory.n_peak_bytes <= AWE_PACKET_MAX_SIZE);
    free(block);
    awe_packet_free(&packet);
}

static void test_no_memory(void **state)
{
    (void)state;
    failing_allocator memory;
    awe_packet packet;
    failing_allocator_init(&memory, 1);
    awe_packet_init(&packet, &memory.allocator);
    assert_false(awe_packet_add(&packet, bytes_of("abc", 3)));
    awe_packet_free(&packet);
    assert_int_equal(memory.n_blocks, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_packets_join),
        cmocka_unit_test(test_64_kib_and_not_more),
        cmocka_unit_test(test_no_memory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
