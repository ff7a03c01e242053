internal import Foundation

/// Hardness against fracture toughness, both logarithmic: the map on which materials are chosen
/// (Ashby, Materials Selection in Mechanical Design). Upper right is best.
///
/// The mass is drawn as counts in a honeycomb, so that 200,000 crystals take no more room than
/// 2,000; only what was found, and what everyone knows, is drawn one by one.
public struct AshbyDiagram: Sendable {
    /// Every ranked crystal: hardness (GPa), toughness (MPa·m^½).
    public var crystals: [Point]
    /// The Pareto front of those that pass the filters, from hard to soft.
    public var front: [Point]
    /// What reached a middle rung, and what reached the last, best first.
    public var refined: [Named]
    public var shortlist: [Named]
    /// Known crystals by the same networks and formulas, the best known first.
    public var landmarks: [Named]

    public struct Point: Hashable, Sendable {
        /// GPa.
        public var hardness: Double
        /// MPa·m^½.
        public var toughness: Double

        public init(hardness: Double, toughness: Double) {
            (self.hardness, self.toughness) = (hardness, toughness)
        }
    }

    public struct Named: Hashable, Sendable {
        /// A formula, or a name such as "diamond".
        public var name: String
        public var point: Point
        /// 90 % intervals; nil without error bars.
        public var hardness: ClosedRange<Double>?
        public var toughness: ClosedRange<Double>?

        public init(
            name: String, point: Point, hardness: ClosedRange<Double>? = nil,
            toughness: ClosedRange<Double>? = nil
        ) {
            (self.name, self.point) = (name, point)
            (self.hardness, self.toughness) = (hardness, toughness)
        }
    }

    public init(
        crystals: [Point], front: [Point] = [], refined: [Named] = [], shortlist: [Named] = [],
        landmarks: [Named] = []
    ) {
        (self.crystals, self.front) = (crystals, front)
        (self.refined, self.shortlist, self.landmarks) = (refined, shortlist, landmarks)
    }

    /// The picture as a file of its own, for a screen or a page of paper.
    public func svg() -> String {
        AshbyDrawing(self, format: .wide, theme: .paper, id: "ashby").text
    }

    /// The picture as part of a page that defines the colours.
    func inline(_ format: PlotFormat, id: String) -> String {
        AshbyDrawing(self, format: format, theme: .page, id: id).text
    }

    /// Everything that the axes must show.
    var allPoints: [Point] {
        crystals + (refined + shortlist + landmarks).map(\.point)
    }
}
