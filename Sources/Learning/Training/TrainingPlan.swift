internal import Foundation

/// A training as its YAML file describes it; what the file leaves out has the values here.
public struct TrainingPlan: Hashable, Sendable, Codable {
    /// Name on the card; the model file's name if empty.
    public var name = ""
    public var targets: [Target] = []
    public var network = PropertyNetwork.Configuration()
    public var training = TrainingConfiguration()
    public var cleaning = CleaningRules()
    /// Files whose crystals or energies stand on another scale.
    public var adaptations: [Adaptation] = []
    /// Larger cells are left out; nil keeps all.
    public var maximumSites: Int?
    /// What is taken over from another model, where one is given; nil for nothing, or the standard.
    public var transfer: Transfer?
    /// How crystals without labels take part, where some are given; nil for none, or the standard.
    public var semiSupervised: SemiSupervised?
    /// How the training learns from positives and unlabelled crystals; nil for ordinary labels.
    public var positiveUnlabelled: PositiveUnlabelled?
    /// What is fitted beside networks of compositions and answers with them; nil for nothing, or the
    /// standard.
    public var kernel: KernelSettings?
    /// Licence of the data and whom to cite; goes on the card.
    public var licence = ""
    /// How the settings were found, and what each change gave: a line each, for the card.
    public var search: [String] = []

    public init() {}

    /// The plan with the values that `dictionary`, read from YAML or JSON, gives.
    ///
    /// - Throws: ``PlanError`` naming a key that the plan does not have, or a value that does not fit.
    public init(overriding dictionary: [String: Any]) throws {
        let standard = try JSONSerialization.jsonObject(with: JSONEncoder().encode(TrainingPlan()))
        var base = standard as? [String: Any] ?? [:]
        base["maximumSites"] = NSNull()
        if var training = base["training"] as? [String: Any] {
            training["averaging"] = NSNull()
            training["clipping"] = NSNull()
            training["members"] = NSNull()
            training["labels"] = NSNull()
            training["splitSeed"] = NSNull()
            base["training"] = training
        }
        if var cleaning = base["cleaning"] as? [String: Any] {
            cleaning["disagreement"] = NSNull()
            cleaning["average"] = try Self.settings(of: LabelAverage(), besides: [])
            base["cleaning"] = cleaning
        }
        base["network"] = try Self.network(like: dictionary["network"])
        base["transfer"] = try Self.settings(
            of: Transfer(), besides: ["convolutions", "keepsHead", "source"])
        base["semiSupervised"] = try Self.settings(of: SemiSupervised(), besides: ["sources"])
        base["positiveUnlabelled"] = try Self.settings(
            of: PositiveUnlabelled(),
            besides: ["bagSize", "encoderNetworks", "prior", "encoders"])
        base["kernel"] = try Self.settings(of: KernelSettings(), besides: ["share"])
        var merged = try Self.merge(dictionary, over: base, path: "")
        for key in ["transfer", "semiSupervised", "positiveUnlabelled", "kernel"]
        where dictionary[key] == nil {
            merged[key] = nil
        }
        if var cleaning = merged["cleaning"] as? [String: Any],
            (dictionary["cleaning"] as? [String: Any])?["average"] == nil
        {
            cleaning["average"] = nil
            merged["cleaning"] = cleaning
        }
        self = try PlanDecoding.plan(of: merged)
        if let objection { throw PlanError.value(objection) }
    }

    /// The standard values of settings that a plan may leave out as a whole.
    private static func settings(
        of standard: some Encodable, besides absent: [String]
    ) throws -> [String: Any] {
        let object = try JSONSerialization.jsonObject(with: JSONEncoder().encode(standard))
        var settings = object as? [String: Any] ?? [:]
        for key in absent { settings[key] = NSNull() }
        return settings
    }

