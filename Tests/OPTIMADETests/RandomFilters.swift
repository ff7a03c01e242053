import Crystals

/// Filters nobody would write, of everything that is supported.
struct RandomFilters {
    var generator: SplitMix64

    init(seed: UInt64) { generator = SplitMix64(seed: seed) }

    mutating func filter(depth: Int = 3) -> String {
        switch Int.random(in: 0..<(depth == 0 ? 1 : 5), using: &generator) {
        case 1: "(\(filter(depth: depth - 1)) AND \(filter(depth: depth - 1)))"
        case 2: "(\(filter(depth: depth - 1)) OR \(filter(depth: depth - 1)))"
        case 3: "NOT (\(filter(depth: depth - 1)))"
        case 4: "\(filter(depth: 0)) AND NOT \(filter(depth: 0)) OR \(filter(depth: 0))"
        default: comparison()
        }
    }

    private mutating func pick(_ choices: [String]) -> String {
        choices.randomElement(using: &generator) ?? ""
    }

    private mutating func operation() -> String { pick(["=", "!=", "<", "<=", ">", ">="]) }

    private mutating func symbol() -> String {
        pick(["\"H\"", "\"C\"", "\"O\"", "\"Al\"", "\"Fe\"", "\"Au\"", "\"Xx\"", "\"D\""])
    }

    private mutating func list(_ item: (inout RandomFilters) -> String) -> String {
        (0..<Int.random(in: 1...3, using: &generator)).map { _ in item(&self) }
            .joined(separator: ", ")
    }

    private mutating func comparison() -> String {
        let numbers = [
            "nelements", "nsites", "space_group_it_number", "nperiodic_dimensions",
            "_kimberlite_bulk_modulus", "_kimberlite_shear_modulus", "_other_thing", "immutable_id",
        ]
        let texts = [
            "id", "chemical_formula_reduced", "chemical_formula_anonymous",
            "chemical_formula_hill", "space_group_symbol_hermann_mauguin", "_other_thing",
        ]
        let values = [
            "\"A\"", "\"AB\"", "\"A2\"", "\"Al\"", "\"P 63/m m c\"", "\"d -3\"", "\"\"", "\"2\"",
            "\"made.made_3\"",
        ]
        let number = pick(["0", "1", "2", "3.", "4", "150", "194", "-1", "1e2"])
        let ratio = pick(["0.5", "0.25", "1", ".34", "0"])
        switch Int.random(in: 0..<13, using: &generator) {
        case 0, 1: return "\(pick(numbers)) \(operation()) \(number)"
        case 2: return "\(number) \(operation()) \(pick(numbers))"
        case 3: return "\(pick(texts)) \(operation()) \(pick(values))"
        case 4: return "\(pick(texts)) \(pick(["CONTAINS", "STARTS WITH", "ENDS"])) \(pick(values))"
        case 5: return "\(pick(numbers + texts)) IS \(pick(["KNOWN", "UNKNOWN"]))"
        case 6:
            return "elements HAS \(pick(["ALL", "ANY", "ONLY"])) \(list { $0.symbol() })"
        case 7: return "elements HAS \(pick(["", "<", ">=", "!="])) \(symbol())"
        case 8:
            return "elements_ratios HAS \(pick(["ALL", "ANY", "ONLY"])) "
                + list { $0.operation() + " " + $0.pick(["0.5", "0.25", "1", ".34"]) }
        case 9:
            return "elements:elements_ratios HAS \(pick(["ALL", "ANY", ""])) "
                + "\(symbol()):\(operation())\(ratio)"
        case 10: return "\(pick(["elements", "elements_ratios"])) LENGTH \(operation()) \(number)"
        case 11:
            return "structure_features "
                + pick([
                    "HAS \"disorder\"", "HAS ONLY \"disorder\"", "HAS ONLY \"assemblies\"",
                    "HAS ANY \"x\", \"disorder\"", "LENGTH 0", "LENGTH >= 1",
                ])
        default: return "nelements \(operation()) nsites"
        }
    }
}
