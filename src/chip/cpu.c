/* SPDX-License-Identifier: MIT */
/* SPDX-FileCopyrightText: 2026 The awe-player authors */
/* Picks the kernel variant, once per synth. */

#include "chip/kernel.h"

const awe_kernel *const awe_kernels[] = {
    &awe_kernel_base,
#if defined(__x86_64__)
    &awe_kernel_avx2,
#endif
};
const uint32_t awe_n_kernels = sizeof awe_kernels / sizeof awe_kernels[0];

static uint32_t processor_features(void)
{
    uint32_t features = AWE_CPU_BASE;
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("avx2")) {
        features |= AWE_CPU_AVX2;
    }
#endif
    return features;
}

const awe_kernel *awe_kernel_choose(uint32_t features)
{
    uint32_t usable = processor_features() & (features ? features : UINT32_MAX);
    const awe_kernel *chosen = awe_kernels[0];
    for (uint32_t i = 1; i < awe_n_kernels; i++) {
        if ((awe_kernels[i]->cpu & usable) == awe_kernels[i]->cpu) {
            chosen = awe_kernels[i];
        }
    }
    return chosen;
}