    /// The standard values of the kind of network that a plan's `network` is of.
    private static func network(like values: Any?) throws -> [String: Any] {
        let named = (values as? [String: Any])?["kind"] as? String
        let shape: PropertyNetwork.Configuration =
            switch named ?? PropertyNetwork.Kind.crystalGraph.rawValue {
            case PropertyNetwork.Kind.crystalGraph.rawValue: .init()
            case PropertyNetwork.Kind.composition.rawValue: .composition(.init())
            case let other:
                throw PlanError.value(
                    "network.kind is \(other); there are "
                        + PropertyNetwork.Kind.allCases.map(\.rawValue).joined(separator: ", "))
            }
        var base = try settings(of: shape, besides: [])
        base["kind"] = named ?? PropertyNetwork.Kind.crystalGraph.rawValue
        return base
    }

    /// What cannot be, in words; nil for a plan that can be followed.
    public var objection: String? {
        if let objection = network.objection { return "network: \(objection)" }
        if let objection = targetObjection { return objection }
        if let objection = transfer?.objection { return "transfer: \(objection)" }
        if let objection = semiSupervised?.objection { return "semiSupervised: \(objection)" }
        if let objection = positiveUnlabelled?.objection {
            return "positiveUnlabelled: \(objection)"
        }
        if let objection = kernel?.objection { return "kernel: \(objection)" }
        if positiveUnlabelled != nil,
            targets.count > 1 || targets.contains(where: { $0.classification == nil })
        {
            return "positiveUnlabelled needs one target, with a classification"
        }
        if let objection = training.objection { return "training.\(objection)" }
        switch true {
        case maximumSites.map({ $0 < 1 }) == true: return "maximumSites is not above 0"
        case cleaning.disagreement.map({ $0 > 0 }) == false:
            return "cleaning.disagreement is not above 0"
        case training.loss == .binaryCrossEntropy
            && targets.contains(where: { $0.classification == nil }):
            return "training.loss: bce is of questions, and numbers take mae, mse or log-cosh"
        case targets.contains(where: \.isOfSites) && network.crystalGraph == nil:
            return "targets of sites need a network of crystal graphs"
        case targets.contains(where: \.isOfSites) && semiSupervised != nil:
            return "semiSupervised is for targets of crystals, not of sites"
        case targets.contains(where: \.isOfSites) && positiveUnlabelled != nil:
            return "positiveUnlabelled is for targets of crystals, not of sites"
        case network.crystalGraph == nil && semiSupervised != nil:
            return "semiSupervised needs a network of crystal graphs"
        case network.crystalGraph != nil && kernel != nil:
            return "kernel needs a network of compositions"
        case positiveUnlabelled != nil && kernel != nil:
            return "kernel needs labels, and positiveUnlabelled has none"
        case network.crystalGraph == nil && transfer != nil:
            return "transfer needs a network of crystal graphs"
        default: break
        }
        for (name, bounds) in cleaning.ranges where bounds.count != 2 || !(bounds[0] <= bounds[1]) {
            return "cleaning.ranges.\(name) is not [smallest, largest]"
        }
        for adaptation in adaptations {
            if let objection = adaptation.objection {
                return "adaptations, \(adaptation.file): \(objection)"
            }
        }
        return nil
    }

    /// What cannot be of the targets, in words.
    public var targetObjection: String? {
        var names: Set<String> = []
        for target in targets {
            if let objection = target.objection { return "targets: \(objection)" }
            guard names.insert(target.name).inserted else {
                return "targets: two are called \(target.name); name the label of one with label"
            }
        }
        return nil
    }

    /// Keys under which a choice with its own parameters stands, taken whole.
    private static let choices: Set<String> = [
        "schedule", "ties", "ranges", "basis", "source", "split", "encoders",
    ]

    private static func merge(
        _ values: [String: Any], over base: [String: Any], path: String
    ) throws -> [String: Any] {
        var merged = base
        for (key, value) in values {
            guard let old = base[key] else {
                throw PlanError.unknownKey(path + key, allowed: base.keys.sorted())
            }
            try PlanKeys.check(value, of: key, path: path)
            if let inner = value as? [String: Any], let outer = old as? [String: Any],
                !choices.contains(key)
            {
                merged[key] = try merge(inner, over: outer, path: path + key + ".")
            } else {
                merged[key] = value
            }
        }
        return merged
    }
}
