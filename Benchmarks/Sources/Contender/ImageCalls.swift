import Crystals
import Learning
import Tensors

/// One epoch of training the lecture's small network each time, on images of noise: Peers/images.py does the
/// same.
func serveImages(_ options: Options) throws {
    let batch = 64
    let count = options.count / batch * batch
    var generator = SplitMix64(seed: 1)
    let pixels = (0..<(count * 784)).map { _ in Float.random(in: 0..<1, using: &generator) }
    let data = LabelledImages(
        Tensor(pixels, shape: [count, 1, 28, 28]),
        labels: (0..<count).map { _ in Int.random(in: 0..<10, using: &generator) }, classes: 10)
    var configuration = ImageTraining.Configuration()
    (configuration.epochs, configuration.batchSize) = (1_000_000, batch)
    var training = ImageTraining(.small(using: &generator), data, configuration)
    try serve(["structures": count]) {
        var loss: Float = 0
        for _ in 0..<training.stepsPerEpoch { loss = training.step() }
        return ["loss": Double(loss)]
    }
}
