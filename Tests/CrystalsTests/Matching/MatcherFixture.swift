import Crystals
import Foundation
import TestKit

/// What pymatgen's StructureMatcher says of two crystals.
struct MatcherVerdict {
    let matches: Bool
    /// With the second crystal first.
    let matchesBack: Bool
    /// Of the best match; nil where there is none.
    let rms: Double?
    let largest: Double?

    init(_ row: [String: String]) {
        matches = row["fit"] == "1"
        matchesBack = row["fit_back"] == "1"
        (rms, largest) = (row["rms"].flatMap(Double.init), row["largest"].flatMap(Double.init))
    }
}

/// Tables and crystals beside the scripts that make them.
enum MatcherFixture {
    private static let folder = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Fixtures")

    /// Rows by the names of the columns; no field holds a comma.
    static func rows(_ name: String) throws -> [[String: String]] {
        let text = try String(contentsOf: folder.appending(path: name), encoding: .utf8)
        let lines = text.split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        guard let names = lines.first else { return [] }
        return lines.dropFirst().map { Dictionary(uniqueKeysWithValues: zip(names, $0)) }
    }

    /// By id.
    static func crystals() throws -> [String: Crystal] {
        let path = folder.appending(path: "matcher-crystals.jsonl").path(percentEncoded: false)
        return crystals(in: path, prefix: "", atMost: .max)
    }

    /// Those of the shared data that the pairs are made of, by "file:id".
    static func sharedCrystals() -> [String: Crystal] {
        let files = [
            "mp": "mp36k_eform_gap", "elastic": "elastic_mp_union8094",
            "aflow": "aflow_elastic_thermal", "3dsc": "3dsc_mp_10904",
            "carbon": "carbon24_val_test",
        ]
        guard let folder = SharedData.folder else { return [:] }
        return files.reduce(into: [:]) { all, file in
            let path = folder.appending(path: file.value + ".jsonl.gz").path(percentEncoded: false)
            all.merge(crystals(in: path, prefix: file.key + ":", atMost: 40)) { $1 }
        }
    }

    private static func crystals(
        in path: String, prefix: String, atMost sites: Int
    )
        -> [String: Crystal]
    {
        let records = CrystalInputs([path]).compactMap(\.verdict.record)
            .filter { $0.crystal.sites.count <= sites }
        return Dictionary(records.map { (prefix + $0.id, $0.crystal) }) { first, _ in first }
    }
}
