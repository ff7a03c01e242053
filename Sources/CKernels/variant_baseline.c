#include "variants.h"

#define KB_TABLE kb_kernels_baseline
#define KB_INSTRUCTION_SET "baseline"
#define KB_AVX512 0
#define KB_PRODUCT_ROWS 2
#define KB_PRODUCT_VECTORS 1
#define KB_IMAGE_COLUMNS 1
#include "kernels.h"
