import Crystals
import Foundation
import Learning
import Tensors
import TestKit
import Testing

/// The forward pass against eight networks that others trained and evaluated.
@Suite("Published networks", .enabled(if: SharedData.folder != nil, "\(SharedData.absence)"))
struct PublishedNetworkTests {
    static let names = [
        "band-gap", "bulk-moduli", "efermi", "final-energy-per-atom", "formation-energy-per-atom",
        "poisson-ratio", "semi-metal-classification", "shear-moduli",
    ]

    @Test("64 crystals with their stored neighbours agree to 1e-4", arguments: names)
    func golden(_ name: String) throws {
        let rows = try GoldenCrystal.all
        #expect(rows.count == 64)
        let published = try PublishedNetwork(name)
        // 96,641 parameters with one output, 33 more with two.
        #expect(
            published.network.network.parameterCount == (name.hasPrefix("semi") ? 96_674 : 96_641))
        var worst = 0.0
        for row in rows {
            let output = published.outputs(of: row.graph)
            for (p, e) in zip(output, try #require(row.predictions[name])) {
                worst = max(worst, abs(p - e))
            }
        }
        print("golden64 \(name): largest difference \(worst)")
        #expect(worst < 1e-4)
    }

    @Test("one batch of all 64 gives the same as one at a time")
    func batching() throws {
        let graphs = try GoldenCrystal.all.map(\.graph)
        let network = try PublishedNetwork("bulk-moduli").network
        let together = network(GraphBatch(graphs)).scalars
        for (k, graph) in graphs.enumerated() {
            let alone = network(GraphBatch([graph])).item
            #expect(abs(alone - together[k]) < 2e-6)
        }
    }

    /// log10 K, log10 G, formation energy, band gap, Poisson ratio by the published weights through
    /// an independent program (radius 8 Å, 12 neighbours).
    static let simpleCrystals: [(SimpleCrystal, [Double])] = [
        (.diamond("Si", 5.431), [1.9132, 1.7246, 0.0906, 0.9554, 0.2522]),
        (.diamond("Ge", 5.658), [1.6138, 1.4680, 0.0181, 1.5328, 0.2308]),
        (.diamond("C", 3.567), [2.1955, 2.2027, 0.4023, 2.0014, 0.2295]),
        (.zincblende("B", "N", 3.615), [2.5976, 2.4384, -1.3395, 4.4024, 0.1527]),
        (.zincblende("Si", "C", 4.36), [2.3294, 2.2747, -0.2021, 1.9831, 0.1894]),
        (.zincblende("Ga", "As", 5.653), [1.5872, 1.5298, -0.2916, 0.4303, 0.2437]),
        (.rocksalt("Mg", "O", 4.212), [2.1370, 2.1078, -3.0651, 3.9698, 0.2226]),
        (.rocksalt("Na", "Cl", 5.64), [1.3845, 0.9914, -2.1148, 4.7810, 0.3121]),
        (.rocksalt("Ti", "C", 4.33), [2.3192, 2.3084, -0.8131, 0.3929, 0.1697]),
        (.fcc("Al", 4.05), [1.9399, 1.6603, -0.0695, 0.9927, 0.3380]),
        (.fcc("Cu", 3.615), [2.1401, 1.6073, 0.0217, 1.6608, 0.3646]),
        (.bcc("W", 3.165), [2.4747, 2.1938, 0.0370, 1.9602, 0.2860]),
        (.bcc("Fe", 2.866), [2.2573, 1.9101, 0.0266, 0.3707, 0.2981]),
    ]

    @Test(
        "13 crystals through the program's own neighbours agree to 2e-3",
        arguments: [
            GraphRule.published, .standard,
        ])
    func simple(_ rule: GraphRule) throws {
        let order = [
            "bulk-moduli", "shear-moduli", "formation-energy-per-atom", "band-gap", "poisson-ratio",
        ]
        let networks = try order.map(PublishedNetwork.init)
        var worst = 0.0
        for (simple, expected) in Self.simpleCrystals {
            let crystal = try simple.crystal
            for cell in [crystal, crystal.supercell(2, 2, 2)] {
                let graph = CrystalGraph(cell, rule: rule)
                for (network, value) in zip(networks, expected) {
                    worst = max(worst, abs(network.outputs(of: graph)[0] - value))
                }
            }
        }
        print("13 crystals, ties \(rule.ties): largest difference \(worst)")
        #expect(worst < 2e-3)
    }
}
