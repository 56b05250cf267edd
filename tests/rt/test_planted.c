/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* A whole callback as the audio thread runs it, with one offence planted in it: each guard trips on
   its own and on nothing else, the offence takes place all the same, and a clean callback trips
   none. RealtimeSanitizer, in its build, ends the program instead. */

#include "app/guard.h"
#include "app/guard_alloc.h"
#include "base/trust.h"
#include "io/clock.h"
#include "io/rt.h"
#include "perf/record.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#if defined(__has_feature)
#if __has_feature(realtime_sanitizer)
#define HAS_RTSAN 1
#endif
#endif
#ifndef HAS_RTSAN
#define HAS_RTSAN 0
#endif

#define CONTRACT (AWE_RECORD_GUARD_ALLOC | AWE_RECORD_GUARD_LOCK | AWE_RECORD_GUARD_SYSCALL)
#define FRESH_BYTES (20 * 4096)

/* What the planted code works on, and what became of it. */
typedef struct plant {
    pthread_mutex_t mutex;
    pthread_cond_t woken;
    atomic_int n_waiting;
    int ends[2];
    void *volatile block;
    unsigned char *fresh; /* [FRESH_BYTES] that nobody has touched */
    uint64_t time_ns;
    ssize_t n_written;
} plant;

typedef AWE_RT void (*offence_fn)(plant *p);

/* ---- what is planted; the compiler would refuse most of it */

AWE_TRUST_BEGIN
static AWE_RT void do_nothing_wrong(plant *p)
{
    float samples[512];
    for (size_t i = 0; i < 512; i++) {
        samples[i] = (float)i * 0.25f;
    }
    p->time_ns = clock_now_ns() + (uint64_t)samples[511] + (uint64_t)rt_current_cpu();
    atomic_fetch_add(&p->n_waiting, 0);
}

static AWE_RT void allocate(plant *p)
{
    p->block = malloc(100);
    free(p->block);
}

/* So much that the C library asks the kernel for it. */
static AWE_RT void allocate_much(plant *p)
{
    p->block = calloc(1, 64 << 20);
    free(p->block);
}

static AWE_RT void lock_what_another_holds(plant *p)
{
    atomic_store(&p->n_waiting, 1);
    pthread_mutex_lock(&p->mutex);
    pthread_mutex_unlock(&p->mutex);
}

static AWE_RT void wake_another(plant *p)
{
    pthread_cond_signal(&p->woken);
}

static AWE_RT void write_bytes(plant *p)
{
    p->n_written = write(p->ends[1], "sound", 5);
}

static AWE_RT void touch_fresh_memory(plant *p)
{
    for (size_t i = 0; i < FRESH_BYTES; i += 4096) {
        *(volatile unsigned char *)(p->fresh + i) = 1;
    }
}
AWE_TRUST_END

/* ---- the audio thread: five callbacks, the offence in the fourth */

typedef struct run {
    guard *guard;
    rt_thread thread;
    plant plant;
    offence_fn offence;
    guard_trips trips[5];
    rt_faults faults[5];
} run;

static void *run_callbacks(void *context)
{
    run *r = context;
    for (int i = 0; i < 5; i++) {
        rt_thread_begin(&r->thread);
        if (i == 2) {
            guard_mark_steady(r->guard);
        }
        guard_enter(r->guard);
        do_nothing_wrong(&r->plant);
        if (i == 3) {
            r->offence(&r->plant);
        }
        guard_exit(r->guard, &r->trips[i]);
        r->faults[i] = rt_thread_read_faults(&r->thread);
    }
    return NULL;
}

static void *wait_to_be_woken(void *context)
{
    plant *p = context;
    pthread_mutex_lock(&p->mutex);
    atomic_store(&p->n_waiting, 1);
    pthread_cond_wait(&p->woken, &p->mutex);
    pthread_mutex_unlock(&p->mutex);
    return NULL;
}

