internal import Crystals
internal import Learning
internal import Physics
internal import Tensors

/// Lattice pictures through a bottleneck of a few numbers, and the plane that those span.
///
/// What it shows: without labels the lattices come apart in the latent plane; a linear autoencoder does as
/// well as the principal components and no better, one with hidden layers does better.
enum AutoencoderStep: Experiment {
    static let id = "autoencoder"

    struct Parameters: ExperimentParameters {
        var kind = "dense"
        var latent = 2
        var images = "diffraction"
        var imagesPerClass = 60
        var epochs = 120
        var noise = 0.3
        var rotation = 5.0
        var seed = 1

        init() {}

        static let controls: [Control] = [
            .choice("kind", ["linear", "dense"]), .count("latent", 1...8),
            .choice("images", LatticeImageKind.allCases.map(\.rawValue)),
            .count("imagesPerClass", 20...200), .count("epochs", 5...200),
            .slider("noise", 0...2, step: 0.1), .slider("rotation", 0...45, step: 1), .seed,
        ]
    }

    struct Sample: Hashable, Sendable, Codable {
        var image: Picture
        var reconstruction: Picture
        var label: Int
    }

    /// Pictures decoded from a grid of the latent plane, row by row from the top.
    struct Plane: Hashable, Sendable, Codable {
        var columns: Int
        var rows: Int
        var images: [Picture]
    }

    struct Frame: ExperimentFrame {
        var progress: Double
        var isLast: Bool
        var epoch: Int
        /// Mean squared error of a pixel over all pictures, before the first and after each epoch.
        var lossCurve: [Double]
        /// That of as many principal components.
        var principalError: Double
        /// First two latent coordinates of every picture.
        var points: [Point]
        /// One of each class.
        var samples: [Sample]
        /// With two latent numbers.
        var plane: Plane?
        var classes: [String]
    }

    static func run(_ parameters: Parameters, emit: (Frame) -> Bool) {
        var run = AutoencoderRun(parameters)
        var pacer = Pacer()
        guard emit(run.frame(epoch: 0)) else { return }
        for epoch in 1...parameters.epochs {
            let isLast = epoch == parameters.epochs
            // An epoch of a large set takes longer than a reader waits.
            let isGoingOn = run.epoch(epoch) { run, step in
                pacer.isDue(step) ? emit(run.frame(epoch: epoch - 1)) : true
            }
            guard isGoingOn else { return }
            guard isLast || pacer.isDue(epoch) else { continue }
            guard emit(run.frame(epoch: epoch)) else { return }
        }
    }
}
