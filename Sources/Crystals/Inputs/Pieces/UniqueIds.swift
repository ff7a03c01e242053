/// Makes ids unique by a suffix: those of usable inputs among themselves, so that a broken record
/// takes no name from a good one, those of rejected inputs among all that came before.
struct UniqueIds {
    private var counts: [String: Int] = [:]
    private var rejected: [String: Int] = [:]

    /// The input under an id of its own; a record's own name that is changed is warned of.
    mutating func named(_ unnamed: UnnamedInput) -> ExaminedInput {
        var input = unnamed.input
        let wanted = input.id
        guard input.verdict.record != nil else {
            input.id = unreserved(wanted)
            return input
        }
        guard let id = replacement(for: wanted) else { return input }
        input.id = id
        input.verdict = input.verdict.named(id, insteadOf: unnamed.hasName ? wanted : nil)
        if unnamed.hasName {
            let finding = Finding(
                .repeatedId, "the id \"\(wanted)\" was there before; it is now \"\(id)\"")
            input.verdict = input.verdict.warned(finding)
        }
        return input
    }

    /// An id of its own for an input that wants `wanted`.
    mutating func id(for wanted: String, isUsable: Bool) -> String {
        isUsable ? replacement(for: wanted) ?? wanted : unreserved(wanted)
    }

    /// `wanted` with "-2", "-3", … behind it if a usable input had it before; else nil.
    private mutating func replacement(for wanted: String) -> String? {
        guard let count = counts[wanted] else {
            counts[wanted] = 1
            return nil
        }
        let (id, next) = suffixed(wanted, from: count) { counts[$0] != nil }
        counts[wanted] = next
        counts[id] = 1
        return id
    }

    /// The same for a rejected input, whose id a later usable one may still have.
    private mutating func unreserved(_ wanted: String) -> String {
        func isTaken(_ id: String) -> Bool { counts[id] != nil || rejected[id] != nil }
        guard isTaken(wanted) else {
            rejected[wanted] = 1
            return wanted
        }
        let (id, next) = suffixed(wanted, from: rejected[wanted] ?? 1, isTaken)
        rejected[wanted] = next
        rejected[id] = 1
        return id
    }

    private func suffixed(
        _ wanted: String, from count: Int, _ isTaken: (String) -> Bool
    ) -> (id: String, count: Int) {
        var next = count + 1
        while isTaken("\(wanted)-\(next)") { next += 1 }
        return ("\(wanted)-\(next)", next)
    }
}

extension Verdict {
    /// The same with another id for the record.
    ///
    /// - Parameter name: its own; nil where it has none, and the id was made for it.
    fileprivate func named(_ id: String, insteadOf name: String?) -> Verdict {
        func named(_ record: CrystalRecord) -> CrystalRecord {
            var record = record
            (record.id, record.repeatedName) = (id, name)
            return record
        }
        return switch self {
        case .accepted(let record): .accepted(named(record))
        case .acceptedWithWarning(let record, let findings):
            .acceptedWithWarning(named(record), findings)
        case .rejected: self
        }
    }

    /// The same with one more warning; a rejection stays as it is.
    fileprivate func warned(_ finding: Finding) -> Verdict {
        switch self {
        case .accepted(let record): .acceptedWithWarning(record, [finding])
        case .acceptedWithWarning(let record, let findings):
            .acceptedWithWarning(record, findings + [finding])
        case .rejected: self
        }
    }
}
