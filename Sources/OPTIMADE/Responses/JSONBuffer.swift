/// JSON written straight into bytes: responses are mostly rows of numbers, for which an encoder of trees takes ten
/// times as long.
struct JSONBuffer: Sendable {
    private(set) var bytes: [UInt8] = []
    private var isFirst = true

    init(capacity: Int = 4096) { bytes.reserveCapacity(capacity) }

    mutating func object(_ body: (inout JSONBuffer) -> Void) { enclosed("{", "}", body) }

    mutating func array(_ body: (inout JSONBuffer) -> Void) { enclosed("[", "]", body) }

    private mutating func enclosed(
        _ opening: Unicode.Scalar, _ closing: Unicode.Scalar, _ body: (inout JSONBuffer) -> Void
    ) {
        separate()
        bytes.append(UInt8(ascii: opening))
        isFirst = true
        body(&self)
        bytes.append(UInt8(ascii: closing))
        isFirst = false
    }

    private mutating func separate() {
        if !isFirst { bytes.append(UInt8(ascii: ",")) }
        isFirst = false
    }

    /// The name of the member that is written next.
    mutating func name(_ name: StaticString) {
        separate()
        bytes.append(UInt8(ascii: "\""))
        name.withUTF8Buffer { bytes.append(contentsOf: $0) }
        bytes.append(UInt8(ascii: "\""))
        bytes.append(UInt8(ascii: ":"))
        isFirst = true
    }

    mutating func name(_ name: String) {
        string(name)
        bytes.append(UInt8(ascii: ":"))
        isFirst = true
    }

    mutating func string(_ text: String?) {
        guard let text else { return null() }
        separate()
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 { escaped(byte) }
        bytes.append(UInt8(ascii: "\""))
    }

    private mutating func escaped(_ byte: UInt8) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case 0..<0x20:
            bytes.append(contentsOf: "\\u00".utf8)
            for digit in [byte >> 4, byte & 15] {
                bytes.append(
                    digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10)
            }
        default: bytes.append(byte)
        }
    }

    mutating func integer(_ value: Int?) {
        guard let value else { return null() }
        separate()
        bytes.append(contentsOf: "\(value)".utf8)
    }

    /// In the fewest digits that give the same number back; JSON has no NaN and no infinities: null.
    mutating func number(_ value: Double?) {
        guard let value, value.isFinite else { return null() }
        separate()
        var text = "\(value)"
        text.withUTF8 { bytes.append(contentsOf: $0) }
    }

    mutating func truth(_ value: Bool) { literal(value ? "true" : "false") }

    mutating func null() { literal("null") }

    private mutating func literal(_ text: StaticString) {
        separate()
        text.withUTF8Buffer { bytes.append(contentsOf: $0) }
    }

    mutating func numbers(_ x: Double, _ y: Double, _ z: Double) {
        array { json in
            json.number(x)
            json.number(y)
            json.number(z)
        }
    }

    mutating func strings(_ texts: some Sequence<String>) {
        array { json in for text in texts { json.string(text) } }
    }

    /// JSON that was written before.
    mutating func raw(_ json: [UInt8]) {
        separate()
        bytes.append(contentsOf: json)
    }
}
