internal import Learning

/// The optimisers of the lecture, each with a rate that suits it on surfaces with curvatures about one.
struct RacingOptimizer: Sendable {
    let name: String
    let optimizer: any Optimizer
    /// On a surface of two parameters, and of a network's.
    let surfaceRate: Double
    let networkRate: Double

    static let all = [
        RacingOptimizer(
            name: "gradient-descent", optimizer: SGD(momentum: 0), surfaceRate: 0.02,
            networkRate: 0.3),
        RacingOptimizer(
            name: "momentum", optimizer: SGD(momentum: 0.9), surfaceRate: 0.01, networkRate: 0.1),
        RacingOptimizer(
            name: "adagrad", optimizer: Adagrad(), surfaceRate: 0.3, networkRate: 0.05),
        // Its rate is a factor; its first steps are small whatever that is.
        RacingOptimizer(
            name: "adadelta", optimizer: Adadelta(), surfaceRate: 10, networkRate: 3),
        RacingOptimizer(name: "adam", optimizer: Adam(), surfaceRate: 0.1, networkRate: 0.01),
    ]
}
