/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* The audio thread makes itself known, and its faults are told. What the kernel says of a thread is
   read back by other means than those that are tested. */

#include "io/rt.h"

#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define N_PAGES 50

typedef struct visit {
    rt_thread *thread;
    long id;
    sigset_t blocked;
    rt_faults faults[3]; /* at the start, over touching N_PAGES, over nothing */
} visit;

/* Without the page faults of ThreadSanitizer's own memory. */
__attribute__((noinline, no_sanitize("thread"))) static void touch(unsigned char *start,
                                                                   size_t page)
{
    for (size_t i = 0; i < N_PAGES; i++) {
        *(volatile unsigned char *)(start + i * page) = 1;
    }
}

static void *run(void *context)
{
    visit *v = context;
    size_t page = (size_t)sysconf(_SC_PAGESIZE);
    unsigned char *fresh =
        mmap(NULL, N_PAGES * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    rt_thread_begin(v->thread);
    rt_thread_begin(v->thread);
    v->id = syscall(SYS_gettid);
    pthread_sigmask(SIG_BLOCK, NULL, &v->blocked);
    rt_thread_read_faults(v->thread);
    v->faults[0] = rt_thread_read_faults(v->thread);
    touch(fresh, page);
    v->faults[1] = rt_thread_read_faults(v->thread);
    v->faults[2] = rt_thread_read_faults(v->thread);
    munmap(fresh, N_PAGES * page);
    return NULL;
}

static void run_thread(visit *v)
{
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, run, v), 0);
    pthread_join(thread, NULL);
}

static void test_a_thread_is_taken_once(void **state)
{
    (void)state;
    rt_thread known = {0};
    visit v = {.thread = &known};
    assert_false(rt_thread_take(&known));
    run_thread(&v);
    assert_int_equal(known.id, v.id);
    assert_int_equal(known.n_begun, 1);
    assert_true(rt_thread_take(&known));
    assert_false(rt_thread_take(&known));
    run_thread(&v);
    assert_int_equal(known.id, v.id);
    assert_true(rt_thread_take(&known));
    assert_false(rt_thread_take(&known));
}

static void test_one_thread_begins_for_two(void **state)
{
    (void)state;
    rt_thread one = {0};
    rt_thread two = {0};
    rt_thread_begin(&one);
    rt_thread_begin(&two);
    assert_int_equal(one.id, two.id);
    assert_int_equal(one.stack, two.stack);
    assert_true(rt_thread_take(&one));
    assert_true(rt_thread_take(&two));
    two = (rt_thread){0};
    rt_thread_begin(&two);
    assert_true(rt_thread_take(&two));
}

static void test_signals_go_elsewhere(void **state)
{
    (void)state;
    rt_thread known = {0};
    visit v = {.thread = &known};
    run_thread(&v);
    assert_true(sigismember(&v.blocked, SIGINT));
    assert_true(sigismember(&v.blocked, SIGTERM));
    assert_true(sigismember(&v.blocked, SIGXCPU));
    assert_false(sigismember(&v.blocked, SIGBUS));
    assert_false(sigismember(&v.blocked, SIGSYS));
}

static void test_stack_is_the_threads(void **state)
{
    (void)state;
    rt_thread known = {0};
    rt_thread_begin(&known);
    char here;
    assert_true((uintptr_t)&here > known.stack);
    assert_true((uintptr_t)&here - known.stack < 2 * RT_STACK_BYTES);
    assert_true(known.stack + known.n_stack_bytes <= (uintptr_t)&here + 4096);
    assert_int_equal(known.n_stack_bytes, RT_STACK_BYTES);
}

static void test_page_faults_are_counted(void **state)
{
    (void)state;
    rt_thread known = {0};
    visit v = {.thread = &known};
    run_thread(&v);
    assert_true(v.faults[1].n_minor >= N_PAGES);
    assert_true(v.faults[1].n_minor < v.faults[0].n_minor + 2 * N_PAGES);
    assert_int_equal(v.faults[2].n_minor, 0);
    assert_int_equal(v.faults[2].n_major, 0);
}

static void test_current_cpu(void **state)
{
    (void)state;
    assert_in_range(rt_current_cpu(), 0, sysconf(_SC_NPROCESSORS_CONF) - 1);
}

static void expect_words(const rt_mode *mode, const char *got)
{
    char text[200];
    rt_mode_format(mode, text, sizeof text);
    assert_string_equal(text, got);
}

static void test_mode_in_words(void **state)
{
    (void)state;
    rt_mode mode = {.policy = "SCHED_OTHER"};
    expect_words(&mode, "normal priority");
    mode = (rt_mode){.source = RT_BY_LIMITS, .policy = "SCHED_FIFO", .priority = 20};
    expect_words(&mode, "SCHED_FIFO 20 by own limits");
    mode = (rt_mode){
        .source = RT_BY_RTKIT, .policy = "SCHED_RR", .priority = 5, .has_cpu = true, .cpu = 3};
    expect_words(&mode, "SCHED_RR 5 by rtkit, processor 3");
    mode = (rt_mode){.source = RT_BY_HOST, .policy = "SCHED_FIFO", .priority = 10};
    expect_words(&mode, "SCHED_FIFO 10 by the sound system");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_thread_is_taken_once),
        cmocka_unit_test(test_one_thread_begins_for_two),
        cmocka_unit_test(test_signals_go_elsewhere),
        cmocka_unit_test(test_stack_is_the_threads),
        cmocka_unit_test(test_page_faults_are_counted),
        cmocka_unit_test(test_current_cpu),
        cmocka_unit_test(test_mode_in_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
