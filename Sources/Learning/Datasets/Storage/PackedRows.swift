internal import Crystals

/// The rows of a dataset as they stand in memory or in a file, one behind the other:
///
///     length of the id, 4 bytes · id · length of the group, 4 bytes · group
///     [targets] 8 bytes each · the packed graph
///
/// and behind them an index: [rows] the place of each, 8 bytes. A row is unpacked when it is asked
/// for.
struct PackedRows: Sendable {
    let storage: StoredBytes
    /// Place of the index.
    let index: Int
    let count: Int
    /// Targets of a row.
    let targets: Int
    let rule: GraphRule

    func id(_ row: Int) -> String { string(at: start(row)) }

    func group(_ row: Int) -> String { string(at: end(at: start(row))) }

    func targets(_ row: Int) -> [Double] {
        let first = targetsStart(row)
        return (0..<targets).map { storage.load(first + 8 * $0, as: Double.self) }
    }

    func graph(_ row: Int) -> CrystalGraph { CrystalGraph(packed: graphBytes(row), rule: rule) }

    func species(_ row: Int) -> [Species] { CrystalGraph.species(packed: graphBytes(row)) }

    private func start(_ row: Int) -> Int {
        precondition(row >= 0 && row < count, "row \(row) of \(count)")
        return Int(storage.load(index + 8 * row, as: UInt64.self))
    }

    private func string(at place: Int) -> String {
        String(decoding: storage.bytes[place + 4..<end(at: place)], as: UTF8.self)
    }

    /// Where a string ends.
    private func end(at place: Int) -> Int {
        place + 4 + Int(storage.load(place, as: UInt32.self))
    }

    private func targetsStart(_ row: Int) -> Int { end(at: end(at: start(row))) }

    private func graphBytes(_ row: Int) -> UnsafeRawBufferPointer {
        let first = targetsStart(row) + 8 * targets
        return UnsafeRawBufferPointer(rebasing: storage.bytes[first..<index])
    }
}

extension PackedRows {
    /// Appends a row to bytes.
    static func pack(
        id: String, group: String, targets: [Double], graph: CrystalGraph, into bytes: inout [UInt8]
    ) {
        for text in [id, group] {
            withUnsafeBytes(of: UInt32(text.utf8.count)) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: text.utf8)
        }
        targets.withUnsafeBytes { bytes.append(contentsOf: $0) }
        graph.pack(into: &bytes)
    }
}

extension StoredBytes {
    /// A number at any address.
    func load<Value: BitwiseCopyable>(_ place: Int, as type: Value.Type) -> Value {
        precondition(
            place >= 0 && place <= bytes.count - MemoryLayout<Value>.size,
            "a number at byte \(place) of \(bytes.count)")
        return bytes.loadUnaligned(fromByteOffset: place, as: type)
    }
}
