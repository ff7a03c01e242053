internal import Crystals
internal import Discovery
internal import GRDB

extension CatalogueReader {
    /// Why a screened crystal has its place, in a sentence as in `candidates.csv`; nil where it was not screened.
    public func reason(of key: Int64) throws -> String? {
        guard let found = try screened(key: key), let placement = found.placement,
            let text = try String.fetchOne(
                db, sql: "SELECT ladder FROM collection WHERE id = ?",
                arguments: [found.collection])
        else { return nil }
        let ladder = try Ladder(yaml: text)
        let twin = try placement.duplicateOf.flatMap { entry in
            try screened(key: found.firstKey + Int64(entry))?.placement
        }
        var names = PlaceNames(
            [placement] + [twin].compactMap { $0 }, by: ladder.ranking,
            crystal: { try screened(key: found.firstKey + Int64($0))?.crystal })
        return PlaceReason(ladder: ladder)(
            placement, found.crystal, others: try names.others(than: placement))
    }

    private typealias Screened = (
        crystal: ScreenedCrystal, placement: Placement?, collection: Int64, firstKey: Int64
    )

    private func screened(key: Int64) throws -> Screened? {
        let row = try Row.fetchOne(
            db,
            sql: """
                SELECT crystal.*, firstKey FROM crystal JOIN collection
                ON collection.id = collection WHERE key = ?
                """, arguments: [key])
        guard let row else { return nil }
        let entry = Int(key - (row["firstKey"] as Int64))
        return (
            try crystal(row, entry: entry), Self.placement(row, entry: entry), row["collection"],
            row["firstKey"]
        )
    }

    private func crystal(_ row: Row, entry: Int) throws -> ScreenedCrystal {
        let columns = try facts().columns
        var quantities = Quantities()
        for quantity in Quantity.allCases {
            guard let column = columns[quantity.rawValue] else { continue }
            quantities[quantity] = row[column] as Double?
        }
        return ScreenedCrystal(
            entry: entry, id: row["name"], formula: row["formula"], spaceGroup: nil,
            origin: row["source"], sites: row["sites"], primitiveSites: row["primitiveSites"],
            isOrdered: row["isOrdered"],
            elements: ElementSet(
                CatalogueEntry.elements(low: row["elementsLow"], high: row["elementsHigh"])),
            quantities: quantities, caveats: try remarks(of: row["key"]))
    }

    private static func placement(_ row: Row, entry: Int) -> Placement? {
        guard let rank = row["rank"] as Int?, let front = row["front"] as Int?,
            let rung = row["rung"] as Int?
        else { return nil }
        return Placement(
            entry: entry, rank: rank, front: front, rung: rung,
            rivals: [row["rival"] as Int?, row["secondRival"] as Int?].compactMap { $0 },
            duplicateOf: row["duplicateOf"])
    }
}
