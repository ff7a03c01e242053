/// A Fortran namelist: `&NAME key = value … /`, keys in the order they were set.
struct Namelist {
    enum Value {
        case text(String)
        case integer(Int)
        /// Written as given, as Fortran has exponents of its own ("1.0d-10").
        case real(String)
        case logical(Bool)

        var fortran: String {
            switch self {
            // A quote inside a Fortran string is doubled.
            case .text(let text):
                "'\(text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''"))'"
            case .integer(let number): "\(number)"
            case .real(let number): number
            case .logical(let flag): flag ? ".true." : ".false."
            }
        }
    }

    let name: String
    private var entries: [(key: String, value: Value)] = []

    init(_ name: String) { self.name = name }

    subscript(key: String) -> Value? {
        get { entries.first { $0.key == key }?.value }
        set {
            entries.removeAll { $0.key == key }
            if let newValue { entries.append((key, newValue)) }
        }
    }

    var text: String {
        let lines = entries.map { "  \($0.key) = \($0.value.fortran)" }
        return (["&\(name)"] + lines + ["/"]).joined(separator: "\n")
    }
}
