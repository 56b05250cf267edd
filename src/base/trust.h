/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_BASE_TRUST_H
#define AWE_BASE_TRUST_H

/* Between these marks the compiler takes on trust that a function keeps the promise of AWE_RT. They
   are for the few calls that keep it unseen, and for the exceptions that docs/realtime.md lists
   under "The contract". */

#if defined(__clang__) && __clang_major__ >= 20
#define AWE_TRUST_BEGIN                                                                            \
    _Pragma("clang diagnostic push") _Pragma("clang diagnostic ignored \"-Wfunction-effects\"")
#define AWE_TRUST_END _Pragma("clang diagnostic pop")
#else
#define AWE_TRUST_BEGIN
#define AWE_TRUST_END
#endif

#endif
