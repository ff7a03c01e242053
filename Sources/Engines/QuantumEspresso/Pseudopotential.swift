public import Crystals

/// The file that stands for an element's nucleus and core electrons in a plane-wave calculation.
public struct Pseudopotential: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable, Codable {
        case projectorAugmentedWave = "PAW"
        case ultrasoft
        case normConserving = "norm-conserving"
    }

    public let element: Element
    /// Name of the UPF file.
    public let fileName: String
    public let kind: Kind
    /// The least cutoff of the wave functions that its makers suggest, Ry; nil where they are
    /// silent.
    public let waveCutoff: Double?
    /// The least cutoff of the charge density that its makers suggest, Ry; nil where they are
    /// silent.
    public let densityCutoff: Double?
    /// Whether Debian's package quantum-espresso-data has the file.
    public let isInDebian: Bool

    /// The potential used for an element: Debian's if there is one for PBE, else a conventional
    /// name under which the user puts a norm-conserving one.
    public static func standard(for element: Element) -> Pseudopotential {
        if let shipped = debian[element] { return shipped }
        return Pseudopotential(
            element: element, fileName: "\(element.symbol).upf", kind: .normConserving,
            waveCutoff: nil, densityCutoff: nil, isInDebian: false)
    }

    /// What quantum-espresso-data 6.7-2 holds for PBE without spin–orbit coupling, in
    /// /usr/share/espresso/pseudo; cutoffs from the files' own headers.
    ///
    /// Al, As, Au, Co, Li, Mg, Pb, Pt and Ti are there too, but for other functionals (LDA,
    /// PBEsol) or fully relativistic only, and pw.x rightly refuses to mix them. Every other
    /// element has no file at all.
    public static let debian: [Element: Pseudopotential] = {
        var table: [Element: Pseudopotential] = [:]
        for (symbol, file, kind, wave, density) in shipped {
            guard let element = Element(symbol) else { continue }
            table[element] = Pseudopotential(
                element: element, fileName: file, kind: kind, waveCutoff: wave,
                densityCutoff: density, isInDebian: true)
        }
        return table
    }()

    private static let shipped: [(String, String, Kind, Double?, Double?)] = [
        ("H", "H.pbe-kjpaw.UPF", .projectorAugmentedWave, 45.7, 201.1),
        ("B", "B.pbe-n-kjpaw_psl.1.0.0.UPF", .projectorAugmentedWave, 42.6, 324.6),
        ("C", "C.pbe-n-kjpaw_psl.0.1.UPF", .projectorAugmentedWave, 36.7, 146.6),
        ("N", "N.pbe-n-kjpaw_psl.1.0.0.UPF", .projectorAugmentedWave, 43.9, 320.3),
        ("O", "O.pbe-kjpaw.UPF", .projectorAugmentedWave, 37.8, 151.1),
        ("Si", "Si.pbe-nl-rrkjus_psl.1.0.0.UPF", .ultrasoft, 43.7, 175.0),
        ("Cr", "Cr.pbe-spn-kjpaw_psl.1.0.0.UPF", .projectorAugmentedWave, 48.0, 456.6),
        ("Fe", "Fe.pbe-spn-rrkjus_psl.0.2.1.UPF", .ultrasoft, 63.9, 781.7),
        ("Ni", "Ni.pbe-spn-kjpaw_psl.1.0.0.UPF", .projectorAugmentedWave, 74.6, 475.8),
        ("Cu", "Cu.pbe-kjpaw.UPF", .projectorAugmentedWave, 47.2, 188.9),
        ("Ge", "Ge.pbe-kjpaw.UPF", .projectorAugmentedWave, 17.3, 69.2),
        ("Rh", "Rh.pbe-rrkjus_lb.UPF", .ultrasoft, nil, nil),
        ("I", "I.pbe-n-kjpaw_psl.1.0.0.UPF", .projectorAugmentedWave, 36.1, 154.2),
    ]
}
