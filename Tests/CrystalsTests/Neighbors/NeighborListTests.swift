import Crystals
import TestKit
import Testing

/// Both searches end in the same formula for the distance, so "equal" means bit for bit.
private func expectEqual(_ crystal: Crystal, radius: Double, _ comment: Comment) {
    let reference = NeighborList.exhaustive(crystal, radius: radius)
    let fast = NeighborList(crystal, radius: radius)
    #expect(fast == reference, comment)
}

@Suite("Neighbour lists")
struct NeighborListTests {
    @Test("The fast search equals the exhaustive one on random cells of all sizes")
    func random() {
        var generator = SplitMix64(seed: 1)
        var edges = 0
        for trial in 0..<150 {
            let count = [0, 1, 1, 2, 3, 5, 8, 13, 30][trial % 9]
            let crystal = RandomCrystals.any(
                count: count, edges: count > 8 ? 4...12 : 2...9, spread: trial % 2 == 0 ? 1 : 3,
                using: &generator)
            let radius = Double.random(in: 1...6, using: &generator)
            expectEqual(crystal, radius: radius, "trial \(trial)")
            edges += NeighborList(crystal, radius: radius).edgeCount
        }
        #expect(edges > 10_000)
    }

    @Test("… on very skewed, left-handed, tiny and needle-like cells")
    func degenerate() {
        var generator = SplitMix64(seed: 2)
        let cells: [[SIMD3<Double>]] = [
            [SIMD3(3, 0, 0), SIMD3(29.3, 3.1, 0), SIMD3(-17, 21, 2.7)],
            [SIMD3(0, 3, 0), SIMD3(3.2, 0, 0), SIMD3(0, 0, 4)],
            [SIMD3(1, 0, 0), SIMD3(0, 1, 0), SIMD3(0, 0, 1)],
            [SIMD3(1.5, 0, 0), SIMD3(0, 60, 0), SIMD3(0, 0, 2)],
            [SIMD3(2, 2, 0.1), SIMD3(-2, 2, 0.1), SIMD3(0, -2.8, 0.1)],
            [SIMD3(4, 0, 0), SIMD3(2, 3.4641, 0), SIMD3(2, 1.1547, 3.266)],
        ]
        for rows in cells {
            let lattice = Lattice(rows: rows)
            for count in [1, 2, 4] {
                let sites = RandomCrystals.sites(
                    count, spread: 2, elements: [1, 8], using: &generator)
                let crystal = Crystal(lattice: lattice, sites: sites)
                expectEqual(crystal, radius: 4, "\(rows), \(count) atoms")
                #expect(NeighborList(crystal, radius: 4).edgeCount > 0)
            }
        }
    }

    @Test("… on crystals whose neighbours lie exactly on the rim of the sphere")
    func rim() {
        let carbon = Element(atomicNumber: 6)
        let crystal = Crystal(
            lattice: .cubic(4), sites: carbon.map { [Site($0, at: Fractional(0, 0, 0))] } ?? [])
        expectEqual(crystal, radius: 8, "simple cubic")
        // r² = 16 n with n ≤ 4: 6 + 12 + 8 + 6 neighbours.
        #expect(NeighborList(crystal, radius: 8).edgeCount == 32)
        #expect(NeighborList(crystal, radius: 8.0.nextDown).edgeCount == 26)
    }

    /// Edges of powers of two, so that neighbours of a shell are equally far to the last bit.
    @Test("… on crystals full of ties, in cells short and skewed, of one atom and of 128")
    func ties() {
        let bodyCentred = [Fractional(0, 0, 0), Fractional(0.5, 0.5, 0.5)]
        let elements = [Element(atomicNumber: 26), Element(atomicNumber: 13)].compactMap(\.self)
        let skewed = [SIMD3<Double>(4, 0, 0), SIMD3(12, 4, 0), SIMD3(-8, 4, 4)]
        for rows in [Lattice.cubic(4).rows, skewed] {
            for count in 1...2 {
                let sites = zip(elements, bodyCentred).prefix(count).map { Site($0, at: $1) }
                let crystal = Crystal(lattice: Lattice(rows: rows), sites: sites)
                expectEqual(crystal, radius: 8, "\(rows), \(count) atoms")
                expectEqual(crystal.supercell(4, 4, 4), radius: 4, "\(64 * count) atoms")
                let shell = NeighborList(crystal, radius: 4).distances.filter { $0 == 4 }
                #expect(shell.count == 6 * count)
            }
        }
    }

