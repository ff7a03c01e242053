import Crystals
import Foundation

/// Whether two crystals are one structure, as Peers/matching.py asks it of pymatgen.
func serveMatching(_ options: Options) throws {
    let first = try PairedCrystal.all(in: options.file("pairs/a.jsonl"))
    let second = try PairedCrystal.all(in: options.file("pairs/b.jsonl"))
    let step = max(1, first.count / options.count)
    let chosen = try stride(from: 0, to: first.count, by: step).prefix(options.count).map {
        (try first[$0].crystal, try second[$0].crystal)
    }
    let matcher = StructureMatcher()
    try serve(["structures": chosen.count]) {
        ["pairs": chosen.count { matcher.matches($0, $1) }]
    }
}

/// A line of the pairs. Read without the examiner, which would leave out those whose atoms were moved
/// too near each other.
private struct PairedCrystal: Decodable {
    var lattice: [[Double]]
    var sites: [[String: Double]]
    var frac: [[Double]]

    static func all(in path: String) throws -> [PairedCrystal] {
        try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(PairedCrystal.self, from: Data($0.utf8))
        }
    }

    var crystal: Crystal {
        get throws {
            let sites = try zip(sites, frac).map { species, f in
                Site(
                    Species(components: try species.map(Self.component)),
                    at: Fractional(f[0], f[1], f[2]))
            }
            return Crystal(
                lattice: Lattice(rows: lattice.map { SIMD3($0[0], $0[1], $0[2]) }), sites: sites)
        }
    }

    private static func component(_ symbol: String, _ share: Double) throws -> Species.Component {
        guard let element = Element(symbol) else { throw Failure("\(symbol) is no element") }
        return Species.Component(element, occupancy: share)
    }
}
