internal import Foundation

/// How crystals without labels take part in a training.
public struct SemiSupervised: Hashable, Sendable, Codable {
    public var method = Method.meanTeacher
    /// Standard deviation of the displacements of the atoms along each axis, Å. Half a percent to two
    /// of a bond: what a relaxation or the temperature does to a crystal, and no more than that.
    public var noise = 0.03
    /// Share of the edges that are left out of a graph.
    public var droppedEdges = 0.05
    /// Crystals without labels in a step, beside the plan's batch of those with them.
    public var batchSize = 64
    /// What the mean over the unlabelled crystals of a step counts for in the end beside the mean over those
    /// with labels.
    public var weight = 1.0
    /// Share of the training over which its weight rises, as exp(−5 (1 − t)²).
    public var rampUp = 0.3
    /// Of pseudo-labels: the share of the crystals that are taken, those on which the teacher's members
    /// agree best.
    public var certain = 0.5
    /// The files and the teacher that were used. Filled in by the program.
    public var sources: [Transfer.Source]?

    public enum Method: String, Hashable, Sendable, NamedChoice {
        /// The running average of the network, on other perturbations of the same crystals, says what
        /// it should (Tarvainen & Valpola, NeurIPS 2017).
        case meanTeacher
        /// A model that was trained before labels the crystals of which it is sure (Lee, ICML 2013).
        case pseudoLabels
    }

    public init() {}

    var objection: String? {
        switch true {
        case !(0...0.5).contains(noise): "noise \(noise) is not in 0...0.5 Å"
        case !(0..<1).contains(droppedEdges): "droppedEdges \(droppedEdges) is not in 0..<1"
        case batchSize < 1: "batchSize is \(batchSize)"
        case !(weight >= 0): "weight is \(weight)"
        case !(0...1).contains(rampUp): "rampUp \(rampUp) is not in 0...1"
        case !(certain > 0 && certain <= 1): "certain \(certain) is not in 0<...1"
        default: nil
        }
    }

    /// What an unlabelled crystal counts for when this share of the training is over.
    func weight(at progress: Double) -> Double {
        guard progress < rampUp else { return weight }
        let left = 1 - progress / rampUp
        return weight * exp(-5 * left * left)
    }
}
