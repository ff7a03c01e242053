#include "variants.h"

const KBKernels *kb_kernels_at(int index) {
    const KBKernels *available[3];
    int count = 0;
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (__builtin_cpu_supports("x86-64-v4")) available[count++] = &kb_kernels_avx512;
    if (__builtin_cpu_supports("x86-64-v3")) available[count++] = &kb_kernels_avx2;
#endif
    available[count++] = &kb_kernels_baseline;
    return index >= 0 && index < count ? available[index] : 0;
}

const KBKernels *kb_best_kernels(void) { return kb_kernels_at(0); }
