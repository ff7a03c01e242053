import CKernels
import Crystals
import Testing

@Suite("The C loops of every instruction set that this machine can run")
struct KernelVariantTests {
    @Test("there is at least the baseline, and each names itself")
    func variants() {
        let names = KernelVariant.all.map(\.description)
        #expect(names.last == "baseline" && Set(names).count == names.count)
        print("instruction sets: \(names.joined(separator: ", "))")
    }

    /// Floats over the whole range, denormals among them, and what is no number.
    static let range: [Float] = {
        let patterns = stride(from: UInt32(0), through: 0x7F80_0000, by: 0x0000_8001)
        let positive = patterns.map { Float(bitPattern: $0) }
        let ordinary = stride(from: Float(-100), through: 100, by: 0.0137).map { $0 }
        let ends: [Float] = [
            -87, 88, 88.5, -88.5, .infinity, .leastNonzeroMagnitude, .leastNormalMagnitude,
            .greatestFiniteMagnitude, .nan, .signalingNaN, -.nan,
            Float(bitPattern: 0x7FC0_00FF), Float(bitPattern: 0xFFFF_FFFF), 0,
        ]
        return ordinary + positive + positive.map { -$0 } + ends + ends.map { -$0 }
    }()

    @Test(
        "elementwise functions are their definition, and NaN stays NaN",
        arguments: KernelVariant.all)
    func elementwise(_ variant: KernelVariant) {
        for (name, loop, reference) in variant.elementwise {
            let y = KernelVariant.apply(loop, Self.range)
            var wrong: [String] = []
            // tanh is 2σ(2x) − 1, good to the last bit of one.
            let scale = name == "tanh" ? 0.03 : 0
            for (x, y) in zip(Self.range, y)
            where !Self.isNear(y, reference(Double(x)), scale: scale) {
                wrong.append("\(name)(\(x)) = \(y), not \(reference(Double(x)))")
            }
            let isRight = wrong.isEmpty
            #expect(isRight, "\(variant): \(wrong.count), as \(wrong.first ?? "")")
        }
        #expect(Self.range.contains { $0.isNaN } && Self.range.contains(-.infinity))
    }

    @Test(
        "an element's value does not depend on its place or on its neighbours",
        arguments: KernelVariant.all)
    func places(_ variant: KernelVariant) {
        let x: [Float] = [.nan, 3, -200, 0.5, .infinity, -.leastNonzeroMagnitude, 17]
        for (_, loop, _) in variant.elementwise {
            let alone = x.map { KernelVariant.apply(loop, [$0])[0].bitPattern }
            for shift in 0..<40 {
                let padding = [Float](repeating: shift % 2 == 0 ? .nan : 1, count: shift)
                let y = KernelVariant.apply(loop, padding + x)
                #expect(y.dropFirst(shift).map(\.bitPattern) == alone)
            }
        }
    }

    @Test("Gaussians of any distance, sensible or not", arguments: KernelVariant.all)
    func gaussians(_ variant: KernelVariant) {
        let distances: [Float] =
            stride(from: Float(0), through: 12, by: 0.0371).map { $0 } + [
                .nan, .infinity, -.infinity, -3, .leastNonzeroMagnitude, 1e30,
                .greatestFiniteMagnitude,
            ]
        let (step, centers) = (Float(0.2), 41)
        let (first, terms) = variant.gaussians(distances, step: step, centers: centers)
        for (e, d) in distances.enumerated() {
            #expect((0...(centers - 10)).contains(Int(first[e])), "\(variant): distance \(d)")
            let all = KernelReference.gaussians(d, step: step, centers: centers)
            for k in 0..<10 {
                let (u, expected) = (terms[e * 10 + k], all[Int(first[e]) + k])
                let isNear = u.isNaN ? expected.isNaN : abs(Double(u) - expected) < 1e-6
                #expect(isNear, "\(variant): distance \(d), term \(k): \(u), not \(expected)")
            }
        }
    }

