internal import Foundation

/// Files that are read whole, in one go.
enum SmallFile {
    /// Bytes up to which a file called `name` is small. One of many records is better shared by
    /// several threads, record by record.
    static func limit(_ name: String) -> Int {
        switch FileName.format(of: name) {
        case .cif, .poscar: 1 << 22
        default: 1 << 18
        }
    }

    /// The bytes of a small file, decompressed; nil of one that is large or no plain file, or
    /// that cannot be read, of which ``ByteReader`` says why.
    static func bytes(_ path: String) -> [UInt8]? {
        let limit = limit(path)
        guard let bytes = plainBytes(path, limit) else { return nil }
        guard bytes.starts(with: [0x1F, 0x8B]) else { return bytes }
        return try? ByteReader(path: path).readAll(limit: limit)
    }

    /// As they lie on the disk.
    private static func plainBytes(_ path: String, _ limit: Int) -> [UInt8]? {
        var facts = stat()
        // Looked at before: a pipe that is opened twice waits for a second writer.
        guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        guard fstat(descriptor, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
        let size = Int(facts.st_size)
        // Files that the system makes up have no size.
        guard size > 0, size <= limit else { return nil }
        // One byte more tells whether the file has grown.
        let bytes = [UInt8](unsafeUninitializedCapacity: size + 1) { buffer, count in
            while count <= size {
                let more = read(descriptor, buffer.baseAddress.map { $0 + count }, size + 1 - count)
                if more <= 0 { break }
                count += more
            }
        }
        return bytes.count == size ? bytes : nil
    }
}
