import Crystals
import Foundation
import Learning
import TestKit
import Testing

@testable import Tensors

/// What interpolation adds to the bond functions, beside the full sums of Gaussians in Double.
@Suite("Tabulated bond functions")
struct BondTableTests {
    /// From 0 to beyond the table, whose last node is at 9 Å.
    static let distances = stride(from: Float(0), through: 10, by: 0.0137).map { $0 }

    /// The largest error of each column, as a part of the column's range.
    static func errors(of functions: Tensor, basis: GaussianBasis = .published) -> [Double] {
        let grid = BondGrid(basis)
        let table = grid.table(functions)
        let edges = CubicEdges(edges(distances), grid: grid)
        let columns = functions.columns
        var (error, least, most) = (
            [Double](repeating: 0, count: columns),
            [Double](repeating: .infinity, count: columns),
            [Double](repeating: -.infinity, count: columns)
        )
        for (e, distance) in distances.enumerated() {
            let exact = sums(functions, at: Double(distance), basis)
            for c in 0..<columns {
                let found = (0..<4).reduce(0.0) { sum, k in
                    let place = (Int(edges.first[e]) + k) * columns + c
                    return sum + Double(edges.terms[e * 4 + k]) * Double(table.scalars[place])
                }
                error[c] = max(error[c], abs(found - exact[c]))
                (least[c], most[c]) = (min(least[c], exact[c]), max(most[c], exact[c]))
            }
        }
        return (0..<columns).map { error[$0] / (most[$0] - least[$0]) }
    }

    /// Σ_k functions[k] u_k of every column.
    private static func sums(
        _ functions: Tensor, at distance: Double, _ basis: GaussianBasis
    ) -> [Double] {
        var sums = [Double](repeating: 0, count: functions.columns)
        for k in 0..<basis.centers {
            let x = distance / Double(basis.step) - Double(k)
            let u = exp(-x * x)
            for c in sums.indices {
                sums[c] += u * Double(functions.scalars[k * functions.columns + c])
            }
        }
        return sums
    }

    private static func edges(_ distances: [Float]) -> Edges {
        Edges(
            offsets: [0, Int32(distances.count)], neighbors: distances.map { _ in 0 },
            distances: distances, weights: distances.map { _ in 1 }, pieces: [0, 1])
    }

    @Test("of the shipped networks err by less than 1e-6 of their range")
    func shipped() {
        let convolutions = InvarianceTests.models.flatMap { predictor in
            predictor.model.networks.compactMap(\.crystalGraph).flatMap { network in
                network.convolutions.map { ($0.bond, network.configuration.basis) }
            }
        }
        #expect(convolutions.count > 8, "control")
        let errors = convolutions.map { Self.errors(of: $0, basis: $1).max() ?? 1 }
        print("bond functions of the shipped networks: largest error \(errors.max() ?? 1)")
        #expect(errors.allSatisfy { $0 < 3e-7 }, "\(errors)")
        #expect(errors.allSatisfy { $0 > 1e-9 }, "control: \(errors)")
    }

    @Test("of random weights, on any basis, err by less than 1e-6 of their range")
    func random() {
        var generator = SplitMix64(seed: 71)
        for basis in [GaussianBasis.published, GaussianBasis(step: 0.31, centers: 20)] {
            let weights = (0..<(basis.centers * 200)).map { _ in
                Float.random(in: -1...1, using: &generator)
            }
            let functions = Tensor(weights, shape: [basis.centers, 200])
            let errors = Self.errors(of: functions, basis: basis)
            #expect(errors.allSatisfy { $0 < 5e-7 }, "\(errors.max() ?? 1)")
        }
    }

    @Test("of weights that alternate, the worst there are, err by less than 1e-6 of their range")
    func alternating() {
        let weights = (0..<41).map { k in
            // Falling towards both ends, so that nothing sticks out there.
            let height = Float(cos(Double(k - 20) * Double.pi / 42))
            return k.isMultiple(of: 2) ? height : -height
        }
        let error = Self.errors(of: Tensor(weights, shape: [41, 1]))[0]
        #expect((7e-7..<1e-6).contains(error), "\(error)")
    }
}
