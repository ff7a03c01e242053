import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The loops over edges have σ and softplus of their own, in units of base 2. One edge an atom, whose
/// other channel makes its factor an exact power of two, shows them as they are.
@Suite("σ and softplus inside the loops over edges, in every instruction set")
struct BinaryFunctionTests {
    /// Bit patterns a prime apart, from −126 to where a product with log₂e overflows.
    static let range = stride(from: UInt64(0), to: 1 << 32, by: 40_009).map {
        Float(bitPattern: UInt32($0))
    }.filter { $0 >= -126 && $0 < 2.3e38 }

    /// Messages of `range`, one channel each, where `gate` and `core` make their pre-activations.
    static func operands(_ gate: (Float) -> Float, _ core: (Float) -> Float) -> EdgeOperands {
        let atoms = (range.count + 15) / 16
        let padded = range + [Float](repeating: 1, count: atoms * 16 - range.count)
        var x = EdgeOperands.random(width: 16)
        x.offsets = (0...atoms).map { Int32($0) }
        (x.neighbors, x.first) = ((0..<atoms).map { Int32($0) }, Array(repeating: 0, count: atoms))
        x.weights = Array(repeating: 1, count: atoms)
        x.gaussians = Array(repeating: 0, count: atoms * 8)
        x.cubics = Array(repeating: 0, count: atoms * 4)
        x.pieces = [0..<atoms]
        x.edgeNorm.scale = Array(repeating: 1, count: 32)
        x.edgeNorm.shift = Array(repeating: 0, count: 32)
        x.atoms = (0..<atoms).flatMap { i in
            let values = padded[(i * 16)..<(i * 16 + 16)]
            return values.map(gate) + values.map(core) + [Float](repeating: 0, count: 32)
        }
        return x
    }

    /// The largest error in units in the last place.
    ///
    /// - Parameter slack: further units for each unit of the argument.
    static func largestError(
        _ found: [Float], slack: Double = 0, _ exact: (Double) -> Double
    ) -> (ulp: Double, x: Float) {
        let errors = zip(found, range).map { found, x in
            let value = exact(Double(x))
            let last = max(value.ulp * 0x1p29, Double(Float.leastNonzeroMagnitude))
            let size = abs(Double(found) - value) / last / (1 + slack * abs(Double(x)))
            return (ulp: size.isNaN ? .infinity : size, x: x)
        }
        return errors.max { $0.ulp < $1.ulp } ?? (.infinity, .nan)
    }

    @Test(
        "those of base 2 are good to the units that vector_math.h states",
        arguments: KernelVariant.all)
    func binary(_ variant: KernelVariant) {
        // softplus(64 ln 2)/ln 2 is 64, and σ(200 ln 2) is 1, to the last bit.
        let gates = Self.operands({ $0 }, { _ in 64 })
        let cores = Self.operands({ _ in 200 }, { $0 })
        let sigmoid = variant.convolve(gates, gates.pieces[0])[0].map { $0 / 64 }
        let softplus = variant.convolve(cores, cores.pieces[0])[0]
        let ln2 = log(2.0)
        for (name, bound, error) in [
            ("σ", 3.3, Self.largestError(sigmoid) { 1 / (1 + exp2(-$0)) }),
            (
                "softplus", 4.2,
                Self.largestError(softplus) { max($0, 0) + log1p(exp2(-abs($0))) / ln2 }
            ),
        ] {
            #expect(error.ulp <= bound, "\(variant), \(name): \(error)")
            #expect(error.ulp > 0.4, "control: \(variant), \(name): \(error)")
        }
        #expect(Self.range.count > 70_000 && Self.range.contains { $0 < -100 }, "control")
    }

    @Test(
        "those of base e are, but for the rounding of the argument times log₂e",
        arguments: KernelVariant.all)
    func natural(_ variant: KernelVariant) {
        let inside = { (x: Float) in max(x, -87) }
        let gates = Self.operands(inside, { _ in 64 })
        let cores = Self.operands({ _ in 140 }, inside)
        let sigmoid = variant.gatedMessages(gates, gates.pieces[0])[0].map { $0 / 64 }
        let softplus = variant.gatedMessages(cores, cores.pieces[0])[0]
        for (name, bound, error) in [
            (
                "σ", 3.3,
                Self.largestError(sigmoid, slack: 0.5) { 1 / (1 + exp(-max($0, -87))) }
            ),
            (
                "softplus", 4.2,
                Self.largestError(softplus, slack: 0.5) {
                    max($0, 0) + log1p(exp(-abs(max($0, -87))))
                }
            ),
        ] {
            #expect(error.ulp <= bound, "\(variant), \(name): \(error)")
            #expect(error.ulp > 0.4, "control: \(variant), \(name): \(error)")
        }
    }
}
