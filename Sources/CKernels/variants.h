#pragma once

#include "CKernels.h"

#include <math.h>
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)
extern const KBKernels kb_kernels_avx512;
extern const KBKernels kb_kernels_avx2;
#endif
extern const KBKernels kb_kernels_baseline;
