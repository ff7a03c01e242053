internal import Foundation

/// As C's "%.6g" has it.
func sixDigits(_ value: Double) -> String { String(format: "%.6g", value) }
