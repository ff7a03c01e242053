internal import Crystals
internal import Tensors

/// Packed rows of a few records.
struct RowPacking: Sendable {
    private(set) var bytes: [UInt8] = []
    /// [records]; bytes of each row, 0 for a record that has none of the targets.
    private(set) var sizes: [Int] = []

    /// Records that one thread packs at a time.
    private static let pieceSize = 64

    /// The rows of records in order, packed on all threads.
    ///
    /// - Parameter groups: [records]
    static func pieces(
        of records: [some LabelledMaterial], _ groups: [String], targets: [Target], form: RowForm
    ) -> [RowPacking] {
        precondition(groups.count == records.count, "\(groups.count) groups of \(records.count)")
        return Workers.map((records.count + pieceSize - 1) / pieceSize) { piece in
            let first = piece * pieceSize
            let part = first..<min(first + pieceSize, records.count)
            return RowPacking(records[part], groups[part], targets: targets, form: form)
        }
    }

    private init(
        _ records: ArraySlice<some LabelledMaterial>, _ groups: ArraySlice<String>,
        targets: [Target], form: RowForm
    ) {
        var packer = MaterialPacker(form)
        for (record, group) in zip(records, groups) {
            // On the scale of learning; NaN if missing or where the transform is not defined.
            let values = targets.map { target in
                target.value(of: record).map(target.transformed) ?? .nan
            }
            let ofSites = Self.siteTargets(of: record, targets)
            let start = bytes.count
            if values.contains(where: \.isFinite)
                || ofSites?.values.contains(where: \.isFinite) == true
            {
                PackedRows.pack(
                    id: record.id, group: group, targets: values, siteTargets: ofSites,
                    into: &bytes)
                packer.pack(record, into: &bytes)
            }
            sizes.append(bytes.count - start)
        }
    }
}

extension RowPacking {
    /// nil where no target is of sites.
    private static func siteTargets(
        of record: some LabelledMaterial, _ targets: [Target]
    ) -> PackedRows.SiteTargets? {
        let ofSites = targets.filter(\.isOfSites)
        guard !ofSites.isEmpty else { return nil }
        let sites = record.structure?.sites.count ?? 0
        let columns = ofSites.map { target in
            target.siteValues(of: record)?.map(target.transformed)
        }
        let values = (0..<sites).flatMap { site in columns.map { $0?[site] ?? .nan } }
        return PackedRows.SiteTargets(sites: sites, values: values)
    }
}

/// Packs what a network reads of a material.
private struct MaterialPacker: ~Copyable {
    private let packsGraphs: Bool
    private var builder: CrystalGraphBuilder

    init(_ form: RowForm) {
        if case .graph(let rule) = form {
            packsGraphs = true
            builder = CrystalGraphBuilder(rule: rule)
        } else {
            packsGraphs = false
            builder = CrystalGraphBuilder(rule: .standard)
        }
    }

    /// - Precondition: the material has a structure where graphs are packed.
    mutating func pack(_ record: some LabelledMaterial, into bytes: inout [UInt8]) {
        guard packsGraphs else { return record.composition.pack(into: &bytes) }
        guard let crystal = record.structure else {
            preconditionFailure("no structure of \(record.id), of which a graph is to be made")
        }
        builder.graph(of: crystal).pack(into: &bytes)
    }
}

/// Where rows stand that are written one behind the other.
struct RowPlaces {
    /// Behind the last row.
    private(set) var end: Int
    /// [records]; nil for a record without a row.
    private var places: [UInt64?] = []

    init(start: Int) { end = start }

    mutating func add(_ rows: RowPacking) {
        for size in rows.sizes {
            places.append(size > 0 ? UInt64(end) : nil)
            end += size
        }
    }

    /// The place of each row, without those of some records, counted from 0.
    func index(without dropped: Set<Int>) -> [UInt64] {
        places.enumerated().compactMap { dropped.contains($0) ? nil : $1 }
    }

    /// The record of each row, without some, counted from 0.
    func records(without dropped: Set<Int>) -> [Int] {
        places.indices.filter { places[$0] != nil && !dropped.contains($0) }
    }
}
