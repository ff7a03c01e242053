/// Finds atoms on top of each other, atoms far from all others, and cells too wide for bonds.
struct DistanceExaminer {
    private let crystal: Crystal

    init(_ crystal: Crystal) { self.crystal = crystal }

    func findings() throws(Finding) -> [Finding] {
        var found = Contacts()
        let nearest = crystal.nearestNeighbors(within: CrystalExaminer.isolation)
        for (index, contact) in nearest.enumerated() {
            guard let contact else { throw isolated(index) }
            try judge(contact, &found)
        }
        return [
            found.split.map {
                Finding(
                    .splitSites,
                    "\(words($0)): they are partly filled and never both there, but a graph has both"
                )
            },
            found.short.map {
                Finding(.shortDistance, "\(words($0)): short for a bond; check the cell")
            },
            found.tightest.flatMap { $0.ratio > CrystalExaminer.long ? sparse($0.contact) : nil },
        ].compactMap { $0 }
    }

    /// The first pair of each kind, and of all pairs the nearest for its atoms.
    private struct Contacts {
        var short: NearestNeighbor?
        var split: NearestNeighbor?
        /// `ratio` to the sum of covalent radii; 0 beside a noble gas, which forms no bonds, and
        /// beside hydrogen, whose radius is not that of a hydride.
        var tightest: (ratio: Double, contact: NearestNeighbor)?
    }

    private func judge(
        _ contact: NearestNeighbor, _ found: inout Contacts
    ) throws(Finding) {
        let (a, b) = (crystal.sites[contact.site], crystal.sites[contact.neighbor])
        let ratio = contact.distance / (Self.radius(a, by: <) + Self.radius(b, by: <))
        let isOverlap =
            contact.distance < CrystalExaminer.shortestDistance || ratio < CrystalExaminer.overlap
        let isSplit = contact.site != contact.neighbor && Self.filling(a, b) <= 1.01
        if isOverlap, isSplit {
            found.split = found.split ?? contact
        } else if isOverlap {
            throw overlap(contact)
        } else if ratio < CrystalExaminer.short {
            found.short = found.short ?? contact
        }
        let isUnbound = [a, b].contains { site in
            site.species.components.contains {
                $0.element.group == 18 || $0.element.atomicNumber == 1
            }
        }
        let bond = Self.radius(a, by: >) + Self.radius(b, by: >)
        let reach = isUnbound ? 0 : contact.distance / bond
        if reach < found.tightest?.ratio ?? .infinity { found.tightest = (reach, contact) }
    }

    private func sparse(_ contact: NearestNeighbor) -> Finding {
        Finding(
            .longDistance,
            "\(words(contact)), and no two atoms are nearer for their radii: the cell is far larger "
                + "than bonds; check its lengths and units (Å)")
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

    /// Covalent radius of what may stand on a site, Å: the smallest or the largest.
    private static func radius(_ site: Site, by order: (Double, Double) -> Bool) -> Double {
        let radii = site.species.components.map(\.element.covalentRadius)
        // From pm.
        return (radii.sorted(by: order).first ?? 0) / 100
    }
}
