public import Crystals

/// A named set of elements that may stand in one role.
public struct ElementClass: Hashable, Sendable {
    public let elements: Set<Element>

    public init(_ elements: Set<Element>) { self.elements = elements }

    /// From symbols separated by spaces; traps on one that is no element.
    init(_ symbols: String) {
        let words = symbols.split(separator: " ")
        elements = Set(words.compactMap { Element($0) })
        precondition(elements.count == words.count, "not all of \(symbols) are elements")
    }

    public static func + (p: Self, q: Self) -> Self { Self(p.elements.union(q.elements)) }
    public static func - (p: Self, q: Self) -> Self { Self(p.elements.subtracting(q.elements)) }
}

extension ElementClass {
    static let alkali = Self("Li Na K Rb Cs")
    static let alkalineEarth = Self("Be Mg Ca Sr Ba")
    /// Groups 3 to 7, the hosts of hard borides, carbides and nitrides.
    static let earlyTransition = Self("Sc Ti V Cr Mn Y Zr Nb Mo Hf Ta W Re")
    static let lateTransition = Self("Fe Co Ni Cu Ru Rh Pd Ag Os Ir Pt Au")
    static let transition = earlyTransition + lateTransition
    static let zincGroup = Self("Zn Cd Hg")
    static let lanthanide = Self("La Ce Pr Nd Sm Eu Gd Tb Dy Ho Er Tm Yb Lu")
    static let actinide = Self("Th U")
    static let rareEarth = lanthanide + Self("Sc Y")
    static let postTransition = Self("Al Ga In Tl Sn Pb Bi")
    static let metalloid = Self("B Si Ge As Sb Te")
    static let halogen = Self("F Cl Br I")
    static let chalcogen = Self("O S Se Te")
    static let pnictogen = Self("N P As Sb Bi")
    static let nonmetal = Self("H C N P O S Se") + halogen

    static let metal =
        alkali + alkalineEarth + transition + zincGroup + lanthanide + actinide + postTransition

    /// What stands in the role of an anion in some compound.
    static let anion = Self("H C N O F Si P S Cl Ge As Se Br Sn Sb Te I Bi Pb")
    /// What stands in the role of a cation in some compound.
    static let cation = metal + metalloid + Self("H C N P S Se")
    /// Small enough to sit between the atoms of a metal.
    static let interstitial = Self("H B C N O")
    /// Interstitials and the larger atoms that follow them in metal-rich compounds.
    static let metalloidGuest = interstitial + Self("Si P S Ge As")

    /// Light elements of strong directed bonds, from which the superhard compounds without metals
    /// are made.
    static let light = Self("Be B C N O Al Si")
    /// ``light`` with the transition metals: the elements of known hard materials.
    static let hard = light + transition

    /// Elements that, alone or with each other, make molecules and not frameworks: no superhard
    /// crystal of nitrogen or of nitrogen and oxygen alone can be kept outside a diamond anvil.
    static let molecular = Self("H N O") + halogen

    /// The elements that candidates are made from unless the caller says otherwise: up to bismuth,
    /// with thorium and uranium, without the noble gases and without Tc and Pm, which no stable
    /// isotope lets anyone work with.
    public static let standard = metal + metalloid + nonmetal
}
