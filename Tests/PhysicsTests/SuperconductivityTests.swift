import Crystals
import Foundation
import TestKit
import Testing

@testable import Physics

@Suite("Trends of superconductors")
struct SuperconductivityTests {
    static let families: [(String, SuperconductorFamily)] = [
        ("YBa2Cu3O7", .cuprate), ("LaFeAsO", .ironBased), ("Ba0.4K0.6Fe2As2", .ironBased),
        ("YBa2Cu2.9Fe0.1O7", .cuprate), ("CuFeS2", .ironBased), ("CuRh2S4", .other),
        ("Nb3Sn", .other), ("BaPb0.75Bi0.25O3", .other),
    ]

    @Test("Families follow from the elements", arguments: families)
    func family(_ formula: String, _ family: SuperconductorFamily) throws {
        #expect(SuperconductorFamily(try Composition(formula: formula)) == family)
    }

    @Test("Equal compositions are averaged, and no report contradicts none")
    func averages() throws {
        let rows = try [
            ("Nb3Sn", 18.0), ("Pb", 7.2), ("Nb6Sn2", 0), ("SnNb3", 19), ("Cu", 0), ("Cu2", 0),
        ].map { Superconductor(try Composition(formula: $0.0), criticalTemperature: $0.1) }
        let averaged = Superconductor.averaged(rows)
        #expect(averaged.map(\.criticalTemperature) == [18.5, 7.2, 0])
        #expect(averaged.map { $0.composition.reducedFormula } == ["Nb3Sn", "Pb", "Cu"])
    }

    @Test("A line is found exactly, and its interval holds the slope of noisy points")
    func lines() throws {
        var generator = SplitMix64(seed: 2)
        let exact = (0..<20).map { (x: Double($0), y: 3 - 0.5 * Double($0)) }
        let line = try #require(LinearTrend(exact, using: &generator))
        #expect(isClose(line.slope, -0.5) && isClose(line.intercept, 3))
        #expect(isClose(line.correlation, -1) && line.count == 20)
        #expect(line.slopeInterval.upperBound - line.slopeInterval.lowerBound < 1e-12)
        let noisy = exact.map { (x: $0.x, y: $0.y + Double.random(in: -1...1, using: &generator)) }
        let trend = try #require(LinearTrend(noisy, using: &generator))
        #expect(trend.slopeInterval.contains(-0.5) && trend.slopeInterval.contains(trend.slope))
        let width = trend.slopeInterval.upperBound - trend.slopeInterval.lowerBound
        #expect((0.02...0.2).contains(width))
        #expect(LinearTrend([(1, 1), (1, 2), (1, 3)], using: &generator) == nil)
    }

    /// σ/(√n s_x) of a line through many points; the bootstrap must give the same.
    @Test("The interval is as wide as the theory of normal errors has it")
    func interval() throws {
        var generator = SplitMix64(seed: 6)
        let points = (0..<400).map { k in
            let noise = (0..<12).reduce(-6.0) { sum, _ in
                sum + Double.random(in: 0...1, using: &generator)
            }
            return (x: Double(k % 20), y: noise)
        }
        let trend = try #require(LinearTrend(points, resamples: 2000, using: &generator))
        let deviation = ((20.0 * 20 - 1) / 12).squareRoot()
        let expected = 2 * 1.96 / (20 * deviation)
        let width = trend.slopeInterval.upperBound - trend.slopeInterval.lowerBound
        #expect(isClose(width, expected, relative: 0.12), "\(width) for \(expected)")
    }

    @Test("Ranks share their place, and a dome has a ratio without a correlation")
    func associations() {
        #expect(Association.ranks([3, 1, 3, 2]) == [2.5, 0, 2.5, 1])
        let x = (0..<200).map(Double.init)
        #expect(isClose(Association(x, x.map { exp($0 / 50) }).rankCorrelation, 1))
        let dome = Association(x, x.map { -($0 - 99.5) * ($0 - 99.5) })
        #expect(abs(dome.rankCorrelation) < 1e-9)
        #expect(dome.correlationRatio > 0.95)
        // Of scipy.stats.spearmanr (1.16): the same numbers, with ties.
        let tied = Association([1, 2, 2, 3, 5, 8], [2, 1, 4, 3, 3, 9])
        #expect(isClose(tied.rankCorrelation, 0.6470588235294118, relative: 1e-12))
    }

    @Test("A law T ∝ ⟨A⟩^−½ is found among compositions that obey it")
    func massLaw() throws {
        var generator = SplitMix64(seed: 3)
        let rows = try ["C", "Si", "Ge", "Sn", "Pb", "NbTi", "MgB2", "YBa2Cu3O7"].map { formula in
            let composition = try Composition(formula: formula)
            return Superconductor(
                composition,
                criticalTemperature: 100 / (composition.mass / composition.total).squareRoot())
        }
        let trends = SuperconductorTrends(rows)
        let trend = try #require(trends.massTrend(of: .other, above: 0, using: &generator))
        #expect(isClose(trend.slope, -0.5) && trend.count == 7)
        #expect(trends.massTrend(of: .cuprate, above: 0, using: &generator) == nil)
        let envelope = trends.envelope(of: .other, weights: [0..<20, 20..<30, 300..<400])
        #expect(isClose(try #require(envelope[0]), 100 / 12.011.squareRoot()))
        #expect(envelope[2] == nil)
    }

