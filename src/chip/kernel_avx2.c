/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* The voice kernel compiled with -mavx2. */

#include "chip/vector8.h"

#define AWE_KERNEL awe_kernel_avx2
#define AWE_KERNEL_NAME "avx2"
#define AWE_KERNEL_CPU AWE_CPU_AVX2
#include "chip/kernel.inc"
