internal import Crystals
internal import Discovery
internal import Foundation

/// Verdicts and predictions for files, some at a time.
struct PredictionStream {
    private struct Frame: Encodable {
        var rows: [InputRow]
        /// Inputs so far.
        var done: Int
    }

    let estimator: CrystalEstimator
    let threads: Int

    /// - Parameter emit: takes a frame of JSON.
    func run(_ upload: Upload, emit: (Data) throws -> Void) throws {
        let pieces = CrystalInputs(upload.files.map(\.path)).pieces(threads: threads) {
            [estimator] inputs in Self.rows(inputs, by: estimator)
        }
        var done = 0
        for piece in pieces {
            done += piece.inputs.count
            try emit(try JSONEncoder().encode(Frame(rows: Self.renamed(piece), done: done)))
        }
    }

    private static func rows(
        _ inputs: [ExaminedInput], by estimator: CrystalEstimator
    ) -> [InputRow] {
        let chunk = estimator.screen(inputs.map { ScreeningEntry($0) })
        var rows = inputs.map(InputRow.init)
        for (row, _) in chunk.crystals { rows[row.entry] = rows[row.entry].with(row) }
        for rejection in chunk.rejections {
            rows[rejection.entry] = rows[rejection.entry].with(rejection)
        }
        return rows
    }

    /// An id that another input has got first is changed only when pieces are put in order.
    private static func renamed(_ piece: InputPiece<InputRow>) -> [InputRow] {
        zip(piece.inputs, piece.values).map { input, row in
            var row = row
            row.id = input.id
            return row
        }
    }
}
