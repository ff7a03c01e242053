/// Bytes that an index takes.
enum IndexWidth: UInt8 {
    case one = 1
    case two = 2
    case four = 4

    /// For indices below `count`.
    init(for count: Int) { self = count <= 1 << 8 ? .one : count <= 1 << 16 ? .two : .four }

    func pack(_ indices: [Int32], into bytes: inout [UInt8]) {
        switch self {
        case .one: bytes.append(contentsOf: indices.lazy.map { UInt8(truncatingIfNeeded: $0) })
        case .two: bytes.append(bytesOf: indices.map { UInt16(truncatingIfNeeded: $0) })
        case .four: bytes.append(bytesOf: indices)
        }
    }

    func indices(_ count: Int, _ reader: inout PackedReader) -> [Int32] {
        switch self {
        case .one: reader.indices(count, of: UInt8.self)
        case .two: reader.indices(count, of: UInt16.self)
        case .four: reader.array(count)
        }
    }
}

/// Numbers one behind the other, at any address.
struct PackedReader {
    private let bytes: UnsafeRawBufferPointer
    private var place = 0

    init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func next<Value: BitwiseCopyable>(_: Value.Type) -> Value {
        advance(MemoryLayout<Value>.size).loadUnaligned(as: Value.self)
    }

    mutating func array<Value: BitwiseCopyable>(_ count: Int) -> [Value] {
        let source = advance(count * MemoryLayout<Value>.stride)
        return [Value](unsafeUninitializedCapacity: count) { values, initialized in
            UnsafeMutableRawBufferPointer(values).copyMemory(from: source)
            initialized = count
        }
    }

    /// Unsigned indices in fewer bytes.
    mutating func indices<Index: FixedWidthInteger & BitwiseCopyable>(
        _ count: Int, of _: Index.Type
    ) -> [Int32] {
        let size = MemoryLayout<Index>.size
        let source = advance(count * size)
        return [Int32](unsafeUninitializedCapacity: count) { values, initialized in
            for k in 0..<count {
                let index = source.loadUnaligned(fromByteOffset: k * size, as: Index.self)
                values[k] = Int32(truncatingIfNeeded: index)
            }
            initialized = count
        }
    }

    private mutating func advance(_ count: Int) -> UnsafeRawBufferPointer {
        precondition(
            count <= bytes.count - place, "a packed graph ends \(count) bytes after \(place)")
        defer { place += count }
        return UnsafeRawBufferPointer(rebasing: bytes[place..<place + count])
    }
}

extension [UInt8] {
    /// Appends numbers as they stand in memory.
    mutating func append(bytesOf values: [some BitwiseCopyable]) {
        values.withUnsafeBytes { append(contentsOf: $0) }
    }
}
