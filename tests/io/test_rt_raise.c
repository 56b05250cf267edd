/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

/* Raises threads for real, as root by own limits and as nobody by rtkit: here a service of that
   name on a private bus, which keeps to rtkit's terms. Every case is a process of its own, because
   limits and users do not come back. Each case returns 0, the line that failed, or 255: skip. */

#define _GNU_SOURCE

#include "io/rt.h"

#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#define NOBODY 65534
#define SKIP 255

/* ---- an audio thread that waits, and works when asked to */

typedef struct worker {
    rt_thread thread;
    pthread_t pthread;
    sem_t has_begun;
    sem_t turn;
    atomic_bool shall_work;
    atomic_bool shall_end;
} worker;

static void *work(void *context)
{
    worker *w = context;
    rt_thread_begin(&w->thread);
    sem_post(&w->has_begun);
    while (!atomic_load(&w->shall_end)) {
        sem_wait(&w->turn);
        while (atomic_load(&w->shall_work)) {
        }
    }
    return NULL;
}

static void start(worker *w)
{
    *w = (worker){0};
    sem_init(&w->has_begun, 0, 0);
    sem_init(&w->turn, 0, 0);
    pthread_create(&w->pthread, NULL, work, w);
    sem_wait(&w->has_begun);
}

static void end(worker *w)
{
    atomic_store(&w->shall_work, false);
    atomic_store(&w->shall_end, true);
    sem_post(&w->turn);
    pthread_join(w->pthread, NULL);
}

/* By another way than the code that is tested. */
static int policy_of(const worker *w, int *priority)
{
    int policy;
    struct sched_param param;
    pthread_getschedparam(w->pthread, &policy, &param);
    *priority = param.sched_priority;
    return policy;
}

#define EXPECT(condition)                                                                          \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            fprintf(stderr, "line %d: %s\n", __LINE__, #condition);                                \
            return 1;                                                                              \
        }                                                                                          \
    } while (0)

static rt_mode raise_and_end(const rt_config *config, int *policy, int *priority)
{
    worker w;
    rt_mode mode = {.lack = "stale"};
    start(&w);
    rt_raise(&w.thread, config, &mode);
    *policy = policy_of(&w, priority) & ~SCHED_RESET_ON_FORK;
    end(&w);
    return mode;
}

/* ---- cases without rtkit */

static int off_leaves_all_alone(void)
{
    int policy, priority;
    rt_mode mode = raise_and_end(&(rt_config){.wish = RT_OFF}, &policy, &priority);
    EXPECT(policy == SCHED_OTHER);
    EXPECT(mode.source == RT_NORMAL && mode.priority == 0 && strcmp(mode.lack, "") == 0);
    EXPECT(strcmp(mode.policy, "SCHED_OTHER") == 0);
    return 0;
}

static int auto_by_own_limits(void)
{
    int policy, priority;
    rt_mode mode = raise_and_end(&(rt_config){.wish = RT_AUTO}, &policy, &priority);
    EXPECT(policy == SCHED_FIFO && priority == RT_PRIORITY);
    EXPECT(mode.source == RT_BY_LIMITS && mode.priority == RT_PRIORITY);
    EXPECT(strcmp(mode.policy, "SCHED_FIFO") == 0 && strcmp(mode.lack, "") == 0);
    return 0;
}

static int fifo_with_priority(void)
{
    int policy, priority;
    rt_mode mode = raise_and_end(&(rt_config){.wish = RT_FIFO, .priority = 33}, &policy, &priority);
    EXPECT(policy == SCHED_FIFO && priority == 33 && mode.priority == 33);
    return 0;
}

static int children_of_the_thread_are_not_raised(void)
{
    worker w;
    rt_mode mode = {0};
    start(&w);
    rt_raise(&w.thread, &(rt_config){0}, &mode);
    int policy = sched_getscheduler(w.thread.id);
    end(&w);
    EXPECT(policy == (SCHED_FIFO | SCHED_RESET_ON_FORK));
    return 0;
}

