import Testing

/// How near the results of a loop must be to those of its reference.
enum Closeness {
    /// Equal to a few units in the last place, or both NaN, or both infinite.
    ///
    /// - Parameter scale: largest number of which the value may be a sum.
    static func isNear(_ found: Float, _ expected: Double, scale: Double = 0) -> Bool {
        if found.isNaN || expected.isNaN { return found.isNaN && expected.isNaN }
        if !expected.isFinite { return Double(found) == expected }
        // 10⁻³⁷: below it σ and softplus have the kernels' ends.
        return abs(Double(found) - expected) <= 1e-6 * max(abs(expected), 10 * scale) + 1e-37
    }

    /// Holds the arrays that a loop gives to those of its reference; the numbers of an array are sums
    /// of such as the largest of them.
    static func expect(_ found: [[Float]], equal expected: [[Double]], _ comment: String) {
        #expect(found.count == expected.count && !expected.isEmpty)
        for (array, (a, b)) in zip(found, expected).enumerated() {
            let scale = b.filter(\.isFinite).map(abs).max() ?? 0
            let wrong = a.indices.filter { !isNear(a[$0], b[$0], scale: scale) }
            let example = wrong.first.map { "element \($0) is \(a[$0]), not \(b[$0])" } ?? ""
            #expect(a.count == b.count && !b.isEmpty, "\(comment), array \(array)")
            #expect(wrong.isEmpty, "\(comment), array \(array): \(wrong.count) wrong; \(example)")
        }
    }
}
