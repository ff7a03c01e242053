internal import Foundation

/// Numbers for people: a fixed number of decimals.
enum Decimals {
    /// Empty for nil and for what is no number.
    static func text(_ value: Double?, _ decimals: Int) -> String {
        guard let value, value.isFinite else { return "" }
        return String(format: "%.\(decimals)f", value)
    }
}
