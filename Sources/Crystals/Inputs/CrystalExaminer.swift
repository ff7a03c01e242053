internal import Foundation

/// Asks of a parsed record whether it can be a crystal, and of its labels whether they can be used.
public struct CrystalExaminer: Sendable {
    /// Cells with more sites are rejected.
    public var maximumSites = 5000

    /// Å³ a site: metallic hydrogen has 2, diamond 5.7, caesium 117, expanded zeolites below 100;
    /// beyond it the cell is a mistake of units or a molecule in a box.
    public static let volumePerSite = 1.0...1000.0

    /// Å³ that an atom takes at the least, hydrogen and helium apart: diamond, the densest there is,
    /// has 5.67, and keeps half of that up to pressures that no laboratory holds still.
    public static let (densest, densestLight) = (2.8, 1.0)

    /// Å. The shortest bond there is, H–H, has 0.74.
    public static let shortestDistance = 0.5

    /// Of the sum of covalent radii: nearer than the first, two full sites cannot both be there;
    /// nearer than the second, something may be wrong; so it is where all are farther than the
    /// third (thallium chloride has 1.37, and only hydrides and noble gases more).
    public static let (overlap, short, long) = (0.5, 0.7, 1.4)

    /// Å: layers of a crystal stand nearer to each other (graphite 3.4, with large guests about 7).
    public static let widestGap = 8.0

    /// Å: a site with no other within it has no neighbours in any crystal graph.
    public static let isolation = 8.0

    public init(maximumSites: Int = 5000) { self.maximumSites = maximumSites }

    func verdict(
        on content: Result<ParsedCrystal, Finding>, id: String, source: Source
    ) -> Verdict {
        switch content {
        case .failure(let finding): return .rejected(finding)
        case .success(let parsed):
            do {
                let found = try examine(parsed.crystal)
                let siteLabels = LabelExaminer.siteLabels(of: parsed)
                let (labels, labelFindings) = LabelExaminer.examine(
                    parsed.labels, besides: siteLabels.keys)
                var record = CrystalRecord(
                    id: id, crystal: parsed.crystal, labels: labels, source: source)
                record.siteLabels = siteLabels
                let findings = parsed.findings + found + labelFindings
                return findings.isEmpty
                    ? .accepted(record) : .acceptedWithWarning(record, findings)
            } catch {
                return .rejected(error)
            }
        }
    }

    /// What is worth a warning.
    ///
    /// - Throws: What no crystal has.
    public func examine(_ crystal: Crystal) throws(Finding) -> [Finding] {
        try checkCounts(crystal)
        try checkCell(crystal)
        for (index, site) in crystal.sites.enumerated() { try check(site, number: index + 1) }
        try checkDensity(crystal)
        let distances =
            DistanceScreen.isClear(crystal) ? [] : try DistanceExaminer(crystal).findings()
        return distances + vacuum(crystal) + disorder(crystal)
    }

    /// Of a slab the gap between its faces, of a molecule the room around it.
    private func vacuum(_ crystal: Crystal) -> [Finding] {
        // No gap is wider than the cell.
        guard crystal.lattice.heights.max() > Self.widestGap else { return [] }
        let gaps = crystal.gaps
        let widest = (0..<3).max { gaps[$0] < gaps[$1] } ?? 0
        guard gaps[widest] > Self.widestGap else { return [] }
        return [
            Finding(
                .vacuum,
                "no atoms over \(Decimal.text(gaps[widest], 1)) Å along \(["a", "b", "c"][widest]): a "
                    + "slab, a molecule in a box or layers too far apart; the networks know bulk "
                    + "crystals")
        ]
    }

