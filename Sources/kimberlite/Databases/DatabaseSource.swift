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
        var (tally, kept) = (InputTally(), CrystalLibrary.Tally())
        var (page, isWhole) = try await begin(client, at: bookmark, isQuiet)
        let progress = ProgressBar(
            "importing", total: isWhole ? page.total : nil, unit: "structures", isQuiet: isQuiet)
        while true {
            let entries = entries(page)
            kept += try library.add(entries, query: query.first, next: page.next)
            for entry in entries { tally.count(entry.input) }
            progress.advance(by: entries.count)
            guard let next = page.next else { break }
            page = try await client.page(at: next)
        }
        progress.finish()
        return (tally, kept)
    }

    /// The page to begin with, and whether it is the first of all.
    ///
    /// Databases forget places after a while, and who insists on one of them never gets on. What was read before is
    /// known when it is read again.
    private func begin(
        _ client: OptimadeClient, at bookmark: String?, _ isQuiet: Bool
    ) async throws -> (OptimadePage, isWhole: Bool) {
        guard let bookmark else { return (try await client.page(at: nil), true) }
        do {
            return (try await client.page(at: bookmark), false)
        } catch let failure as ClientFailure where failure.isOfPlace {
            if !isQuiet {
                Console.note("the place of an earlier import is gone (\(failure)); it begins anew")
            }
            return (try await client.page(at: nil), true)
        }
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
