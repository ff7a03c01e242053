/// JSON as it is written: numbers in the fewest digits that give the same Double back.
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

    static func vector(_ v: SIMD3<Double>) -> String {
        "[\(number(v.x)),\(number(v.y)),\(number(v.z))]"
    }

    static func vectors(_ vectors: [SIMD3<Double>]) -> String { array(vectors.map(vector)) }

    static func array(_ elements: [String]) -> String {
        "[" + elements.joined(separator: ",") + "]"
    }

    static func object(_ members: [(String, String)]) -> String {
        "{" + members.map { string($0) + ":" + $1 }.joined(separator: ",") + "}"
    }
}
