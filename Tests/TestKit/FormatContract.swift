public import Crystals

/// What a format keeps of a crystal.
public struct FormatPrecision: Sendable {
    /// Whether the lattice's rows come back, or only its lengths and angles.
    public var keepsFrame: Bool
    /// Largest change of a fractional coordinate.
    public var position: Double
    /// Largest change of a component of the lattice's rows, Å.
    public var component: Double

    /// By default half a step of what formats write: ten decimals, twelve of Cartesian components.
    public init(keepsFrame: Bool = true, position: Double = 5.1e-11, component: Double = 5.1e-13) {
        (self.keepsFrame, self.position, self.component) = (keepsFrame, position, component)
    }
}

/// The promises of ``CrystalFormat`` that every format has to keep, each broken one as a sentence.
///
/// - Parameters:
///   - records: Not empty; their ids differ, and none of their crystals is empty.
///   - keepsLabels: Whether the format has a place for labels.
public func brokenPromises(
    of format: any CrystalFormat, records: [CrystalRecord], precision: FormatPrecision,
    keepsLabels: Bool = true
) -> [String] {
    guard !records.isEmpty, records.allSatisfy({ !$0.crystal.sites.isEmpty }) else {
        return ["the contract was given nothing to check"]
    }
    var broken: [String] = []
    for record in records {
        do {
            let text = try format.text(of: record)
            if text != (try format.text(of: record)) { broken.append("\(record.id): text differs") }
            let back = try onlyCrystal(format, text)
            let again = CrystalRecord(
                id: back.1 ?? record.id, crystal: back.0, labels: back.2, source: record.source)
            if try format.text(of: again) != text {
                broken.append("\(record.id): what is read is written otherwise")
            }
            broken += differences(record, back.0, precision)
            if back.1 != record.id { broken.append("\(record.id): id is \(back.1 ?? "missing")") }
            if keepsLabels, back.2 != record.labels {
                broken.append("\(record.id): labels are \(back.2), not \(record.labels)")
            }
        } catch {
            broken.append("\(record.id): \(error)")
        }
    }
    return broken + together(format, records)
}

/// Several records in one file come back in order, if the format holds several.
private func together(_ format: any CrystalFormat, _ records: [CrystalRecord]) -> [String] {
    guard let enclosure = format.enclosure else { return [] }
    let texts = records.compactMap { try? format.text(of: $0) }
    let bodies = enclosure.separator.isEmpty ? texts : texts.map { String($0.dropLast()) }
    let all = enclosure.opening + bodies.joined(separator: enclosure.separator) + enclosure.ending
    var reader = format.reader(of: ByteReader(bytes: Array(all.utf8)))
    var ids: [String?] = []
    while let record = try? reader.next() {
        if case .success = record.content { ids.append(record.id) }
    }
    return ids == records.map(\.id) ? [] : ["together: \(ids)"]
}

private func onlyCrystal(
    _ format: any CrystalFormat, _ text: String
) throws -> (Crystal, String?, [String: Double]) {
    var reader = format.reader(of: ByteReader(bytes: Array(text.utf8)))
    guard let record = try reader.next() else { throw Finding(.noAtoms, "nothing came back") }
    if try reader.next() != nil { throw Finding(.syntaxError, "two records came back") }
    let parsed = try record.content.get()
    var labels: [String: Double] = [:]
    for label in parsed.labels {
        if case .number(let value) = label.value { labels[label.name] = value }
    }
    return (parsed.crystal, record.id, labels)
}

private func differences(
    _ record: CrystalRecord, _ back: Crystal, _ precision: FormatPrecision
) -> [String] {
    let crystal = record.crystal
    var found: [String] = []
    let rows = zip(back.lattice.rows, crystal.lattice.rows).map { $0 - $1 }
    if precision.keepsFrame, !rows.allSatisfy({ isWithin($0, precision.component) }) {
        found.append("\(record.id): lattice \(back.lattice.rows), not \(crystal.lattice.rows)")
    }
    let lengths = back.lattice.lengths - crystal.lattice.lengths
    let angles = back.lattice.angles - crystal.lattice.angles
    if !isWithin(lengths, 1e-9) || !isWithin(angles, 1e-9) {
        found.append("\(record.id): lengths or angles differ")
    }
    guard back.sites.count == crystal.sites.count else {
        return found + ["\(record.id): \(back.sites.count) sites, not \(crystal.sites.count)"]
    }
    for (index, (one, two)) in zip(crystal.sites, back.sites).enumerated() {
        let d = one.position.vector - two.position.vector
        if !isWithin(d, precision.position) || one.species != two.species {
            found.append("\(record.id): site \(index + 1) is \(two), not \(one)")
        }
    }
    return found
}

/// Whether no component is larger; false for NaN.
private func isWithin(_ v: SIMD3<Double>, _ most: Double) -> Bool {
    (0..<3).allSatisfy { abs(v[$0]) <= most }
}