static void set_up_plant(plant *p)
{
    pthread_mutex_init(&p->mutex, NULL);
    pthread_cond_init(&p->woken, NULL);
    assert_int_equal(pipe(p->ends), 0);
    p->fresh = mmap(NULL, FRESH_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    assert_ptr_not_equal(p->fresh, MAP_FAILED);
    madvise(p->fresh, FRESH_BYTES, MADV_NOHUGEPAGE);
}

static void wait_for_waiting(const plant *p)
{
    while (!atomic_load(&p->n_waiting)) {
        clock_sleep_ms(1);
    }
}

static void start_waiter(plant *p, pthread_t *waiter)
{
    pthread_create(waiter, NULL, wait_to_be_woken, p);
    wait_for_waiting(p);
    /* Whoever gets the mutex now knows that it waits. */
    pthread_mutex_lock(&p->mutex);
    pthread_mutex_unlock(&p->mutex);
}

/* Runs it beside a thread that waits for `woken`, or while this one holds the mutex for long. */
static void run_beside_others(run *r)
{
    pthread_t audio;
    pthread_t waiter;
    plant *p = &r->plant;
    if (r->offence == wake_another) {
        start_waiter(p, &waiter);
    }
    if (r->offence == lock_what_another_holds) {
        pthread_mutex_lock(&p->mutex);
    }
    pthread_create(&audio, NULL, run_callbacks, r);
    if (r->offence == lock_what_another_holds) {
        wait_for_waiting(p);
        clock_sleep_ms(50);
        pthread_mutex_unlock(&p->mutex);
    }
    pthread_join(audio, NULL);
    if (r->offence == wake_another) {
        pthread_join(waiter, NULL);
    }
}

/* Skips the test where a strict guard is not to be had. */
static void run_offence(run *r, offence_fn offence, bool is_strict)
{
    io_error error;
    *r = (run){.offence = offence};
    if (!guard_new(is_strict, &r->guard, &error)) {
        assert_true(is_strict);
        skip();
    }
    set_up_plant(&r->plant);
    run_beside_others(r);
    for (int i = 0; i < 5; i++) {
        assert_true(i == 3 || r->trips[i].flags == 0);
    }
}

static void clean_up(run *r)
{
    guard_free(r->guard);
    close(r->plant.ends[0]);
    close(r->plant.ends[1]);
    munmap(r->plant.fresh, FRESH_BYTES);
}

/* The fourth callback trips with `flags` and nothing else, and the first offence reads so. */
static void expect_trip(run *r, uint16_t flags, const char *words)
{
    char text[900] = "";
    assert_int_equal(r->trips[3].flags, flags);
    assert_int_equal(guard_is_broken(r->guard), flags != 0);
    bool is_told = guard_format_offence(r->guard, 0, text, sizeof text);
    assert_int_equal(is_told, words != NULL);
    if (words && strstr(text, words) != text) {
        fail_msg("\"%s\" does not begin with \"%s\"", text, words);
    }
}

static void test_clean_callback(void **state)
{
    (void)state;
    run r;
    run_offence(&r, do_nothing_wrong, true);
    expect_trip(&r, 0, NULL);
    assert_int_equal(r.faults[3].n_minor, 0);
    assert_int_equal(r.faults[4].n_minor, 0);
    clean_up(&r);
}

static void test_malloc_without_strict_mode(void **state)
{
    (void)state;
    run r;
    if (guard_alloc_unavailable()) {
        skip();
    }
    run_offence(&r, allocate, false);
    expect_trip(&r, AWE_RECORD_GUARD_ALLOC, NULL);
    assert_int_equal(r.trips[3].n[GUARD_ALLOC], 1);
    assert_int_equal(r.trips[3].n[GUARD_FREE], 1);
    clean_up(&r);
}

static void test_malloc_in_strict_mode(void **state)
{
    (void)state;
    run r;
    run_offence(&r, allocate, true);
    expect_trip(&r, AWE_RECORD_GUARD_ALLOC, "memory allocated, at rt_planted+0x");
    clean_up(&r);
}

static void test_memory_from_the_kernel(void **state)
{
    (void)state;
    run r;
    run_offence(&r, allocate_much, true);
    expect_trip(&r, AWE_RECORD_GUARD_ALLOC, "system call mmap, at libc.so.6+0x");
    assert_int_equal(r.trips[3].n[GUARD_MAP], 1);
    assert_int_equal(r.trips[3].n[GUARD_ALLOC], 1);
    clean_up(&r);
}

static void test_contended_lock(void **state)
{
    (void)state;
    run r;
    run_offence(&r, lock_what_another_holds, true);
    expect_trip(&r, AWE_RECORD_GUARD_LOCK, "system call futex, at libc.so.6+0x");
    clean_up(&r);
}

static void test_waking_another_thread(void **state)
{
    (void)state;
    run r;
    run_offence(&r, wake_another, true);
    expect_trip(&r, AWE_RECORD_GUARD_LOCK, "system call futex, at libc.so.6+0x");
    clean_up(&r);
}

static void test_write(void **state)
{
    (void)state;
    run r;
    char text[6] = "";
    run_offence(&r, write_bytes, true);
    expect_trip(&r, AWE_RECORD_GUARD_SYSCALL, "system call write, at libc.so.6+0x");
    assert_int_equal(r.plant.n_written, 5);
    assert_int_equal(read(r.plant.ends[0], text, 5), 5);
    assert_string_equal(text, "sound");
    clean_up(&r);
}

static void test_page_faults(void **state)
{
    (void)state;
    run r;
    run_offence(&r, touch_fresh_memory, false);
    assert_int_equal(r.trips[3].flags & CONTRACT, 0);
    assert_true(r.faults[3].n_minor >= FRESH_BYTES / 4096);
    assert_true(r.faults[4].n_minor < FRESH_BYTES / 4096);
    clean_up(&r);
}

/* Its exit code, or 0 if the callback came through. */
static int end_of_child(offence_fn offence)
{
    int status = 0;
    pid_t child = fork();
    if (child == 0) {
        plant p = {.block = NULL};
        set_up_plant(&p);
        offence(&p);
        _exit(0);
    }
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void test_sanitizer_ends_the_program(void **state)
{
    (void)state;
    if (!HAS_RTSAN) {
        skip();
    }
    assert_int_equal(end_of_child(do_nothing_wrong), 0);
    assert_int_equal(end_of_child(touch_fresh_memory), 0);
    assert_int_not_equal(end_of_child(allocate), 0);
    assert_int_not_equal(end_of_child(lock_what_another_holds), 0);
    assert_int_not_equal(end_of_child(write_bytes), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_clean_callback),
        cmocka_unit_test(test_malloc_without_strict_mode),
        cmocka_unit_test(test_malloc_in_strict_mode),
        cmocka_unit_test(test_memory_from_the_kernel),
        cmocka_unit_test(test_contended_lock),
        cmocka_unit_test(test_waking_another_thread),
        cmocka_unit_test(test_write),
        cmocka_unit_test(test_page_faults),
        cmocka_unit_test(test_sanitizer_ends_the_program),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
