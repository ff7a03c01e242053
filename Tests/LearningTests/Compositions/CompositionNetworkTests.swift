import Crystals
import Foundation
import Learning
import Tensors
import TestKit
import Testing

@Suite("The composition network")
struct CompositionNetworkTests {
    static func small(outputs: Int = 2) -> CompositionNetwork {
        var configuration = CompositionNetwork.Configuration()
        (configuration.width, configuration.heads, configuration.blocks) = (32, 2, 1)
        (configuration.hiddenWidth, configuration.hiddenLayers) = (16, 1)
        (configuration.encoding.linear, configuration.encoding.logarithmic) = (8, 6)
        configuration.outputs = outputs
        var generator = SplitMix64(seed: 4)
        return CompositionNetwork(configuration, using: &generator)
    }

    static let formulas = [
        "YBa2Cu3O6.92", "Nb", "Ba0.4K0.6Fe2As2", "La1.85Sr0.15CuO4", "MgB2", "Nb3Sn",
    ]

    static func encoded(
        _ formulas: [String], _ network: CompositionNetwork
    ) throws
        -> [EncodedComposition]
    {
        try formulas.map {
            EncodedComposition(
                try Composition(formula: $0), encoding: network.configuration.encoding)
        }
    }

    @Test("What a formula gets does not depend on its neighbours in a batch, bit for bit")
    func independence() throws {
        let network = Self.small()
        // More rows than one piece of a product.
        let many = (0..<300).flatMap { _ in Self.formulas }
        let together = network.inference(CompositionBatch(try Self.encoded(many, network))).scalars
        for (k, formula) in Self.formulas.enumerated() {
            let alone = network.inference(
                CompositionBatch(try Self.encoded([formula], network))
            ).scalars
            for place in [0, 150, 299] {
                let first = (place * Self.formulas.count + k) * 2
                #expect(Array(together[first..<(first + 2)]) == alone)
            }
        }
        #expect(Set(together).count == 2 * Self.formulas.count, "control: each has its own")
    }

    @Test("Proportions count: neither the order of elements nor the size of the formula")
    func proportions() throws {
        let network = Self.small()
        let rows = ["Ba2YCu3O7", "O7Cu3YBa2", "Y2Ba4Cu6O14", "Ba2YCu3O6.9"]
        let output = network.inference(CompositionBatch(try Self.encoded(rows, network))).scalars
        #expect(output[0..<2] == output[2..<4])
        #expect(zip(output[0..<2], output[4..<6]).allSatisfy { abs($0 - $1) < 1e-5 })
        #expect(abs(output[0] - output[6]) > 1e-5, "control: a tenth of an oxygen is seen")
    }

    @Test("An element in a vanishing amount changes the attention's part little")
    func vanishing() throws {
        var network = Self.small()
        // The statistics count elements and know least and greatest; they jump, and should.
        network.statistics.weight = .zeros(network.statistics.weight.shape)
        let rows = ["MgB2", "MgB2Al0.0000001", "MgB2Al0.5"]
        let output = network.inference(CompositionBatch(try Self.encoded(rows, network))).scalars
        #expect(abs(output[0] - output[2]) < 1e-4)
        #expect(abs(output[0] - output[4]) > 1e-3, "control")
    }

    @Test("Gradients of the whole network agree with central differences")
    func gradients() throws {
        let network = Self.small()
        let batch = CompositionBatch(try Self.encoded(Self.formulas, network))
        let paths = network.tensors(.trainable).map(\.0)
        for path in ["attentions.0.exponents", "pooling.query", "fraction.bias", "norm.gain"] {
            let index = try #require(paths.firstIndex(of: path))
            let check = GradientCheck(at: [network.parameters[index]], step: 0.02) { moved in
                var copy = network
                var tensors = network.parameters
                tensors[index] = moved[0]
                // `replace` would take them off the tape.
                var next = tensors.makeIterator()
                copy.visit("") { _, kind, tensor in
                    if kind == .trainable, let new = next.next() { tensor = new }
                }
                return copy.training(batch).sum()
            }
            #expect(check.largest > 1e-3, "\(path) does not move the output")
            #expect(check.error < 1e-2, "\(path): \(check.error)")
        }
    }

