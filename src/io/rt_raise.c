/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* How the main loop makes the audio thread real-time. */

#include "io/io_error.h"
#include "io/rt.h"
#include "io/rt_rtkit.h"

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>

static __attribute__((format(printf, 2, 3))) void add_lack(rt_mode *mode, const char *format, ...)
{
    size_t used = strlen(mode->lack);
    va_list arguments;
    if (used > 0) {
        snprintf(mode->lack + used, sizeof mode->lack - used, "; ");
        used = strlen(mode->lack);
    }
    va_start(arguments, format);
    vsnprintf(mode->lack + used, sizeof mode->lack - used, format, arguments);
    va_end(arguments);
}

#ifdef __linux__

/* What the signal handler has to know. */
static _Atomic int32_t raised_by_rtkit;
static atomic_bool was_demoted;

/* Unprivileged threads keep the second flag once they have it. */
static void demote(int number)
{
    static const struct sched_param normal;
    int saved_errno = errno;
    int32_t id = atomic_load(&raised_by_rtkit);
    (void)number;
    if (id && sched_setscheduler(id, SCHED_OTHER | SCHED_RESET_ON_FORK, &normal) == 0) {
        atomic_store(&was_demoted, true);
    }
    errno = saved_errno;
}

/* The hard limit, which rtkit demands, kills. The soft one, at half of it, is our chance to lower
   the thread instead. */
static void limit_busy_time(uint64_t max_us)
{
    struct sigaction action = {.sa_handler = demote, .sa_flags = SA_RESTART};
    struct sigaction old;
    struct rlimit limit;
    getrlimit(RLIMIT_RTTIME, &limit);
    if (limit.rlim_max > max_us) {
        limit.rlim_max = max_us;
    }
    if (limit.rlim_cur > limit.rlim_max / 2) {
        limit.rlim_cur = limit.rlim_max / 2;
    }
    setrlimit(RLIMIT_RTTIME, &limit);
    sigemptyset(&action.sa_mask);
    if (sigaction(SIGXCPU, NULL, &old) == 0 && old.sa_handler == SIG_DFL) {
        sigaction(SIGXCPU, &action, NULL);
    }
}

static bool raise_by_rtkit(int32_t id, io_error *error)
{
    rtkit_terms terms;
    if (!rtkit_read_terms(&terms, error)) {
        return false;
    }
    limit_busy_time(terms.max_busy_us);
    uint32_t priority = terms.max_priority < RT_PRIORITY ? terms.max_priority : RT_PRIORITY;
    if (!rtkit_raise(id, priority, error)) {
        return false;
    }
    atomic_store(&raised_by_rtkit, id);
    return true;
}

/* The limit `rtprio`, all of which is put to use. */
static rlim_t read_priority_limit(void)
{
    struct rlimit limit = {0};
    getrlimit(RLIMIT_RTPRIO, &limit);
    if (limit.rlim_cur < limit.rlim_max) {
        limit.rlim_cur = limit.rlim_max;
        setrlimit(RLIMIT_RTPRIO, &limit);
    }
    return limit.rlim_cur;
}

/* `priority` 0: RT_PRIORITY, or what the limit allows. */
static bool raise_by_limits(int32_t id, uint32_t priority, io_error *error)
{
    rlim_t most = read_priority_limit();
    uint32_t wanted = priority ? priority : RT_PRIORITY;
    if (!priority && most > 0 && most < wanted) {
        wanted = (uint32_t)most;
    }
    struct sched_param param = {.sched_priority = (int)wanted};
    if (sched_setscheduler(id, SCHED_FIFO | SCHED_RESET_ON_FORK, &param) == 0) {
        return true;
    }
    if (errno != EPERM) {
        return io_error_from_errno(error);
    }
    if (most < wanted) {
        return io_error_set(error,
                            "the limit rtprio is %ju: join the group \"audio\", or put \"@audio - "
                            "rtprio 95\" into /etc/security/limits.d",
                            (uintmax_t)most);
    }
    return io_error_set(error, "the kernel gives this control group no real-time budget "
                               "(cpu.rt_runtime_us)");
}

static rt_source raise_thread(int32_t id, const rt_config *config, rt_mode *mode)
{
    io_error limits;
    io_error rtkit;
    switch (config->wish) {
    case RT_OFF:
        return RT_NORMAL;
    case RT_FIFO:
        if (raise_by_limits(id, config->priority, &limits)) {
            return RT_BY_LIMITS;
        }
        add_lack(mode, "no real-time priority %u: %s", config->priority, limits.text);
        return RT_NORMAL;
    case RT_RTKIT:
        if (raise_by_rtkit(id, &rtkit)) {
            return RT_BY_RTKIT;
        }
        add_lack(mode, "no real-time priority: %s", rtkit.text);
        return RT_NORMAL;
    case RT_AUTO:
        break;
    }
    if (raise_by_limits(id, 0, &limits)) {
        return RT_BY_LIMITS;
    }
    if (raise_by_rtkit(id, &rtkit)) {
        return RT_BY_RTKIT;
    }
    add_lack(mode, "no real-time priority: %s; %s", limits.text, rtkit.text);
    return RT_NORMAL;
}

static bool read_policy(int32_t id, rt_mode *mode)
{
    struct sched_param param = {0};
    int policy = sched_getscheduler(id) & ~SCHED_RESET_ON_FORK;
    sched_getparam(id, &param);
    mode->policy = policy == SCHED_FIFO ? "SCHED_FIFO"
                   : policy == SCHED_RR ? "SCHED_RR"
                                        : "SCHED_OTHER";
    mode->priority = (uint32_t)param.sched_priority;
    return policy == SCHED_FIFO || policy == SCHED_RR;
}

static void bind(int32_t id, uint32_t cpu, rt_mode *mode)
{
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpu, &set);
    mode->cpu = cpu;
    errno = EINVAL;
    mode->has_cpu = cpu < CPU_SETSIZE && sched_setaffinity(id, sizeof set, &set) == 0;
    if (!mode->has_cpu) {
        add_lack(mode, "not on processor %u: %s", cpu,
                 errno == EINVAL ? "this program may not use it" : strerror(errno));
    }
}

void rt_raise(const rt_thread *thread, const rt_config *config, rt_mode *mode)
{
    int32_t id = atomic_load_explicit(&thread->id, memory_order_relaxed);
    *mode = (rt_mode){0};
    atomic_store(&raised_by_rtkit, 0);
    if (read_policy(id, mode)) {
        mode->source = RT_BY_HOST;
    } else {
        mode->source = raise_thread(id, config, mode);
        read_policy(id, mode);
    }
    if (config->has_cpu) {
        bind(id, config->cpu, mode);
    }
}

bool rt_take_demotion(void)
{
    return atomic_exchange(&was_demoted, false);
}

#else

void rt_raise(const rt_thread *thread, const rt_config *config, rt_mode *mode)
{
    (void)thread;
    *mode = (rt_mode){.policy = "SCHED_OTHER"};
    if (config->wish != RT_OFF) {
        add_lack(mode, "no real-time priority: on this system it is left to the sound system");
    }
    if (config->has_cpu) {
        add_lack(mode, "not on processor %u: only Linux can", config->cpu);
    }
}

bool rt_take_demotion(void)
{
    return false;
}

#endif
