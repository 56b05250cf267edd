/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Texts of proc(5) and of kernels that were looked at. */

#include "io/proc_text.h"

#include <stdint.h>
#include <string.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static const double NOTHING = -12345;

static void test_numbers(void **state)
{
    (void)state;
    double n = NOTHING;
    assert_true(proc_text_number("765 443 414 5 0 123 0\n", 0, &n) && n == 765);
    assert_true(proc_text_number("765 443 414 5 0 123 0\n", 1, &n) && n == 443);
    assert_true(proc_text_number("765 443 414 5 0 123 0\n", 6, &n) && n == 0);
    assert_true(proc_text_number("  -4500\n", 0, &n) && n == -4500);
    n = NOTHING;
    assert_false(proc_text_number("765 443\n", 2, &n));
    assert_false(proc_text_number("765\n443\n", 1, &n));
    assert_false(proc_text_number("", 0, &n));
    assert_false(proc_text_number("-", 0, &n));
    assert_false(proc_text_number("nan", 0, &n));
    assert_false(proc_text_number("inf", 0, &n));
    assert_false(proc_text_number("1e400", 0, &n));
    assert_true(n == NOTHING);
}

static void test_fields(void **state)
{
    (void)state;
    static const char status[] = "Name:\tawe-player\nVmPeak:\t    3060 kB\nVmHWM:\t    1752 kB\n"
                                 "VmRSS:\t    1700 kB\nVmSwap:\t       0 kB\nThreads:\t5\n";
    static const char cpuinfo[] = "processor\t: 0\nmodel name\t: AMD EPYC\n"
                                  "cpu MHz\t\t: 2596.122\ncache size\t: 1024 KB\n";
    double n = NOTHING;
    assert_true(proc_text_field(status, "VmHWM:", &n) && n == 1752);
    assert_true(proc_text_field(status, "VmSwap:", &n) && n == 0);
    assert_true(proc_text_field(status, "Threads:", &n) && n == 5);
    assert_true(proc_text_field(cpuinfo, "cpu MHz", &n) && n == 2596.122);
    n = NOTHING;
    assert_false(proc_text_field(status, "VmPin:", &n));
    assert_false(proc_text_field(status, "RSS:", &n)); /* not within a line */
    assert_false(proc_text_field(status, "Name:", &n));
    assert_true(n == NOTHING);
}

/* The guest columns are already in user and nice. */
static void test_ticks(void **state)
{
    (void)state;
    double total;
    double stolen;
    assert_true(proc_text_ticks("cpu  100 20 30 400 5 6 7 8 90 10\ncpu0 1 2 3 4 5 6 7 8 9 10\n",
                                &total, &stolen));
    assert_true(total == 100 + 20 + 30 + 400 + 5 + 6 + 7 + 8);
    assert_true(stolen == 8);
    assert_false(proc_text_ticks("cpu  100 20 30 400 5 6 7\n", &total, &stolen));
    assert_false(proc_text_ticks("cpu0 100 20 30 400 5 6 7 8\n", &total, &stolen));
    assert_false(proc_text_ticks("", &total, &stolen));
}

/* utime and stime are fields 14 and 15 of proc(5); the name may look like anything. */
static void test_task_ticks(void **state)
{
    (void)state;
    double n = NOTHING;
    assert_true(proc_text_task_ticks("5328 (cat) R 5318 5318 17942 0 -1 4194304 102 0 0 0 14 15 0 "
                                     "0 20 0 1 0 2362111 3133440\n",
                                     &n));
    assert_true(n == 29);
    assert_true(proc_text_task_ticks("7 (a) S 1 (b) R 5318 5318 17942 0 -1 4194304 102 0 0 0 1 2 "
                                     "0 0 20\n",
                                     &n));
    assert_true(n == 3);
    assert_false(proc_text_task_ticks("5328 (cat) R 5318 5318 17942\n", &n));
    assert_false(proc_text_task_ticks("5328 cat R\n", &n));
}

static void test_pressure(void **state)
{
    (void)state;
    double n = NOTHING;
    assert_true(proc_text_pressure("some avg10=68.30 avg60=31.07 avg300=10.01 total=5507684083\n"
                                   "full avg10=0.00 avg60=0.00 avg300=0.00 total=0\n",
                                   &n));
    assert_true(n == 68.30);
    assert_false(proc_text_pressure("full avg10=1.00 avg60=0.00\n", &n));
    assert_false(proc_text_pressure("some avg10=\n", &n));
}

/* Feeds a text of smaps line by line, as it is read. */
static proc_pages take(const file_map *banks, size_t n_banks, const char *text)
{
    proc_pages pages = {0};
    char line[200];
    while (*text) {
        size_t size = strcspn(text, "\n") + 1;
        memcpy(line, text, size);
        line[size] = '\0';
        proc_text_take_mapping(&pages, banks, n_banks, line);
        text += size;
    }
    return pages;
}

/* The second bank is locked in part, which cuts its mapping in two. */
static void test_mappings(void **state)
{
    (void)state;
    static const char smaps[] =
        "7f0000000000-7f0000002000 r--p 00000000 fe:00 247498                     /one.sf2\n"
        "Size:                  8 kB\n"
        "Rss:                   4 kB\n"
        "Pss:                   4 kB\n"
        "Locked:                0 kB\n"
        "VmFlags: rd mr mw me sd \n"
        "7f0000002000-7f0000003000 r--p 00000000 fe:00 247499                     /libc.so.6\n"
        "Rss:                   1 kB\n"
        "VmFlags: rd mr mw me lo sd \n"
        "7f0000010000-7f0000014000 r--p 00000000 fe:00 247500                     /two.sf2\n"
        "Rss:                  16 kB\n"
        "Pss:                   8 kB\n"
        "Locked:                8 kB\n"
        "VmFlags: rd mr mw me lo sd \n"
        "7f0000014000-7f0000018000 r--p 00004000 fe:00 247500                     /two.sf2\n"
        "Rss:                  12 kB\n"
        "VmFlags: rd mr mw me sd \n";
    const file_map banks[] = {
        {.data = (const void *)(uintptr_t)0x7F0000000000, .size = 0x1234},
        {.data = NULL, .size = 99}, /* not open */
        {.data = (const void *)(uintptr_t)0x7F0000010000, .size = 0x7FFF},
    };
    proc_pages all = take(banks, 3, smaps);
    assert_true(all.resident_bytes == 1024 * (4 + 16 + 12));
    assert_true(all.locked_bytes == 1024 * 16);
    proc_pages first = take(banks, 1, smaps);
    assert_true(first.resident_bytes == 1024 * 4 && first.locked_bytes == 0);
    proc_pages none = take(NULL, 0, smaps);
    assert_true(none.resident_bytes == 0 && none.locked_bytes == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_numbers),  cmocka_unit_test(test_fields),
        cmocka_unit_test(test_ticks),    cmocka_unit_test(test_task_ticks),
        cmocka_unit_test(test_pressure), cmocka_unit_test(test_mappings),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
