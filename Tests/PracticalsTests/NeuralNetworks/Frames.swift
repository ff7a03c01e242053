import Foundation
import Testing

@testable import Practicals

/// All frames of a step, run with `change` of its parameters.
func frames<Step: Experiment>(
    _ step: Step.Type, _ change: (inout Step.Parameters) -> Void = { _ in }
) -> [Step.Frame] {
    var parameters = Step.Parameters()
    change(&parameters)
    var frames: [Step.Frame] = []
    Step.run(parameters) {
        frames.append($0)
        return true
    }
    return frames
}

func last<Step: Experiment>(
    _ step: Step.Type, _ change: (inout Step.Parameters) -> Void = { _ in }
) throws -> Step.Frame {
    try #require(frames(step, change).last)
}
