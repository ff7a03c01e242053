/// Symmetry operations as somebody listed them, which are a space group only if each two of them
/// give a third, by whole cells.
struct OperatorList {
    let operations: [SymmetryOperation]
    /// The translations that stand with each rotation.
    private let translations: [[SIMD3<Double>]: [SIMD3<Double>]]

    /// Two translations of one rotation that are closer are the same, in units of the lattice
    /// vectors: files round thirds to 0.33, and centrings are a sixth apart at the least.
    static let tolerance = 0.02

    init(_ operations: [SymmetryOperation]) {
        self.operations = operations
        translations = Dictionary(grouping: operations, by: \.rotation)
            .mapValues { $0.map(\.translation) }
    }

    var hasIdentity: Bool { contains(.identity) }

    func contains(_ operation: SymmetryOperation) -> Bool {
        (translations[operation.rotation] ?? []).contains {
            Self.isWhole($0 - operation.translation)
        }
    }

    /// Two operations whose product (the second first) is missing; nil for a group. A finite set
    /// that is closed has its inverses too.
    var gap: (first: SymmetryOperation, second: SymmetryOperation)? {
        for first in operations {
            for second in operations where !contains(first * second) { return (first, second) }
        }
        return nil
    }

    /// Each operation once, where it first stands.
    var withoutRepeats: OperatorList {
        var kept: [SymmetryOperation] = []
        for operation in operations {
            let isThere = kept.contains {
                $0.rotation == operation.rotation
                    && Self.isWhole($0.translation - operation.translation)
            }
            if !isThere { kept.append(operation) }
        }
        return OperatorList(kept)
    }

    /// Every operation with every one of the translations behind it.
    func centred(by vectors: [SIMD3<Double>]) -> OperatorList {
        OperatorList(
            operations.flatMap { operation in
                vectors.map {
                    SymmetryOperation(
                        rotation: operation.rotation, translation: operation.translation + $0)
                }
            })
    }

    private static func isWhole(_ v: SIMD3<Double>) -> Bool {
        let d = v - v.rounded(.toNearestOrAwayFromZero)
        return (0..<3).allSatisfy { abs(d[$0]) < tolerance }
    }
}

extension SymmetryOperation {
    /// `b` first, then `a`.
    static func * (a: SymmetryOperation, b: SymmetryOperation) -> SymmetryOperation {
        let rotation = a.rotation.map { row in
            b.rotation[0] * row.x + b.rotation[1] * row.y + b.rotation[2] * row.z
        }
        return SymmetryOperation(rotation: rotation, translation: a(b.translation))
    }
}
