/// The partners that sites may have, with the distances to them.
struct PartnerChoices {
    struct Choice {
        let partner: Int
        /// From the site to the partner, Å.
        let vector: SIMD3<Double>
        /// Å².
        let square: Double
    }

    /// [sites]
    private var choices: [[Choice]]

    init(sites: Int) { choices = Array(repeating: [], count: sites) }

    mutating func add(_ site: Int, _ partner: Int, _ vector: SIMD3<Double>) {
        choices[site].append(
            Choice(partner: partner, vector: vector, square: vector.dot(vector)))
    }

    /// [sites] a partner for each, none for two, with the least sum of squares; nil where there is no
    /// such choice.
    var best: [Choice]? {
        guard let nearest else { return nil }
        // Where all nearest partners are different, no sum is smaller.
        return Set(nearest.map(\.partner)).count == nearest.count ? nearest : assigned(nearest)
    }

    private var nearest: [Choice]? {
        var nearest: [Choice] = []
        nearest.reserveCapacity(choices.count)
        for choices in choices {
            guard var best = choices.first else { return nil }
            for choice in choices where choice.square < best.square { best = choice }
            nearest.append(best)
        }
        return nearest
    }

    /// By a linear assignment in each set of sites that have partners in common.
    private func assigned(_ nearest: [Choice]) -> [Choice]? {
        var chosen = nearest
        for sites in blocks where sites.count > 1 || choices[sites[0]].count > 1 {
            let partners = Set(sites.flatMap { choices[$0].map(\.partner) }).sorted()
            guard partners.count == sites.count,
                let assignment = LinearAssignment(costs: costs(sites, partners))
            else { return nil }
            for (site, column) in zip(sites, assignment.columns) {
                guard let choice = choices[site].first(where: { $0.partner == partners[column] })
                else { return nil }
                chosen[site] = choice
            }
        }
        return chosen
    }

    private func costs(_ sites: [Int], _ partners: [Int]) -> [[Double]] {
        sites.map { site in
            var costs = [Double](repeating: .infinity, count: partners.count)
            for choice in choices[site] {
                guard let column = partners.firstIndex(of: choice.partner) else { continue }
                costs[column] = choice.square
            }
            return costs
        }
    }

    /// The sites in sets, none of which has a partner in common with another.
    private var blocks: [[Int]] {
        var sets = DisjointSets(count: choices.count)
        var firstSite: [Int: Int] = [:]
        for (site, choices) in choices.enumerated() {
            for choice in choices {
                if let first = firstSite[choice.partner] {
                    sets.join(first, site)
                } else {
                    firstSite[choice.partner] = site
                }
            }
        }
        return sets.members
    }
}
