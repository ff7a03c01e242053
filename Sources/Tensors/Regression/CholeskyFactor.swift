internal import COpenBLAS

/// The Cholesky factor of a symmetric positive definite matrix with thousands of rows, A = L Lᵀ, on all
/// threads.
///
/// The lower triangle stands in square tiles; of each a thread computes one step at a time, and the steps of
/// a tile follow each other in the order of its columns, so that no bit depends on the number of threads.
/// What is missing to whole tiles at the end is filled up with the identity.
struct CholeskyFactor: Sendable {
    let size: Int
    private let tiles: Tiles

    /// Rows of a tile.
    static let side = 192

    /// - Parameters:
    ///   - tile: the elements of A at some rows and columns, row after row; only tiles that touch the lower
    ///     triangle are asked for, from several threads at once.
    ///   - progress: called with the share that is over; returns false to give up.
    /// - Returns: nil if given up.
    /// - Precondition: A is positive definite.
    init?(
        size: Int, tile: @Sendable (Range<Int>, Range<Int>) -> [Double],
        progress: (Double) -> Bool = { _ in true }
    ) {
        self.size = size
        tiles = Tiles((size + Self.side - 1) / Self.side)
        fill(tile)
        for k in 0..<tiles.count {
            guard progress(share(k)) else { return nil }
            factorDiagonal(k)
            eliminate(k)
        }
    }

    /// Of the operations, when the steps before k are done.
    private func share(_ k: Int) -> Double {
        let left = Double(tiles.count - k) / Double(max(1, tiles.count))
        return 1 - left * left * left
    }

    /// The rows of A that a row of tiles holds.
    private func range(_ block: Int) -> Range<Int> {
        block * Self.side..<min((block + 1) * Self.side, size)
    }

    private func fill(_ tile: @Sendable (Range<Int>, Range<Int>) -> [Double]) {
        let places = tiles.places(from: 0)
        Workers.forEach(places.count) { place in
            let (i, j) = places[place]
            let (rows, columns) = (range(i), range(j))
            let values = tile(rows, columns)
            let memory = tiles.at(i, j)
            for row in 0..<Self.side {
                for column in 0..<Self.side {
                    let isInside = row < rows.count && column < columns.count
                    memory[row * Self.side + column] =
                        isInside
                        ? values[row * columns.count + column] : i == j && row == column ? 1 : 0
                }
            }
        }
    }

    /// L_kk of what is left of A_kk.
    private func factorDiagonal(_ k: Int) {
        let (a, side) = (tiles.at(k, k), Self.side)
        for i in 0..<side {
            for j in 0...i {
                var sum = a[i * side + j]
                for c in 0..<j { sum -= a[i * side + c] * a[j * side + c] }
                if i == j {
                    precondition(sum > 0, "row \(k * side + i) of \(size) leaves \(sum)")
                    a[i * side + i] = sum.squareRoot()
                } else {
                    a[i * side + j] = sum / a[j * side + j]
                }
            }
        }
    }

    /// L_ik = A_ik L_kk⁻ᵀ, and A_ij less L_ik L_jkᵀ for all behind it.
    private func eliminate(_ k: Int) {
        let (tiles, side) = (tiles, Int32(Self.side))
        Kernels.useOneThreadOfBLAS()
        Workers.forEach(tiles.count - k - 1) { below in
            cblas_dtrsm(
                CblasRowMajor, CblasRight, CblasLower, CblasTrans, CblasNonUnit, side, side, 1,
                tiles.at(k, k), side, tiles.at(k + 1 + below, k), side)
        }
        let places = tiles.places(from: k + 1)
        Workers.forEach(places.count) { place in
            let (i, j) = places[place]
            cblas_dgemm(
                CblasRowMajor, CblasNoTrans, CblasTrans, side, side, side, -1,
                tiles.at(i, k), side, tiles.at(j, k), side, 1, tiles.at(i, j), side)
        }
    }

    /// x of A x = b.
    func solve(_ b: [Double]) -> [Double] {
        precondition(b.count == size, "\(b.count) right sides for \(size) rows")
        let side = Self.side
        var x = b + [Double](repeating: 0, count: tiles.count * side - size)
        Kernels.useOneThreadOfBLAS()
        x.withUnsafeMutableBufferPointer { buffer in
            guard let x = buffer.baseAddress else { return }
            for i in 0..<tiles.count {
                for j in 0..<i { subtract(tiles.at(i, j), false, x + j * side, from: x + i * side) }
                solveDiagonal(i, CblasNoTrans, x + i * side)
            }
            for i in (0..<tiles.count).reversed() {
                for j in (i + 1)..<max(i + 1, tiles.count) {
                    subtract(tiles.at(j, i), true, x + j * side, from: x + i * side)
                }
                solveDiagonal(i, CblasTrans, x + i * side)
            }
        }
        return Array(x.prefix(size))
    }

    /// y less T x, or less Tᵀ x.
    private func subtract(
        _ tile: UnsafeMutablePointer<Double>, _ isTransposed: Bool,
        _ x: UnsafeMutablePointer<Double>, from y: UnsafeMutablePointer<Double>
    ) {
        let side = Int32(Self.side)
        cblas_dgemv(
            CblasRowMajor, isTransposed ? CblasTrans : CblasNoTrans, side, side, -1, tile, side,
            x, 1, 1, y, 1)
    }

    private func solveDiagonal(
        _ k: Int, _ transposed: CBLAS_TRANSPOSE, _ x: UnsafeMutablePointer<Double>
    ) {
        let side = Int32(Self.side)
        cblas_dtrsv(
            CblasRowMajor, CblasLower, transposed, CblasNonUnit, side, tiles.at(k, k), side, x, 1)
    }
}

/// The tiles of a lower triangle, row of tiles after row. Threads may share them because each writes to
/// tiles of its own.
private final class Tiles: @unchecked Sendable {
    /// Rows of tiles.
    let count: Int
    private let base: UnsafeMutablePointer<Double>
    private static let area = CholeskyFactor.side * CholeskyFactor.side

    init(_ count: Int) {
        self.count = count
        let elements = count * (count + 1) / 2 * Self.area
        base = UnsafeMutableRawPointer.allocate(byteCount: max(8, elements * 8), alignment: 64)
            .bindMemory(to: Double.self, capacity: elements)
    }

    deinit { UnsafeMutableRawPointer(base).deallocate() }

    /// - Precondition: `column` is not above `row`.
    func at(_ row: Int, _ column: Int) -> UnsafeMutablePointer<Double> {
        base + (row * (row + 1) / 2 + column) * Self.area
    }

    /// Of all tiles from a row and column on.
    func places(from first: Int) -> [(Int, Int)] {
        guard first < count else { return [] }
        return (first..<count).flatMap { i in (first...i).map { (i, $0) } }
    }
}
