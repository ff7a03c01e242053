internal import Crystals
internal import Tensors

/// Rows of `candidates.csv` as text, many at once on all threads.
struct CandidateText {
    private let reason: PlaceReason

    typealias Row = (placement: Placement, crystal: ScreenedCrystal, others: PlaceNames.Others)

    /// Enough for every thread to have a share of them, few enough to be nothing in memory.
    static let rowsAtOnce = 1024

    /// Rows that a thread takes at a time.
    private static let pieceSize = 64

    init(ladder: Ladder) { reason = PlaceReason(ladder: ladder) }

    /// [rows] the table's entry and its line.
    func lines(of rows: [Row]) -> [(entry: CandidateTable.Entry, line: String)] {
        let starts = Array(stride(from: 0, to: rows.count, by: Self.pieceSize))
        return Workers.map(starts.count) { piece in
            rows[starts[piece]..<min(starts[piece] + Self.pieceSize, rows.count)].map(line)
        }.flatMap(\.self)
    }

    private func line(_ row: Row) -> (entry: CandidateTable.Entry, line: String) {
        let entry = CandidateTable.Entry(
            placement: row.placement, row: row.crystal,
            status: reason.status(row.placement, row.crystal),
            reason: reason(row.placement, row.crystal, others: row.others))
        return (entry, CSV.row(CandidateTable.cells(entry)))
    }
}
