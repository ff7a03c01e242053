public import Crystals

/// What a dataset keeps of a material, which is what a network reads of it.
public enum RowForm: Hashable, Sendable {
    /// Its atoms and neighbours; formulas without a structure have none.
    case graph(GraphRule)
    /// Its elements and their amounts, of a formula or of a crystal's cell.
    case composition
}

extension RowForm {
    /// What names it in the key of a cache.
    public func key() throws -> String {
        switch self {
        case .graph(let rule): try CardJSON.text(of: rule)
        case .composition: "composition"
        }
    }
}
