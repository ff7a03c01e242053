import CSpglib
import Crystals

func spaceGroupNumber(_ crystal: Crystal, tolerance: Double) -> Int {
    var lattice = [Double](repeating: 0, count: 9)
    for (column, row) in crystal.lattice.rows.enumerated() {
        for k in 0..<3 { lattice[3 * k + column] = row[k] }
    }
    var positions = crystal.sites.flatMap { [$0.position.a, $0.position.b, $0.position.c] }
    let types = crystal.sites.map { site in
        Int32(site.species.components[0].element.atomicNumber)
    }
    var symbol = [CChar](repeating: 0, count: 11)
    return lattice.withUnsafeMutableBytes { l in
        positions.withUnsafeMutableBytes { p in
            Int(
                spg_get_international(
                    &symbol,
                    l.assumingMemoryBound(to: (Double, Double, Double).self).baseAddress,
                    p.assumingMemoryBound(to: (Double, Double, Double).self).baseAddress,
                    types, Int32(types.count), tolerance))
        }
    }
}
