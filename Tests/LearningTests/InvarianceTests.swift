import Crystals
import Foundation
import Learning
import TestKit
import Testing

/// A crystal can be written in many ways; its properties cannot.
@Suite("Predictions of the shipped models do not depend on how a crystal is written")
struct InvarianceTests {
    static let models: [ModelPredictor] = {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Models")
        return ModelLibrary.models(in: folder).compactMap { file in
            (try? Data(contentsOf: file)).flatMap { try? TrainedModel(decoding: $0) }
                .map { ModelPredictor($0, fingerprint: "") }
        }.filter { !$0.readsCompositions }
    }()

    /// Famous crystals, whose shells are tied, and the same with their atoms moved by 0.05 Å.
    static let crystals: [Crystal] = {
        var generator = SplitMix64(seed: 31)
        let ideal = FamousCrystal.all.map(\.crystal)
        let moved = ideal.map { crystal in
            var copy = crystal
            for k in copy.sites.indices {
                let shift = Cartesian(RandomCrystals.direction(using: &generator) * 0.05)
                let step = copy.lattice.fractional(shift)
                copy.sites[k].position = copy.sites[k].position + step
            }
            return copy
        }
        return ideal + moved
    }()

    /// Largest relative change of any prediction.
    static func change(_ other: (Crystal) -> Crystal) -> Double {
        let suite = ModelSuite(models)
        let (before, after) = (suite.predict(crystals), suite.predict(crystals.map(other)))
        return zip(before.joined(), after.joined())
            .map { abs($0 - $1) / max(1, abs($0)) }.map { $0.isFinite ? $0 : .infinity }
            .max() ?? .infinity
    }

    @Test("the models are there, and tell one crystal from another")
    func control() {
        let names = Set(Self.models.flatMap(\.properties).map(\.name))
        let wanted: Set = [
            "K", "G", "e_form", "band_gap", "volume", "e_form_relaxed", "debye_T",
            "alpha_V_300K", "kappa_300K",
        ]
        #expect(wanted.subtracting(names).isEmpty)
        #expect(Self.change { $0.scaled(by: 1.02) } > 0.05)
    }

    @Test("order of the atoms, rotation, choice of cell, supercell")
    func symmetries() {
        var generator = SplitMix64(seed: 32)
        let permuted = Self.change { crystal in
            Crystal(lattice: crystal.lattice, sites: crystal.sites.shuffled(using: &generator))
        }
        let rotated = Self.change { $0.rotated(by: RandomCrystals.rotation(using: &generator)) }
        let recut = Self.change { $0.supercell(RandomCrystals.unimodular(using: &generator)) }
        let doubled = Self.change { $0.supercell(2, 1, 3) }
        print(
            "largest relative changes: order \(permuted), rotation \(rotated), cell \(recut), "
                + "supercell \(doubled)")
        for change in [permuted, rotated, recut, doubled] { #expect(change < 1e-4) }
    }

    @Test("coordinates rounded to five decimals, as files have them")
    func rounding() {
        let change = Self.change { crystal in
            var copy = crystal
            for k in copy.sites.indices {
                let f = copy.sites[k].position.vector * 1e5
                copy.sites[k].position = Fractional(f.rounded(.toNearestOrEven) / 1e5)
            }
            return copy
        }
        #expect(change < 2e-3, "\(change)")
    }
}

extension Crystal {
    fileprivate func scaled(by factor: Double) -> Crystal {
        Crystal(lattice: lattice.scaled(by: factor), sites: sites)
    }
}
