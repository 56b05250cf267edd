/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The voice kernel for whatever the compiler's target always has (SSE2 on x86-64). */

#include "chip/vector4.h"

#define AWE_KERNEL awe_kernel_base
#define AWE_KERNEL_NAME "base"
#define AWE_KERNEL_CPU AWE_CPU_BASE
#include "chip/kernel.inc"
