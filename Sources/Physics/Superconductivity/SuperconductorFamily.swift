public import Crystals

/// The families whose critical temperatures have causes of their own, told by the elements alone, as
/// Stanev et al. (npj Comput. Mater. 4, 29, 2018) tell them.
public enum SuperconductorFamily: String, CaseIterable, Hashable, Sendable, Codable {
    /// Copper and oxygen.
    case cuprate
    /// Iron, without copper and oxygen together.
    case ironBased = "iron-based"
    /// The rest: mostly conventional, of low T_c.
    case other

    public init(_ composition: Composition) {
        func holds(_ atomicNumber: Int) -> Bool {
            composition.amounts.contains { $0.element.atomicNumber == atomicNumber }
        }
        let (oxygen, iron, copper) = (8, 26, 29)
        if holds(copper), holds(oxygen) {
            self = .cuprate
        } else {
            self = holds(iron) ? .ironBased : .other
        }
    }
}

/// A composition with its critical temperature.
public struct Superconductor: Hashable, Sendable {
    public var composition: Composition
    /// K; 0 says that none was reported.
    public var criticalTemperature: Double

    public init(_ composition: Composition, criticalTemperature: Double) {
        (self.composition, self.criticalTemperature) = (composition, criticalTemperature)
    }

    public var family: SuperconductorFamily { SuperconductorFamily(composition) }

    /// Every composition once, in the order in which they first came, with the mean of the
    /// temperatures that were reported of it.
    ///
    /// Rows of 0 are left out of the mean: that one report gives no T_c does not contradict
    /// another that does.
    public static func averaged(_ rows: some Sequence<Superconductor>) -> [Superconductor] {
        var places: [Composition: Int] = [:]
        var averaged: [(row: Superconductor, sum: Double, count: Int)] = []
        for row in rows {
            let place = places[row.composition] ?? averaged.count
            if place == averaged.count {
                places[row.composition] = place
                averaged.append((row, 0, 0))
            }
            guard row.criticalTemperature > 0 else { continue }
            averaged[place].sum += row.criticalTemperature
            averaged[place].count += 1
        }
        return averaged.map { row, sum, count in
            Superconductor(
                row.composition, criticalTemperature: count > 0 ? sum / Double(count) : 0)
        }
    }
}
