internal import Synchronization

/// The space groups met so far, by rotations and class of translations, each named once by spglib.
///
/// Which name a key gets follows from the key alone, so it does not matter who asked first.
final class SpaceGroupCatalogue: Sendable {
    static let shared = SpaceGroupCatalogue()

    private struct Entry {
        let group: PointGroup?
        /// nil where spglib finds no type of the right order.
        var names: [[Int]: SpaceGroupName?] = [:]
    }

    private let entries = Mutex<[[UInt16]: Entry]>([:])

    /// nil where the operations are too inexact to be told, or are no group.
    func name(of operations: CrystalOperations) -> SpaceGroupName? {
        let key = operations.rotations.map(\.code)
        return entries.withLock { entries in
            let entry = entries[key] ?? Entry(group: PointGroup(operations.rotations))
            if entries[key] == nil { entries[key] = entry }
            guard let group = entry.group,
                let translations = group.classOfTranslations(operations.translations)
            else { return nil }
            if let name = entry.names[translations] { return name }
            let name = Self.name(of: group, translations)
            entries[key]?.names[translations] = .some(name)
            return name
        }
    }

    private static func name(of group: PointGroup, _ translations: [Int]) -> SpaceGroupName? {
        guard let operations = group.operations(ofClass: translations),
            operations.count == group.rotations.count,
            let type = SpaceGroupType(of: operations, in: .cubic(5))
        else { return nil }
        let standard = SpaceGroupOperations(number: type.number)
        guard standard.operations.count == operations.count * standard.centrings.count else {
            return nil
        }
        return SpaceGroupName(number: type.number, symbol: type.symbol)
    }
}
