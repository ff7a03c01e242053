internal import Crystals
internal import Discovery

/// The ladder: each rung adds other properties of fewer crystals; none corrects the first one's hardness.
enum LadderStep {
    static let step = PracticalStep(
        "ladder",
        [
            .count("candidates", 200...3000, initial: 1000), .count("debye", 5...100, initial: 30),
            .count("dft", 1...10, initial: 5), .seed,
        ], run)

    private struct Parameters: Decodable {
        var candidates, debye, dft: Int
        var seed: UInt64

        var ladder: Ladder {
            var ladder = Ladder.standard
            for index in ladder.rungs.indices {
                switch ladder.rungs[index].kind {
                case .networks: break
                case .debye: ladder.rungs[index].budget = debye
                case .dftInputs: ladder.rungs[index].budget = dft
                }
            }
            return ladder
        }
    }

    private static let run: @Sendable (Parameters, FrameSink) throws -> Void = {
        parameters, emit in
        let clock = ContinuousClock()
        let screening = try Waiting.value(
            beat: { try emit(StepFrame("progress", Progress(rung: "candidates", share: 0))) },
            of: {
                try PracticalScreening(
                    candidates: parameters.candidates, seed: parameters.seed,
                    ladder: parameters.ladder)
            })
        let predicting = clock.now
        try screening.predict { entries in
            let share = Double(entries.upperBound) / Double(screening.count)
            try emit(StepFrame("progress", Progress(rung: "networks", share: share)))
        }
        let ranking = clock.now
        let ranked = try screening.run.rank()
        let writing = clock.now
        let climb = LadderClimb(screening, ranked)
        try emit(StepFrame("rung", try climb.networks(ranking - predicting)))
        try emit(StepFrame("rung", try climb.debye(writing - ranking)))
        let jobs = try climb.jobs()
        try emit(StepFrame("rung", climb.dft(jobs, clock.now - writing)))
        try emit(StepFrame("end"))
    }

    private struct Progress: Encodable {
        var rung: String
        var share: Double
    }
}
