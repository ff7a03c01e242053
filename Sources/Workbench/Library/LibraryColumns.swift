internal import Foundation
internal import HTTPTypes
internal import Store

/// What crystals can be compared, ordered and drawn by, as the page's addresses name it.
struct LibraryColumns {
    /// Of the properties that crystals have: whatever their owners call them.
    private let known: Set<String>

    init(_ reader: CatalogueReader) throws { known = Set(try reader.properties().map(\.name)) }

    /// A property, or what is known of every crystal.
    ///
    /// - Throws: ``Refusal`` where there is none of this name.
    func column(_ name: String) throws(Refusal) -> CatalogueColumn {
        switch name {
        case "sites": return .siteCount
        case "elements": return .elementCount
        case "spacegroup": return .spaceGroup
        case "volume_of_cell": return .volume
        case "density": return .density
        case "rank": return .rank
        case "formula": return .formula
        case "name": return .name
        case "collection": return .collection
        default:
            guard known.contains(name) || Self.isWord(name) else {
                throw Refusal(.badRequest, "there is no property \(name)")
            }
            return .property(name)
        }
    }

    /// Quantities that no crystal has yet, as all of an empty laboratory, are unknown and no mistake.
    private static func isWord(_ name: String) -> Bool {
        name.wholeMatch(of: /[A-Za-z][A-Za-z0-9_]{0,63}/) != nil
    }

    /// `hardness` or, from the highest down, `-hardness`.
    func order(_ text: Substring?) throws(Refusal) -> [CatalogueOrder] {
        guard let text, !text.isEmpty else { return [] }
        let isDescending = text.first == "-"
        return [
            CatalogueOrder(
                try column(String(isDescending ? text.dropFirst() : text)),
                isDescending: isDescending)
        ]
    }

    /// Names with commas between; a comma that belongs to a name is written "%2C".
    static func names(_ list: Substring) -> [String] {
        list.split(separator: ",").map { String($0).removingPercentEncoding ?? String($0) }
    }
}
