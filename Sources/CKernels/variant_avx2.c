#include "variants.h"

#if defined(__x86_64__)
#pragma clang attribute push( \
    __attribute__((target("arch=x86-64-v3"), min_vector_width(512))), apply_to = function)
#define KB_TABLE kb_kernels_avx2
#define KB_INSTRUCTION_SET "AVX2"
#define KB_AVX512 0
#define KB_PRODUCT_ROWS 6
#define KB_PRODUCT_VECTORS 1
#define KB_IMAGE_COLUMNS 1
#include "kernels.h"
#pragma clang attribute pop
#endif