    /// A small graph with random operands; `spoiled` puts something into them.
    static func operands(
        _ spoil: (inout KernelReference.Operands) -> Void = { _ in }
    ) -> KernelReference.Operands {
        var generator = SplitMix64(seed: 17)
        func numbers(_ count: Int) -> [Float] {
            (0..<count).map { _ in Float.random(in: -2...2, using: &generator) }
        }
        let (atoms, width, centers) = (5, 32, 41)
        let offsets: [Int32] = [0, 4, 7, 7, 12, 14]
        let edges = Int(offsets[atoms])
        let row = 2 * width
        var operands = KernelReference.Operands(
            offsets: offsets, neighbors: (0..<edges).map { Int32($0 * 3 % atoms) },
            weights: numbers(edges).map(abs), first: (0..<edges).map { Int32($0 * 5 % 32) },
            terms: numbers(edges * 10).map { abs($0) / 2 }, width: width, a: numbers(atoms * row),
            b: numbers(atoms * row), w: numbers(centers * row), scale: numbers(row),
            shift: numbers(row), mean: numbers(row), inverse: numbers(row),
            gradient: numbers(atoms * width))
        spoil(&operands)
        return operands
    }

    /// What is put into the operands of the convolution, and what into z.
    static let spoilers: [(String, @Sendable (inout KernelReference.Operands) -> Void)] = [
        ("nothing", { _ in }),
        ("NaN in a gate", { $0.a[3 * $0.row + 1] = .nan }),
        ("NaN in a core", { $0.b[2 * $0.row + $0.width + 5] = .nan }),
        ("NaN in a weight", { $0.w[7 * $0.row + 9] = .nan }),
        ("NaN in a basis", { $0.terms[23] = .nan }),
        ("∞ in a gate", { $0.a[$0.row + 2] = .infinity }),
        ("∞ in a core", { $0.a[$0.row + $0.width + 3] = .infinity }),
        ("denormals", { x in x.a = x.a.map { $0 * 1e-20 * 1e-20 } }),
        ("large numbers", { x in x.a = x.a.map { $0 * 1e15 } }),
    ]

    @Test("the forward loops are the equations", arguments: KernelVariant.all, spoilers.indices)
    func forward(_ variant: KernelVariant, _ spoiler: Int) {
        let x = Self.operands(Self.spoilers[spoiler].1)
        let reference = KernelReference(x: x)
        let z = variant.preactivations(x)
        var found = [variant.convolved(x), variant.messages(x, z[0])] + z
        var expected =
            [reference.convolved(), reference.messages(z[0])] + reference.preactivations()
        // Squares of large numbers leave the range of Float, which Double's do not.
        if z[2].contains(.infinity) { (found, expected) = (found.dropLast(), expected.dropLast()) }
        Self.compare(found, expected, "\(variant), \(Self.spoilers[spoiler].0)")
        let numbers = found[0].count { $0.isFinite && abs($0) > 0.1 }
        #expect(spoiler != 0 || numbers > 50, "control: the messages are no zeros")
    }

    @Test("the backward loops are the equations", arguments: KernelVariant.all, 0..<5)
    func backward(_ variant: KernelVariant, _ spoiler: Int) {
        let x = Self.operands()
        var z = variant.preactivations(x)[0]
        if spoiler > 0 { z[spoiler * 111] = .nan }
        let reference = KernelReference(x: x)
        let first = variant.messagesGradient(x, z)
        Self.compare(first, reference.messagesGradient(z), "\(variant), NaN number \(spoiler)")
        Self.compare(
            variant.preactivationsGradient(x, z, first[0]),
            reference.preactivationsGradient(z, first[0]), "\(variant), NaN number \(spoiler)")
        #expect(first[0].contains { $0.isNaN } == (spoiler > 0))
    }

    private static func compare(_ found: [[Float]], _ expected: [[Double]], _ comment: String) {
        for (array, (a, b)) in zip(found, expected).enumerated() {
            let scale = b.filter(\.isFinite).map(abs).max() ?? 0
            #expect(a.count == b.count && !b.isEmpty)
            let wrong = zip(a, b).enumerated().filter { !isNear($1.0, $1.1, scale: scale) }
            #expect(
                wrong.isEmpty,
                "\(comment), array \(array): \(wrong.first.map { "\($0)" } ?? "")")
        }
    }

    /// Equal to a few units in the last place, or both NaN, or both infinite.
    ///
    /// - Parameter scale: largest number of which the value may be a sum.
    private static func isNear(_ found: Float, _ expected: Double, scale: Double = 0) -> Bool {
        if found.isNaN || expected.isNaN { return found.isNaN && expected.isNaN }
        if !expected.isFinite { return Double(found) == expected }
        // 10⁻³⁷: below it σ and softplus have the kernels' ends.
        return abs(Double(found) - expected) <= 1e-6 * max(abs(expected), 10 * scale) + 1e-37
    }
}
