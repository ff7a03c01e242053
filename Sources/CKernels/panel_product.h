// Matrix products whose rows are atoms or crystals. An element is the same sum in the same order wherever
// its row stands and however many rows there are. A library's product promises no such thing: which of
// its loops a row falls into depends on how many rows stand beside it.
//
// KB_PRODUCT_ROWS × KB_PRODUCT_VECTORS sums are held in registers; the last rows are computed with
// the last of them repeated, by the same instructions as all others.
//
// A matrix [rows][columns] "in panels" is stored as [columns / 16][rows][16]: what a loop over one
// block of channels touches lies together.

typedef Vector Tile[KB_PRODUCT_ROWS][KB_PRODUCT_VECTORS];

/// The right-hand side of a product: vector v of row k stands at k · row_step + v · vector_step.
typedef struct {
    const float *values;
    long row_step, vector_step;
} Right;

/// tile += rows · b; the elements of a row of the left-hand side stand `step` apart.
KB_INLINE void multiply_tile(const float *const *rows, long inner, long step, Right b, int vectors,
                             Tile tile) {
    for (long k = 0; k < inner; k++) {
        Vector right[KB_PRODUCT_VECTORS];
        for (int v = 0; v < vectors; v++)
            right[v] = load(b.values + k * b.row_step + v * b.vector_step);
        KB_UNROLL
        for (int r = 0; r < KB_PRODUCT_ROWS; r++) {
            const Vector left = splat(rows[r][k * step]);
            for (int v = 0; v < vectors; v++) tile[r][v] += left * right[v];
        }
    }
}

KB_INLINE void start_tile(Tile tile, const float *bias, int vectors) {
    KB_UNROLL
    for (int r = 0; r < KB_PRODUCT_ROWS; r++)
        for (int v = 0; v < vectors; v++)
            tile[r][v] = bias ? load(bias + v * Lanes) : splat(0.0f);
}

/// Pointers to KB_PRODUCT_ROWS rows from `first`, the last repeated.
KB_INLINE void find_rows(const float *a, long first, long rows, long step, const float **places) {
    for (int r = 0; r < KB_PRODUCT_ROWS; r++)
        places[r] = a + (first + r < rows ? first + r : rows - 1) * step;
}

KB_INLINE void row_product_columns(const float *a, const float *b, float *c, long rows, long inner,
                                   long columns, int vectors) {
    for (long first = 0; first < rows; first += KB_PRODUCT_ROWS) {
        const float *places[KB_PRODUCT_ROWS];
        find_rows(a, first, rows, inner, places);
        Tile tile;
        start_tile(tile, 0, vectors);
        multiply_tile(places, inner, 1, (Right){b, columns, Lanes}, vectors, tile);
        for (int r = 0; r < KB_PRODUCT_ROWS && first + r < rows; r++)
            for (int v = 0; v < vectors; v++)
                store(c + (first + r) * columns + v * Lanes, tile[r][v]);
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

/// c, in panels, = a [rows][inner] · b + bias; b [columns / 32][inner][32].
static void panel_product(const float *a, const float *b, const float *bias, float *c, long rows,
                          long inner, long columns) {
    for (long n = 0; n < columns; n += KB_PRODUCT_VECTORS * Lanes) {
        const float *block = b + n / 32 * 32 * inner + n % 32;
        for (long first = 0; first < rows; first += KB_PRODUCT_ROWS) {
            const float *places[KB_PRODUCT_ROWS];
            find_rows(a, first, rows, inner, places);
            Tile tile;
            start_tile(tile, bias + n, KB_PRODUCT_VECTORS);
            multiply_tile(places, inner, 1, (Right){block, 32, Lanes}, KB_PRODUCT_VECTORS, tile);
            for (int r = 0; r < KB_PRODUCT_ROWS && first + r < rows; r++)
                for (int v = 0; v < KB_PRODUCT_VECTORS; v++)
                    store(c + ((n / Lanes + v) * rows + first + r) * Lanes, tile[r][v]);
        }
    }
}

KB_INLINE void panel_product_columns(const float *a, const float *b, float *c, long rows,
                                     long inner, long columns, int vectors) {
    for (long first = 0; first < rows; first += KB_PRODUCT_ROWS) {
        Tile tile;
        start_tile(tile, 0, vectors);
        for (long panel = 0; panel < inner / Lanes; panel++) {
            const float *places[KB_PRODUCT_ROWS];
            find_rows(a + panel * rows * Lanes, first, rows, Lanes, places);
            const Right right = {b + panel * Lanes * columns, columns, Lanes};
            multiply_tile(places, Lanes, 1, right, vectors, tile);
        }
        for (int r = 0; r < KB_PRODUCT_ROWS && first + r < rows; r++)
            for (int v = 0; v < vectors; v++)
                add_to(c + (first + r) * columns + v * Lanes, tile[r][v]);
    }
}

/// c [rows][columns] += a · b for a [rows][inner] in panels; b [inner][columns].
static void panel_product_adding(const float *a, const float *b, float *c, long rows, long inner,
                                 long columns) {
    const long step = KB_PRODUCT_VECTORS * Lanes;
    long n = 0;
    for (; n + step <= columns; n += step)
        panel_product_columns(a, b + n, c + n, rows, inner, columns, KB_PRODUCT_VECTORS);
    for (; n < columns; n += Lanes)
        panel_product_columns(a, b + n, c + n, rows, inner, columns, 1);
}

/// c [columns / 16][inner][16] = aᵀ · d for a [rows][inner] and d [rows][columns] in panels, columns a
/// multiple of 32: the gradient of a weight, summed over rows.
static void panel_outer_product(const float *a, const float *d, float *c, long rows, long inner,
                                long columns) {
    for (long panel = 0; panel < columns / Lanes; panel += KB_PRODUCT_VECTORS) {
        const Right right = {d + panel * rows * Lanes, Lanes, rows * Lanes};
        for (long first = 0; first < inner; first += KB_PRODUCT_ROWS) {
            const float *places[KB_PRODUCT_ROWS];
            find_rows(a, first, inner, 1, places);
            Tile tile;
            start_tile(tile, 0, KB_PRODUCT_VECTORS);
            multiply_tile(places, rows, inner, right, KB_PRODUCT_VECTORS, tile);
            for (int r = 0; r < KB_PRODUCT_ROWS && first + r < inner; r++)
                for (int v = 0; v < KB_PRODUCT_VECTORS; v++)
                    store(c + ((panel + v) * inner + first + r) * Lanes, tile[r][v]);
        }
    }
}
