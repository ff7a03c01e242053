internal import Crystals

/// Writes a file of rows, which is there when it is complete and not before.
final class RowFileWriter {
    private let file: OutputFile
    private let targets: [Target]
    private let form: RowForm
    private let key: String
    private(set) var places = RowPlaces(start: RowFile.magic.count)
    private var count = 0
    /// [blocks]; the last is of a block that is not full yet.
    private var checksums: [Checksum] = []

    /// - Throws: ``FileError`` where the file cannot be written, or another process is writing it.
    init(path: String, targets: [Target], form: RowForm, key: String) throws(FileError) {
        precondition(key.utf8.count == 64, "a key of \(key.utf8.count) digits")
        (self.targets, self.form, self.key) = (targets, form, key)
        file = try OutputFile(path: path)
        try write(RowFile.magic)
    }

    /// - Parameter groups: [records]
    func append(_ records: [some LabelledMaterial], groups: [String]) throws(FileError) {
        for piece in RowPacking.pieces(of: records, groups, targets: targets, form: form) {
            places.add(piece)
            try write(piece.bytes)
        }
    }

    /// Writes what stands behind the rows, and puts the file in its place.
    func finish(without dropped: Set<Int>, attachments: [String]) throws(FileError) {
        let index = places.index(without: dropped)
        try write(index.withUnsafeBytes(Array.init))
        let texts = count
        for text in attachments {
            try write(withUnsafeBytes(of: UInt64(text.utf8.count), Array.init) + text.utf8)
        }
        let trailer = RowFile.Trailer(
            rows: index.count, targets: targets.count, index: places.end, texts: texts,
            checksums: count, key: key)
        let end = checksums.map(\.value).withUnsafeBytes(Array.init) + trailer.head
        let sum = end.withUnsafeBytes { Checksum(of: $0).value }
        try file.write(end + withUnsafeBytes(of: sum, Array.init) + RowFile.magic)
        try file.commit()
    }

    /// Bytes that the block checksums cover.
    private func write(_ bytes: [UInt8]) throws(FileError) {
        try file.write(bytes)
        bytes.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                if count % RowFile.blockSize == 0 { checksums.append(Checksum()) }
                let part = rest.prefix(RowFile.blockSize - count % RowFile.blockSize)
                checksums[checksums.count - 1].add(UnsafeRawBufferPointer(rebasing: part))
                count += part.count
                rest = rest.dropFirst(part.count)
            }
        }
    }
}
