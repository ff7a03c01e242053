internal import Crystals

/// The rows of a dataset as they stand in memory or in a file, one behind the other:
///
///     length of the id, 4 bytes · id · length of the group, 4 bytes · group
///     [targets] 8 bytes each · of targets of sites, if there are any, the number of sites, 4 bytes, and
///     [sites][those targets] 8 bytes each · the packed graph or composition
///
/// and behind them an index: [rows] the place of each, 8 bytes. A row is unpacked when it is asked
/// for.
struct PackedRows: Sendable {
    let storage: StoredBytes
    /// Place of the index.
    let index: Int
    let count: Int
    let targets: TargetColumns
    let form: RowForm

    func id(_ row: Int) -> String { string(at: start(row)) }

    func group(_ row: Int) -> String { string(at: end(at: start(row))) }

    func targets(_ row: Int) -> [Double] {
        let first = targetsStart(row)
        return (0..<targets.count).map { storage.load(first + 8 * $0, as: Double.self) }
    }

    /// [sites][targets], NaN where a target is not one of sites; none if there are no such targets.
    func siteTargets(_ row: Int) -> [[Double]] {
        guard !targets.ofSites.isEmpty else { return [] }
        let start = siteTargetsStart(row)
        return (0..<sites(at: start)).map { site in
            var values = [Double](repeating: .nan, count: targets.count)
            for (place, target) in targets.ofSites.enumerated() {
                values[target] = storage.load(
                    start + 4 + 8 * (site * targets.ofSites.count + place), as: Double.self)
            }
            return values
        }
    }

    /// - Precondition: the rows are graphs.
    func graph(_ row: Int) -> CrystalGraph {
        guard case .graph(let rule) = form else {
            preconditionFailure("a graph of row \(row), which is a composition")
        }
        return CrystalGraph(packed: contents(row), rule: rule)
    }

    func composition(_ row: Int) -> Composition {
        switch form {
        case .graph: graph(row).composition
        case .composition: Composition(packed: contents(row))
        }
    }

    func elements(_ row: Int) -> [Element] {
        switch form {
        case .graph:
            CrystalGraph.species(packed: contents(row)).flatMap { $0.components.map(\.element) }
        case .composition: composition(row).elements
        }
    }

    /// The packed graph or composition without what is behind it.
    func contents(_ row: Int) -> UnsafeRawBufferPointer {
        var first = siteTargetsStart(row)
        if !targets.ofSites.isEmpty { first += 4 + 8 * targets.ofSites.count * sites(at: first) }
        return UnsafeRawBufferPointer(rebasing: storage.bytes[first..<index])
    }

    private func siteTargetsStart(_ row: Int) -> Int { targetsStart(row) + 8 * targets.count }

    private func sites(at place: Int) -> Int { Int(storage.load(place, as: UInt32.self)) }

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

}

extension PackedRows {
    /// Appends a row to bytes, up to what a network reads of it.
    static func pack(
        id: String, group: String, targets: [Double], siteTargets: SiteTargets?,
        into bytes: inout [UInt8]
    ) {
        for text in [id, group] {
            withUnsafeBytes(of: UInt32(text.utf8.count)) { bytes.append(contentsOf: $0) }
            bytes.append(contentsOf: text.utf8)
        }
        targets.withUnsafeBytes { bytes.append(contentsOf: $0) }
        guard let siteTargets else { return }
        withUnsafeBytes(of: UInt32(siteTargets.sites)) { bytes.append(contentsOf: $0) }
        siteTargets.values.withUnsafeBytes { bytes.append(contentsOf: $0) }
    }

    /// What a row says of each site.
    struct SiteTargets {
        var sites: Int
        /// [sites][targets of sites], flat, on the scale of learning.
        var values: [Double]
    }
}

/// A composition in bytes: 1 byte the number of elements, and of each 1 byte Z, 8 bytes the amount.
extension Composition {
    fileprivate static let componentSize = 9

    func pack(into bytes: inout [UInt8]) {
        bytes.append(UInt8(amounts.count))
        for (element, amount) in amounts {
            bytes.append(UInt8(element.atomicNumber))
            withUnsafeBytes(of: amount.bitPattern) { bytes.append(contentsOf: $0) }
        }
    }

    /// The composition at the front of the bytes.
    init(packed bytes: UnsafeRawBufferPointer) {
        let count = Int(bytes[0])
        self.init(
            (0..<count).map { k in
                let place = 1 + k * Self.componentSize
                let number = Int(bytes[place])
                guard let element = Element(atomicNumber: number) else {
                    preconditionFailure("no element of atomic number \(number)")
                }
                let bits = bytes.loadUnaligned(fromByteOffset: place + 1, as: UInt64.self)
                return (element, Double(bitPattern: bits))
            })
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
