internal import Crystals
internal import Foundation
internal import Learning
internal import Tensors

/// The table of `kimberlite predict --sites`: a row for each site of each crystal, written as it is made; the
/// file appears whole at the end.
final class SiteTable {
    private let file: OutputFile
    private let suite: ModelSuite

    /// - Throws: ``CommandFailure`` where no model has anything to say of sites.
    init(_ suite: ModelSuite, path: String) throws {
        guard !suite.siteProperties.isEmpty else {
            throw CommandFailure(
                "no model has a target of sites, which --sites is for; name one with --model")
        }
        self.suite = suite
        file = try OutputFile(path: path)
        let names = suite.calibratedOfSites.flatMap { property, hasInterval in
            hasInterval
                ? [property.name, "\(property.name)_low", "\(property.name)_high"]
                : [property.name]
        }
        try file.write(CSV.row(["id", "site", "species"] + names + ["reason"]))
    }

    /// - Parameter estimates: [inputs][sites][properties]; nil for a rejected input.
    func add(_ inputs: [ExaminedInput], _ estimates: [[[PropertyEstimate]]?]) throws {
        for (input, sites) in zip(inputs, estimates) {
            guard let crystal = input.verdict.record?.crystal, let sites else { continue }
            try file.write(
                crystal.sites.indices.map { k in
                    row(input.id, k, crystal.sites[k].species, sites[k])
                }.joined())
        }
    }

    func finish() throws { try file.commit() }

    private func row(
        _ id: String, _ site: Int, _ species: Species, _ estimates: [PropertyEstimate]
    ) -> String {
        let values = zip(suite.calibratedOfSites, estimates).flatMap { column, estimate in
            [estimate.value, estimate.low, estimate.high].prefix(column.hasInterval ? 3 : 1)
        }
        let isFar = estimates.contains { $0.remoteness > 1 }
        return CSV.row(
            [id, "\(site + 1)", Self.text(species)]
                + values.map { $0.isFinite ? Decimals.text($0, digits: 5) : "" }
                + [isFar ? "far-from-training" : ""])
    }

    /// "Fe", "Fe0.5Ni0.5".
    private static func text(_ species: Species) -> String {
        if case .element(let element) = species { return element.symbol }
        return species.components.map {
            "\($0.element.symbol)\(Decimals.text($0.occupancy, digits: 4))"
        }
        .joined()
    }
}

extension ModelSuite {
    /// Of the sites of the crystals of a piece of the inputs, computed on this thread; nil unless it is wanted.
    func siteEstimates(for inputs: [ExaminedInput], isWanted: Bool) -> [[[PropertyEstimate]]?] {
        guard isWanted else { return inputs.map { _ in nil } }
        let crystals = inputs.compactMap { $0.verdict.record?.crystal }
        var estimates = Workers.withCount(1) { siteEstimates(for: crystals) }.makeIterator()
        return inputs.map { $0.verdict.record == nil ? nil : estimates.next() }
    }
}
