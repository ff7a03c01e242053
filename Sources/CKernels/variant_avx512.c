#include "variants.h"

#if defined(__x86_64__)
#include <immintrin.h>

#pragma clang attribute push( \
    __attribute__((target("arch=x86-64-v4"), min_vector_width(512))), apply_to = function)
#define KB_TABLE kb_kernels_avx512
#define KB_INSTRUCTION_SET "AVX-512"
#define KB_AVX512 1
#define KB_PRODUCT_ROWS 8
#define KB_PRODUCT_VECTORS 2
#define KB_IMAGE_COLUMNS 4
#include "kernels.h"
#pragma clang attribute pop
#endif
