internal import CGemmi

/// A space group in one of the settings of gemmi's table.
struct NamedSpaceGroup: Sendable {
    private let index: Int32
    /// 1…230, as in International Tables A.
    let number: Int
    /// With its setting: "F d -3 m:1".
    let symbol: String
    /// Whether the name said which of two origins is meant.
    var hasOriginChoice = false
    private let hall: String

    /// - Parameters:
    ///   - name: A Hermann–Mauguin symbol or a number.
    ///   - lattice: Its angles tell whether "R 3" is on hexagonal or rhombohedral axes.
    init?(_ name: String, in lattice: Lattice) {
        let angles = lattice.angles
        // All that gemmi asks of the angles.
        let name = Name(text: name, isRhombohedral: angles.z < 1.125 * angles.x)
        guard let known = Self.named.value(of: name, { NamedSpaceGroup(name, angles) }) else {
            return nil
        }
        self = known
    }

    private struct Name: Hashable {
        let text: String
        let isRhombohedral: Bool
    }

    private static let named = SharedCache<Name, NamedSpaceGroup>(atMost: 4096)

    private init?(_ name: Name, _ angles: SIMD3<Double>) {
        let name = Self.withOriginChoice(name.text)
        self.init(kb_space_group(name, angles.x, angles.z))
        hasOriginChoice = name.contains(":")
    }

    private init?(_ index: Int32) {
        guard index >= 0, let hall = kb_space_group_hall(index).map({ String(cString: $0) }),
            Self.group(hall: hall) != nil
        else { return nil }
        (self.index, self.hall) = (index, hall)
        number = Int(kb_space_group_number(index))
        symbol = kb_space_group_symbol(index).map { String(cString: $0) } ?? ""
    }

    var operations: [SymmetryOperation] { group.operations }

    var group: OperatorGroup { Self.group(hall: hall) ?? .identity }

    /// The same group about the other of two origins, where the tables give two.
    var aboutOtherOrigin: NamedSpaceGroup? {
        NamedSpaceGroup(kb_space_group_other_origin(index))
    }

    /// ICSD ends a symbol with S for the first origin and Z for the second: "F d -3 m S".
    private static func withOriginChoice(_ symbol: String) -> String {
        for (ending, origin) in [(" S", ":1"), (" Z", ":2")] where symbol.hasSuffix(ending) {
            return symbol.dropLast(2) + origin
        }
        return symbol
    }

    /// Of a Hall symbol; nil where it cannot be read.
    static func group(hall: String) -> OperatorGroup? {
        groups.value(of: hall) { operations(hall: hall).map(OperatorGroup.init) }
    }

    private static let groups = SharedCache<String, OperatorGroup>(atMost: 4096)

    private static func operations(hall: String) -> [SymmetryOperation]? {
        var table = [Int32](repeating: 0, count: 192 * 12)
        let count = kb_operators(hall, &table, 192)
        guard count > 0 else { return nil }
        return (0..<Int(count)).map { index in
            let n = table[(12 * index)..<(12 * index + 12)].map(Double.init)
            return SymmetryOperation(
                rotation: [
                    SIMD3(n[0], n[1], n[2]), SIMD3(n[3], n[4], n[5]), SIMD3(n[6], n[7], n[8]),
                ],
                translation: SIMD3(n[9], n[10], n[11]) / 24)
        }
    }
}
