/// JSON as it is written: numbers in the fewest digits that give the same Double back, geometry
/// rounded as in every format.
enum JSONText {
    static func string(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }

    /// JSON has no word for NaN and the infinities: null.
    static func number(_ value: Double) -> String { value.isFinite ? "\(value)" : "null" }

    static func vector(_ f: Fractional) -> String { vector(f.vector, GeometryText.decimals) }

    static func vector(_ r: Cartesian) -> String {
        vector(r.vector, GeometryText.cartesianDecimals)
    }

    private static func vector(_ v: SIMD3<Double>, _ decimals: Int) -> String {
        let r = GeometryText.rounded(v, decimals)
        return "[\(number(r.x)),\(number(r.y)),\(number(r.z))]"
    }

    /// The rows of a lattice.
    static func vectors(_ lattice: Lattice) -> String {
        array([lattice.a, lattice.b, lattice.c].map { vector($0) })
    }

    static func array(_ elements: [String]) -> String {
        "[" + elements.joined(separator: ",") + "]"
    }

    static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { string($0) + ":" + $1 }.joined(separator: ",") + "}"
    }
}
