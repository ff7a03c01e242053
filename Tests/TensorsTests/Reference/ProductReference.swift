/// Matrix products, and sums of parts.
extension KernelReference {
    /// a [rows, inner] · b [inner, columns] + bias.
    static func product(
        _ a: [Float], _ b: [Float], inner: Int, columns: Int, bias: [Float] = []
    ) -> [Double] {
        (0..<(a.count / inner)).flatMap { r in
            (0..<columns).map { n in
                (0..<inner).reduce(bias.isEmpty ? 0 : Double(bias[n])) { sum, k in
                    sum + Double(a[r * inner + k]) * Double(b[k * columns + n])
                }
            }
        }
    }

    /// aᵀ · d for a [rows, inner] and d [rows, columns].
    static func outerProduct(
        _ a: [Float], _ d: [Float], inner: Int, columns: Int
    ) -> [Double] {
        (0..<inner).flatMap { k in
            (0..<columns).map { n in
                (0..<(a.count / inner)).reduce(0.0) { sum, r in
                    sum + Double(a[r * inner + k]) * Double(d[r * columns + n])
                }
            }
        }
    }

    /// Σ_p parts[p], p in order, in Float: the loop owes its bits.
    static func sum(_ parts: [Float], size: Int) -> [Float] {
        (0..<size).map { i in
            stride(from: i + size, to: parts.count, by: size).reduce(parts[i]) { $0 + parts[$1] }
        }
    }
}
