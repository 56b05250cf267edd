/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* A trapped system call is named, and runs after all. */

#include "app/guard_trap.h"
#include "io/clock.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

/* cmocka takes the signal for itself before every test. */
static void prepare(void)
{
    io_error error;
    if (!guard_trap_prepare(&error)) {
        printf("skipped: %s\n", error.text);
        skip();
    }
}

static void test_write_is_caught_and_arrives(void **state)
{
    (void)state;
    char text[800];
    char arrived[6] = "";
    int ends[2];
    prepare();
    assert_int_equal(pipe(ends), 0);
    for (int i = 0; i < 3; i++) {
        guard_trap_arm();
        ssize_t n = write(ends[1], "hello", 5);
        const guard_trapped *trapped = guard_trap_disarm();
        assert_int_equal(n, 5);
        assert_non_null(trapped);
        assert_int_equal(trapped->number, SYS_write);
        assert_int_equal(trapped->kind, GUARD_SYSCALL);
        guard_places_format(&trapped->places, text, sizeof text);
        assert_non_null(strstr(text, "write)"));
        assert_true(trapped->places.n >= 2);
        assert_int_equal(read(ends[0], arrived, 5), 5);
        assert_string_equal(arrived, "hello");
    }
    close(ends[0]);
    close(ends[1]);
}

static void test_arguments_and_results_survive(void **state)
{
    (void)state;
    prepare();
    guard_trap_arm();
    void *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    const guard_trapped *trapped = guard_trap_disarm();
    assert_ptr_not_equal(page, MAP_FAILED);
    memset(page, 1, 8192);
    assert_non_null(trapped);
    assert_int_equal(trapped->kind, GUARD_MAP);
    munmap(page, 8192);

    guard_trap_arm();
    int result = close(-1);
    trapped = guard_trap_disarm();
    assert_int_equal(result, -1);
    assert_non_null(trapped);
    assert_string_equal(guard_trap_name(trapped->number), "close");
}

static void test_waiting_is_a_lock(void **state)
{
    (void)state;
    struct timespec short_time = {.tv_nsec = 1000};
    prepare();
    guard_trap_arm();
    nanosleep(&short_time, NULL);
    const guard_trapped *trapped = guard_trap_disarm();
    assert_non_null(trapped);
    assert_int_equal(trapped->kind, GUARD_LOCK);
    assert_int_equal(guard_trap_name(trapped->number) != NULL, 1);
}

static void test_only_the_first_is_told(void **state)
{
    (void)state;
    prepare();
    guard_trap_arm();
    getppid();
    sched_yield();
    const guard_trapped *trapped = guard_trap_disarm();
    assert_non_null(trapped);
    assert_int_equal(trapped->number, SYS_getppid);
    assert_int_equal(trapped->kind, GUARD_SYSCALL);
    assert_null(guard_trap_name(trapped->number));
}

static void test_clock_and_arithmetic_pass(void **state)
{
    (void)state;
    uint64_t sum = 0;
    prepare();
    guard_trap_arm();
    for (int i = 0; i < 100; i++) {
        sum += clock_now_ns();
    }
    const guard_trapped *trapped = guard_trap_disarm();
    assert_true(sum > 0);
    assert_null(trapped);
}

static void test_disarmed_calls_pass(void **state)
{
    (void)state;
    prepare();
    guard_trap_arm();
    assert_null(guard_trap_disarm());
    getppid();
    assert_null(guard_trap_disarm());
}

static atomic_bool shall_end;

static void *call_system(void *unused)
{
    while (!atomic_load(&shall_end)) {
        getppid();
        sched_yield();
    }
    return unused;
}

static void test_another_thread_is_not_caught(void **state)
{
    (void)state;
    pthread_t thread;
    prepare();
    pthread_create(&thread, NULL, call_system, NULL);
    guard_trap_arm();
    uint64_t end_ns = clock_now_ns() + 5000000;
    while (clock_now_ns() < end_ns) {
    }
    const guard_trapped *trapped = guard_trap_disarm();
    atomic_store(&shall_end, true);
    pthread_join(thread, NULL);
    assert_null(trapped);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_write_is_caught_and_arrives),
        cmocka_unit_test(test_arguments_and_results_survive),
        cmocka_unit_test(test_waiting_is_a_lock),
        cmocka_unit_test(test_only_the_first_is_told),
        cmocka_unit_test(test_clock_and_arithmetic_pass),
        cmocka_unit_test(test_disarmed_calls_pass),
        cmocka_unit_test(test_another_thread_is_not_caught),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
