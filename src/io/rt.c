/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "io/rt.h"

#include "base/trust.h"

#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <sys/resource.h>
#include <unistd.h>

#if defined(__has_feature)
#if __has_feature(realtime_sanitizer)
#include <sanitizer/rtsan_interface.h>
#define HAS_SANITIZER 1
#endif
#endif

#define TOUCH_STEP 4096            /* the smallest page of any processor */
#define LEFT_BYTES ((size_t)65536) /* of the stack stay untouched: for what the host calls */

/* What a thread knows about itself. */
static _Thread_local struct {
    const rt_thread *known_as; /* where it has begun */
    int32_t id;                /* 0: it has not */
    uintptr_t stack;           /* for the kernel, which may lock it */
    size_t n_stack_bytes;
} own;

bool rt_thread_take(rt_thread *thread)
{
    uint32_t n_begun = atomic_load_explicit(&thread->n_begun, memory_order_acquire);
    bool is_new = n_begun != thread->n_taken;
    thread->n_taken = n_begun;
    return is_new;
}

/* A frame for each page, down to `n_bytes` below, whose lowest address the kernel is told. */
/* NOLINTBEGIN(misc-no-recursion,clang-analyzer-core.StackAddressEscape) */
static __attribute__((noinline)) void touch_stack(size_t n_bytes)
{
    volatile unsigned char page[TOUCH_STEP];
    page[0] = 0;
    if (n_bytes > TOUCH_STEP) {
        touch_stack(n_bytes - TOUCH_STEP);
    } else {
        own.stack = (uintptr_t)page;
    }
    page[TOUCH_STEP - 1] = 0; /* after the call, so that this frame is a frame */
}
/* NOLINTEND(misc-no-recursion,clang-analyzer-core.StackAddressEscape) */

/* A handler would make the callback wait, and its system calls would be blamed on it. The signals
   of a thread's own mistakes stay. */
static void block_signals(void)
{
    static const int own_mistakes[] = {SIGBUS, SIGFPE, SIGILL, SIGSEGV, SIGSYS, SIGTRAP, SIGABRT};
    sigset_t set;
    sigfillset(&set);
    for (size_t i = 0; i < sizeof own_mistakes / sizeof own_mistakes[0]; i++) {
        sigdelset(&set, own_mistakes[i]);
    }
    pthread_sigmask(SIG_BLOCK, &set, NULL);
}

#ifdef __linux__

static int32_t read_id(void)
{
    return gettid();
}

/* A thread's first call may wait. The sanitizer would, too, for good: it asks for the stack itself
   when the C library, asked for that of the main thread, takes memory. */
static void pause_sanitizer(bool pauses)
{
#ifdef HAS_SANITIZER
    if (pauses) {
        __rtsan_disable();
    } else {
        __rtsan_enable();
    }
#else
    (void)pauses;
#endif
}

/* What is left of the caller's stack; hosts begin threads with as little as 128 KiB. */
static size_t measure_stack(void)
{
    pthread_attr_t attributes;
    void *lowest = NULL;
    size_t size = 0;
    pause_sanitizer(true);
    if (pthread_getattr_np(pthread_self(), &attributes) == 0) {
        pthread_attr_getstack(&attributes, &lowest, &size);
        pthread_attr_destroy(&attributes);
    }
    pause_sanitizer(false);
    return lowest ? (size_t)((uintptr_t)__builtin_frame_address(0) - (uintptr_t)lowest) : 0;
}

static rt_faults read_faults(void)
{
    struct rusage usage = {0};
    getrusage(RUSAGE_THREAD, &usage);
    return (rt_faults){
        .n_minor = (uint32_t)usage.ru_minflt,
        .n_major = (uint32_t)usage.ru_majflt,
        .n_preempted = (uint32_t)usage.ru_nivcsw,
    };
}

static int read_cpu(void)
{
    return sched_getcpu();
}

#else

static size_t measure_stack(void)
{
    return 0;
}

static int32_t read_id(void)
{
    return 1; /* only told apart from no thread at all */
}

static rt_faults read_faults(void)
{
    return (rt_faults){0};
}

static int read_cpu(void)
{
    return -1;
}

#endif

static void begin_thread(rt_thread *thread)
{
    if (own.id == 0) {
        own.id = read_id();
        size_t left = measure_stack();
        left = left > LEFT_BYTES ? left - LEFT_BYTES : 0;
        own.n_stack_bytes = left < RT_STACK_BYTES ? left : RT_STACK_BYTES;
        touch_stack(own.n_stack_bytes);
        block_signals();
    }
    own.known_as = thread;
    thread->seen = read_faults();
    atomic_store_explicit(&thread->stack, own.stack, memory_order_relaxed);
    atomic_store_explicit(&thread->n_stack_bytes, own.n_stack_bytes, memory_order_relaxed);
    atomic_store_explicit(&thread->id, own.id, memory_order_relaxed);
    atomic_fetch_add_explicit(&thread->n_begun, 1, memory_order_release);
}

AWE_TRUST_BEGIN
void rt_thread_begin(rt_thread *thread)
{
    int32_t id = atomic_load_explicit(&thread->id, memory_order_relaxed);
    if (own.known_as != thread || own.id != id) {
        begin_thread(thread);
    }
}

rt_faults rt_thread_read_faults(rt_thread *thread)
{
    rt_faults now = read_faults();
    rt_faults since = {
        .n_minor = now.n_minor - thread->seen.n_minor,
        .n_major = now.n_major - thread->seen.n_major,
        .n_preempted = now.n_preempted - thread->seen.n_preempted,
    };
    thread->seen = now;
    return since;
}

int rt_current_cpu(void)
{
    return read_cpu();
}
AWE_TRUST_END

void rt_mode_format(const rt_mode *mode, char *out, size_t size)
{
    static const char *const sources[] = {
        [RT_BY_HOST] = "by the sound system",
        [RT_BY_LIMITS] = "by own limits",
        [RT_BY_RTKIT] = "by rtkit",
    };
    char priority[64] = "normal priority";
    char cpu[32] = "";
    if (mode->source != RT_NORMAL) {
        snprintf(priority, sizeof priority, "%s %u %s", mode->policy, mode->priority,
                 sources[mode->source]);
    }
    if (mode->has_cpu) {
        snprintf(cpu, sizeof cpu, ", processor %u", mode->cpu);
    }
    snprintf(out, size, "%s%s", priority, cpu);
}
