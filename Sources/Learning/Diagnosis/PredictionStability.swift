public import Crystals

/// By how much predictions change when a crystal is disturbed a little: its atoms moved at random, its
/// cell stretched or compressed.
///
/// A property outlives what a relaxation or the temperature does to the atoms; a graph whose edges come
/// and go with the twelfth neighbour need not.
public struct PredictionStability: Sendable {
    /// What is done to a crystal.
    public enum Disturbance: Hashable, Sendable {
        /// Gaussian displacements of this standard deviation along each axis, Å, in a cell of 2×2×2.
        case noise(Double)
        /// Every length by this share.
        case strain(Double)

        public static let standard: [Disturbance] =
            [0.01, 0.02, 0.05, 0.1].map(noise)
            + [-0.02, -0.01, -0.005, 0.005, 0.01, 0.02].map(strain)
    }

    /// The changes of one target under one disturbance, on the scale of learning.
    public struct Change: Hashable, Sendable {
        public var disturbance: Disturbance
        /// [crystals] disturbed less undisturbed.
        public var changes: [Double]

        /// √ mean (change)²; NaN without crystals.
        public var rootMeanSquare: Double {
            (changes.reduce(0) { $0 + $1 * $1 } / Double(changes.count)).squareRoot()
        }
        public var mean: Double { changes.reduce(0, +) / Double(changes.count) }
        /// Standard deviation about the mean, of as many.
        public var deviation: Double {
            let sum = changes.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
            return (sum / Double(changes.count)).squareRoot()
        }
        public var largest: Double { changes.map(abs).max() ?? .nan }
    }

    /// [targets][disturbances]
    public let targets: [[Change]]
    public let crystals: Int

    init(changes: [[Change]], crystals: Int) { (targets, self.crystals) = (changes, crystals) }

    /// - Parameter seed: of the displacements; those of a crystal depend on it and its place alone.
    public init(
        _ predictor: ModelPredictor, crystals: [Crystal], seed: UInt64,
        disturbances: [Disturbance] = Disturbance.standard,
        progress: (Int) throws -> Void = { _ in }
    ) rethrows {
        self.crystals = crystals.count
        let cells = crystals.map { $0.supercell(2, 2, 2) }
        let (still, large) = (
            Self.answers(predictor, crystals), Self.answers(predictor, cells)
        )
        var columns = [[Change]](repeating: [], count: predictor.properties.count)
        for (place, disturbance) in disturbances.enumerated() {
            try progress(place)
            var reference = still
            if case .noise = disturbance { reference = large }
            let disturbed = zip(crystals, cells).enumerated().map { k, pair in
                disturbance.applied(to: pair, seed: Self.seed(seed, crystal: k))
            }
            let answers = Self.answers(predictor, disturbed)
            for target in columns.indices {
                let changes = zip(answers, reference).map { $0[target] - $1[target] }
                columns[target].append(Change(disturbance: disturbance, changes: changes))
            }
        }
        targets = columns
    }

    private static func seed(_ seed: UInt64, crystal: Int) -> UInt64 {
        seed &+ UInt64(crystal) &* 0x9FB2_1C65_1E98_DF25
    }

    /// [crystals][targets] on the scale of learning.
    private static func answers(_ predictor: ModelPredictor, _ crystals: [Crystal]) -> [[Double]] {
        predictor.estimates(for: crystals).map { $0.map(\.mean) }
    }
}

extension PredictionStability.Disturbance {
    /// - Parameter pair: a crystal and its cell of 2×2×2.
    fileprivate func applied(to pair: (Crystal, Crystal), seed: UInt64) -> Crystal {
        switch self {
        case .noise(let deviation):
            // The same directions for every size: only the size differs.
            var generator = SplitMix64(seed: seed)
            return Perturbation(noise: deviation, droppedEdges: 0)
                .moved(pair.1, using: &generator)
        case .strain(let share):
            return Crystal(lattice: pair.0.lattice.scaled(by: 1 + share), sites: pair.0.sites)
        }
    }
}
