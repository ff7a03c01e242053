internal import Store
internal import Synchronization

/// Structures as they were written for answers that have the usual fields: who pages through, and whoever asks for
/// what others have asked for, needs them neither read nor written again until the catalogue changes.
final class StructureMemory: Sendable {
    private struct State {
        var generation: Int64 = -1
        /// In bytes.
        var size = 0
        var written: [Int64: [UInt8]] = [:]
    }

    private let state = Mutex(State())
    /// In bytes: some fifty thousand structures.
    private let capacity: Int

    init(capacity: Int = 48 << 20) { self.capacity = capacity }

    /// The structures of keys, in their order, without those that are not there or damaged.
    ///
    /// - Parameter isUsual: whether the writer is the one of requests that do not say what they want.
    func structures(
        _ keys: [Int64], by writer: StructureWriter, isUsual: Bool, _ reader: CatalogueReader
    ) throws -> [[UInt8]] {
        let generation = try reader.generation()
        var found = isUsual ? known(keys, generation) : [:]
        let missing = keys.filter { found[$0] == nil }
        if !missing.isEmpty {
            let new = try Self.written(missing, by: writer, reader)
            if isUsual { keep(new, generation) }
            found.merge(new) { old, _ in old }
        }
        return keys.compactMap { found[$0] }
    }

    private static func written(
        _ keys: [Int64], by writer: StructureWriter, _ reader: CatalogueReader
    ) throws -> [Int64: [UInt8]] {
        var written: [Int64: [UInt8]] = [:]
        for entry in try reader.entries(keys, values: writer.columns) {
            // One that is damaged takes no other with it.
            guard let crystal = try? reader.structure(entry.key) else { continue }
            var json = JSONBuffer(capacity: 2048)
            writer.write(entry, crystal, to: &json)
            written[entry.key] = json.bytes
        }
        return written
    }

    private func known(_ keys: [Int64], _ generation: Int64) -> [Int64: [UInt8]] {
        state.withLock { state in
            guard state.generation == generation else { return [:] }
            var known: [Int64: [UInt8]] = [:]
            for key in keys { known[key] = state.written[key] }
            return known
        }
    }

    private func keep(_ new: [Int64: [UInt8]], _ generation: Int64) {
        state.withLock { state in
            if state.generation != generation { state = State(generation: generation) }
            for (key, bytes) in new where state.written[key] == nil {
                if state.size + bytes.count > capacity { state = State(generation: generation) }
                state.written[key] = bytes
                state.size += bytes.count
            }
        }
    }
}
