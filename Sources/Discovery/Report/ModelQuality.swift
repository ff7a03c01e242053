/// How well a network does on crystals of compositions that it has never seen: from its card.
public struct ModelQuality: Hashable, Sendable, Codable {
    /// "Bulk modulus".
    public var title: String
    /// The column it fills: "K".
    public var property: String
    /// Unit of the errors and points: "log₁₀ GPa".
    public var unit: String
    /// Mean absolute error.
    public var meanAbsoluteError: Double
    /// Root of the mean squared error.
    public var rootMeanSquareError: Double
    /// 1 − Σ(error²)/Σ(deviation from the mean²).
    public var determination: Double
    public var trainingRows: Int
    public var testRows: Int
    /// Where the labels come from, with the licence.
    public var data: String
    /// SHA-256 of the model's file, hexadecimal.
    public var fingerprint: String
    /// The test rows, or a fair sample of them.
    public var points: [Point]

    public struct Point: Hashable, Sendable, Codable {
        public var reference: Double
        public var predicted: Double

        public init(reference: Double, predicted: Double) {
            (self.reference, self.predicted) = (reference, predicted)
        }
    }

    public init(
        title: String, property: String, unit: String, meanAbsoluteError: Double,
        rootMeanSquareError: Double, determination: Double, trainingRows: Int, testRows: Int,
        data: String, fingerprint: String, points: [Point]
    ) {
        (self.title, self.property, self.unit) = (title, property, unit)
        (self.meanAbsoluteError, self.rootMeanSquareError) = (
            meanAbsoluteError, rootMeanSquareError
        )
        (self.determination, self.points) = (determination, points)
        (self.trainingRows, self.testRows) = (trainingRows, testRows)
        (self.data, self.fingerprint) = (data, fingerprint)
    }
}

/// A known crystal as the run's own networks and formulas see it, beside what was measured.
public struct LandmarkEstimate: Hashable, Sendable {
    public var name: String
    public var formula: String
    /// GPa, estimated.
    public var hardness: Double
    /// MPa·m^½, estimated.
    public var toughness: Double
    /// GPa, measured, where known.
    public var measuredHardness: ClosedRange<Double>?
    /// MPa·m^½, measured, where known.
    public var measuredToughness: ClosedRange<Double>?

    public init(
        name: String, formula: String, hardness: Double, toughness: Double,
        measuredHardness: ClosedRange<Double>? = nil, measuredToughness: ClosedRange<Double>? = nil
    ) {
        (self.name, self.formula) = (name, formula)
        (self.hardness, self.toughness) = (hardness, toughness)
        (self.measuredHardness, self.measuredToughness) = (measuredHardness, measuredToughness)
    }
}
