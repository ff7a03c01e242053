/// Numbers that say what an element is like, each on a scale of its own.
extension Element {
    /// Names of ``descriptors``, in order.
    public static let descriptorNames = [
        "atomicNumber", "mass", "group", "period", "electronegativity", "covalentRadius",
        "firstIonizationEnergy", "electronAffinity", "molarVolume", "valenceElectrons",
        "sElectrons", "pElectrons", "dElectrons", "fElectrons", "unfilledS", "unfilledP",
        "unfilledD", "unfilledF",
    ]

    /// [18]; what is tabulated of the element, and its electrons by ``ElectronConfiguration``, each
    /// less its mean over all elements and divided by its deviation there: pure numbers about ±1.
    ///
    /// A value that is not tabulated is the mean, 0; a group that is none (f block) is 3.
    public var descriptors: [Double] { Self.allDescriptors[atomicNumber - 1] }

    private var rawDescriptors: [Double?] {
        let electrons = electrons
        let tabulated: [Double?] = [
            Double(atomicNumber), mass, Double(group ?? 3), Double(period), electronegativity,
            covalentRadius, firstIonizationEnergy, electronAffinity, molarVolume,
            Double(valenceElectrons),
        ]
        return tabulated + electrons.valence.map(Double.init)
            + electrons.unfilled.map(Double.init)
    }

    private static let allDescriptors: [[Double]] = {
        let raw = all.map(\.rawDescriptors)
        let scales = descriptorNames.indices.map { k in scale(raw.compactMap { $0[k] }) }
        return raw.map { values in
            zip(values, scales).map { value, scale in
                value.map { ($0 - scale.mean) / scale.deviation } ?? 0
            }
        }
    }()

    private static func scale(_ values: [Double]) -> (mean: Double, deviation: Double) {
        let count = Double(values.count)
        let mean = values.reduce(0, +) / count
        let variance = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        return (mean, variance.squareRoot())
    }
}
