internal import Crystals
internal import Foundation
internal import OPTIMADE
internal import Store
internal import Tensors

/// Brings a database's crystals into a library.
struct DatabaseSource: Sendable {
    let query: OptimadeQuery
    let labels: [(label: String, field: String)]
    let examiner: CrystalExaminer

    /// - Throws: `ClientFailure` where the database cannot be read on; what has come is kept.
    func fill(
        _ library: CrystalLibrary, isQuiet: Bool
    ) throws -> (InputTally, CrystalLibrary.Tally) {
        let bookmark = try library.bookmark(of: query.first)
        if bookmark != nil, !isQuiet { Console.note("going on where an earlier import stopped") }
        return try AsyncWork.interruptible {
            let client = try OptimadeClient(query) { if !isQuiet { Console.note($0) } }
            do {
                let counts = try await read(client, from: bookmark, into: library, isQuiet)
                await client.close()
                return counts
            } catch {
                await client.close()
                throw error
            }
        }
    }

    private func read(
        _ client: OptimadeClient, from bookmark: String?, into library: CrystalLibrary,
        _ isQuiet: Bool
    ) async throws -> (InputTally, CrystalLibrary.Tally) {
        var (tally, kept, link) = (InputTally(), CrystalLibrary.Tally(), bookmark)
        var progress: ProgressBar?
        repeat {
            let page = try await client.page(at: link)
            let entries = entries(page)
            kept += try library.add(entries, query: query.first, next: page.next)
            for entry in entries { tally.count(entry.input) }
            let bar =
                progress
                ?? ProgressBar(
                    "importing", total: bookmark == nil ? page.total : nil, unit: "structures",
                    isQuiet: isQuiet)
            bar.advance(by: entries.count)
            (progress, link) = (bar, page.next)
        } while link != nil
        progress?.finish()
        return (tally, kept)
    }

    private func entries(_ page: OptimadePage) -> [CrystalLibrary.Entry] {
        let inputs = page.inputs(examiner: examiner)
        return Workers.map(inputs.count) { Import.entry(renamed(inputs[$0])) }
    }

    /// With the labels that were asked for, by the names that were asked for, and no others.
    private func renamed(_ input: ExaminedInput) -> ExaminedInput {
        guard var record = input.verdict.record else { return input }
        var findings = input.verdict.findings.filter { !$0.category.concernsLabels }
        let given = record.labels
        record.labels = [:]
        for (label, field) in labels {
            let own = field.replacing(/^_kimberlite_/, with: "")
            guard let value = given[field] ?? given[own] else { continue }
            if let range = LabelRange.known.first(where: { $0.name == label }),
                !range.values.contains(value)
            {
                findings.append(
                    Finding(
                        .absurdLabel, "\(field) is \(value) \(range.unit): \(range.reason)"))
            } else {
                record.labels[label] = value
            }
        }
        var input = input
        input.verdict =
            findings.isEmpty ? .accepted(record) : .acceptedWithWarning(record, findings)
        return input
    }
}
