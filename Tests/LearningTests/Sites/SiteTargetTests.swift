import Crystals
import Foundation
import Tensors
import TestKit
import Testing

@testable import Learning

@Suite("Targets of sites")
struct SiteTargetTests {
    /// 160 crystals of two atoms. A site's label is its own atomic number times the cell's edge, and every
    /// third site has none; the crystal's is the edge.
    static let records: [CrystalRecord] = {
        var generator = SplitMix64(seed: 31)
        let symbols = ["C", "N", "Al", "Si", "Ti", "Fe"]
        return (0..<160).map { k in
            let a = Double.random(in: 3...5, using: &generator)
            let elements = (0..<2).compactMap { _ in
                symbols.randomElement(using: &generator).flatMap { Element($0) }
            }
            let sites = elements.enumerated().map { place, element in
                let x = 0.5 * Double(place)
                return Site(element, at: Fractional(x, x, x))
            }
            var record = CrystalRecord(
                id: "x\(k)", crystal: Crystal(lattice: .cubic(a), sites: sites),
                labels: ["edge": a], source: Source(file: "made"))
            record.siteLabels["q"] = elements.enumerated().map { place, element in
                (2 * k + place) % 3 == 0 ? .nan : Double(element.atomicNumber) * a
            }
            return record
        }
    }()

    static let targets = [
        Target(name: "edge", unit: "Å"), Target(name: "q", transform: .log10, perSite: true),
    ]

    static let shape: CGCNN.Configuration = {
        var shape = CGCNN.Configuration()
        (shape.width, shape.hiddenWidth, shape.convolutions) = (16, 16, 2)
        (shape.outputs, shape.sites) = (2, true)
        return shape
    }()

    static func network(seed: UInt64) -> CGCNN {
        var generator = SplitMix64(seed: seed)
        return CGCNN(shape, using: &generator)
    }

    private static func batch(_ crystals: [Crystal]) -> GraphBatch {
        var builder = CrystalGraphBuilder(rule: .standard)
        return GraphBatch(crystals.map { builder.graph(of: $0) })
    }

    @Test(
        "behind the crystals the sites, in the order of the cells, and as for a crystal of them alone"
    )
    func order() {
        let network = Self.network(seed: 5)
        let crystals = Self.records.prefix(3).map(\.crystal)
        let all = network.inference(Self.batch(crystals))
        #expect(all.shape == [3 + 6, 2])
        var turned = crystals[1]
        turned.sites.reverse()
        let one = network.inference(Self.batch([turned]))
        func row(_ tensor: Tensor, _ k: Int) -> [Float] { tensor.rows(k..<(k + 1)).scalars }
        func distance(_ a: [Float], _ b: [Float]) -> Float {
            zip(a, b).map { abs($0 - $1) }.max() ?? .infinity
        }
        #expect(distance(row(all, 1), row(one, 0)) < 1e-5)
        #expect(distance(row(all, 3 + 2), row(one, 2)) < 1e-5)
        #expect(distance(row(all, 3 + 3), row(one, 1)) < 1e-5)
        #expect(distance(row(one, 1), row(one, 2)) > 1e-3, "control: the sites differ")
        // Folded for use it says the same.
        let folded = InferenceNetwork(network)(Self.batch(crystals))
        #expect(distance(all.scalars, folded.scalars) < 1e-3 && folded.shape == all.shape)
        // Without sites the crystals' answers are what they were.
        var plain = Self.shape
        plain.sites = nil
        var generator = SplitMix64(seed: 5)
        let without = CGCNN(plain, using: &generator).inference(Self.batch(crystals))
        #expect(distance(without.scalars, all.rows(0..<3).scalars) < 1e-6)
    }

