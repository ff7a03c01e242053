internal import Crystals
internal import Learning

/// The materials that a diagnosis asks its model about, with their sides: all that it is judged by, and
/// as many that it learned from or was chosen by as tell whether it overfits.
struct DiagnosisSample {
    typealias Member = (record: any LabelledMaterial, side: Split.Part?)

    private(set) var members: [Member]
    /// Materials that the model may have learned from, and by which it is judged all the same.
    let mayBeKnown: Int

    /// - Parameters:
    ///   - judgesAll: whether the model is judged by all of the data, not by what it was tested on.
    ///   - others: how many of each other side are taken, drawn by the seed.
    init(_ data: DiagnosedData, card: ModelCard, judgesAll: Bool, others: Int, seed: UInt64) {
        let sided = data.records.map { record -> Member in
            // Of a file that it did not learn from a record is tested where its group was, and nothing else.
            let isOwn = data.knownPaths.contains(record.source.file)
            return (record, isOwn ? card.side(of: record) : card.holdsOut(record) ? .test : nil)
        }
        mayBeKnown = judgesAll ? sided.count { $0.side != .test } : 0
        guard !judgesAll else {
            members = sided
            return
        }
        var taken = Set(sided.indices.filter { sided[$0].side == .test })
        for side in [Split.Part.train, .validation] {
            let places = sided.indices.filter { sided[$0].side == side }
            var generator = SplitMix64(seed: seed)
            taken.formUnion(places.shuffled(using: &generator).prefix(others))
        }
        members = taken.sorted().map { sided[$0] }
    }

    /// What the model says of all of them.
    ///
    /// - Parameter card: with the targets of crystals.
    func answers(
        _ predictor: ModelPredictor, card: ModelCard, isQuiet: Bool
    ) throws -> [DiagnosedCrystal] {
        let progress = ProgressBar(
            "predicting", total: members.count, unit: card.materials, isQuiet: isQuiet)
        var answers: [DiagnosedCrystal] = []
        for start in stride(from: 0, to: members.count, by: Self.chunk) {
            try Interruption.check()
            let chunk = members[start..<min(start + Self.chunk, members.count)]
            for (member, estimates) in zip(chunk, Self.estimates(predictor, chunk.map(\.record))) {
                answers.append(
                    DiagnosedCrystal(
                        member.record, side: member.side, targets: card.targets,
                        estimates: estimates))
            }
            progress.advance(by: chunk.count)
        }
        progress.finish()
        return answers
    }

    private static let chunk = 1024

    private static func estimates(
        _ predictor: ModelPredictor, _ records: [any LabelledMaterial]
    ) -> [[PropertyEstimate]] {
        let crystals = records.compactMap(\.structure)
        return crystals.count == records.count
            ? predictor.estimates(for: crystals)
            : predictor.estimates(for: records.map(\.composition))
    }

    /// At most so many crystals of those that the model is judged by, drawn by the seed.
    func judgedCrystals(_ count: Int, judgesAll: Bool, seed: UInt64) -> [Crystal] {
        var generator = SplitMix64(seed: seed &+ 1)
        return members.filter { judgesAll || $0.side == .test }.shuffled(using: &generator)
            .lazy.compactMap(\.record.structure).prefix(count).map { $0 }
    }
}
