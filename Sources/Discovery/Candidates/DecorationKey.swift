internal import Crystals

/// A decoration in eight bytes: the prototype's index in ``Prototype/all`` and up to four atomic
/// numbers, so that some hundred thousand candidates are a few megabytes and sort by one comparison.
struct DecorationKey: Hashable, Comparable, Sendable {
    private let bits: UInt64

    /// - Parameter elements: in the order of the prototype's roles.
    init(prototype: Int, elements: [Element]) {
        precondition(elements.count <= 4, "\(elements.count) roles do not fit four bytes")
        let numbers = (0..<4).map { $0 < elements.count ? elements[$0].atomicNumber : 0 }
        bits = numbers.reduce(UInt64(prototype)) { $0 << 8 | UInt64($1) }
    }

    var prototype: Int { Int(bits >> 32) }

    var elements: [Element] {
        [24, 16, 8, 0].compactMap { Element(atomicNumber: Int(bits >> UInt64($0) & 0xFF)) }
    }

    static func < (p: Self, q: Self) -> Bool { p.bits < q.bits }
}

extension Prototype {
    /// The one of all equivalent orders of `elements` that puts electropositive elements first:
    /// AlN rather than NAl, whose wurtzite is the same crystal.
    func canonical(_ elements: [Element]) -> [Element] {
        guard roleSymmetries.count > 1 else { return elements }
        let orders = roleSymmetries.map { permutation in permutation.map { elements[$0] } }
        return orders.min { p, q in p.map(rank).lexicographicallyPrecedes(q.map(rank)) } ?? elements
    }

    private func rank(_ element: Element) -> Double {
        // Electronegativities have two decimals: the atomic number decides among equals.
        (element.electronegativity ?? 0) + 1e-6 * Double(element.atomicNumber)
    }
}
