/// An image of an atom that a scan over bins came upon.
struct BinCandidate {
    /// Index of the site.
    var atom: Int32
    /// The cell of the image, in units of the reduced lattice, counted from the home cell.
    var cell: SIMD3<Int32>
}

extension AtomBins {
    /// Appends every image, of every atom, within `radius` (Å) of the given atom of the home
    /// cell, save that atom itself.
    func scan(around atom: Int, within radius: Double, into candidates: inout [BinCandidate]) {
        let center = home[atom] * SIMD3<Double>(counts)
        let extent = SIMD3(repeating: radius) / heights
        let low = SIMD3<Int>((center - extent).rounded(.down))
        let high = SIMD3<Int>((center + extent).rounded(.down))
        let origin = lattice.cartesian(Fractional(home[atom])).vector

        starts.withUnsafeBufferPointer { starts in
            slots.withUnsafeBufferPointer { slots in
                for a in low.x...high.x {
                    let (i, na) = wrapped(a, counts.x)
                    for b in low.y...high.y {
                        let (j, nb) = wrapped(b, counts.y)
                        let row = (i * counts.y + j) * counts.z
                        var (k, nc) = wrapped(low.z, counts.z)
                        for _ in low.z...high.z {
                            let cell = SIMD3(na, nb, nc)
                            let bin = Int(starts[row + k])..<Int(starts[row + k + 1])
                            if !bin.isEmpty {
                                let center = origin - translation(cell)
                                slots.scan(
                                    bin, center, radius * radius, atom: atom, cell,
                                    into: &candidates)
                            }
                            k += 1
                            if k == counts.z { (k, nc) = (0, nc + 1) }
                        }
                    }
                }
            }
        }
    }

    /// n · R, Å.
    private func translation(_ n: SIMD3<Int>) -> SIMD3<Double> {
        lattice.a.vector * Double(n.x) + lattice.b.vector * Double(n.y)
            + lattice.c.vector * Double(n.z)
    }

    /// The bin of the home cell that bin `m` of the endless grid is an image of, and its cell.
    private func wrapped(_ m: Int, _ count: Int) -> (bin: Int, cell: Int) {
        let (q, r) = m.quotientAndRemainder(dividingBy: count)
        return r < 0 ? (r + count, q - 1) : (r, q)
    }
}

extension UnsafeBufferPointer<AtomBins.Slot> {
    /// The inner loop of every neighbour search, and with the walk above the only place in
    /// them where bounds go unchecked (in release).
    @inline(__always)
    fileprivate func scan(
        _ bin: Range<Int>, _ center: SIMD3<Double>, _ squaredRadius: Double, atom: Int,
        _ cell: SIMD3<Int>, into candidates: inout [BinCandidate]
    ) {
        let (cx, cy, cz) = (center.x, center.y, center.z)
        for index in bin {
            let slot = self[index]
            let (dx, dy, dz) = (slot.x - cx, slot.y - cy, slot.z - cz)
            guard dx * dx + dy * dy + dz * dz <= squaredRadius else { continue }
            if slot.atom == atom, cell == .zero { continue }
            candidates.append(
                BinCandidate(atom: slot.atom, cell: SIMD3<Int32>(truncatingIfNeeded: cell)))
        }
    }
}