    @Test("… on 400 atoms along a needle across the axes")
    func needle() {
        let rows = [SIMD3<Double>(3, -3, 0), SIMD3(0, 3, -3), SIMD3(9000, 9000, 9000)]
        let carbon = Element(atomicNumber: 6)
        let sites = (0..<400).compactMap { k in
            carbon.map { Site($0, at: Fractional(0.1, 0.2, Double(k) / 400)) }
        }
        expectEqual(Crystal(lattice: Lattice(rows: rows), sites: sites), radius: 5, "needle")
    }

    @Test("… on 500 atoms, on one atom in a box of 60 Å, and on none")
    func sizes() {
        var generator = SplitMix64(seed: 3)
        let large = RandomCrystals.any(count: 500, edges: 17...19, using: &generator)
        expectEqual(large, radius: 2.5, "500 atoms")
        let lonely = RandomCrystals.any(count: 1, edges: 59...60, using: &generator)
        expectEqual(lonely, radius: 8, "one atom")
        #expect(NeighborList(lonely, radius: 8).offsets == [0, 0])
        let empty = RandomCrystals.any(count: 0, edges: 3...4, using: &generator)
        expectEqual(empty, radius: 8, "none")
    }

    @Test("The nearest k are the first k of the whole sphere")
    func nearest() {
        var generator = SplitMix64(seed: 4)
        var full = 0
        for trial in 0..<150 {
            let count = [1, 2, 5, 12, 40][trial % 5]
            let crystal = RandomCrystals.any(
                count: count, edges: trial % 7 == 0 ? 9...25 : 2...9, using: &generator)
            let whole = NeighborList(crystal, radius: 8)
            let nearest = NeighborList(crystal, nearest: 12, within: 8)
            for atom in 0..<count {
                let expected = whole.edges(of: atom).prefix(12)
                let edges = nearest.edges(of: atom)
                #expect(Array(nearest.neighbors[edges]) == Array(whole.neighbors[expected]))
                #expect(Array(nearest.shifts[edges]) == Array(whole.shifts[expected]))
                #expect(Array(nearest.distances[edges]) == Array(whole.distances[expected]))
                full += edges.count == 12 ? 1 : 0
            }
        }
        #expect(full > 500)
    }

    @Test("The nearest are found in a bounded time in cells that no crystal has")
    func absurd() {
        let carbon = Element(atomicNumber: 6).map { [Site($0, at: Fractional(0, 0, 0))] } ?? []
        for edges in [SIMD3(3, 3, 1e-4), SIMD3(1e-4, 1e-4, 1e-4), SIMD3(1e5, 1e-3, 40)] {
            let lattice = Lattice(lengths: edges, angles: SIMD3(repeating: 90))
            let nearest = NeighborList(
                Crystal(lattice: lattice, sites: carbon), nearest: 12, within: 8)
            #expect(nearest.edgeCount == 12)
            #expect(nearest.distances[0] == edges.min())
        }
    }

    @Test("The list is full: every edge has its opposite, with the displacement reversed")
    func symmetric() {
        var generator = SplitMix64(seed: 5)
        let crystal = RandomCrystals.any(count: 7, edges: 3...6, spread: 4, using: &generator)
        let list = NeighborList(crystal, radius: 4)
        let displacements = list.displacements(in: crystal)
        #expect(list.edgeCount > 50)
        for i in 0..<list.atomCount {
            for edge in list.edges(of: i) {
                let j = Int(list.neighbors[edge])
                let opposite = list.edges(of: j).first {
                    Int(list.neighbors[$0]) == i && list.shifts[$0] == 0 &- list.shifts[edge]
                }
                guard let opposite else {
                    Issue.record("edge \(edge) has no opposite")
                    continue
                }
                let (there, back) = (displacements[edge], displacements[opposite])
                #expect((there + back).length < 1e-12)
                #expect(isClose(there.length, list.distances[edge]))
            }
        }
    }
}
