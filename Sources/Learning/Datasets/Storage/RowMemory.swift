internal import Crystals

/// Rows of a dataset in memory, while they come in.
final class RowMemory {
    private let targets: [Target]
    private let form: RowForm
    private var memory = GrowingMemory()
    private(set) var places = RowPlaces(start: 0)

    init(targets: [Target], form: RowForm) { (self.targets, self.form) = (targets, form) }

    /// - Parameter groups: [records]
    func append(_ records: [some LabelledMaterial], groups: [String]) {
        for piece in RowPacking.pieces(of: records, groups, targets: targets, form: form) {
            places.add(piece)
            memory.append(piece.bytes)
        }
    }

    /// What was appended, without some of the records, counted from 0. Afterwards it is empty.
    func dataset(without dropped: Set<Int> = []) -> Dataset {
        let index = places.index(without: dropped)
        memory.append(index.withUnsafeBytes(Array.init))
        var taken = GrowingMemory()
        swap(&taken, &memory)
        let rows = PackedRows(
            storage: .taking(taken), index: places.end, count: index.count,
            targets: TargetColumns(targets), form: form)
        places = RowPlaces(start: 0)
        return Dataset(rows, targets: targets)
    }
}