static int host_thread_is_left_alone(void)
{
    worker w;
    rt_mode mode = {0};
    const struct sched_param param = {.sched_priority = 7};
    int priority;
    start(&w);
    pthread_setschedparam(w.pthread, SCHED_RR, &param);
    rt_raise(&w.thread, &(rt_config){.wish = RT_FIFO, .priority = 33}, &mode);
    int policy = policy_of(&w, &priority);
    end(&w);
    EXPECT(policy == SCHED_RR && priority == 7);
    EXPECT(mode.source == RT_BY_HOST && mode.priority == 7);
    EXPECT(strcmp(mode.policy, "SCHED_RR") == 0 && strcmp(mode.lack, "") == 0);
    return 0;
}

static int thread_stays_on_its_processor(void)
{
    worker w;
    rt_mode mode = {0};
    cpu_set_t may;
    cpu_set_t set;
    uint32_t last = 0;
    sched_getaffinity(0, sizeof may, &may);
    for (uint32_t i = 0; i < CPU_SETSIZE; i++) {
        last = CPU_ISSET(i, &may) ? i : last;
    }
    start(&w);
    rt_raise(&w.thread, &(rt_config){.wish = RT_OFF, .has_cpu = true, .cpu = last}, &mode);
    pthread_getaffinity_np(w.pthread, sizeof set, &set);
    EXPECT(CPU_COUNT(&set) == 1 && CPU_ISSET(last, &set));
    EXPECT(mode.has_cpu && mode.cpu == last && strcmp(mode.lack, "") == 0);
    rt_raise(&w.thread, &(rt_config){.wish = RT_OFF, .has_cpu = true, .cpu = 1023}, &mode);
    EXPECT(!mode.has_cpu && strstr(mode.lack, "not on processor 1023: "));
    rt_raise(&w.thread, &(rt_config){.wish = RT_OFF, .has_cpu = true, .cpu = 100000}, &mode);
    EXPECT(!mode.has_cpu && strstr(mode.lack, "not on processor 100000: "));
    end(&w);
    return 0;
}

static int become_nobody(rlim_t hard_priority)
{
    const struct rlimit limit = {.rlim_cur = 0, .rlim_max = hard_priority};
    return setrlimit(RLIMIT_RTPRIO, &limit) == 0 && setuid(NOBODY) == 0;
}

static int limits_are_used_as_far_as_they_go(void)
{
    int policy, priority;
    if (!become_nobody(9)) {
        return SKIP; /* not even root may raise limits here */
    }
    rt_mode mode = raise_and_end(&(rt_config){.wish = RT_AUTO}, &policy, &priority);
    EXPECT(policy == SCHED_FIFO && priority == 9 && mode.source == RT_BY_LIMITS);
    mode = raise_and_end(&(rt_config){.wish = RT_FIFO, .priority = 10}, &policy, &priority);
    EXPECT(policy == SCHED_OTHER && mode.source == RT_NORMAL);
    EXPECT(strstr(mode.lack, "no real-time priority 10: the limit rtprio is 9: "));
    return 0;
}

static int refusal_says_what_to_change(void)
{
    int policy, priority;
    setenv("DBUS_SYSTEM_BUS_ADDRESS", "unix:path=/no/such/bus", 1);
    EXPECT(become_nobody(0));
    rt_mode mode = raise_and_end(&(rt_config){.wish = RT_AUTO}, &policy, &priority);
    EXPECT(policy == SCHED_OTHER && mode.source == RT_NORMAL);
    EXPECT(strstr(mode.lack, "the limit rtprio is 0: join the group \"audio\""));
    EXPECT(strstr(mode.lack, "; rtkit: "));
    return 0;
}

/* ---- rtkit's stand-in, on a bus of its own */

static char folder[] = "/tmp/awe-rtkit-XXXXXX";
static pid_t service; /* 0: none could be started */

static void run_service(int out)
{
    char program[500];
    ssize_t n = readlink("/proc/self/exe", program, sizeof program - 20);
    program[n < 0 ? 0 : n] = '\0';
    char *slash = strrchr(program, '/');
    strcpy(slash ? slash : program, "/fake_rtkit");
    dup2(out, STDOUT_FILENO);
    execl(program, program, folder, (char *)NULL);
    _exit(1);
}

