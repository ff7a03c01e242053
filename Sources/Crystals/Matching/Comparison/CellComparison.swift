internal import Foundation

/// Two cells on their way to a match: the first is laid on the second in every way that brings like
/// lattice vectors together, and a site of the second's rarest kind onto a site of the first.
struct CellComparison {
    private let moving: MatchingCell
    private let fixed: MatchingCell
    private let matcher: StructureMatcher
    private let partners: SitePartners
    /// Of the two lattices, scaled to one volume.
    private let movingLattice: Lattice
    private let fixedLattice: Lattice

    /// nil where numbers of sites, kinds or shortest vectors leave no match possible.
    ///
    /// - Parameters:
    ///   - moving: Whose lattice is put on other vectors.
    ///   - fixed: Whose vectors stay.
    init?(of moving: MatchingCell, with fixed: MatchingCell, by matcher: StructureMatcher) {
        guard moving.siteCount == fixed.siteCount,
            matcher.species.ignoresComposition || moving.hasComposition(of: fixed, matcher.species),
            let partners = SitePartners(of: fixed, in: moving, by: matcher.species)
        else { return nil }
        (self.moving, self.fixed, self.matcher) = (moving, fixed, matcher)
        self.partners = partners
        let ratio = matcher.scalesVolume ? fixed.lattice.volume / moving.lattice.volume : 1
        let scale = pow(ratio, 1.0 / 6)
        movingLattice = moving.lattice.scaled(by: scale)
        fixedLattice = fixed.lattice.scaled(by: 1 / scale)
        guard canVectorsMatch else { return nil }
    }

    /// The edges of a Niggli cell are the successive minima of its lattice: no k independent vectors
    /// are all shorter than its k-th. So vectors like those of the second cell exist in the first lattice
    /// only where the edges of its cell are not longer.
    private var canVectorsMatch: Bool {
        let least = movingLattice.lengths
        let most = fixedLattice.lengths * (1 + matcher.lengthTolerance)
        // Edges may differ from the minima by the ε of the reduction.
        return (0..<3).allSatisfy { least[$0] <= most[$0] * 1.001 }
    }

    /// Whether some match displaces no site by the tolerance or more.
    var hasMatch: Bool {
        var isFound = false
        forEachPairing { pairing, _, _ in
            isFound = pairing.largest < matcher.siteTolerance
            return !isFound
        }
        return isFound
    }

    /// The match of the least root mean square displacement.
    var bestMatch: StructureMatch? {
        var best: StructureMatch?
        forEachPairing { pairing, rows, translation in
            guard pairing.rms < best?.rms ?? matcher.siteTolerance else { return true }
            best = StructureMatch(pairing, rows, translation, in: fixed)
            return pairing.rms >= Self.perfect
        }
        return best
    }

    /// A match with a smaller displacement is not improved on.
    private static let perfect = 1e-5

    /// - Parameter body: Takes a pairing, the vectors that it is on and the translation of the second
    ///   cell; whether to go on.
    private func forEachPairing(
        _ body: (SitePairing.Pairing, IntegerMatrix, CellPoint) -> Bool
    ) {
        let mappings = LatticeMappings(
            of: movingLattice, onto: fixedLattice, lengthTolerance: matcher.lengthTolerance,
            angleTolerance: matcher.angleTolerance)
        mappings.forEach { mapping in
            let average = mapping.average(with: fixedLattice)
            let turn = mapping.rows.inverse
            let points = moving.points.map { turn($0) }
            return tryTranslations(points, average) { body($0, mapping.rows, $1) }
        }
    }

    /// - Parameter points: of the first cell, on the vectors of the average lattice.
    private func tryTranslations(
        _ points: [CellPoint], _ average: Lattice,
        _ body: (SitePairing.Pairing, CellPoint) -> Bool
    ) -> Bool {
        // Twice the tolerance, for the mean of the displacements is taken away afterwards.
        let edge = cbrt(average.volume / Double(points.count))
        let reach = PointReach(
            SIMD3(repeating: 2 * matcher.siteTolerance * edge) / average.heights)
        var pairer: SitePairing?
        for target in partners.anchors {
            let translation = points[target] &- fixed.points[partners.anchor]
            guard partners.isCovered(fixed.points, by: points, translation, reach) else {
                continue
            }
            let ready = pairer ?? SitePairing(on: average, edge, matcher.siteTolerance)
            pairer = ready
            let moved = fixed.points.map { $0 &+ translation }
            guard let pairing = ready.pairing(of: moved, with: points, partners) else { continue }
            if !body(pairing, translation) { return false }
        }
        return true
    }
}

extension MatchingCell {
    /// Whether the proportions of the elements allow a match.
    fileprivate func hasComposition(of other: Self, _ species: SpeciesComparison) -> Bool {
        // Equal sites of equal number are an equal composition, which the partners will tell.
        if species == .equal { return kinds.count == other.kinds.count }
        return crystal.composition == other.crystal.composition
    }
}

extension StructureMatch {
    fileprivate init(
        _ pairing: SitePairing.Pairing, _ rows: IntegerMatrix, _ translation: CellPoint,
        in fixed: MatchingCell
    ) {
        (rms, largest, sites) = (pairing.rms, pairing.largest, pairing.sites)
        basis = [rows.a, rows.b, rows.c].map { SIMD3<Int>(truncatingIfNeeded: $0) }
        self.translation = Fractional(translation.fractional) + pairing.shift
    }
}
