import CKernels
import Testing

@Suite("The terms of bond functions, in every instruction set that this machine can run")
struct BondTermTests {
    static let distances: [Float] =
        stride(from: Float(0), through: 12, by: 0.0371).map { $0 } + [
            .nan, .infinity, -.infinity, -3, .leastNonzeroMagnitude, 1e30,
            .greatestFiniteMagnitude,
        ]

    @Test("Gaussians of any distance, sensible or not", arguments: KernelVariant.all)
    func gaussians(_ variant: KernelVariant) {
        let (step, centers, count) = (Float(0.2), 41, Int(KBGaussianTerms))
        let (first, terms) = variant.gaussians(Self.distances, step: step, centers: centers)
        for (e, d) in Self.distances.enumerated() {
            #expect((0...(centers - count)).contains(Int(first[e])), "\(variant): distance \(d)")
            let all = KernelReference.gaussians(d, step: step, centers: centers)
            for k in all.indices {
                let place = k - Int(first[e])
                // The Gaussians that are left out are below e⁻¹⁶; of NaN the terms alone are NaN.
                let u = (0..<count).contains(place) ? terms[e * count + place] : d.isNaN ? .nan : 0
                let isNear = u.isNaN ? all[k].isNaN : abs(Double(u) - all[k]) < 3e-7
                #expect(isNear, "\(variant): distance \(d), term \(k): \(u), not \(all[k])")
            }
        }
        #expect(terms.contains { $0 > 0.99 } && terms.contains { $0.isNaN }, "control")
    }

    @Test("cubic weights of any distance are Lagrange's", arguments: KernelVariant.all)
    func cubics(_ variant: KernelVariant) {
        let (spacing, nodes, count) = (0.2 / 28, 1262, Int(KBCubicTerms))
        let (first, terms) = variant.cubics(Self.distances, spacing: spacing, nodes: nodes)
        for (e, d) in Self.distances.enumerated() {
            let four = terms[(e * count)..<((e + 1) * count)]
            #expect((0...(nodes - count)).contains(Int(first[e])), "\(variant): distance \(d)")
            if d.isNaN {
                #expect(four.allSatisfy { $0.isNaN }, "\(variant): NaN gives \(four)")
                continue
            }
            var found = [Float](repeating: 0, count: nodes)
            found.replaceSubrange(Int(first[e])..<(Int(first[e]) + count), with: four)
            let all = KernelReference.cubics(d, spacing: spacing, nodes: nodes)
            let wrong = all.indices.first { !Closeness.isNear(found[$0], all[$0], scale: 0.1) }
            #expect(wrong == nil, "\(variant): distance \(d), node \(wrong ?? 0)")
        }
        #expect(terms.contains { $0 > 0.99 } && terms.contains { $0.isNaN }, "control")
    }
}
