internal import Crystals
public import Discovery
internal import Foundation

/// Samples for tests and for looking at the report.
public enum Samples {
    /// Known crystals by the formulas from measured moduli, with measured ranges
    /// (SCIENCE: hardness by Mazhnik and Oganov; ranges as commonly given).
    public static let landmarks: [LandmarkEstimate] = [
        .init(
            name: "diamond", formula: "C", hardness: 101.65, toughness: 6.3865,
            measuredHardness: 60...120, measuredToughness: 5.3...6.7),
        .init(
            name: "c-BN", formula: "BN", hardness: 73.184, toughness: 5.2810,
            measuredHardness: 62...66, measuredToughness: 2.8...5),
        .init(
            name: "WC", formula: "WC", hardness: 33.676, toughness: 6.6158,
            measuredHardness: 22...30, measuredToughness: 6...8),
        .init(
            name: "SiC", formula: "SiC", hardness: 29.928, toughness: 3.2829,
            measuredHardness: 26...34, measuredToughness: 3.1...4),
        .init(
            name: "TiC", formula: "TiC", hardness: 25.591, toughness: 3.3816,
            measuredHardness: 25...32, measuredToughness: 2...3),
        .init(
            name: "Al2O3", formula: "Al2O3", hardness: 18.531, toughness: 3.1730,
            measuredHardness: 19...20, measuredToughness: 3...5),
        .init(
            name: "MgO", formula: "MgO", hardness: 18.574, toughness: 1.9079,
            measuredHardness: 4...9, measuredToughness: 1.9...2),
        .init(
            name: "Si", formula: "Si", hardness: 7.642, toughness: 0.9019,
            measuredHardness: 12...12, measuredToughness: 0.8...0.95),
        .init(name: "NaCl", formula: "NaCl", hardness: 1.7, toughness: 0.11),
    ]

    /// A network's test set: errors like those of a good network, some far out.
    public static func qualities(seed: UInt64) -> [ModelQuality] {
        var generator = SplitMix64(seed: seed)
        let kinds = [
            ("Bulk modulus", "K", "log₁₀ GPa", 1.9, 0.35, 0.055),
            ("Shear modulus", "G", "log₁₀ GPa", 1.55, 0.4, 0.09),
            ("Formation energy", "e_form", "eV/atom", -1.4, 1.1, 0.07),
            ("Band gap", "band_gap", "eV", 1.2, 1.4, 0.35),
            ("Volume per atom", "volume", "Å³", 20, 7, 0.4),
        ]
        return kinds.map { title, property, unit, mean, spread, error in
            let points = (0..<1500).map { _ -> ModelQuality.Point in
                let reference = mean + spread * normal(&generator)
                let isFar = Double.random(in: 0..<1, using: &generator) < 0.02
                return .init(
                    reference: reference,
                    predicted: reference + error * (isFar ? 4 : 1.1) * normal(&generator))
            }
            let deviations = points.map { $0.predicted - $0.reference }
            let squares = deviations.reduce(0) { $0 + $1 * $1 } / Double(points.count)
            return ModelQuality(
                title: title, property: property, unit: unit,
                meanAbsoluteError: deviations.reduce(0) { $0 + abs($1) } / Double(points.count),
                rootMeanSquareError: squares.squareRoot(),
                determination: 1 - squares / (spread * spread), trainingRows: 8213,
                testRows: points.count, data: "A sample, not a network.",
                fingerprint: String(repeating: "0", count: 64), points: points)
        }
    }

    /// Points spread as a screening's are: most soft and brittle, both growing together.
    public static func crystals(_ count: Int, seed: UInt64) -> [AshbyDiagram.Point] {
        var generator = SplitMix64(seed: seed)
        return (0..<count).map { _ in
            let stiffness = normal(&generator)
            return .init(
                hardness: min(110, exp(1.9 + 0.65 * stiffness + 0.35 * normal(&generator))),
                toughness: min(9, exp(-0.05 + 0.62 * stiffness + 0.25 * normal(&generator))))
        }
    }

    private static func normal(_ generator: inout SplitMix64) -> Double {
        (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &generator) }
    }
}
