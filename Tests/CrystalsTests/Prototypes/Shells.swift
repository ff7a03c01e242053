import Crystals

/// A different element on each role of a prototype.
func distinctElements(_ prototype: Prototype) -> [Role: Element] {
    let elements = ["Ti", "Al", "Cu", "O", "Cl"].compactMap { Element($0) }
    return Dictionary(uniqueKeysWithValues: zip(prototype.roles, elements))
}

/// Neighbours at one distance.
struct Shell {
    var distance: Double
    var count: Int
}

extension Crystal {
    /// Neighbours of a site by distance, gathered within `width` (relative), from the images in the
    /// 11³ cells around: plain, and independent of the neighbour search that the program uses.
    func shells(around center: Int, width: Double = 0.01) -> [Shell] {
        var distances: [Double] = []
        for site in sites {
            for (x, y, z) in images {
                let image = Fractional(
                    site.position.a + x - sites[center].position.a,
                    site.position.b + y - sites[center].position.b,
                    site.position.c + z - sites[center].position.c)
                distances.append(lattice.cartesian(image).length)
            }
        }
        var shells: [Shell] = []
        for distance in distances.sorted() where distance > 1e-9 {
            if let last = shells.last, distance < last.distance * (1 + width) {
                shells[shells.count - 1].count += 1
            } else {
                shells.append(Shell(distance: distance, count: 1))
            }
        }
        return shells
    }

    private var images: [(Double, Double, Double)] {
        let steps = stride(from: -3.0, through: 3, by: 1)
        return steps.flatMap { x in steps.flatMap { y in steps.map { (x, y, $0) } } }
    }
}
