/// How a network learns from few labels.
enum LearningWay: String, CaseIterable {
    case scratch
    /// From another model's layers.
    case transfer
    /// With crystals without labels, on which the network is to agree with its own average; from
    /// another model's layers where there is one.
    case meanTeacher = "mean-teacher"
    /// With crystals that the networks of scratch or transfer have labelled, trained on the same labels.
    case pseudoLabels = "pseudo-labels"

    var words: String {
        switch self {
        case .scratch: "from scratch"
        case .transfer: "transfer"
        case .meanTeacher: "mean teacher"
        case .pseudoLabels: "pseudo-labels"
        }
    }
}
