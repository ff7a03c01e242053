internal import Crystals
internal import Discovery
internal import Foundation

/// What each of the 92 bits of an atom says, block by block (`Element.featureVector`).
struct AtomBits {
    /// One property, one-hot over its bins.
    struct Block: Encodable {
        var key: String
        var offset: Int
        var size: Int
        var unit: String
        /// [size] the value or the range of each bit.
        var labels: [String]
    }

    /// The nine, in the order of the bits.
    static let blocks: [Block] = {
        var offset = 0
        return kinds.map { kind in
            defer { offset += kind.labels.count }
            return Block(
                key: kind.key, offset: offset, size: kind.labels.count, unit: kind.unit,
                labels: kind.labels)
        }
    }()

    private struct Kind {
        var key: String
        var unit = ""
        var labels: [String]
    }

    private static let kinds: [Kind] = [
        Kind(key: "group", labels: ["f"] + (1...18).map(String.init)),
        Kind(key: "period", labels: (1...7).map(String.init)),
        Kind(key: "electronegativity", labels: bins(0.5...4, decimals: 2)),
        Kind(key: "covalentRadius", unit: "pm", labels: bins(25...250, decimals: 1)),
        Kind(key: "valenceElectrons", labels: (1...12).map(String.init)),
        Kind(
            key: "ionizationEnergy", unit: "eV",
            labels: bins(1.3...3.3, decimals: 1, isLogarithmic: true)),
        Kind(key: "electronAffinity", unit: "eV", labels: bins(-3...3.7, decimals: 2)),
        Kind(key: "block", labels: ["s", "p", "d", "f"]),
        Kind(
            key: "molarVolume", unit: "cm³/mol",
            labels: bins(1.5...4.3, decimals: 1, isLogarithmic: true)),
    ]

    /// Ten equal bins of a range, or of the logarithm of one.
    private static func bins(
        _ range: ClosedRange<Double>, decimals: Int, isLogarithmic: Bool = false
    ) -> [String] {
        let width = (range.upperBound - range.lowerBound) / 10
        func edge(_ k: Int) -> String {
            let value = range.lowerBound + Double(k) * width
            return decimalPoint(isLogarithmic ? exp(value) : value, decimals: decimals)
        }
        return (0..<10).map { "\(edge($0))…\(edge($0 + 1))" }
    }
}

/// An element by its bits.
struct PicturedElement: Encodable {
    var element: String
    var name: String
    /// [92]
    var bits: [Int]
    var blocks: [Value]

    /// What a block says of the element.
    struct Value: Encodable {
        var key: String
        var value: Double?
        var text: String
        /// The bit that is set.
        var hot: Int?
    }

    init(_ element: Element) {
        (self.element, name) = (element.symbol, element.name)
        let bits = element.featureVector.map { Int($0) }
        self.bits = bits
        blocks = zip(AtomBits.blocks, Self.values(of: element)).map { block, entry in
            let own = block.offset..<(block.offset + block.size)
            return Value(
                key: block.key, value: entry.value, text: entry.text,
                hot: own.first { bits[$0] == 1 })
        }
    }

    private static func values(of element: Element) -> [(value: Double?, text: String)] {
        func number(_ value: Double?) -> (Double?, String) {
            (value, value.map { figures($0, 4) } ?? "")
        }
        let group = element.group.map(Double.init)
        return [
            (group, element.group.map(String.init) ?? "f"),
            (Double(element.period), "\(element.period)"),
            number(element.electronegativity), number(element.covalentRadius),
            (Double(element.valenceElectrons), "\(element.valenceElectrons)"),
            number(element.firstIonizationEnergy), number(element.electronAffinity),
            (nil, element.block.rawValue), number(element.molarVolume),
        ]
    }
}
