internal import Crystals
internal import Foundation
internal import HTTPTypes
internal import Store

/// Labelled crystals of a collection as a file that a training reads.
struct TrainingExport {
    private let catalogue: Catalogue

    init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    /// Fewer have no parts to be divided into.
    private static let fewest = 20
    private static let pageSize = 1000

    /// - Throws: ``Refusal`` where the collection has too few crystals with the label.
    func write(_ request: RunRequest, to file: URL) throws {
        let (name, label) = (request.source ?? RunRequest.library, request.target ?? "")
        let count = try catalogue.read { reader in
            guard try reader.properties().contains(where: { $0.name == label }) else {
                throw Refusal(.badRequest, "no crystal has a label \(label)")
            }
            return try write(label, of: name, to: file, reader)
        }
        guard count >= Self.fewest else {
            throw Refusal(
                .conflict,
                "\(name) has \(count) crystals with a value of \(label); a training needs "
                    + "\(Self.fewest) at the least")
        }
    }

    private func write(
        _ label: String, of collection: String, to file: URL, _ reader: CatalogueReader
    ) throws -> Int {
        guard FileManager.default.createFile(atPath: file.path, contents: nil) else {
            throw Refusal(.serviceUnavailable, "the laboratory's folder cannot be written")
        }
        let output = try FileHandle(forWritingTo: file)
        defer { try? output.close() }
        let found = Condition.and([
            .compare(.collection, .equal, .text(collection)), .isKnown(.property(label)),
        ])
        var (count, last) = (0, Int64(-1))
        while true {
            let page = try reader.search(
                found, values: [.property(label)], after: last, limit: Self.pageSize)
            guard let end = page.last else { return count }
            for entry in page {
                guard let crystal = try reader.structure(entry.key), let value = entry.values[0]
                else { continue }
                let record = CrystalRecord(
                    id: entry.identifier, crystal: crystal, labels: [label: value],
                    source: Source(file: entry.source))
                try output.write(contentsOf: Data(JSONLines().text(of: record).utf8))
                count += 1
            }
            last = end.key
        }
    }
}
