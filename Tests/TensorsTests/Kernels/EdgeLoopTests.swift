import Testing

@Suite("The loops over edges, in every instruction set that this machine can run")
struct EdgeLoopTests {
    typealias Spoiler = (name: String, spoil: @Sendable (inout EdgeOperands) -> Void)

    /// One, an odd and an even number of vectors.
    static let widths = [16, 32, 48, 64, 80]

    /// What is put into the operands of all loops.
    static let spoilers: [Spoiler] = [
        ("nothing", { _ in }),
        ("NaN in a centre's gate", { $0.atoms[3 * 2 * $0.row + 1] = .nan }),
        ("NaN in a neighbour's core", { $0.atoms[9 * 2 * $0.row + $0.row + $0.width + 5] = .nan }),
        ("NaN in a bond function", { $0.bond[7 * $0.row + 9] = .nan }),
        ("NaN in a term", { ($0.gaussians[8 * 19 + 3], $0.cubics[4 * 19 + 1]) = (.nan, .nan) }),
        ("NaN in a weight", { $0.weights[23] = .nan }),
        ("NaN in a scale", { $0.edgeNorm.scale[3] = .nan }),
        ("NaN in a shift", { $0.edgeNorm.shift[$0.width + 15] = .nan }),
        ("∞ in a gate", { $0.setCenter(2, .infinity) }),
        ("∞ in a core", { $0.setCenter($0.width + 3, .infinity) }),
        ("denormals", { x in x.atoms = x.atoms.map { $0 * 1e-20 * 1e-20 } }),
        ("large numbers", { x in x.atoms = x.atoms.map { $0 * 1e15 } }),
    ]

    /// Forwards only: backwards ∞ meets σ(−∞), which may be 0 or the least normal number.
    static let forwardSpoilers: [Spoiler] = [
        ("−∞ in a gate", { $0.setCenter(2, -.infinity) }),
        ("−∞ in a core", { $0.setCenter($0.width + 3, -.infinity) }),
    ]

    static let backwardSpoilers: [Spoiler] = [
        ("NaN in a mean", { $0.edgeNorm.mean[4] = .nan }),
        ("NaN in an inverse deviation", { $0.edgeNorm.inverse[$0.width + 6] = .nan }),
        ("NaN in a message", { $0.message[8 * $0.width + 3] = .nan }),
        ("NaN in a gradient", { $0.du[6 * $0.width + 7] = .nan }),
        ("NaN in an atoms' scale", { $0.atomNorm.scale[2] = .nan }),
        ("NaN in an atoms' mean", { $0.atomNorm.mean[3] = .nan }),
        ("NaN in an atoms' inverse deviation", { $0.atomNorm.inverse[5] = .nan }),
        ("NaN in a mean gradient", { $0.meanDu[11] = .nan }),
        ("NaN in a mean product", { $0.meanDuMessage[15] = .nan }),
    ]

    @Test("forwards are the equations", arguments: KernelVariant.all, widths)
    func forward(_ variant: KernelVariant, _ width: Int) {
        for (name, spoil) in Self.spoilers + Self.forwardSpoilers {
            let x = EdgeOperands.random(width: width, spoil)
            var all: [Float] = []
            for piece in x.pieces {
                let found =
                    variant.convolve(x, piece) + variant.edgeStatistics(x, piece)
                    + variant.gatedMessages(x, piece)
                let expected =
                    KernelReference.convolve(x, piece) + KernelReference.edgeStatistics(x, piece)
                    + KernelReference.gatedMessages(x, piece)
                Closeness.expect(found, equal: expected, "\(variant), \(width), \(piece), \(name)")
                all += found.joined()
            }
            Self.control(all, name)
        }
    }

    @Test("backwards are the equations", arguments: KernelVariant.all, widths)
    func backward(_ variant: KernelVariant, _ width: Int) {
        for (name, spoil) in Self.spoilers + Self.backwardSpoilers {
            let x = EdgeOperands.random(width: width, spoil)
            var all: [Float] = []
            for piece in x.pieces {
                let found = variant.gatedGradient(x, piece)
                Closeness.expect(
                    found, equal: KernelReference.gatedGradient(x, piece),
                    "\(variant), \(width), \(piece), \(name)")
                all += found.joined()
            }
            Self.control(all, name)
        }
    }

    /// NaN comes out where it was put in and only there, and what comes out is not zero.
    private static func control(_ found: [Float], _ name: String) {
        if !name.hasPrefix("∞") && !name.hasPrefix("−∞") {
            #expect(found.contains { $0.isNaN } == name.hasPrefix("NaN"), "control, \(name)")
        }
        #expect(found.count { $0.isFinite && abs($0) > 0.1 } > 100, "control, \(name)")
    }

    @Test("an atom without edges gets the message 0", arguments: KernelVariant.all)
    func loneAtoms(_ variant: KernelVariant) {
        let x = EdgeOperands.random(width: 32)
        let lone = x.pieces[2]
        #expect(lone == 5..<6 && x.edges(of: lone).isEmpty, "control")
        for loops in [variant.convolve(x, lone), variant.gatedMessages(x, lone)] {
            #expect(loops.allSatisfy { $0.allSatisfy { $0 == 0 } })
        }
        #expect(variant.gatedGradient(x, lone).allSatisfy { $0.allSatisfy { $0 == 0 } })
        #expect(variant.convolve(x, x.pieces[3])[0].suffix(32).allSatisfy { $0 == 0 })
    }
}

extension EdgeOperands {
    /// Puts a number into channel c of 2F of an atom as centre, and keeps its sign after BatchNorm.
    fileprivate mutating func setCenter(_ c: Int, _ value: Float) {
        atoms[7 * 2 * row + c] = value
        edgeNorm.scale[c] = abs(edgeNorm.scale[c])
    }
}
