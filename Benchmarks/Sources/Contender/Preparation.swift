import Crystals
import Foundation
import Learning
import Tensors

/// Writes what all contenders read: the crystals, their graphs, a network's initial weights and the
/// order of its batches, and a model of the peers' size for `kimberlite predict`.
struct Preparation {
    private let options: Options

    init(_ options: Options) { self.options = options }

    func write() throws {
        let records = try Sample.records(from: options.source, count: options.count)
        try FileManager.default.createDirectory(
            at: options.folder, withIntermediateDirectories: true)
        let lines = records.map { JSONLines().text(of: $0) }
        try write(Data(lines.joined().utf8), "structures.jsonl")
        let training = energyTraining(records)
        try write(SafeTensors(graphsOf: training).encoded(), "graphs.safetensors")
        if let network = training.network.crystalGraph {
            try write(SafeTensors(published: network).encoded(), "initial.safetensors")
        }
        try write(moduliModel(records).encoded(), "moduli.safetensors")
        let atoms = records.reduce(0) { $0 + $1.crystal.sites.count }
        let mean = String(format: "%.2f", Double(atoms) / Double(records.count))
        print("\(records.count) structures, \(mean) atoms on average")
    }

    private func write(_ data: Data, _ name: String) throws {
        try data.write(to: options.folder.appending(path: name))
    }

    /// A model of K and G with the peers' network, trained for one epoch on made-up moduli: its
    /// predictions mean nothing, and cost what any such model's do.
    private func moduliModel(_ records: [CrystalRecord]) throws -> TrainedModel {
        var plan = TrainingPlan()
        plan.name = "benchmark"
        plan.targets = ["K", "G"].map { Target(name: $0, transform: .log10) }
        plan.network.answer(for: plan.targets)
        plan.training.epochs = 1
        let labeled = records.prefix(2048).map { record in
            var record = record
            let bulk = 1000 / record.crystal.volumePerAtom
            record.labels = ["K": bulk, "G": bulk / 2]
            return record
        }
        var training = EnsembleTraining(
            dataset: Dataset(labeled, targets: plan.targets, rule: .standard),
            network: plan.network, configuration: plan.training)
        _ = try training.runEpoch { _, _ in true }
        let card = ModelCard(training, plan: plan, data: [], rows: "", program: "benchmark")
        return TrainedModel(card: card, networks: training.finished.map(\.network))
    }
}

/// Formation energies by the published recipe: what the training of all contenders begins with.
func energyTraining(_ records: [CrystalRecord]) -> Training {
    var network = CGCNN.Configuration()
    network.rule = .published
    var configuration = TrainingConfiguration()
    configuration.epochs = 1_000_000
    configuration.batchSize = 256
    configuration.optimizer = .sgd
    configuration.learningRate = 0.01
    configuration.weightDecay = 0
    configuration.schedule = .constant
    configuration.loss = .meanSquaredError
    configuration.split = SplitRule(validation: 0, test: 0)
    let dataset = Dataset(records, targets: [Target(name: "e_form")], rule: .published)
    return Training(
        dataset: dataset, network: .crystalGraph(network), configuration: configuration)
}

extension SafeTensors {
    /// Graphs and normalised targets, in the order of the rows; the order of the first epoch's
    /// batches; the vectors of the elements. Integers stand as floats, which hold them exactly.
    fileprivate init(graphsOf training: Training) {
        let rows = training.dataset.rows
        let graphs = rows.map(\.graph)
        let numbers = graphs.flatMap { graph in
            graph.atoms.map { graph.species[Int($0)].components[0].element.atomicNumber }
        }
        let neighbors = graphs.flatMap { $0.neighbors.map { Float($0) } }
        let targets = rows.map { Float(training.normalizers[0].normalized($0.targets[0])) }
        let features = Element.all.flatMap(\.featureVector)
        let tensors: [(name: String, tensor: Tensor)] = [
            ("sizes", Tensor(graphs.map { Float($0.atomCount) })),
            ("numbers", Tensor(numbers.map { Float($0) })),
            ("neighbors", Tensor(neighbors, shape: [numbers.count, 12])),
            ("distances", Tensor(graphs.flatMap(\.distances), shape: [numbers.count, 12])),
            ("targets", Tensor(targets)),
            ("order", Tensor(training.batchOrder().map { Float($0) })),
            ("elements", Tensor(features, shape: [Element.all.count, Element.featureCount])),
        ]
        self.init(tensors: tensors, metadata: [:])
    }

    /// A network under the names of the published files, W put together from its three blocks.
    fileprivate init(published network: CGCNN) {
        var tensors: [(name: String, tensor: Tensor)] = [
            ("embedding.weight", network.embedding.weight),
            ("embedding.bias", network.embedding.bias),
        ]
        for (k, layer) in network.convolutions.enumerated() {
            tensors.append(("convs.\(k).fc_full.weight", layer.wholeWeight))
            tensors.append(("convs.\(k).fc_full.bias", layer.bias))
        }
        for (layer, name) in zip(network.head.layers, ["conv_to_fc", "fc_out"]) {
            tensors.append((name + ".weight", layer.weight))
            tensors.append((name + ".bias", layer.bias))
        }
        self.init(tensors: tensors, metadata: [:])
    }
}

extension CrystalGraphConvolution {
    /// [2F, 2F + Gaussians]
    fileprivate var wholeWeight: Tensor {
        let width = center.columns
        let values = (0..<(2 * width)).flatMap { row in
            let own = row * width..<(row + 1) * width
            let gaussians = (0..<bond.rows).map { bond.scalars[$0 * 2 * width + row] }
            return Array(center.scalars[own]) + Array(neighbor.scalars[own]) + gaussians
        }
        return Tensor(values, shape: [2 * width, 2 * width + bond.rows])
    }
}
