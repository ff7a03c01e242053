public import Learning

/// All that is known of a model's health: what the page and its figures are made of.
public struct ModelDiagnosis: Sendable {
    public var card: ModelCard
    /// Every labelled crystal whose side is known or that is judged by.
    public var crystals: [DiagnosedCrystal]
    /// Whether all crystals are judged by, and not only those of the test side.
    public var judgesAll: Bool
    /// Of the data, in words, a sentence each.
    public var notes: [String] = []
    public var history: LearningHistory?
    public var stability: PredictionStability?
    public var similarity: LayerSimilarity?
    /// Trainings of other depths, the shallowest first; empty for none.
    public var depths: [DepthMeasure] = []

    /// What a training with another number of convolutions came to.
    public struct DepthMeasure: Hashable, Sendable {
        public var convolutions: Int
        /// Features of an atom.
        public var width: Int
        public var epochs: Int
        /// Crystals that were learned from.
        public var labels: Int
        /// [targets] mean absolute errors on the scale of learning.
        public var validation, test: [Double]
        /// [depths] between atoms of different elements, and between all.
        public var different, all: [Double]

        public init(
            convolutions: Int, width: Int, epochs: Int, labels: Int, validation: [Double],
            test: [Double], different: [Double], all: [Double]
        ) {
            (self.convolutions, self.width) = (convolutions, width)
            (self.epochs, self.labels) = (epochs, labels)
            (self.validation, self.test) = (validation, test)
            (self.different, self.all) = (different, all)
        }
    }

    public init(_ card: ModelCard, crystals: [DiagnosedCrystal], judgesAll: Bool) {
        (self.card, self.crystals, self.judgesAll) = (card, crystals, judgesAll)
    }

    var targets: [Target] { card.targets }

    /// What it was asked about, in the plural.
    var materials: String { card.network.crystalGraph == nil ? "compositions" : "crystals" }

    /// Those that the errors are of.
    public var judged: [DiagnosedCrystal] {
        judgesAll ? crystals : crystals.filter { $0.side == .test }
    }

    /// [targets] nil where that cannot be told.
    public var fits: [FitVerdict?] {
        targets.indices.map { FitVerdict(crystals, target: $0, history: history) }
    }

    /// The parts of the page that there is something to say in.
    public var sections: [DiagnosisSection] {
        let parts = [
            FitSection(self).section, ErrorSection(self).section, CalibrationSection(self).section,
            ElementSection(self).section, StabilitySection(self).section,
            SmoothingSection(self).section, DepthSection(self).section,
        ]
        return parts.compactMap { $0 }
    }

    /// "log₁₀ GPa"; empty for a number without a unit.
    static func unit(_ target: Target) -> String {
        target.classification != nil
            ? "probability" : target.learnedUnit.trimmingSpaces
    }

    /// " (log₁₀ GPa)".
    static func bracketed(_ target: Target) -> String {
        let unit = unit(target)
        return unit.isEmpty ? "" : " (\(unit))"
    }

    /// Of files.
    static func file(_ stem: String, _ target: Target) -> String {
        stem + "-"
            + String(
                target.name.map {
                    $0.isASCII && ($0.isLetter || $0.isNumber || "-_".contains($0)) ? $0 : "_"
                })
    }
}

extension String {
    fileprivate var trimmingSpaces: String {
        var text = self[...]
        while text.last == " " { text.removeLast() }
        return String(text)
    }
}
