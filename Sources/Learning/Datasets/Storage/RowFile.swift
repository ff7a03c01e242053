internal import Crystals
internal import Tensors

/// The file of a dataset's rows, written from front to back and read where it lies:
///
///     "kimgraph"                                   8 bytes
///     the rows and their index                     see ``PackedRows``
///     attachments                                  texts of whoever wrote the file
///     [blocks] the checksum of each megabyte       4 bytes each
///     the trailer                                  see ``Trailer``
///
/// Numbers stand as in the memory of the machine that wrote it: it is a cache, not an exchange format.
enum RowFile {
    static let magic = Array("kimgraph".utf8)

    /// Raise it when the bytes of a file change.
    static let format = 1

    /// Bytes that share a checksum.
    static let blockSize = 1 << 20

    /// What is wrong with a file.
    enum Damage: Error, Hashable, CustomStringConvertible {
        case unreadable
        case incomplete
        case otherFormat(UInt64)
        case otherKey
        case checksum(block: Int, of: Int)

        var description: String {
            switch self {
            case .unreadable: "it cannot be read"
            case .incomplete: "its beginning or end is missing"
            case .otherFormat(let format): "it has format \(format), not \(RowFile.format)"
            case .otherKey: "it was made from other inputs"
            case .checksum(let block, let blocks):
                "part \(block + 1) of \(blocks) does not have its checksum"
            }
        }
    }

    /// Everything in a file, after all of it has been read once and found intact.
    ///
    /// - Parameters:
    ///   - key: the one that it must have been written with.
    static func read(
        _ path: String, key: String, targets: TargetColumns, form: RowForm
    ) throws(Damage) -> (rows: PackedRows, attachments: [String]) {
        guard let storage = StoredBytes.mapping(path) else { throw .unreadable }
        let trailer = try Trailer(of: storage)
        guard trailer.key == key, trailer.targets == targets.count else { throw .otherKey }
        let blocks = trailer.blocks
        let isIntact = Workers.map(blocks) { block in
            let first = block * blockSize
            let part = storage.bytes[first..<min(first + blockSize, trailer.checksums)]
            let sum = storage.load(trailer.checksums + 4 * block, as: UInt32.self)
            return Checksum(of: UnsafeRawBufferPointer(rebasing: part)).value == sum
        }
        if let block = isIntact.firstIndex(of: false) {
            throw .checksum(block: block, of: blocks)
        }
        let rows = PackedRows(
            storage: storage, index: trailer.index, count: trailer.rows, targets: targets,
            form: form)
        return (rows, trailer.attachments(in: storage))
    }
}

extension RowFile {
    /// The last bytes of a file: 6 numbers of 8 bytes, the key, the checksum of the block checksums and
    /// of the trailer up to here, and "kimgraph" again.
    struct Trailer {
        let rows: Int
        /// Of a row.
        let targets: Int
        /// Places of the index, the attachments and the checksums.
        let index: Int
        let texts: Int
        let checksums: Int
        /// 64 hexadecimal digits.
        let key: String

        static let size = 6 * 8 + 64 + 4 + 8

        var blocks: Int { (checksums + blockSize - 1) / blockSize }
    }
}

extension RowFile.Trailer {
    /// Reads and checks the trailer.
    fileprivate init(of storage: StoredBytes) throws(RowFile.Damage) {
        let bytes = storage.bytes
        let start = bytes.count - Self.size
        guard start >= 8, bytes.prefix(8).elementsEqual(RowFile.magic),
            bytes.suffix(8).elementsEqual(RowFile.magic)
        else { throw .incomplete }
        let format = storage.load(start, as: UInt64.self)
        guard format == RowFile.format else { throw .otherFormat(format) }
        let numbers = (1..<6).map {
            Int(truncatingIfNeeded: storage.load(start + 8 * $0, as: UInt64.self))
        }
        (rows, targets, index) = (numbers[0], numbers[1], numbers[2])
        (texts, checksums) = (numbers[3], numbers[4])
        key = String(decoding: bytes[start + 48..<start + 112], as: UTF8.self)
        guard checksums >= 0, checksums <= start, checksums + 4 * blocks == start else {
            throw .incomplete
        }
        let sum = Checksum(of: UnsafeRawBufferPointer(rebasing: bytes[checksums..<start + 112]))
        guard sum.value == storage.load(start + 112, as: UInt32.self) else {
            throw .checksum(block: blocks, of: blocks + 1)
        }
        guard index >= RowFile.magic.count, index <= texts, texts <= checksums,
            rows == (texts - index) / 8
        else { throw .incomplete }
    }

    fileprivate func attachments(in storage: StoredBytes) -> [String] {
        var texts: [String] = []
        var place = self.texts
        while place < checksums {
            let end = place + 8 + Int(storage.load(place, as: UInt64.self))
            texts.append(String(decoding: storage.bytes[place + 8..<end], as: UTF8.self))
            place = end
        }
        return texts
    }

    /// Without the checksum and the end.
    var head: [UInt8] {
        var bytes: [UInt8] = []
        for number in [RowFile.format, rows, targets, index, texts, checksums] {
            withUnsafeBytes(of: UInt64(number)) { bytes += $0 }
        }
        return bytes + key.utf8
    }
}
