/// The names by which the reasons speak of other crystals.
///
/// Most rivals stand a little above the crystal: names of those that passed are kept a while, and the
/// ledger is asked for the others.
public struct PlaceNames {
    private let crystal: (Int) throws -> ScreenedCrystal?
    private let basis: Ladder.Basis
    /// Of entries that others count the same as.
    private let ranks: [Int: Int]
    /// By entry: those asked for last, and those before them.
    private var (recent, older): ([Int: String], [Int: String]) = ([:], [:])

    /// Names that are kept, twice.
    private static let capacity = 10_000

    /// - Parameters:
    ///   - placements: all of them.
    ///   - basis: what their places were given by.
    ///   - crystal: the crystal of an entry.
    public init(
        _ placements: [Placement], by basis: Ladder.Basis,
        crystal: @escaping (Int) throws -> ScreenedCrystal?
    ) {
        (self.crystal, self.basis) = (crystal, basis)
        let twins = Set(placements.lazy.compactMap(\.duplicateOf))
        ranks = Dictionary(
            uniqueKeysWithValues: placements.lazy.filter { twins.contains($0.entry) }.map {
                ($0.entry, $0.rank)
            })
    }

    /// Those that the reason for a place speaks of.
    public struct Others: Sendable {
        /// "BN mp-1639 (70.1 GPa, 5.2 MPa·m^½)".
        public var rivals: [String]
        /// "mp-1639 (rank 3)": the crystal that counts as the same.
        public var twin: String?
    }

    /// Takes note of a crystal that passes.
    public mutating func add(_ row: ScreenedCrystal) { keep(name(row), of: row.entry) }

    public mutating func others(than placement: Placement) throws -> Others {
        Others(
            rivals: try placement.rivals.map { try name(of: $0) },
            twin: try placement.duplicateOf.map { twin in
                let rank = ranks[twin].map { " (rank \($0))" } ?? ""
                return try found(twin).id + rank
            })
    }

    private mutating func name(of entry: Int) throws -> String {
        if let name = recent[entry] ?? older[entry] { return name }
        let name = name(try found(entry))
        keep(name, of: entry)
        return name
    }

    private func found(_ entry: Int) throws -> ScreenedCrystal {
        guard let crystal = try crystal(entry) else {
            throw LedgerError.damaged("entry \(entry) is a rival but not there")
        }
        return crystal
    }

    private mutating func keep(_ name: String, of entry: Int) {
        if recent.count == Self.capacity {
            older = recent
            recent.removeAll(keepingCapacity: true)
        }
        recent[entry] = name
    }

    private func name(_ row: ScreenedCrystal) -> String {
        let known = row.quantities
        func text(_ quantity: Quantity) -> String {
            basis.value(of: quantity, in: known).map { figures($0, 3) } ?? "?"
        }
        let isLower = basis.isLower(in: known)
        return "\(row.formula) \(row.id) (\(isLower ? "at least " : "")\(text(.hardness)) GPa, "
            + "\(text(.toughness)) MPa·m^½)"
    }
}
