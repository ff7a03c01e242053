internal import Foundation

extension ArraySlice<UInt8> {
    /// The place of the first `byte`, by the library's search of many bytes at a time.
    func place(of byte: UInt8) -> Int? {
        withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress, let found = memchr(base, Int32(byte), bytes.count)
            else { return nil }
            return startIndex + (UnsafeRawPointer(found) - base)
        }
    }

    /// Whether any byte is meant. Each is looked at, so that the compiler can take many at a time:
    /// quicker than to stop at the first, where there is none as a rule.
    @inline(__always)
    func holdsAny(_ isMeant: (UInt8) -> Bool) -> Bool {
        withUnsafeBufferPointer { bytes in
            var found: UInt8 = 0
            for place in 0..<bytes.count { found |= isMeant(bytes[place]) ? 1 : 0 }
            return found != 0
        }
    }
}