    @Test("Electrons of a composition are means over its atoms")
    func electrons() throws {
        let composition = try Composition(formula: "YBa2Cu3O7")
        // Ba 6s² and Cu 3d¹⁰4s¹ have no unfilled d, Y 4d¹ has nine: 9/13.
        #expect(isClose(ElectronCount.dUnfilled.mean(of: composition), 9.0 / 13))
        // Of Cu's s one, of O's p two each.
        #expect(isClose(ElectronCount.unfilled.mean(of: composition), (9 + 3 + 14) / 13.0))
        #expect(isClose(ElectronCount.valence.mean(of: composition), (3 + 4 + 33 + 42) / 13.0))
    }

    /// `Scripts/superconductors-baseline.py` (numpy, Magpie's weights) gives −0.3239, r −0.5287 over 1016
    /// rows above 10 K and −0.7519, r −0.3513 over 5790 of all.
    @Test(
        "SuperCon: the isotope-like slope of the low-T_c family",
        .enabled(if: SharedData.isPresent, Comment(rawValue: SharedData.absence)))
    func superCon() throws {
        let folder = try #require(SharedData.folder).path(percentEncoded: false)
        let rows = FormulaInputs(["\(folder)/supercon_stanev_16414.csv.gz"]).compactMap(\.record)
            .map { Superconductor($0.composition, criticalTemperature: $0.labels["Tc"] ?? 0) }
        let trends = SuperconductorTrends(Superconductor.averaged(rows))
        var generator = SplitMix64(seed: 1)
        let hot = try #require(trends.massTrend(of: .other, above: 10, using: &generator))
        #expect(abs(hot.slope + 0.3239) < 2e-3 && abs(hot.correlation + 0.5287) < 2e-3, "\(hot)")
        #expect(hot.slopeInterval.contains(hot.slope) && hot.slopeInterval.upperBound < -0.2)
        let all = try #require(trends.massTrend(of: .other, above: 0, using: &generator))
        #expect(abs(all.slope + 0.7519) < 4e-3 && abs(all.correlation + 0.3513) < 2e-3, "\(all)")
        print("d ln Tc / d ln <A>: \(hot)\n\(all)")
    }
}

@Suite("One family of superconductors asked about another")
struct CrossFamilyTests {
    /// ln T_c is linear in the mean weight, with a slope that the family has.
    static func rows() throws -> [Superconductor] {
        let slopes: [SuperconductorFamily: Double] = [
            .cuprate: 0.02, .ironBased: -0.03, .other: 0.01,
        ]
        let formulas = (1...12).flatMap { k in
            ["Ba\(k)CuO2", "Ba\(k)FeAs", "Ba\(k)Nb3", "Sr\(k)CuO3", "Sr\(k)FeAs", "Sr\(k)NbC"]
        }
        return try formulas.map { formula in
            let row = Superconductor(try Composition(formula: formula), criticalTemperature: 1)
            let weight = row.composition.mass / row.composition.total
            let slope = slopes[row.family] ?? .nan
            return Superconductor(row.composition, criticalTemperature: exp(7 + slope * weight))
        }
    }

    /// A line over the mean weight, by least squares.
    static func line(_ rows: [Superconductor]) -> ([Superconductor]) -> [Double] {
        func weight(_ row: Superconductor) -> Double {
            row.composition.mass / row.composition.total
        }
        var generator = SplitMix64(seed: 1)
        let points = rows.map { (x: weight($0), y: log($0.criticalTemperature)) }
        let line = LinearTrend(points, resamples: 20, using: &generator)
        return { $0.map { (line?.intercept ?? .nan) + (line?.slope ?? .nan) * weight($0) } }
    }

    @Test("A family predicts itself, and not one of another law")
    func table() throws {
        var generator = SplitMix64(seed: 4)
        let table = CrossFamilyTable(
            try Self.rows(), above: 10, folds: 4, using: &generator, fit: Self.line)
        #expect(table.families == [.cuprate, .ironBased, .other])
        #expect(table.counts.allSatisfy { $0 >= 5 }, "\(table.counts)")
        for source in 0..<3 {
            for target in 0..<3 {
                let r2 = try #require(table.r2[source][target])
                if source == target { #expect(r2 > 0.999999) } else { #expect(r2 < 0.5, "\(r2)") }
            }
        }
    }

    @Test("The diagonal is of rows that the fit did not see")
    func unseen() throws {
        var generator = SplitMix64(seed: 4)
        // Knows what it saw by heart and nothing else.
        let table = CrossFamilyTable(
            try Self.rows(), above: 0, folds: 3, using: &generator
        ) { seen in
            { others in
                others.map { row in
                    seen.first { $0.composition == row.composition }
                        .map { log($0.criticalTemperature) } ?? 0
                }
            }
        }
        #expect(table.r2.indices.allSatisfy { (table.r2[$0][$0] ?? 1) < 0 })
    }

    @Test("Too few rows give no figure")
    func few() throws {
        var generator = SplitMix64(seed: 4)
        let rows = [Superconductor(try Composition(formula: "Nb3Sn"), criticalTemperature: 18)]
        let table = CrossFamilyTable(rows, above: 0, folds: 2, using: &generator, fit: Self.line)
        #expect(table.r2.joined().compactMap { $0 }.isEmpty && table.counts == [0, 0, 1])
    }
}
