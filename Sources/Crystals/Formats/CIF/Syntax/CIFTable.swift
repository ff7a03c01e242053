/// The tags of a data block and their values, as places in its text.
struct CIFTable: Equatable {
    /// What the places are places in.
    let text: [UInt8]
    private(set) var columns: [CIFColumn] = []
    /// Row after row of each loop.
    private var values: [CIFValue] = []

    init(_ text: [UInt8]) {
        self.text = text
        columns.reserveCapacity(32)
        values.reserveCapacity(text.count / 16)
    }

    /// The column of a tag; nil where it is missing.
    func column(_ tag: CIFTag) -> CIFColumn? {
        for column in columns
        where column.hash == tag.hash && tag.isSpelled(by: text[column.tag]) { return column }
        return nil
    }

    /// Where a value stands.
    func value(_ column: CIFColumn, _ row: Int) -> CIFValue {
        precondition(row < column.count, "row \(row) of \(column.count)")
        return values[column.first + row * column.stride]
    }

    /// Appends a tag with its one value.
    mutating func append(_ tag: Range<Int>, _ value: CIFValue) {
        columns.append(
            CIFColumn(tag: tag, hash: CIFTag.hash(text[tag]), first: values.count))
        values.append(value)
    }

    /// Appends a tag with all its values.
    mutating func append(column tag: Range<Int>, _ rows: [CIFValue]) {
        columns.append(
            CIFColumn(
                tag: tag, hash: CIFTag.hash(text[tag]), first: values.count, count: rows.count))
        values += rows
    }

    /// Appends the tags of a loop, and its values row after row: whole rows, and one at least.
    mutating func append(loop tags: [Range<Int>], _ rows: [CIFValue]) {
        precondition(
            !rows.isEmpty && rows.count.isMultiple(of: tags.count),
            "\(rows.count) values of \(tags.count) tags")
        for (place, tag) in tags.enumerated() {
            columns.append(
                CIFColumn(
                    tag: tag, hash: CIFTag.hash(text[tag]), first: values.count + place,
                    stride: tags.count, count: rows.count / tags.count))
        }
        values += rows
    }
}

/// A tag and where its values stand.
struct CIFColumn: Equatable {
    /// In the text.
    var tag: Range<Int>
    /// As ``CIFTag/hash``.
    var hash: UInt64
    /// Index of its first value.
    var first: Int
    /// From each of its values to the next.
    var stride = 1
    /// Number of values.
    var count = 1
}

/// Where a value stands in the text, without its quotes.
struct CIFValue: Equatable {
    var place: Range<Int>
    /// The line of the text, from 1, on which it stands; the line of its tag, where it is no loop's; 0
    /// where that is not known.
    var line: Int
    /// False for "?" and ".".
    var isKnown = true
}