    @Test("an atom without a label passes messages and counts for nothing in the loss")
    func partialLabels() throws {
        let loss = MultitaskLoss(Self.targets, numbers: .meanSquaredError)
        let outputs = Tensor([1, 9, 9, 2, 9, 4], shape: [3, 2])
        let nan = Float.nan
        // Mean over the labels that are there: (1 − 0)² and (2 − 5)².
        #expect(loss(outputs, [0, nan, nan, 5, nan, nan]).item == 5)
        let check = GradientCheck(at: [outputs]) { loss($0[0], [0, nan, nan, 5, nan, nan]) }
        #expect(check.error < 3e-3 && check.largest > 0.5)
        // The unlabelled neighbour is another element: the labelled site is told so.
        var other = Self.records[0].crystal
        other.sites[1] = Site(try #require(Element("W")), at: other.sites[1].position)
        let network = Self.network(seed: 6)
        let (one, two) = (
            network.inference(Self.batch([Self.records[0].crystal])).rows(1..<2).scalars,
            network.inference(Self.batch([other])).rows(1..<2).scalars
        )
        #expect(one != two)
    }

    @Test("rows have them in memory and in a file, labels of materials first")
    func rows() throws {
        let memory = Dataset(Self.records, targets: Self.targets, rule: .standard)
        #expect(memory.rows.count == 160 && memory.hasSiteTargets)
        let row = memory.rows[1]
        #expect(row.targets[0].isFinite && row.targets[1].isNaN)
        #expect(row.siteTargets.count == 2 && row.siteTargets[0][0].isNaN)
        let q = try #require(Self.records[1].siteLabels["q"])
        #expect(zip(row.siteTargets, q).allSatisfy { abs($0[1] - log10($1)) < 1e-12 || $1.isNaN })
        #expect(row.graph.atoms.count == 2)
        let labels = memory.labels([4, 1])
        #expect(labels.count == 2 + 4 && labels[1][0] == row.targets[0])
        #expect(labels[4][1].bitPattern == row.siteTargets[0][1].bitPattern)
        try withTemporaryFolder { folder in
            let cache = GraphCache(folder: folder)
            let key = GraphCache.key(of: ["sites"])
            let builder = try DatasetBuilder(
                targets: Self.targets, form: .graph(.standard), cache: cache, key: key)
            try builder.append(Self.records)
            let file = try builder.finish()
            for k in memory.rows.indices {
                #expect(
                    "\(file.rows[k].siteTargets)" == "\(memory.rows[k].siteTargets)"
                        && file.rows[k].graph == memory.rows[k].graph)
            }
        }
        // One whose only label is that of a site has a row, one without any has none.
        var (site, none) = (Self.records[1], Self.records[0])
        site.labels = [:]
        none.labels = [:]
        none.siteLabels["q"] = [.nan, .nan]
        #expect(Dataset([site, none], targets: Self.targets, rule: .standard).rows.count == 1)
    }

    @Test("sites and crystals are learned side by side, with error bars, and the file says so")
    func training() throws {
        var configuration = TrainingConfiguration()
        (configuration.epochs, configuration.batchSize, configuration.members) = (40, 8, 2)
        configuration.learningRate = 0.01
        configuration.split = .init(validation: 0.3, test: 0.2, by: .row)
        var plan = TrainingPlan()
        (plan.targets, plan.training) = (Self.targets, configuration)
        plan.network = .crystalGraph(Self.shape)
        plan.network.answer(for: plan.targets)
        #expect(plan.network.crystalGraph?.answersForSites == true && plan.objection == nil)
        var training = EnsembleTraining(
            dataset: Dataset(
                Self.records, targets: Self.targets, rule: .standard, grouping: .row),
            network: plan.network, configuration: configuration)
        while !training.isFinished { _ = try training.runEpoch { _, _ in true } }
        let card = ModelCard(training, plan: plan, data: [], rows: "", program: "test")
        #expect(card.metrics.map(\.target) == ["edge", "q"])
        #expect(card.metrics[0].learned.r2 > 0.9)
        let test = training.split.test.count
        #expect(test > 20 && card.metrics[0].learned.count == test)
        #expect(card.metrics[1].learned.r2 > 0.9, "\(card.metrics[1].learned)")
        let labelled = training.dataset.labels(training.split.test).filter { $0[1].isFinite }.count
        #expect(card.metrics[1].learned.count == labelled && labelled > test && labelled < 2 * test)
        #expect(card.calibration?.scales.allSatisfy { $0 != nil } == true)

        let model = TrainedModel(card: card, networks: training.finished.map(\.network))
        let back = ModelPredictor(
            try TrainedModel(decoding: model.encoded()), fingerprint: "f")
        #expect(back.properties.map(\.name) == ["edge"])
        #expect(back.siteProperties.map(\.name) == ["q"])
        let crystals = Self.records.map(\.crystal)
        let (ofCrystals, ofSites) = (
            back.estimates(for: crystals), back.siteEstimates(for: crystals)
        )
        #expect(ofCrystals.allSatisfy { $0.count == 1 } && ofSites.allSatisfy { $0.count == 2 })
        var errors: [Double] = []
        for (record, sites) in zip(Self.records, ofSites) {
            for (truth, site) in zip(record.siteLabels["q"] ?? [], sites) where truth.isFinite {
                errors.append(abs(site[0].value - truth) / truth)
            }
        }
        #expect(errors.count > 100 && errors.reduce(0, +) / Double(errors.count) < 0.1)
        #expect(ofSites[3][1][0].low < ofSites[3][1][0].high)
    }

    @Test("a plan with targets of sites where they cannot be is refused")
    func plan() throws {
        let targets: [[String: Any]] = [["name": "q", "perSite": true]]
        func plan(_ more: [String: Any]) throws -> TrainingPlan {
            try TrainingPlan(overriding: ["targets": targets].merging(more) { $1 })
        }
        #expect(try plan([:]).targets[0].isOfSites)
        #expect(throws: PlanError.self) { try plan(["network": ["kind": "composition"]]) }
        #expect(throws: PlanError.self) { try plan(["semiSupervised": ["batchSize": 8]]) }
    }
}
