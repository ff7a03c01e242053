/// What stands on a site: one element, or a mixture with occupancies.
public enum Species: Hashable, Sendable {
    /// The site is fully occupied by one element.
    case element(Element)
    /// Components sorted by atomic number, each element once; occupancies sum to at most one.
    case mixture([Component])

    /// An element and the share of the site it fills.
    public struct Component: Hashable, Sendable {
        public var element: Element
        /// Fraction of the site, 0 < occupancy ≤ 1.
        public var occupancy: Double

        public init(_ element: Element, occupancy: Double) {
            (self.element, self.occupancy) = (element, occupancy)
        }
    }

    /// Merges repeated elements, sorts by atomic number, and turns a full single
    /// component into ``element(_:)``, so that equal contents compare equal.
    public init(components: [Component]) {
        var merged: [Component] = []
        for component in components.sorted(by: { $0.element < $1.element }) {
            if let last = merged.indices.last, merged[last].element == component.element {
                merged[last].occupancy += component.occupancy
            } else {
                merged.append(component)
            }
        }
        if merged.count == 1, abs(merged[0].occupancy - 1) < 1e-6 {
            self = .element(merged[0].element)
        } else {
            self = .mixture(merged)
        }
    }

    /// One element alone on the site.
    init(_ element: Element, occupancy: Double) {
        self =
            abs(occupancy - 1) < 1e-6
            ? .element(element) : .mixture([Component(element, occupancy: occupancy)])
    }

    public var components: [Component] {
        switch self {
        case .element(let element): [Component(element, occupancy: 1)]
        case .mixture(let components): components
        }
    }

    /// Calls `body` with each of ``components``, without making an array of them.
    @inline(__always)
    func forEachComponent(_ body: (_ element: Element, _ occupancy: Double) -> Void) {
        switch self {
        case .element(let element): body(element, 1)
        case .mixture(let components):
            for component in components { body(component.element, component.occupancy) }
        }
    }

    /// Atoms on the site, 0…1: the occupancies together.
    public var filling: Double {
        if case .element = self { return 1 }
        return components.reduce(0) { $0 + $1.occupancy }
    }

    /// Whether one element fills the site.
    public var isOrdered: Bool {
        if case .element = self { true } else { false }
    }
}
