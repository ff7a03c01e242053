#include "variants.h"

#define KB_TABLE kb_kernels_baseline
#define KB_INSTRUCTION_SET "baseline"
#include "kernels.h"
