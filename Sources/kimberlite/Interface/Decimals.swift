internal import Foundation

/// Numbers for people: a fixed number of decimals or digits.
enum Decimals {
    /// Empty for nil and for what is no number.
    static func text(_ value: Double?, _ decimals: Int) -> String {
        guard let value, value.isFinite else { return "" }
        return String(format: "%.\(decimals)f", value)
    }

    /// As C's "%.5g" has it: so many significant digits at the most, without Foundation's detour.
    static func text(_ value: Double, digits: Int) -> String {
        withUnsafeTemporaryAllocation(of: CChar.self, capacity: 40) { buffer in
            let arguments: [any CVarArg] = [Int32(digits), value]
            let count = withVaList(arguments) { list in
                vsnprintf(buffer.baseAddress, buffer.count, "%.*g", list)
            }
            let bytes = buffer.prefix(Int(count)).map { UInt8(bitPattern: $0) }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
