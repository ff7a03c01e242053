public import Crystals

/// Common oxidation states.
public enum OxidationStates {
    /// The common oxidation states of an element; empty where none is tabulated.
    public static func common(_ element: Element) -> [Int] { table[element] ?? [] }

    public static func positive(_ element: Element) -> [Int] { cationic[element] ?? [] }

    public static func negative(_ element: Element) -> [Int] { anionic[element] ?? [] }

    private static let cationic = table.mapValues { $0.filter { $0 > 0 } }
    private static let anionic = table.mapValues { $0.filter { $0 < 0 } }

    private static let table: [Element: [Int]] = {
        var states: [Element: [Int]] = [:]
        for line in lines.split(separator: "\n") {
            let words = line.split(separator: " ")
            guard let symbol = words.first, let element = Element(symbol) else {
                preconditionFailure("no element in the line '\(line)'")
            }
            states[element] = words.dropFirst().compactMap { Int($0) }
        }
        return states
    }()

    // States common in solids, after Greenwood and Earnshaw, Chemistry of the Elements, 2nd ed.
    // (1997). Recalled, not checked line by line; a state missing here costs candidates, no more.
    private static let lines = """
        H -1 1
        Li 1
        Be 2
        B 3
        C -4 4
        N -3 3 5
        O -2
        F -1
        Na 1
        Mg 2
        Al 3
        Si -4 4
        P -3 3 5
        S -2 4 6
        Cl -1
        K 1
        Ca 2
        Sc 3
        Ti 2 3 4
        V 2 3 4 5
        Cr 2 3 4 6
        Mn 2 3 4 7
        Fe 2 3
        Co 2 3
        Ni 2 3
        Cu 1 2
        Zn 2
        Ga 1 3
        Ge -4 2 4
        As -3 3 5
        Se -2 4 6
        Br -1
        Rb 1
        Sr 2
        Y 3
        Zr 2 3 4
        Nb 2 3 4 5
        Mo 2 3 4 5 6
        Ru 2 3 4
        Rh 3 4
        Pd 2 4
        Ag 1 2
        Cd 2
        In 1 3
        Sn -4 2 4
        Sb -3 3 5
        Te -2 4 6
        I -1 5
        Cs 1
        Ba 2
        La 3
        Ce 3 4
        Pr 3 4
        Nd 3
        Sm 2 3
        Eu 2 3
        Gd 3
        Tb 3 4
        Dy 3
        Ho 3
        Er 3
        Tm 2 3
        Yb 2 3
        Lu 3
        Hf 3 4
        Ta 3 4 5
        W 4 5 6
        Re 4 5 6 7
        Os 4 6
        Ir 3 4
        Pt 2 4
        Au 1 3
        Hg 1 2
        Tl 1 3
        Pb -4 2 4
        Bi -3 3 5
        Th 3 4
        U 3 4 5 6
        """
}
