internal import Crystals
internal import Tensors

/// Which of many crystals are one structure (``StructureGroups``), for crystals that come one after the
/// other.
///
/// Only crystals of one reduced formula can be, so only those that share theirs are kept, when they are shown
/// a second time.
struct StructureComparison: Sendable {
    private var places: [String: [Int]] = [:]
    private var count = 0
    /// Of candidates, by index.
    private var cells: [Int: MatchingCell] = [:]
    private let matcher = StructureMatcher()

    mutating func add(_ crystal: Crystal) {
        places[crystal.composition.reducedFormula, default: []].append(count)
        count += 1
    }

    /// Which crystals, counted from 0, may be the same as another, ascending.
    var candidates: [Int] {
        places.values.filter { $0.count > 1 }.flatMap { $0 }.sorted()
    }

    /// Takes a second look at candidates, on all threads.
    mutating func reconsider(_ crystals: [(index: Int, crystal: Crystal)]) {
        let seen = Workers.map(crystals.count) { [matcher] in matcher.cell(of: crystals[$0].crystal)
        }
        for ((index, _), cell) in zip(crystals, seen) { cells[index] = cell }
    }

    /// [crystals]; a number for each that those of one structure share: the index of the first.
    var numbers: [Int] {
        var numbers = Array(0..<count)
        let known = cells.sorted { $0.key < $1.key }
        let groups = StructureGroups(
            of: known.map(\.value), by: matcher, threads: Workers.count)
        for members in groups.members {
            for member in members { numbers[known[member].key] = known[members[0]].key }
        }
        return numbers
    }
}
