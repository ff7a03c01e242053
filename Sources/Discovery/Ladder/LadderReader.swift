internal import Crystals
internal import Yams

/// One mapping of the ladder's YAML: its values by key, each read as what it has to be.
struct LadderReader {
    let line: Int?
    private let values: [String: Node]

    /// - Throws: if `node` is no mapping, or holds a key that is not allowed.
    init(_ node: Node, of what: String, allowing allowed: [String]) throws(LadderError) {
        line = node.line
        guard let mapping = node.mapping else {
            throw LadderError(
                line: node.line,
                message: "\(what) must be keys with values; allowed keys are "
                    + allowed.joined(separator: ", "))
        }
        var values: [String: Node] = [:]
        for (keyNode, value) in mapping {
            let key = keyNode.string ?? ""
            guard allowed.contains(key) else {
                throw LadderError(
                    line: keyNode.line,
                    message: "'\(key)' is no key of \(what); allowed are "
                        + allowed.joined(separator: ", "))
            }
            values[key] = value
        }
        self.values = values
    }

    subscript(_ key: String) -> Node? { values[key] }

    func text(_ key: String) throws(LadderError) -> String? {
        guard let node = values[key] else { return nil }
        guard let text = node.scalar?.string, !text.isEmpty else {
            throw wrong(key, node, "a word")
        }
        let isPlain = text.allSatisfy { $0.isLetter || $0.isNumber || " -_.".contains($0) }
        guard isPlain else { throw wrong(key, node, "letters, digits, spaces, - _ and .") }
        return text
    }

    func number(_ key: String) throws(LadderError) -> Double? {
        guard let node = values[key] else { return nil }
        guard let text = node.scalar?.string, let number = Double(text), number.isFinite else {
            throw wrong(key, node, "a number")
        }
        return number
    }

    func share(_ key: String) throws(LadderError) -> Double? {
        let number = try number(key)
        if let node = values[key], let number, !(0...1).contains(number) {
            throw wrong(key, node, "from 0 to 1")
        }
        return number
    }

    func count(_ key: String) throws(LadderError) -> Int? {
        guard let node = values[key] else { return nil }
        guard let text = node.scalar?.string, let count = Int(text), count > 0 else {
            throw wrong(key, node, "a whole number above 0")
        }
        return count
    }

    /// nil for `everything`.
    func budget(_ key: String) throws(LadderError) -> Int? {
        guard let node = values[key], node.scalar?.string != "everything" else { return nil }
        guard let text = node.scalar?.string, let count = Int(text), count > 0 else {
            throw wrong(key, node, "'everything' or a whole number above 0")
        }
        return count
    }

    func choice<Choice: CaseIterable & RawRepresentable<String>>(
        _ key: String, of type: Choice.Type
    ) throws(LadderError) -> Choice? {
        guard let node = values[key] else { return nil }
        guard let choice = node.scalar.flatMap({ Choice(rawValue: $0.string) }) else {
            let allowed = Choice.allCases.map(\.rawValue).joined(separator: ", ")
            throw wrong(key, node, "one of \(allowed)")
        }
        return choice
    }

    func elements(_ key: String) throws(LadderError) -> Set<Element> {
        guard let node = values[key] else { return [] }
        let items = node.sequence.map(Array.init) ?? [node]
        var elements = Set<Element>()
        for item in items {
            guard let element = item.scalar.flatMap({ Element($0.string) }) else {
                throw wrong(key, item, "a list of element symbols such as [Be, \"N\"]")
            }
            elements.insert(element)
        }
        return elements
    }

    private func wrong(_ key: String, _ node: Node, _ allowed: String) -> LadderError {
        let given = node.scalar.map { "'\($0.string)'" } ?? "a list or mapping"
        return LadderError(
            line: node.line, message: "\(key) is \(given); it must be \(allowed)")
    }
}

extension Node {
    /// From 1.
    var line: Int? { mark?.line }
}
