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

    /// As CIF writes it: "-x,y+1/2,-z".
    var text: String {
        (0..<3).map { k in
            var words = ""
            for (axis, letter) in zip(0..<3, ["x", "y", "z"]) where rotation[k][axis] != 0 {
                let factor = rotation[k][axis]
                let sign = factor < 0 ? "-" : words.isEmpty ? "" : "+"
                words += sign + (abs(factor) == 1 ? "" : "\(Int(abs(factor)))") + letter
            }
            return words + Self.text(ofShift: translation[k])
        }.joined(separator: ",")
    }

    /// "+1/2" of a shift brought into the cell, "" of none; a decimal where it is no 24th.
    private static func text(ofShift shift: Double) -> String {
        let inside = shift - shift.rounded(.down)
        let parts = (inside * 24).rounded()
        guard abs(inside * 24 - parts) < 1e-3 else { return "+\(Decimal.text(inside, 6))" }
        let count = Int(parts) % 24
        if count == 0 { return "" }
        let divisor = [12, 8, 6, 4, 3, 2, 1].first { count % $0 == 0 && 24 % $0 == 0 } ?? 1
        return "+\(count / divisor)/\(24 / divisor)"
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
