internal import Crystals
internal import Foundation
internal import Store

/// Files into the library, with a verdict on each input.
struct ImportStream {
    private struct Frame: Encodable {
        var rows: [InputRow]
        var done: Int
    }

    private struct End: Encodable {
        struct Tally: Encodable { var added = 0, changed = 0, unchanged = 0, rejected = 0 }
        var tally = Tally()
    }

    let library: URL
    let threads: Int

    /// - Parameter emit: takes a frame of JSON.
    func run(_ upload: Upload, emit: (Data) throws -> Void) throws {
        let store = try CrystalStore(path: library.path)
        defer { try? store.close() }
        let kept = try CrystalLibrary(store)
        let pieces = CrystalInputs(upload.files.map(\.path)).pieces(threads: threads) { inputs in
            inputs.map { $0.verdict.record.flatMap { try? CrystalSymmetry($0.crystal) } }
        }
        var (done, end) = (0, End())
        for piece in pieces {
            let entries = zip(piece.inputs, piece.values).map {
                CrystalLibrary.Entry(Self.named($0), symmetry: $1)
            }
            let rejected = entries.filter { $0.input.verdict.status == "rejected" }
            // Those are kept too, with their verdicts, but are no crystals that have come.
            _ = try kept.add(rejected)
            let tally = try kept.add(entries.filter { $0.input.verdict.status != "rejected" })
            end.tally.added += tally.added
            end.tally.changed += tally.changed
            end.tally.unchanged += tally.unchanged
            let rows = entries.map { InputRow($0.input) }
            end.tally.rejected += rejected.count
            done += rows.count
            try emit(try JSONEncoder().encode(Frame(rows: rows, done: done)))
        }
        try store.checkpoint()
        try emit(try JSONEncoder().encode(end))
    }

    /// By its own name, not by the folder that it lay in for a moment: sent again, it is the same input.
    private static func named(_ input: ExaminedInput) -> ExaminedInput {
        var input = input
        input.source.file = URL(fileURLWithPath: input.source.file).lastPathComponent
        return input
    }
}
