internal import Crystals
internal import Discovery
internal import Hummingbird

/// Materials whose hardness and toughness were measured, to find one's bearings by.
struct LandmarkRoutes {
    private struct Mark: Encodable {
        var name: String
        var formula: String
        /// Lowest and highest measured: hardness in GPa, toughness in MPa·m^½.
        var measured: [String: [Double]]
        var source: String

        init(_ landmark: Landmark) {
            (name, source) = (landmark.name, landmark.source)
            formula = landmark.crystal.composition.reducedFormula
            measured = [:]
            for (key, range) in [
                (Quantity.hardness, landmark.hardness), (.toughness, landmark.toughness),
            ] {
                if let range { measured[key.rawValue] = [range.lowerBound, range.upperBound] }
            }
        }
    }

    func add(to group: RouterGroup<WorkbenchContext>) {
        group.get { _, _ in JSONAnswer(Landmark.all.map(Mark.init)) }
    }
}
