import Crystals
import Foundation
import Learning
import Tensors

// Every call of the engine that is measured, in one place.

/// Crystals of the shared file, the first `count`.
func crystals(_ options: Options) -> [CrystalRecord] {
    var records: [CrystalRecord] = []
    records.reserveCapacity(options.count)
    for input in CrystalInputs([options.file("structures.jsonl")]) {
        guard records.count < options.count else { break }
        if let record = input.verdict.record { records.append(record) }
    }
    return records
}

/// Graphs in memory to predictions.
func serveInference(_ options: Options) throws {
    var builder = CrystalGraphBuilder(rule: .published)
    let graphs = crystals(options).map { builder.graph(of: $0.crystal) }
    let network = InferenceNetwork(try network(options))
    let asTheyAre = [Normalizer(mean: 0, deviation: 1)]
    let outputs = network.predictions(for: graphs, normalizers: asTheyAre).map { Float($0[0]) }
    let difference = try largestDifference(outputs, options)
    try serve(["structures": graphs.count, "difference": difference]) {
        _ = network.predictions(for: graphs, normalizers: asTheyAre)
        return [:]
    }
}

private func network(_ options: Options) throws -> CGCNN {
    let data = try Data(contentsOf: options.folder.appending(path: "network.safetensors"))
    return try CGCNN(published: SafeTensors(decoding: data))
}

/// Between the outputs and those of the published network in PyTorch.
private func largestDifference(_ outputs: [Float], _ options: Options) throws -> Double {
    let data = try Data(contentsOf: options.folder.appending(path: "outputs.safetensors"))
    guard let expected = try SafeTensors(decoding: data)["outputs"]?.scalars else {
        throw Failure("outputs.safetensors has no outputs")
    }
    return Double(zip(outputs, expected).map { abs($0 - $1) }.max() ?? .nan)
}

/// One epoch of training each time, from the shared initial weights; says the losses of the first
/// epoch's batches.
func serveTraining(_ options: Options) throws {
    var training = energyTraining(crystals(options))
    let graphs = training.dataset.rows.map(\.graph)
    let bytes = graphs.reduce(0) { $0 + $1.bytes } / graphs.count
    var losses: [Double] = []
    try serve(["structures": options.count, "bytesPerStructure": Double(bytes)]) {
        var (steps, sum) = (0, 0.0)
        let isFirst = training.history.isEmpty
        _ = try training.runEpoch { _, mean in
            steps += 1
            let loss = mean * Double(steps) - sum
            sum += loss
            if isFirst { losses.append(loss) }
            return true
        }
        return ["losses": losses]
    }
}

extension CrystalGraph {
    /// Of its arrays in memory.
    fileprivate var bytes: Int { 8 * edgeCount + 12 * atomCount + 4 }
}

/// Crystals in memory to graphs, on one thread.
func serveGraphs(_ options: Options, rule: GraphRule) throws {
    let crystals = crystals(options).map(\.crystal)
    var builder = CrystalGraphBuilder(rule: rule)
    try serve(["structures": crystals.count]) {
        let bytes = crystals.reduce(0) { $0 + builder.graph(of: $1).bytes }
        return ["bytesPerStructure": Double(bytes) / Double(crystals.count)]
    }
}

/// Crystals in memory to all pairs within 8 Å, on one thread.
func servePairs(_ options: Options) throws {
    let crystals = crystals(options).map(\.crystal)
    try serve(["structures": crystals.count]) {
        ["pairs": crystals.reduce(0) { $0 + NeighborList($1, radius: 8).edgeCount }]
    }
}

/// Files to crystals, on one thread: the parse alone, nothing examined.
func serveCIF(_ options: Options, from name: String) throws {
    let folder = options.folder.appending(path: name)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
    let paths = files.prefix(options.count).map { folder.appending(path: $0).path }
    try serve(["structures": paths.count]) {
        var atoms = 0
        for path in paths {
            let bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
            var reader = CIF().reader(of: ByteReader(bytes: bytes))
            while let record = try reader.next() {
                atoms += try record.content.get().crystal.sites.count
            }
        }
        return ["atoms": atoms]
    }
}
