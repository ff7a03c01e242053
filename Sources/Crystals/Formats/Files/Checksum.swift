internal import CZlib

/// CRC-32, as in gzip: finds what went wrong with bytes by accident.
public struct Checksum: Hashable, Sendable {
    public private(set) var value: UInt32 = 0

    public init() {}

    /// Of all the bytes.
    public init(of bytes: UnsafeRawBufferPointer) { add(bytes) }

    /// Goes on with further bytes.
    public mutating func add(_ bytes: UnsafeRawBufferPointer) {
        value = UInt32(
            truncatingIfNeeded: crc32_z(
                uLong(value), bytes.bindMemory(to: UInt8.self).baseAddress, bytes.count))
    }
}
