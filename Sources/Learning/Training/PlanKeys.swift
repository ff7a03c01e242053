/// The keys of a plan's settings that stand in lists, or are taken whole: a misspelled one would change
/// nothing, and nobody would know.
enum PlanKeys {
    /// By the key under which the settings stand.
    private static let allowed: [String: [String]] = [
        "targets": Target.keys, "adaptations": Adaptation.keys, "ratios": CleaningRules.Ratio.keys,
        "classification": Classification.keys, "energy": Adaptation.FormationEnergy.keys,
        "basis": ["step", "centers"], "constant": [], "cosine": [], "step": Schedule.keysOfStep,
        "linear": Schedule.keysOfScale, "exponential": Schedule.keysOfScale,
        "oneCycle": Schedule.keysOfCycle,
    ]

    /// - Throws: ``PlanError/unknownKey(_:allowed:)`` with its place.
    static func check(_ value: Any, of key: String, path: String) throws {
        let items =
            (value as? [Any])?.enumerated().map { ("\(path)\(key)[\($0 + 1)]", $1) }
            ?? [(path + key, value)]
        for (place, item) in items {
            guard let settings = item as? [String: Any] else { continue }
            for (inner, setting) in settings.sorted(by: { $0.key < $1.key }) {
                if let allowed = allowed[key], !allowed.contains(inner) {
                    throw PlanError.unknownKey("\(place).\(inner)", allowed: allowed.sorted())
                }
                try check(setting, of: inner, path: place + ".")
            }
        }
    }
}
