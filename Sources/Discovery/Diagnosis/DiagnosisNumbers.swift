internal import Foundation

/// As C's "%.6g" has it.
func sixDigits(_ value: Double) -> String { String(format: "%.6g", value) }

/// Three digits, as a page and its tables show them; a dash for what is not known.
func measured(_ value: Double) -> String {
    guard value.isFinite else { return "–" }
    return abs(value) >= 0.0001 || value == 0
        ? figures(value, 3).replacing("-", with: "−") : PlotAxis.scientific(value)
}

/// For tables of numbers: six digits, empty for what is not known.
func exact(_ value: Double) -> String { value.isFinite ? sixDigits(value) : "" }

/// A round number without the zeros at its end: "0.5", "−2".
func brief(_ value: Double) -> String {
    var text = measured(value)[...]
    while text.contains("."), text.hasSuffix("0") { text.removeLast() }
    return text.hasSuffix(".") ? String(text.dropLast()) : String(text)
}

/// A percentage to a tenth.
func rounded(_ value: Double) -> String { decimalPoint(value, decimals: 1) }
