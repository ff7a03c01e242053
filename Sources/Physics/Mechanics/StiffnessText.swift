/// What is wrong with a stiffness that came from outside.
public enum StiffnessError: Error, Hashable, Sendable {
    /// Not six rows of six.
    case shape(rowLengths: [Int])
    /// A text or list that holds neither 36 nor 21 numbers.
    case count(Int)
    /// Something in the text that is no number; lines are counted from 1.
    case notNumber(String, line: Int)
    case notFinite(row: Int, column: Int, value: Double)
    /// cᵢⱼ and cⱼᵢ differ beyond ``Stiffness/asymmetryTolerance``, GPa.
    case asymmetric(row: Int, column: Int, Double, Double)
    /// Some strain costs no energy (Born), eigenvalues in GPa.
    case unstable(eigenvalues: [Double])
    /// The average over grains is no modulus that a solid can have: most likely a wrong unit.
    case implausible(InvalidQuantity)
}

extension StiffnessError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .shape(let lengths):
            "a stiffness has six rows of six numbers; here are \(lengths.count) of \(lengths)"
        case .count(let count):
            "a stiffness is 36 numbers, or the 21 of its upper triangle; here are \(count)"
        case .notNumber(let text, let line):
            "line \(line): \"\(text)\" is no number"
        case .notFinite(let row, let column, let value):
            "c\(row)\(column) is \(value); it must be finite"
        case .asymmetric(let row, let column, let a, let b):
            "c\(row)\(column) is \(a) GPa but c\(column)\(row) is \(b) GPa; they must be equal"
        case .unstable(let eigenvalues):
            "the crystal is mechanically unstable (Born): the eigenvalues of its stiffness are "
                + eigenvalues.map { "\(($0 * 1000).rounded() / 1000)" }.joined(separator: ", ")
                + " GPa, and all must be positive"
        case .implausible(let quantity):
            "the stiffness must be in GPa: \(quantity)"
        }
    }
}

extension Stiffness {
    /// Reads 36 numbers, or the 21 of the upper triangle row by row, GPa, separated by white
    /// space, commas or semicolons; `#` starts a comment.
    public init(text: some StringProtocol) throws(StiffnessError) {
        var numbers: [Double] = []
        let lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        for (index, line) in lines.enumerated() {
            let content = line.prefix { $0 != "#" }
            for word in content.split(whereSeparator: { $0.isWhitespace || $0 == "," || $0 == ";" })
            {
                guard let number = Double(word) else {
                    throw .notNumber(String(word), line: index + 1)
                }
                numbers.append(number)
            }
        }
        switch numbers.count {
        case 36:
            try self.init(rows: (0..<6).map { Array(numbers[$0 * 6..<$0 * 6 + 6]) })
        case 21: try self.init(upperTriangle: numbers)
        default: throw .count(numbers.count)
        }
    }
}
