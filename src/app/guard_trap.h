/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef APP_GUARD_TRAP_H
#define APP_GUARD_TRAP_H

/* Catches the first system call that a thread makes while the trap is armed, whoever makes it, and
   lets it run after all. By Linux's Syscall User Dispatch: the kernel looks at one byte of the
   thread before every system call and sends SIGSYS instead. The vDSO's clock calls are none.
   Source: Linux, Documentation/admin-guide/syscall-user-dispatch.rst. */

#include "app/guard_kind.h"
#include "app/guard_places.h"
#include "awe/api.h"
#include "io/io_error.h"

#include <stdbool.h>

typedef struct guard_trapped {
    guard_kind kind; /* GUARD_MAP, GUARD_LOCK or GUARD_SYSCALL */
    long number;     /* of the system call */
    guard_places places;
} guard_trapped;

/* Makes traps possible in this process, or tells why they are not. [main] */
bool guard_trap_prepare(io_error *error);

/* Arms the calling thread's trap. Its first call ever is a system call, the others are one store.
   [audio] */
AWE_RT void guard_trap_arm(void);

/* Disarms it. NULL, or what was caught; stays until the trap is armed again. [audio] */
AWE_RT const guard_trapped *guard_trap_disarm(void);

/* "write"; NULL for a call that is seldom seen. [any] */
const char *guard_trap_name(long number);

#endif