    /// Networks, like all that reads a crystal graph, know no disorder.
    private func disorder(_ crystal: Crystal) -> [Finding] {
        let disordered = crystal.sites.filter { !$0.species.isOrdered }
        guard let first = disordered.first else { return [] }
        let shares = first.species.components.map {
            "\($0.element) \(Decimal.text($0.occupancy, 3))"
        }
        let hasVacancies = disordered.contains { $0.species.filling < 0.99 }
        return [
            Finding(
                .partialOccupancy,
                "\(disordered.count) of \(crystal.sites.count) sites are mixed or partly filled "
                    + "(\(shares.prefix(4).joined(separator: ", "))); networks see "
                    + (hasVacancies ? "no vacancies, only full sites" : "an averaged site"))
        ]
    }

    private func checkCounts(_ crystal: Crystal) throws(Finding) {
        guard !crystal.sites.isEmpty else {
            throw Finding(.noAtoms, "the structure has no atoms; add them")
        }
        if let objection = objection(toSites: crystal.sites.count) { throw objection }
    }

    /// Why a cell of `count` sites is rejected; nil if it is not.
    public func objection(toSites count: Int) -> Finding? {
        guard count > maximumSites else { return nil }
        return Finding(
            .tooManyAtoms,
            "the cell has \(count) sites, more than \(maximumSites); give the primitive cell")
    }

    private func checkCell(_ crystal: Crystal) throws(Finding) {
        let lattice = crystal.lattice
        guard lattice.isFinite else {
            throw Finding(
                .invalidCell,
                "the cell has a value that is no number, or angles that close no cell; correct it")
        }
        let volume = crystal.volumePerAtom
        guard Self.volumePerSite.contains(volume), volume.isFinite else {
            throw Finding(
                .invalidCell,
                "the cell has \(String(format: "%.3g", volume)) Å³ a site, outside "
                    + "\(Self.volumePerSite.lowerBound)…\(Self.volumePerSite.upperBound); "
                    + "check its vectors and units (Å, not nm, pm or Bohr)")
        }
        // A cell can have volume and still be too thin to fill with images in any sensible time.
        let heights = lattice.heights
        guard min(heights.x, heights.y, heights.z) > 0.1 else {
            throw Finding(
                .invalidCell,
                "two faces of the cell are less than 0.1 Å apart; give a reduced cell")
        }
    }

    private func checkDensity(_ crystal: Crystal) throws(Finding) {
        var least = 0.0
        for site in crystal.sites {
            site.species.forEachComponent { element, occupancy in
                least += occupancy * (element.atomicNumber <= 2 ? Self.densestLight : Self.densest)
            }
        }
        guard crystal.lattice.volume < least else { return }
        throw Finding(
            .implausibleDensity,
            "the cell has \(Decimal.text(crystal.volumePerAtom, 2)) Å³ a site and "
                + "\(Decimal.text(crystal.density, 1)) g/cm³, denser than any solid (diamond, the "
                + "densest, has 5.67 Å³ an atom); check its lengths, units (Å) and doubled atoms")
    }

    private func check(_ site: Site, number: Int) throws(Finding) {
        let p = site.position.vector
        // Beyond it a Double no longer tells places within the cell apart.
        guard abs(p.x) < 1e6, abs(p.y) < 1e6, abs(p.z) < 1e6 else {
            throw Finding(
                .invalidPosition,
                "site \(number) has a coordinate that is no number or beyond a million cells; correct it"
            )
        }
        if case .element = site.species { return }
        let components = site.species.components
        guard !components.isEmpty else {
            throw Finding(
                .invalidOccupancy, "site \(number) holds no element; name one or remove the site")
        }
        let total = components.map(\.occupancy).reduce(0, +)
        guard components.allSatisfy({ $0.occupancy > 0 }), total <= 1 + Self.occupancyTolerance
        else {
            let shares = components.map { "\($0.element) \(Decimal.text($0.occupancy, 4))" }
            throw Finding(
                .invalidOccupancy,
                "site \(number) holds \(shares.joined(separator: ", ")), "
                    + "\(Decimal.text(total, 4)) together; each must be over 0 and all at most 1 (a "
                    + "site that is listed twice, or again by the symmetry, counts twice)")
        }
    }

    /// Occupancies are rounded in files: three thirds of 0.334 make 1.002.
    public static let occupancyTolerance = 0.01
}
