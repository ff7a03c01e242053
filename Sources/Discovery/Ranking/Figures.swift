internal import Foundation

/// `value` with `digits` significant digits in plain decimals, the same on every machine:
/// 0.01234 → "0.0123", 442.04 → "442", 26310 → "26300".
///
/// A million numbers stand in a run's tables, hence no `String(format:)` and no locale.
public func figures(_ value: Double, _ digits: Int) -> String {
    guard value.isFinite else { return "" }
    guard value != 0 else { return "0" }
    var exponent = Int(log10(abs(value)).rounded(.down))
    // 9.9996 with four digits is 10.00: the rounding itself can add a digit.
    if (abs(value) / power(exponent - digits + 1)).rounded() >= power(digits) { exponent += 1 }
    let decimals = digits - 1 - exponent
    if decimals <= 0 {
        let step = power(-decimals)
        return decimalPoint((value / step).rounded() * step, decimals: 0)
    }
    return decimalPoint(value, decimals: decimals)
}

/// `value` with exactly `decimals` digits after the point.
public func decimalPoint(_ value: Double, decimals: Int) -> String {
    let scaled = (abs(value) * power(decimals)).rounded()
    guard scaled < 9e18 else { return String(value) }
    var text = String(Int(scaled))
    if decimals > 0 {
        if text.utf8.count <= decimals {
            text = String(repeating: "0", count: decimals + 1 - text.utf8.count) + text
        }
        text.insert(".", at: text.index(text.endIndex, offsetBy: -decimals))
    }
    return value < 0 && scaled != 0 ? "-" + text : text
}

/// A count with thin groups of three, for people: 100000 → "100,000".
public func grouped(_ count: Int) -> String {
    var text = String(abs(count))
    var place = text.utf8.count - 3
    while place > 0 {
        text.insert(",", at: text.index(text.startIndex, offsetBy: place))
        place -= 3
    }
    return count < 0 ? "-" + text : text
}

private func power(_ exponent: Int) -> Double { pow(10, Double(exponent)) }
