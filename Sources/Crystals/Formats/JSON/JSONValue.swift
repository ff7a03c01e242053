/// A value of a JSON text, read where it stands and only as far as it is asked for.
///
/// Foundation's parser builds a tree of boxed numbers; crystals are mostly rows of numbers, and
/// here those go straight from the text into vectors. Numbers may be NaN and Infinity, which
/// Python writes; what is made of them is decided later. No method recurses, so that no depth of
/// nesting can exhaust the stack.
struct JSONValue {
    private let bytes: [UInt8]
    /// The first byte of the value.
    private let start: Int

    /// What keeps a text from being read, and where.
    struct Failure: Error {
        /// Bytes from the start of the text.
        var offset: Int
        var expected: String
        /// The text ended inside the value: more of it may follow.
        var isEnd: Bool
    }

    enum Kind { case object, array, string, number, truth, null }

    /// The value that a whole text is.
    ///
    /// - Throws: Where brackets do not match, the text ends early, or more follows the value.
    init(parsing bytes: [UInt8]) throws(Failure) {
        var scan = JSONScan(bytes, at: 0)
        scan.skipSpace()
        self.init(bytes, at: scan.place)
        try scan.skipValue()
        scan.skipSpace()
        if scan.place < bytes.count { throw scan.failure("nothing more") }
    }

    init(_ bytes: [UInt8], at start: Int) { (self.bytes, self.start) = (bytes, start) }

    var kind: Kind {
        switch start < bytes.count ? bytes[start] : 0 {
        case UInt8(ascii: "{"): .object
        case UInt8(ascii: "["): .array
        case UInt8(ascii: "\""): .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): .truth
        case UInt8(ascii: "n"): .null
        default: .number
        }
    }

    /// The members of an object; the last of several with one name counts.
    func object() throws(Failure) -> JSONObject {
        var scan = self.scan
        try scan.expect("{", "an object")
        var members: [(name: String, value: JSONValue)] = []
        if scan.take("}") { return JSONObject(members: members) }
        repeat {
            scan.skipSpace()
            let name = try scan.string()
            scan.skipSpace()
            try scan.expect(":", "a colon")
            scan.skipSpace()
            members.append((name, JSONValue(bytes, at: scan.place)))
            try scan.skipValue()
        } while scan.take(",")
        try scan.expect("}", "a comma or }")
        return JSONObject(members: members)
    }

    /// The elements of an array.
    func array() throws(Failure) -> [JSONValue] {
        var elements: [JSONValue] = []
        try each { (element, scan) throws(Failure) in
            elements.append(element)
            try scan.skipValue()
        }
        return elements
    }

    /// The member `name` of an object, found without reading what stands behind it: the text may
    /// break off there. nil where it is missing or cannot be reached.
    func member(_ name: String) -> JSONValue? {
        var scan = self.scan
        guard scan.take("{") else { return nil }
        repeat {
            scan.skipSpace()
            guard let found = try? scan.string(), scan.take(":") else { return nil }
            scan.skipSpace()
            if found == name { return JSONValue(bytes, at: scan.place) }
            guard (try? scan.skipValue()) != nil else { return nil }
        } while scan.take(",")
        return nil
    }

    /// A scan that stands at the value.
    var scan: JSONScan { JSONScan(bytes, at: start) }

    func string() throws(Failure) -> String {
        var scan = self.scan
        return try scan.string()
    }

    func number() throws(Failure) -> Double {
        var scan = self.scan
        return try scan.number()
    }

    /// An array of numbers; null counts as NaN.
    func numbers() throws(Failure) -> [Double] {
        var values: [Double] = []
        try each { (_, scan) throws(Failure) in values.append(try scan.number()) }
        return values
    }

    /// An array of arrays of three numbers.
    func vectors() throws(Failure) -> [SIMD3<Double>] {
        var values: [SIMD3<Double>] = []
        try each { (_, scan) throws(Failure) in values.append(try scan.vector()) }
        return values
    }

    /// The text of the value, for keeping or parsing apart.
    func text() throws(Failure) -> [UInt8] {
        var scan = self.scan
        try scan.skipValue()
        return Array(bytes[start..<scan.place])
    }

    /// Calls `body` at every element of an array; `body` moves the scan behind the element.
    private func each(
        _ body: (JSONValue, inout JSONScan) throws(Failure) -> Void
    ) throws(Failure) {
        var scan = self.scan
        try scan.expect("[", "an array")
        if scan.take("]") { return }
        repeat {
            scan.skipSpace()
            try body(JSONValue(bytes, at: scan.place), &scan)
        } while scan.take(",")
        try scan.expect("]", "a comma or ]")
    }
}

/// The members of an object, in the order of the text.
struct JSONObject {
    var members: [(name: String, value: JSONValue)]

    subscript(name: String) -> JSONValue? { members.last { $0.name == name }?.value }

    /// The first of several names that is there.
    func first(_ names: String...) -> JSONValue? {
        for name in names { if let value = self[name] { return value } }
        return nil
    }
}
