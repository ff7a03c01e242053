/// Electrons of a free atom in its ground state, by angular momentum, outside the core of the noble
/// gas before it.
///
/// Ga is [Ar] 3d¹⁰ 4s² 4p¹ and has 13 here, Pb 28: full d and f shells count, as in the descriptors of
/// Ward et al. (npj Comput. Mater. 2, 16028, 2016), which are not ``Element/valenceElectrons``.
public struct ElectronConfiguration: Hashable, Sendable {
    /// [s, p, d, f]
    public let valence: [Int]

    /// Places in the subshells that are partly filled: [s, p, d, f].
    ///
    /// A subshell that is empty or full has none: Zn has no unfilled states, Ti eight in its d shell.
    public var unfilled: [Int] {
        zip(valence, Self.capacities).map { count, capacity in
            (1..<capacity).contains(count) ? capacity - count : 0
        }
    }

    static let capacities = [2, 6, 10, 14]

    /// Of atomic number `z`, in the order of Madelung (n + l, then n) but for the atoms that
    /// ``exceptions`` names.
    init(atomicNumber z: Int) {
        let core = Self.nobleGases.last { $0 < z } ?? 0
        var (left, valence) = (z - core, [0, 0, 0, 0])
        for shell in Self.shells(afterCore: core) where left > 0 {
            let count = min(left, Self.capacities[shell])
            valence[shell] += count
            left -= count
        }
        for (shell, change) in Self.exceptions[z] ?? [] { valence[shell] += change }
        self.valence = valence
    }

    private static let nobleGases = [2, 10, 18, 36, 54, 86]

    /// The subshells of a period in the order in which they fill, as places in [s, p, d, f].
    private static func shells(afterCore core: Int) -> [Int] {
        switch core {
        case 0: [0]
        case 2, 10: [0, 1]
        case 18, 36: [0, 2, 1]
        default: [0, 3, 2, 1]
        }
    }

    /// Atoms that leave Madelung's order, with the subshells that have more or fewer: ground states
    /// of the NIST Atomic Spectra Database (Kramida, Ralchenko, Reader et al.). For Lr it lists
    /// 7s² 7p¹.
    private static let exceptions: [Int: [(shell: Int, change: Int)]] = {
        let fromS: [(shell: Int, change: Int)] = [(0, -1), (2, 1)]
        let fromF: [(shell: Int, change: Int)] = [(3, -1), (2, 1)]
        return [
            24: fromS, 29: fromS, 41: fromS, 42: fromS, 44: fromS, 45: fromS, 47: fromS,
            78: fromS, 79: fromS,
            46: [(0, -2), (2, 2)],
            57: fromF, 58: fromF, 64: fromF, 89: fromF, 91: fromF, 92: fromF, 93: fromF,
            96: fromF,
            90: [(3, -2), (2, 2)],
            103: [(2, -1), (1, 1)],
        ]
    }()
}

extension Element {
    /// Of the free atom.
    public var electrons: ElectronConfiguration { Self.configurations[atomicNumber - 1] }

    private static let configurations = range.map(ElectronConfiguration.init(atomicNumber:))
}
