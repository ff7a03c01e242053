internal import Store
internal import Synchronization

/// The table of fields, made again when the catalogue has changed.
final class FieldMemory: Sendable {
    private let kept = Mutex<(generation: Int64, table: FieldTable)?>(nil)

    func table(_ reader: CatalogueReader) throws -> FieldTable {
        let generation = try reader.generation()
        if let known = kept.withLock({ $0 }), known.generation == generation { return known.table }
        let table = FieldTable(try reader.properties())
        kept.withLock { $0 = (generation, table) }
        return table
    }
}
