// c [rows][columns] = a [rows][inner] · b [inner][columns], in which an element is the same sum in the
// same order wherever its row stands and however many rows there are. A library's product promises
// no such thing: which of its loops a row falls into depends on how many rows stand beside it.
//
// KB_PRODUCT_ROWS × KB_PRODUCT_VECTORS sums are held in registers; the last rows are computed with
// the last of them repeated, by the same instructions as all others.
KB_INLINE void row_product_block(const float *const *rows, long inner, const float *b, long columns,
                                 int vectors, Vector sums[][KB_PRODUCT_VECTORS]) {
    _Pragma("clang loop unroll(full)")
    for (int r = 0; r < KB_PRODUCT_ROWS; r++)
        for (int v = 0; v < vectors; v++) sums[r][v] = splat(0.0f);
    for (long k = 0; k < inner; k++) {
        Vector right[KB_PRODUCT_VECTORS];
        for (int v = 0; v < vectors; v++) right[v] = load(b + k * columns + v * Lanes);
        _Pragma("clang loop unroll(full)")
        for (int r = 0; r < KB_PRODUCT_ROWS; r++) {
            const Vector left = splat(rows[r][k]);
            for (int v = 0; v < vectors; v++) sums[r][v] += left * right[v];
        }
    }
}

KB_INLINE void row_product_columns(const float *a, const float *b, float *c, long rows, long inner,
                                   long columns, int vectors) {
    for (long first = 0; first < rows; first += KB_PRODUCT_ROWS) {
        const float *places[KB_PRODUCT_ROWS];
        for (int r = 0; r < KB_PRODUCT_ROWS; r++)
            places[r] = a + (first + r < rows ? first + r : rows - 1) * inner;
        Vector sums[KB_PRODUCT_ROWS][KB_PRODUCT_VECTORS];
        row_product_block(places, inner, b, columns, vectors, sums);
        for (int r = 0; r < KB_PRODUCT_ROWS && first + r < rows; r++)
            for (int v = 0; v < vectors; v++)
                store(c + (first + r) * columns + v * Lanes, sums[r][v]);
    }
}

static void row_product(const float *a, const float *b, float *c, long rows, long inner,
                        long columns) {
    const long step = KB_PRODUCT_VECTORS * Lanes;
    long n = 0;
    for (; n + step <= columns; n += step)
        row_product_columns(a, b + n, c + n, rows, inner, columns, KB_PRODUCT_VECTORS);
    for (; n < columns; n += Lanes)
        row_product_columns(a, b + n, c + n, rows, inner, columns, 1);
}
