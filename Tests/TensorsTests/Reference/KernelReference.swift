import CKernels

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The C loops as their header states them, plainly and in Double; matrices row by row.
enum KernelReference {
    /// e^x is kept within e^−87 and e^88, and σ and softplus have the ends that follow.
    static func exponential(_ x: Double) -> Double { x.isNaN ? .nan : exp(min(max(x, -87), 88)) }
    static func sigmoid(_ x: Double) -> Double { 1 / (1 + exponential(-x)) }
    static func softplus(_ x: Double) -> Double {
        x.isNaN ? .nan : max(x, 0) + log1p(exponential(-abs(x)))
    }

    /// u_k of one distance, all centers.
    static func gaussians(_ distance: Float, step: Float, centers: Int) -> [Double] {
        // In Float, as the loop divides: how far that is from the truth is a test of the Gaussians.
        let t = Double(distance / step)
        return (0..<centers).map { k in exponential(-(t - Double(k)) * (t - Double(k))) }
    }

    /// Lagrange's weights of all nodes, four of which are not zero; not of NaN.
    static func cubics(_ distance: Float, spacing: Double, nodes: Int) -> [Double] {
        // Node i stands at (i − 1) · spacing.
        let t = min(Double(distance) / spacing, Double(nodes - 2))
        var weights = [Double](repeating: 0, count: nodes)
        let cell = Int(max(0, min(t.rounded(.down), Double(nodes - 4))))
        let four = cell...(cell + 3)
        for i in four {
            weights[i] = four.filter { $0 != i }.reduce(1.0) { product, j in
                product * (t - Double(j - 1)) / Double(i - j)
            }
        }
        return weights
    }
}
