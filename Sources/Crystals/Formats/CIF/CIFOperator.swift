extension SymmetryOperation {
    /// An operator as CIF writes it: "-x, y+1/2, 0.5-z"; nil where it is none.
    init?(_ text: String) {
        let parts = text.lowercased().filter { !$0.isWhitespace && $0 != "'" && $0 != "\"" }
            .split(separator: ",", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        var (rotation, translation): ([SIMD3<Double>], SIMD3<Double>) = ([], .zero)
        for (k, part) in parts.enumerated() {
            guard let (row, shift) = Self.component(part) else { return nil }
            rotation.append(row)
            translation[k] = shift
        }
        self.init(rotation: rotation, translation: translation)
        guard abs(abs(determinant) - 1) < 1e-9 else { return nil }
    }

    private var determinant: Double { rotation[0].dot(rotation[1].cross(rotation[2])) }

    /// One of the three parts: signed letters and numbers in any order.
    private static func component(_ text: Substring) -> (SIMD3<Double>, Double)? {
        var row = SIMD3<Double>.zero
        var shift = 0.0
        var rest = text
        guard !rest.isEmpty else { return nil }
        while let first = rest.first {
            var sign = 1.0
            // Only a sign parts one term from the next: "2x" is no operator.
            guard first == "+" || first == "-" || rest.startIndex == text.startIndex else {
                return nil
            }
            if first == "+" || first == "-" {
                sign = first == "-" ? -1 : 1
                rest = rest.dropFirst()
            }
            if let letter = rest.first, let axis = "xyz".firstIndex(of: letter) {
                row["xyz".distance(from: "xyz".startIndex, to: axis)] += sign
                rest = rest.dropFirst()
            } else if let number = number(&rest) {
                shift += sign * number
            } else {
                return nil
            }
        }
        return (row, shift)
    }

    /// "1/2" or "0.3333"; thirds and the like are made exact.
    private static func number(_ rest: inout Substring) -> Double? {
        let digits = rest.prefix { $0.isNumber || $0 == "." }
        guard let value = Double(digits) else { return nil }
        rest = rest.dropFirst(digits.count)
        guard rest.first == "/" else {
            // All translations of space groups are multiples of 1/24.
            let exact = (value * 24).rounded() / 24
            return abs(exact - value) < 2e-4 ? exact : value
        }
        let below = rest.dropFirst().prefix { $0.isNumber }
        guard let denominator = Double(below), denominator > 0 else { return nil }
        rest = rest.dropFirst(below.count + 1)
        return value / denominator
    }
}
