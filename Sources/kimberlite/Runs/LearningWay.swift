/// How a network learns from few labels.
enum LearningWay: String, CaseIterable {
    case scratch
    /// From another model's layers.
    case transfer
    /// With crystals without labels, on which the network is to agree with its own average; from
    /// another model's layers where there is one.
    case meanTeacher = "mean-teacher"
    /// With crystals that a teacher has labelled: a model that is given, or the network of scratch or
    /// transfer that was trained on the same labels.
    case pseudoLabels = "pseudo-labels"

    var words: String {
        switch self {
        case .scratch: "from scratch"
        case .transfer: "transfer"
        case .meanTeacher: "mean teacher"
        case .pseudoLabels: "pseudo-labels"
        }
    }

    /// What of the sources it takes.
    func part(of sources: BeginningSources) -> BeginningSources {
        var sources = sources
        switch self {
        case .scratch: (sources.model, sources.unlabelled, sources.teacher) = (nil, nil, nil)
        case .transfer: (sources.unlabelled, sources.teacher) = (nil, nil)
        case .meanTeacher: sources.teacher = nil
        case .pseudoLabels: break
        }
        return sources
    }
}
