import Testing

@Suite("The loops over rows, in every instruction set that this machine can run")
struct RowLoopTests {
    typealias Spoiler = (name: String, spoil: @Sendable (inout RowOperands) -> Void)

    static let shapes = [(1, 16), (7, 32), (9, 48), (5, 80)]

    static let spoilers: [Spoiler] = [
        ("nothing", { _ in }),
        ("NaN in the first matrix", { $0.a[5] = .nan }),
        ("NaN in the second matrix", { $0.b[7] = .nan }),
        ("NaN in a scale", { $0.scale[15] = .nan }),
        ("∞", { $0.a[3] = .infinity }),
        ("−∞", { $0.a[3] = -.infinity }),
        ("denormals", { x in x.a = x.a.map { $0 * 1e-20 * 1e-20 } }),
        ("large numbers", { x in x.a = x.a.map { $0 * 1e15 } }),
    ]

    @Test("are the equations", arguments: KernelVariant.all, spoilers.indices)
    func equations(_ variant: KernelVariant, _ spoiler: Int) {
        let (name, spoil) = Self.spoilers[spoiler]
        for (rows, columns) in Self.shapes {
            let x = RowOperands.random(rows: rows, columns: columns, spoil)
            let normalized = KernelReference.normalizationGradient(x)
            let found = variant.normalizationGradient(x) + variant.residualUpdate(x)
            let expected = normalized + KernelReference.residualUpdate(x)
            let comment = "\(variant), \(rows) × \(columns), \(name)"
            Closeness.expect(found, equal: expected, comment)
            Closeness.expect(
                variant.residualGradient(x), equal: KernelReference.residualGradient(x), comment)
            Closeness.expect(
                variant.normalizationGradient(x, wantsSums: false), equal: [normalized[0]], comment)
            #expect(found.joined().contains { $0.isNaN } == name.hasPrefix("NaN"), "control")
            #expect(found[0].count { $0.isFinite && abs($0) > 0.1 } > 5, "control")
        }
    }

    @Test("the sum of parts adds them in their order, bit for bit", arguments: KernelVariant.all)
    func parts(_ variant: KernelVariant) {
        for size in [1, 15, 16, 17, 100] {
            let parts = RowOperands.random(rows: 5, columns: size).a
            let sum = KernelReference.sum(parts, size: size)
            #expect(variant.sum(parts, size: size) == sum)
            #expect(variant.sum(Array(parts.prefix(size)), size: size) == Array(parts.prefix(size)))
        }
        let reversed = (0..<5).reversed().flatMap { p in
            RowOperands.random(rows: 5, columns: 100).a[(p * 100)..<(p * 100 + 100)]
        }
        #expect(
            variant.sum(reversed, size: 100)
                != KernelReference.sum(RowOperands.random(rows: 5, columns: 100).a, size: 100),
            "control: the order matters")
    }
}