static int set_up(void **state)
{
    (void)state;
    char text[100];
    int ends[2];
    if (!mkdtemp(folder) || chmod(folder, 0755) != 0 || pipe(ends) != 0) {
        return -1;
    }
    pid_t child = fork();
    if (child == 0) {
        run_service(ends[1]);
    }
    close(ends[1]);
    if (read(ends[0], text, sizeof text) > 0) {
        service = child;
    } else {
        waitpid(child, NULL, 0);
    }
    close(ends[0]);
    snprintf(text, sizeof text, "unix:path=%s/bus", folder);
    setenv("DBUS_SYSTEM_BUS_ADDRESS", text, 1);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    char path[100];
    if (service) {
        kill(service, SIGTERM);
        waitpid(service, NULL, 0);
    }
    snprintf(path, sizeof path, "%s/conf", folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/bus", folder);
    unlink(path);
    return rmdir(folder);
}

/* ---- cases with it */

static int nobody_is_raised_by_rtkit(void)
{
    int policy, priority;
    struct rlimit limit;
    if (!service) {
        return SKIP;
    }
    EXPECT(become_nobody(0));
    rt_mode mode = raise_and_end(&(rt_config){.wish = RT_AUTO}, &policy, &priority);
    fprintf(stderr, "%s\n", mode.lack);
    EXPECT(policy == SCHED_RR && priority == 20);
    EXPECT(mode.source == RT_BY_RTKIT && mode.priority == 20);
    EXPECT(strcmp(mode.policy, "SCHED_RR") == 0 && strcmp(mode.lack, "") == 0);
    getrlimit(RLIMIT_RTTIME, &limit);
    EXPECT(limit.rlim_max == 200000 && limit.rlim_cur == 200000 / 2);
    return 0;
}

static int root_may_insist_on_rtkit(void)
{
    int policy, priority;
    if (!service) {
        return SKIP;
    }
    rt_mode mode = raise_and_end(&(rt_config){.wish = RT_RTKIT}, &policy, &priority);
    EXPECT(policy == SCHED_RR && mode.source == RT_BY_RTKIT);
    return 0;
}

/* Works without a pause until the kernel's soft limit: lowered, not killed. */
static int busy_thread_is_lowered(void)
{
    worker w;
    rt_mode mode = {0};
    int priority;
    bool is_demoted = false;
    if (!service) {
        return SKIP;
    }
    EXPECT(become_nobody(0));
    start(&w);
    rt_raise(&w.thread, &(rt_config){.wish = RT_RTKIT}, &mode);
    EXPECT(mode.source == RT_BY_RTKIT && !rt_take_demotion());
    atomic_store(&w.shall_work, true);
    sem_post(&w.turn);
    for (int i = 0; i < 500 && !is_demoted; i++) {
        usleep(10000);
        is_demoted = rt_take_demotion();
    }
    EXPECT(is_demoted);
    EXPECT((policy_of(&w, &priority) & ~SCHED_RESET_ON_FORK) == SCHED_OTHER);
    usleep(400000); /* the hard limit passes it by, too */
    EXPECT(!rt_take_demotion());
    end(&w);
    return 0;
}

/* ---- each case in a process of its own */

typedef int (*case_fn)(void);

static void test_case(void **state)
{
    case_fn *run = (case_fn *)*state;
    int status = 0;
    if (geteuid() != 0) {
        skip();
    }
    fflush(stdout);
    pid_t child = fork();
    if (child == 0) {
        _exit((*run)());
    }
    waitpid(child, &status, 0);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == SKIP) {
        skip();
    }
    assert_int_equal(WEXITSTATUS(status), 0);
}

#define CASE(name)                                                                                 \
    {                                                                                              \
#name, test_case, NULL, NULL, &(case_fn)                                                   \
        {                                                                                          \
            name                                                                                   \
        }                                                                                          \
    }

int main(void)
{
    const struct CMUnitTest tests[] = {
        CASE(off_leaves_all_alone),
        CASE(auto_by_own_limits),
        CASE(fifo_with_priority),
        CASE(children_of_the_thread_are_not_raised),
        CASE(host_thread_is_left_alone),
        CASE(thread_stays_on_its_processor),
        CASE(limits_are_used_as_far_as_they_go),
        CASE(refusal_says_what_to_change),
        CASE(nobody_is_raised_by_rtkit),
        CASE(root_may_insist_on_rtkit),
        CASE(busy_thread_is_lowered),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
