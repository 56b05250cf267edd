/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* What is in memory and what is locked is asked of the kernel: mincore() and VmLck. Limits are
   tested in a child without rights. */

#include "io/rt_memory.h"

#include "io/rt.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define MIB ((size_t)1 << 20)
#define N_PAGES 64
#define NOBODY 65534

static size_t page_size;

static unsigned char *map_fresh(size_t n_bytes)
{
    void *start = mmap(NULL, n_bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(start, MAP_FAILED);
    madvise(start, n_bytes, MADV_NOHUGEPAGE);
    return start;
}

/* Without the page faults of ThreadSanitizer's own memory. */
__attribute__((noinline, no_sanitize("thread"))) static void touch(unsigned char *start,
                                                                   size_t n_pages)
{
    for (size_t i = 0; i < n_pages; i++) {
        *(volatile unsigned char *)(start + i * page_size) = 1;
    }
}

/* Of the calling thread, by writing one byte to each page. */
static uint32_t count_faults(unsigned char *start, size_t n_pages)
{
    rt_thread thread = {0};
    rt_thread_begin(&thread);
    rt_thread_read_faults(&thread);
    touch(start, n_pages);
    return rt_thread_read_faults(&thread).n_minor;
}

static uint64_t locked_kib(void)
{
    char line[200];
    unsigned long kib = 0;
    FILE *file = fopen("/proc/self/status", "r");
    while (file && fgets(line, sizeof line, file)) {
        sscanf(line, "VmLck: %lu", &kib);
    }
    fclose(file);
    return kib;
}

static void test_prepared_memory_does_not_fault(void **state)
{
    (void)state;
    unsigned char *fresh = map_fresh(N_PAGES * page_size);
    assert_true(count_faults(fresh, N_PAGES) >= N_PAGES);
    munmap(fresh, N_PAGES * page_size);
    fresh = map_fresh(N_PAGES * page_size);
    rt_memory_prepare(fresh + 1, N_PAGES * page_size - 2);
    assert_true(count_faults(fresh, N_PAGES) < N_PAGES / 4);
    munmap(fresh, N_PAGES * page_size);
    rt_memory_prepare(NULL, 0);
}

static void test_preparing_changes_nothing(void **state)
{
    (void)state;
    unsigned char text[5000];
    memset(text, 'x', sizeof text);
    rt_memory_prepare(text, sizeof text);
    for (size_t i = 0; i < sizeof text; i++) {
        assert_int_equal(text[i], 'x');
    }
}

static void test_a_file_is_read_ahead(void **state)
{
    (void)state;
    unsigned char resident[N_PAGES] = {0};
    FILE *file = tmpfile();
    assert_int_equal(ftruncate(fileno(file), (off_t)(N_PAGES * page_size)), 0);
    void *start = mmap(NULL, N_PAGES * page_size, PROT_READ, MAP_PRIVATE, fileno(file), 0);
    rt_memory_prefault(start, N_PAGES * page_size);
    assert_int_equal(mincore(start, N_PAGES * page_size, resident), 0);
    for (size_t i = 0; i < N_PAGES; i++) {
        assert_int_equal(resident[i] & 1, 1);
    }
    munmap(start, N_PAGES * page_size);
    fclose(file);
    rt_memory_prefault(NULL, 0);
}

static void test_locked_bytes_are_the_kernels(void **state)
{
    (void)state;
    rt_memory memory = {0};
    char text[300];
    unsigned char *fresh = map_fresh(MIB);
    uint64_t before_kib = locked_kib();
    rt_memory_lock(&memory, fresh, MIB / 2, RT_MEMORY_NOW);
    if (locked_kib() == before_kib) {
        munmap(fresh, MIB);
        skip(); /* sanitizers make mlock() do nothing */
    }
    rt_memory_lock(&memory, fresh + MIB / 2, MIB / 2, RT_MEMORY_TOUCHED);
    assert_int_equal(locked_kib() - before_kib, 1024);
    assert_int_equal(memory.wished_bytes, MIB);
    assert_int_equal(memory.locked_bytes, MIB);
    rt_memory_format_lack(&memory, text, sizeof text);
    assert_string_equal(text, "");
    assert_true(count_faults(fresh, MIB / 2 / page_size) < 16);
    munmap(fresh, MIB);
}

static void test_whole_pages_are_locked(void **state)
{
    (void)state;
    rt_memory memory = {0};
    unsigned char *fresh = map_fresh(4 * page_size);
    rt_memory_lock(&memory, fresh + page_size - 1, 2, RT_MEMORY_NOW);
    assert_int_equal(memory.wished_bytes, 2 * page_size);
    assert_int_equal(memory.locked_bytes, 2 * page_size);
    rt_memory_lock(&memory, fresh, 0, RT_MEMORY_NOW);
    assert_int_equal(memory.wished_bytes, 2 * page_size);
    munmap(fresh, 4 * page_size);
}

/* In the child: 2.5 MiB may be locked, 4 are wished. Exit code 0: as it should be. */
static int lock_beyond_limit(void)
{
    const struct rlimit limit = {.rlim_cur = MIB, .rlim_max = 5 * MIB / 2};
    rt_memory memory = {0};
    char text[300];
    unsigned char *fresh = map_fresh(4 * MIB);
    if (setrlimit(RLIMIT_MEMLOCK, &limit) != 0 || setuid(NOBODY) != 0) {
        return 77;
    }
    rt_memory_lock(&memory, fresh, 4 * MIB, RT_MEMORY_TOUCHED);
    rt_memory_format_lack(&memory, text, sizeof text);
    puts(text);
    bool ok = memory.wished_bytes == 4 * MIB && memory.locked_bytes == 2 * MIB &&
              locked_kib() == 2048 && memory.reason == ENOMEM &&
              strcmp(text, "2.0 of 4.0 MiB locked: the limit memlock is 2560 KiB; raise it in "
                           "/etc/security/limits.d") == 0;
    return ok ? 0 : 1;
}

static void test_as_much_as_the_limit_allows(void **state)
{
    (void)state;
    int status = 0;
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        _exit(lock_beyond_limit());
    }
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == 77) {
        skip();
    }
    assert_int_equal(WEXITSTATUS(status), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_prepared_memory_does_not_fault),
        cmocka_unit_test(test_preparing_changes_nothing),
        cmocka_unit_test(test_a_file_is_read_ahead),
        cmocka_unit_test(test_locked_bytes_are_the_kernels),
        cmocka_unit_test(test_whole_pages_are_locked),
        cmocka_unit_test(test_as_much_as_the_limit_allows),
    };
    page_size = (size_t)sysconf(_SC_PAGESIZE);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
