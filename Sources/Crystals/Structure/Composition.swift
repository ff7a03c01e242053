/// How much of each element there is: of a cell, or of a formula unit.
///
/// Two compositions are equal if their proportions are: Fe2O3 and Fe4O6, one cell and a supercell.
public struct Composition: Sendable {
    /// Elements by atomic number, with amounts above zero (atoms, or parts of atoms on mixed sites).
    public let amounts: [(element: Element, amount: Double)]
    /// Proportions in whole steps of about 1e-6, which is what is compared and hashed.
    private let steps: [Int]

    /// - Parameter amounts: finite and not negative; an element may occur more than once.
    public init(_ amounts: some Sequence<(element: Element, amount: Double)>) {
        var sums = AmountSums()
        for (element, amount) in amounts { sums.add(amount, of: element) }
        self.init(sums)
    }

    /// What one cell of a crystal holds, each species of a mixture counted by its occupancy.
    public init(_ crystal: Crystal) {
        var sums = AmountSums()
        for site in crystal.sites {
            site.species.forEachComponent { element, amount in sums.add(amount, of: element) }
        }
        self.init(sums)
    }

    private init(_ sums: AmountSums) {
        let present = sums.amounts.filter { $0.amount > 0 }.sorted { $0.element < $1.element }
        amounts = present
        let total = present.reduce(0) { $0 + $1.amount }
        // A scale that is no round number: halves, thirds and other simple proportions then never
        // fall on the boundary between two steps, where rounding would decide.
        steps = present.map { Int(($0.amount / total * 1_234_567.891).rounded()) }
    }

    public var elements: [Element] { amounts.map(\.element) }

    public var isEmpty: Bool { amounts.isEmpty }

    /// Atoms in all.
    public var total: Double { amounts.reduce(0) { $0 + $1.amount } }

    /// Atoms of an element, 0 where it is not present.
    public subscript(element: Element) -> Double {
        amounts.first { $0.element == element }?.amount ?? 0
    }

    /// Share of the atoms that are of an element, 0…1.
    public func fraction(of element: Element) -> Double {
        isEmpty ? 0 : self[element] / total
    }

    /// Of all the atoms together, u.
    public var mass: Double { amounts.reduce(0) { $0 + $1.amount * $1.element.mass } }
}

/// Amounts by element, in the order in which the elements first came: there are few of them.
private struct AmountSums {
    private(set) var amounts: [(element: Element, amount: Double)] = []

    mutating func add(_ amount: Double, of element: Element) {
        precondition(amount >= 0 && amount.isFinite, "\(amount) atoms of \(element)")
        for index in amounts.indices where amounts[index].element == element {
            amounts[index].amount += amount
            return
        }
        amounts.append((element, amount))
    }
}

extension Composition: Hashable {
    public static func == (a: Self, b: Self) -> Bool {
        a.steps == b.steps && a.amounts.elementsEqual(b.amounts) { $0.element == $1.element }
    }

    public func hash(into hasher: inout Hasher) {
        hasher.combine(steps)
        for (element, _) in amounts { hasher.combine(element) }
    }
}

extension Crystal {
    /// Of one cell.
    public var composition: Composition { Composition(self) }

    /// g/cm³.
    public var density: Double { composition.mass * atomicMassConstant / lattice.volume }
}

/// One u in g/cm³ · Å³: 1.66053906892e-24 g (CODATA 2022) over 1e-24 cm³.
private let atomicMassConstant = 1.660_539_068_92
