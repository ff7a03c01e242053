/// A chemical element, 1 ≤ Z ≤ 103.
public struct Element: Hashable, Comparable, Sendable {
    /// Z, the number of protons.
    public let atomicNumber: Int

    /// nil outside 1…103.
    public init?(atomicNumber: Int) {
        guard Self.range.contains(atomicNumber) else { return nil }
        self.atomicNumber = atomicNumber
    }

    /// nil for a symbol that is no element; case matters, as in "Co" and "CO".
    public init?(_ symbol: some StringProtocol) {
        guard let number = Self.numbers[String(symbol)] else { return nil }
        atomicNumber = number
    }

    /// The atomic numbers that have an element here.
    public static let range = 1...103

    public static let all: [Element] = range.compactMap(Element.init(atomicNumber:))

    public var symbol: String { Self.symbols[atomicNumber - 1] }

    public static func < (a: Self, b: Self) -> Bool { a.atomicNumber < b.atomicNumber }

    private static let symbols = """
        H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As \
        Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu \
        Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np \
        Pu Am Cm Bk Cf Es Fm Md No Lr
        """.split(separator: " ").map(String.init)

    private static let numbers = Dictionary(
        uniqueKeysWithValues: symbols.enumerated().map { ($1, $0 + 1) })
}

extension Element: CustomStringConvertible {
    public var description: String { symbol }
}
