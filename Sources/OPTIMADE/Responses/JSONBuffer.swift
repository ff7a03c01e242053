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

    /// The name of a member, written before by ``named(_:)``.
    mutating func name(written: [UInt8]) {
        raw(written)
        isFirst = true
    }

    /// The name of a member and its colon.
    static func named(_ name: String) -> [UInt8] {
        var json = JSONBuffer(capacity: name.utf8.count + 3)
        json.string(name)
        return json.bytes + [UInt8(ascii: ":")]
    }

    mutating func string(_ text: String?) {
        guard var text else { return null() }
        separate()
        bytes.append(UInt8(ascii: "\""))
        text.withUTF8 { text in
            // Nearly every text can stay as it is, and is copied at once.
            if text.contains(where: Self.isEscaped) {
                for byte in text { escaped(byte) }
            } else {
                bytes.append(contentsOf: text)
            }
        }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
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
        append(value.description)
    }

    /// In the fewest digits that give the same number back; JSON has no NaN and no infinities: null.
    mutating func number(_ value: Double?) {
        guard let value, value.isFinite else { return null() }
        separate()
        append(value.description)
    }

    private mutating func append(_ text: String) {
        var text = text
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