    @Test("Every tensor is shown once, and a configuration that cannot be built says why")
    func shape() {
        let network = Self.small()
        let names = network.namedTensors.map(\.name)
        #expect(Set(names).count == names.count && names.count > 40)
        #expect(network.configuration.objection == nil)
        var configuration = network.configuration
        configuration.width = 48
        #expect(configuration.objection?.contains("48") == true)
        configuration = network.configuration
        configuration.encoding.linear = 1
        #expect(configuration.objection != nil)
    }

    @Test("It learns a law of fractions that no mean of element properties holds")
    func learning() throws {
        var network = Self.small(outputs: 1)
        var generator = SplitMix64(seed: 8)
        // A dome over the doping, as cuprates have: highest where x is 0.16.
        let points = (0..<64).map { Double($0) / 160 }
        let rows = points.map { x in "La\(2 - x)Sr\(x)CuO4" }
        let truths = points.map { Float(1 - 60 * pow($0 - 0.16, 2)) }
        let encoded = try Self.encoded(rows, network)
        let optimizer = AdamW(weightDecay: 0)
        var state = network.parameters.map { p in
            [[Float]](repeating: [Float](repeating: 0, count: p.count), count: 2)
        }
        var losses: [Float] = []
        for step in 1...200 {
            let order = rows.indices.shuffled(using: &generator).prefix(32)
            let tape = Tape()
            var recorded = network.watched(by: tape)
            let output = recorded.training(CompositionBatch(order.map { encoded[$0] }))
            let loss = Loss.meanSquaredError(output, order.map { truths[$0] })
            let slopes = tape.gradients(of: loss, for: recorded.recordedParameters())
            var parameters = network.parameters
            for k in parameters.indices {
                parameters[k].update {
                    optimizer.update(
                        &$0, gradient: slopes[k].scalars, state: &state[k], rate: 0.003,
                        step: step)
                }
            }
            network.replace(.trainable, with: parameters)
            losses.append(loss.item)
        }
        let spread = RegressionMetrics(
            predictions: network.inference(CompositionBatch(encoded)).scalars.map(Double.init),
            truths: truths.map(Double.init))
        #expect(spread.r2 > 0.9, "\(spread)")
        #expect(losses[0] > 10 * losses[199], "control")
    }
}

@Suite("What a formula is to a network")
struct EncodingTests {
    @Test("Doping of 0.05 and 0.15, and traces of 0.001 and 0.002, are far apart")
    func fractions() {
        let encoding = FractionEncoding()
        #expect(encoding.vector(0.3).count == encoding.count)
        func distance(_ a: Double, _ b: Double) -> Float {
            zip(encoding.vector(a), encoding.vector(b)).reduce(0) { $0 + pow($1.0 - $1.1, 2) }
                .squareRoot()
        }
        #expect(distance(0.05, 0.15) > 1)
        #expect(distance(0.001, 0.002) > 1)
        #expect(distance(0.5356, 0.5385) > 0.05)
        #expect(distance(0.3, 0.3) == 0)
        #expect(encoding.vector(1e-12).allSatisfy { $0.isFinite })
    }

    /// Mean and mean deviation of Z over NaCl-like pairs by hand; Magpie's definitions.
    @Test("Statistics by hand")
    func statistics() throws {
        let vector = CompositionStatistics.vector(try Composition(formula: "Fe2O3"))
        #expect(vector.count == CompositionStatistics.count)
        let (iron, oxygen) = (
            try #require(Element("Fe")).descriptors[0], try #require(Element("O")).descriptors[0]
        )
        let mean = 0.4 * iron + 0.6 * oxygen
        let expected = [
            mean, 0.4 * abs(iron - mean) + 0.6 * abs(oxygen - mean), oxygen, iron, oxygen,
        ]
        for (found, value) in zip(vector, expected) { #expect(abs(Double(found) - value) < 1e-6) }
        let norms = vector.dropFirst(5 * Element.descriptorNames.count)
        #expect(abs(norms[norms.startIndex] - Float(0.52).squareRoot()) < 1e-6)
        // χ: Fe 1.83, O 3.44; 1 − exp(−¼ · 1.61²) of the pair, times 0.4 · 0.6 for the mean.
        let ionic = 1 - exp(-0.25 * 1.61 * 1.61)
        #expect(abs(Double(vector[vector.count - 2]) - ionic) < 1e-6)
        #expect(abs(Double(vector[vector.count - 1]) - 0.24 * ionic) < 1e-6)
    }
}
