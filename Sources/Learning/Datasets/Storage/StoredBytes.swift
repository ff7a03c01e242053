internal import Foundation

/// Bytes that do not change: in memory, or a file that the system pages in as they are read.
final class StoredBytes: @unchecked Sendable {
    /// Valid as long as this object.
    let bytes: UnsafeRawBufferPointer
    private let release: (UnsafeMutableRawPointer, Int) -> Void

    private init(
        _ base: UnsafeMutableRawPointer, _ count: Int,
        release: @escaping (UnsafeMutableRawPointer, Int) -> Void
    ) {
        bytes = UnsafeRawBufferPointer(start: base, count: count)
        self.release = release
    }

    deinit {
        if let base = bytes.baseAddress {
            release(UnsafeMutableRawPointer(mutating: base), bytes.count)
        }
    }

    /// The contents of a file, mapped. The file may be replaced or removed meanwhile, not changed.
    ///
    /// - Returns: nil where it cannot be opened or is empty.
    static func mapping(_ path: String) -> StoredBytes? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_size > 0 else { return nil }
        let count = Int(status.st_size)
        guard let base = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
            base != MAP_FAILED
        else { return nil }
        return StoredBytes(base, count) { munmap($0, $1) }
    }

    /// What was appended to `memory`.
    static func taking(_ memory: consuming GrowingMemory) -> StoredBytes {
        let (base, count) = memory.take()
        return StoredBytes(base, count) { base, _ in free(base) }
    }
}

/// One block of memory that grows at its end. The system moves large ones by their page tables, so that
/// growing copies nothing and needs no second block.
struct GrowingMemory: ~Copyable {
    private var base: UnsafeMutableRawPointer
    private var capacity = 1 << 16
    private(set) var count = 0

    init() { base = Self.resized(nil, capacity) }

    deinit { free(base) }

    mutating func append(_ bytes: [UInt8]) {
        if count + bytes.count > capacity {
            capacity = (count + bytes.count) * 3 / 2
            base = Self.resized(base, capacity)
        }
        UnsafeMutableRawBufferPointer(start: base + count, count: bytes.count)
            .copyBytes(from: bytes)
        count += bytes.count
    }

    consuming func take() -> (base: UnsafeMutableRawPointer, count: Int) {
        let result = (base, count)
        discard self
        return result
    }

    private static func resized(
        _ base: UnsafeMutableRawPointer?, _ size: Int
    ) -> UnsafeMutableRawPointer {
        guard let larger = realloc(base, size) else {
            preconditionFailure("no memory for \(size) bytes of graphs")
        }
        return larger
    }
}
