/// Finds atoms on top of each other and atoms far from all others.
struct DistanceExaminer {
    private let crystal: Crystal

    init(_ crystal: Crystal) { self.crystal = crystal }

    func findings() throws(Finding) -> [Finding] {
        var findings: [Finding] = []
        var short: NearestNeighbor?
        var split: NearestNeighbor?
        let nearest = crystal.nearestNeighbors(within: CrystalExaminer.isolation)
        for (index, contact) in nearest.enumerated() {
            guard let contact else { throw isolated(index) }
            let (a, b) = (crystal.sites[contact.site], crystal.sites[contact.neighbor])
            let ratio = contact.distance / Self.bondLength(a.species, b.species)
            let isOverlap =
                contact.distance < CrystalExaminer.shortestDistance
                || ratio < CrystalExaminer.overlap
            let isSplit = contact.site != contact.neighbor && Self.filling(a, b) <= 1.01
            if isOverlap, isSplit {
                split = split ?? contact
            } else if isOverlap {
                throw overlap(contact)
            } else if ratio < CrystalExaminer.short {
                short = short ?? contact
            }
        }
        if let split {
            findings.append(
                Finding(
                    .splitSites,
                    "\(words(split)): they are partly filled and never both there, but a graph "
                        + "has both"))
        }
        if let short {
            findings.append(
                Finding(.shortDistance, "\(words(short)): short for a bond; check the cell"))
        }
        return findings
    }

    private func overlap(_ contact: NearestNeighbor) -> Finding {
        Finding(
            .overlappingAtoms,
            "\(words(contact)): on top of each other; check the cell, units and duplicates")
    }

    private func isolated(_ index: Int) -> Finding {
        let symbols = crystal.sites[index].species.components.map(\.element.symbol)
        return Finding(
            .isolatedAtoms,
            "\(symbols.joined(separator: "/")) \(index + 1) has no other atom within "
                + "\(CrystalExaminer.isolation) Å; check the cell, or leave the molecule out")
    }

    private func words(_ contact: NearestNeighbor) -> String {
        func name(_ index: Int) -> String {
            let symbols = crystal.sites[index].species.components.map(\.element.symbol)
            return "\(symbols.joined(separator: "/")) \(index + 1)"
        }
        let distance = (contact.distance * 1000).rounded() / 1000
        return "\(name(contact.site)) and \(name(contact.neighbor)) are \(distance) Å apart"
    }

    private static func filling(_ a: Site, _ b: Site) -> Double {
        (a.species.components + b.species.components).map(\.occupancy).reduce(0, +)
    }

    /// The smallest sum of covalent radii of what may stand on the two sites, Å.
    private static func bondLength(_ a: Species, _ b: Species) -> Double {
        radius(a) + radius(b)
    }

    private static func radius(_ species: Species) -> Double {
        // From pm.
        (species.components.map(\.element.covalentRadius).min() ?? 0) / 100
    }
}
