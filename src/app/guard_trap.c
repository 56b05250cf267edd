/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */

#include "app/guard_trap.h"

#include "base/trust.h"

#include <stddef.h>

#if defined(__linux__) && defined(__x86_64__) && defined(__GLIBC__) && !defined(AWE_SANITIZED)

#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/ucontext.h>

/* From the kernel's interface; the C library's headers do not have them all. */
#ifndef PR_SET_SYSCALL_USER_DISPATCH
#define PR_SET_SYSCALL_USER_DISPATCH 59
#endif
#define DISPATCH_OFF 0ul
#define DISPATCH_ON 1ul
#define SIGNAL_FROM_DISPATCH 2 /* siginfo_t.si_code */
#define SYSCALL_SIZE 2         /* bytes of the instruction */

enum {
    PASS = 0,
    CATCH = 1,
};

/* The kernel reads the first as long as the thread lives. */
static _Thread_local volatile uint8_t selector;
static _Thread_local bool is_dispatched;
static _Thread_local volatile bool has_caught;
static _Thread_local guard_trapped caught;

static const struct {
    long number;
    guard_kind kind;
    const char *name;
} calls[] = {
    {SYS_brk, GUARD_MAP, "brk"},
    {SYS_mmap, GUARD_MAP, "mmap"},
    {SYS_munmap, GUARD_MAP, "munmap"},
    {SYS_mremap, GUARD_MAP, "mremap"},
    {SYS_mprotect, GUARD_MAP, "mprotect"},
    {SYS_madvise, GUARD_MAP, "madvise"},
    {SYS_futex, GUARD_LOCK, "futex"},
    {SYS_nanosleep, GUARD_LOCK, "nanosleep"},
    {SYS_clock_nanosleep, GUARD_LOCK, "clock_nanosleep"},
    {SYS_sched_yield, GUARD_LOCK, "sched_yield"},
    {SYS_poll, GUARD_LOCK, "poll"},
    {SYS_ppoll, GUARD_LOCK, "ppoll"},
    {SYS_select, GUARD_LOCK, "select"},
    {SYS_pselect6, GUARD_LOCK, "pselect6"},
    {SYS_epoll_wait, GUARD_LOCK, "epoll_wait"},
    {SYS_epoll_pwait, GUARD_LOCK, "epoll_pwait"},
    {SYS_wait4, GUARD_LOCK, "wait4"},
    {SYS_read, GUARD_SYSCALL, "read"},
    {SYS_write, GUARD_SYSCALL, "write"},
    {SYS_readv, GUARD_SYSCALL, "readv"},
    {SYS_writev, GUARD_SYSCALL, "writev"},
    {SYS_openat, GUARD_SYSCALL, "openat"},
    {SYS_close, GUARD_SYSCALL, "close"},
    {SYS_ioctl, GUARD_SYSCALL, "ioctl"},
    {SYS_sendto, GUARD_SYSCALL, "sendto"},
    {SYS_sendmsg, GUARD_SYSCALL, "sendmsg"},
    {SYS_recvfrom, GUARD_SYSCALL, "recvfrom"},
    {SYS_recvmsg, GUARD_SYSCALL, "recvmsg"},
    {SYS_clock_gettime, GUARD_SYSCALL, "clock_gettime"},
    {SYS_getrusage, GUARD_SYSCALL, "getrusage"},
    {SYS_rt_sigprocmask, GUARD_SYSCALL, "rt_sigprocmask"},
};
#define N_CALLS (sizeof calls / sizeof calls[0])

static guard_kind classify(long number)
{
    for (size_t i = 0; i < N_CALLS; i++) {
        if (calls[i].number == number) {
            return calls[i].kind;
        }
    }
    return GUARD_SYSCALL;
}

const char *guard_trap_name(long number)
{
    for (size_t i = 0; i < N_CALLS; i++) {
        if (calls[i].number == number) {
            return calls[i].name;
        }
    }
    return NULL;
}

static void handle(int number, siginfo_t *info, void *context)
{
    ucontext_t *thread = context;
    int saved_errno = errno;
    selector = PASS;
    if (info->si_code != SIGNAL_FROM_DISPATCH) {
        signal(number, SIG_DFL);
        raise(number);
        return;
    }
    caught.number = info->si_syscall;
    caught.kind = classify(info->si_syscall);
    guard_places_take(&caught.places, info->si_call_addr);
    has_caught = true;
    /* The kernel has put the registers back to what they were at the call. */
    thread->uc_mcontext.gregs[REG_RIP] -= SYSCALL_SIZE;
    errno = saved_errno;
}

static bool dispatch(unsigned long how, volatile uint8_t *byte)
{
    return prctl(PR_SET_SYSCALL_USER_DISPATCH, how, 0ul, 0ul, byte) == 0;
}

bool guard_trap_prepare(io_error *error)
{
    struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO};
    bool is_possible =
        is_dispatched || (dispatch(DISPATCH_ON, &selector) && dispatch(DISPATCH_OFF, NULL));
    if (!is_possible) {
        return io_error_set(error,
                            "this kernel cannot trap system calls: %s; Linux has it from 5.11 on",
                            strerror(errno));
    }
    guard_places_prepare();
    sigemptyset(&action.sa_mask);
    return sigaction(SIGSYS, &action, NULL) == 0 || io_error_from_errno(error);
}

AWE_TRUST_BEGIN
void guard_trap_arm(void)
{
    if (!is_dispatched) {
        is_dispatched = dispatch(DISPATCH_ON, &selector);
    }
    has_caught = false;
    selector = CATCH;
}

const guard_trapped *guard_trap_disarm(void)
{
    selector = PASS;
    return has_caught ? &caught : NULL;
}
AWE_TRUST_END

#else

bool guard_trap_prepare(io_error *error)
{
#ifdef AWE_SANITIZED
    return io_error_set(error,
                        "this build has a sanitizer, whose own system calls would be caught");
#else
    return io_error_set(error, "only Linux on x86-64 can trap system calls");
#endif
}

void guard_trap_arm(void)
{
}

const guard_trapped *guard_trap_disarm(void)
{
    return NULL;
}

const char *guard_trap_name(long number)
{
    (void)number;
    return NULL;
}

#endif
