extension Prototype {
    /// Every structure type known here, elements first, then AB, AB₂, other binaries, ternaries.
    ///
    /// The order is part of the format of candidate orderings: append to the lists, do not reorder.
    public static let all: [Prototype] = elemental + equiatomic + dicompound + binary + ternary

    /// The prototype with an ``id``, or nil.
    public static func named(_ id: String) -> Prototype? {
        indices[id].map { all[$0] }
    }

    private static let indices = Dictionary(
        uniqueKeysWithValues: all.indices.map { (all[$0].id, $0) })
}
