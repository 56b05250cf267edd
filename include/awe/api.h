/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
#ifndef AWE_API_H
#define AWE_API_H

/// @file Marks on every exported function.

/// AWE_API: part of the library's binary interface; everything else is hidden.
#if defined(_WIN32) && defined(AWE_SHARED)
#ifdef AWE_BUILD
#define AWE_API __declspec(dllexport)
#else
#define AWE_API __declspec(dllimport)
#endif
#elif defined(__GNUC__)
#define AWE_API __attribute__((visibility("default")))
#else
#define AWE_API
#endif

/// AWE_RT: safe in an audio callback. Never allocates, locks, blocks or calls the system; cannot
/// fail. Where the compiler can check that promise (Clang 20 and later) the mark is part of the
/// type.
#if defined(__clang__) && __clang_major__ >= 20
#define AWE_RT __attribute__((nonblocking))
#else
#define AWE_RT
#endif

#endif
