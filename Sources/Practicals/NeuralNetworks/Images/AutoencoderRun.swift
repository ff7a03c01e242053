internal import Crystals
internal import Learning
internal import Physics
internal import Tensors

/// An autoencoder learning pictures, and what it makes of them.
struct AutoencoderRun {
    private let parameters: AutoencoderStep.Parameters
    private let data: LabelledImages
    /// [pictures, pixels] without their mean picture.
    private let pixels: Tensor
    /// [pixels]
    private let mean: Tensor
    private let classes: [String]
    private let principalError: Double
    private var descent: GradientDescent<Autoencoder>
    private var losses: [Double]

    private static let batchSize = 50
    private var rate: Double { parameters.kind == "linear" ? 0.02 : 0.003 }

    init(_ parameters: AutoencoderStep.Parameters) {
        self.parameters = parameters
        var set = LatticeImageSet()
        set.pictures = [LatticeImageKind(rawValue: parameters.images) ?? .diffraction]
        (set.perClass, set.images.noise) = (parameters.imagesPerClass, parameters.noise)
        set.images.rotation = parameters.rotation
        classes = set.classes
        data = set.data(seed: UInt64(parameters.seed))
        let all = data.images.reshaped([data.count, data.images.columns])
        let components = PrincipalComponents(all, components: parameters.latent, iterations: 30)
        principalError = Self.error(components.reconstruction(all), all)
        mean = Tensor(components.mean)
        pixels = all.addingToRows(Tensor(components.mean.map { -$0 }))
        var generator = SplitMix64(seed: UInt64(parameters.seed))
        let network = Autoencoder(
            inputs: pixels.columns, hidden: parameters.kind == "linear" ? [] : [64, 16],
            latent: parameters.latent,
            activation: parameters.kind == "linear" ? .identity : .relu, using: &generator)
        descent = GradientDescent(network, Adam())
        losses = [Self.error(network(pixels), pixels)]
    }

    /// - Parameter watch: called after each batch; false ends the run.
    /// - Returns: false if it was ended.
    mutating func epoch(_ epoch: Int, watch: (AutoencoderRun, Int) -> Bool) -> Bool {
        var generator = SplitMix64(seed: UInt64(parameters.seed) &+ UInt64(epoch) &* 0x9E37_79B9)
        let order = (0..<data.count).shuffled(using: &generator)
        let batches = (order.count + Self.batchSize - 1) / Self.batchSize
        for batch in 0..<batches {
            let last = min((batch + 1) * Self.batchSize, order.count)
            let rows = order[(batch * Self.batchSize)..<last].map(Int32.init)
            let x = pixels.gatheringRows(rows)
            let done = (Double(epoch - 1) + Double(batch) / Double(batches))
            let factor = Schedule.cosine.factor(at: done / Double(parameters.epochs))
            descent.step(rate: rate * factor) { Loss.meanSquaredError($0(x), x.scalars) }
            guard watch(self, batch) else { return false }
        }
        losses.append(Self.error(descent.network(pixels), pixels))
        return true
    }

    func frame(epoch: Int) -> AutoencoderStep.Frame {
        let network = descent.network
        let latent = network.encode(pixels)
        return AutoencoderStep.Frame(
            progress: Double(epoch) / Double(parameters.epochs),
            isLast: epoch == parameters.epochs, epoch: epoch, lossCurve: losses,
            principalError: principalError, points: points(latent), samples: samples(network),
            plane: parameters.latent == 2 ? plane(network, latent) : nil, classes: classes)
    }

    /// Mean square of a difference.
    private static func error(_ a: Tensor, _ b: Tensor) -> Double {
        let sum = zip(a.scalars, b.scalars).reduce(0.0) {
            $0 + Double(($1.0 - $1.1) * ($1.0 - $1.1))
        }
        return sum / Double(max(1, a.count))
    }

    private func points(_ latent: Tensor) -> [Point] {
        let width = latent.columns
        return data.labels.enumerated().map { row, label in
            Point(
                x: Double(latent.scalars[row * width].shortened),
                y: width > 1 ? Double(latent.scalars[row * width + 1].shortened) : 0, label: label)
        }
    }

    private func samples(_ network: Autoencoder) -> [AutoencoderStep.Sample] {
        let rows = Array(classes.indices)
        let decoded = network(pixels.gatheringRows(rows.map(Int32.init))).addingToRows(mean)
        return rows.map { row in
            AutoencoderStep.Sample(
                image: LatticeImageSet.picture(of: data, row),
                reconstruction: Self.picture(decoded, row), label: data.labels[row])
        }
    }

    /// Five by five places over the middle nine tenths of the points.
    private func plane(_ network: Autoencoder, _ latent: Tensor) -> AutoencoderStep.Plane {
        let axes = (0..<2).map { axis in
            let values = stride(from: axis, to: latent.count, by: 2).map { latent.scalars[$0] }
                .sorted()
            return (low: values[values.count / 20], high: values[values.count * 19 / 20])
        }
        var places: [Float] = []
        for row in 0..<5 {
            for column in 0..<5 {
                let (u, v) = (Float(column) / 4, Float(4 - row) / 4)
                places.append(axes[0].low + u * (axes[0].high - axes[0].low))
                places.append(axes[1].low + v * (axes[1].high - axes[1].low))
            }
        }
        let decoded = network.decode(Tensor(places, shape: [25, 2])).addingToRows(mean)
        return AutoencoderStep.Plane(
            columns: 5, rows: 5, images: (0..<25).map { Self.picture(decoded, $0) })
    }

    private static func picture(_ images: Tensor, _ row: Int) -> Picture {
        let side = LatticeImages.side
        return Picture(width: side, height: side, images.rows(row..<(row + 1)).scalars)
    }
}
