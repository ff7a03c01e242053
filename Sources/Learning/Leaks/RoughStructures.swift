public import Crystals
internal import Tensors

/// Which crystals are one and the same, roughly: the same reduced formula, the same space group, and
/// volumes per atom that follow each other by less than 4 % (``DuplicateGroups``).
///
/// It stands in for a comparison of the structures themselves: two polymorphs that share all three are
/// taken for one, and a crystal that is strained by more is taken for another.
public struct RoughStructures: Sendable {
    private var duplicates = DuplicateGroups(names: [])
    private var count = 0
    /// Of candidates, by index; 0 where there is none.
    private var spaceGroups: [Int: Int] = [:]

    public init() {}

    public mutating func add(_ crystal: Crystal) {
        duplicates.add(crystal)
        count += 1
    }

    /// Which crystals, counted from 0, may be the same as another, ascending: only of these the symmetry
    /// is asked for.
    public var candidates: [Int] { duplicates.candidates }

    /// Takes a second look at candidates, on all threads.
    public mutating func reconsider(_ crystals: [(index: Int, crystal: Crystal)]) {
        let numbers = Workers.map(crystals.count) {
            crystals[$0].crystal.spaceGroupName?.number ?? 0
        }
        for ((index, _), number) in zip(crystals, numbers) { spaceGroups[index] = number }
    }

    /// [crystals]; a number for each that those of one structure share: the index of the first.
    public var numbers: [Int] {
        var numbers = Array(0..<count)
        for group in duplicates.groups(spaceGroups) {
            let first = group.min() ?? 0
            for index in group { numbers[index] = first }
        }
        return numbers
    }
}
