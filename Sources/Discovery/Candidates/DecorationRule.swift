public import Crystals

/// Which elements may decorate a prototype.
public struct DecorationRule: Sendable {
    /// The ``Prototype/id`` it speaks of.
    public var prototype: String
    /// Elements that may stand in each role.
    public var roles: [Role: ElementClass]
    /// All must hold.
    public var conditions: [Condition]

    public init(_ prototype: String, _ roles: [Role: ElementClass], _ conditions: [Condition]) {
        (self.prototype, self.roles, self.conditions) = (prototype, roles, conditions)
    }

    /// A demand on the elements of a whole decoration.
    public enum Condition: Hashable, Sendable {
        /// Some choice of common oxidation states sums to zero, `anions` negative and every other
        /// role positive, and each anion is more electronegative than each cation.
        case chargeBalanced(anions: Set<Role>)
        /// Covalent radius of the first over that of the second.
        case radiusRatio(Role, Role, ClosedRange<Double>)
        /// Pauling electronegativity of the second less that of the first.
        case electronegativityDifference(Role, Role, ClosedRange<Double>)
    }

    /// Rules that differ in their prototype alone; `prototypes` are ids separated by spaces.
    static func each(
        _ prototypes: String, _ roles: [Role: ElementClass], _ conditions: Condition...
    ) -> [DecorationRule] {
        prototypes.split(separator: " ").map { DecorationRule(String($0), roles, conditions) }
    }

    /// Rules for types of two roles, whichever letters these are: the first role takes an element of
    /// `first`, the second one of `second`; `conditions` are made from the two roles in this order.
    static func binary(
        _ prototypes: String, _ first: ElementClass, _ second: ElementClass,
        _ conditions: (Role, Role) -> [Condition] = { _, _ in [] }
    ) -> [DecorationRule] {
        prototypes.split(separator: " ").map { id in
            guard let roles = Prototype.named(String(id))?.roles, roles.count == 2 else {
                preconditionFailure("\(id) is not a prototype of two roles")
            }
            return DecorationRule(
                String(id), [roles[0]: first, roles[1]: second], conditions(roles[0], roles[1]))
        }
    }
}

extension DecorationRule.Condition {
    /// - Parameters:
    ///   - elements: one for each of the prototype's roles, in their order.
    func holds(for elements: [Element], on prototype: Prototype) -> Bool {
        func element(_ role: Role) -> Element {
            guard let index = prototype.roles.firstIndex(of: role) else {
                preconditionFailure("\(prototype.id) has no role \(role)")
            }
            return elements[index]
        }
        switch self {
        case .chargeBalanced(let anions):
            let isAnion = prototype.roles.map(anions.contains)
            return isChargeBalanced(elements, isAnion, prototype.stoichiometry)
        case .radiusRatio(let p, let q, let range):
            return range.contains(element(p).covalentRadius / element(q).covalentRadius)
        case .electronegativityDifference(let p, let q, let range):
            guard let low = element(p).electronegativity, let high = element(q).electronegativity
            else { return false }
            return range.contains(high - low)
        }
    }
}

/// Whether some choice of common oxidation states makes the formula unit neutral, with every anion
/// more electronegative than every cation.
private func isChargeBalanced(
    _ elements: [Element], _ isAnion: [Bool], _ stoichiometry: [Int]
) -> Bool {
    var (cationMaximum, anionMinimum) = (0.0, Double.infinity)
    for (element, isAnion) in zip(elements, isAnion) {
        guard let electronegativity = element.electronegativity else { return false }
        if isAnion {
            anionMinimum = min(anionMinimum, electronegativity)
        } else {
            cationMaximum = max(cationMaximum, electronegativity)
        }
    }
    guard anionMinimum > cationMaximum else { return false }
    var sums = [0]
    for (index, element) in elements.enumerated() {
        let states =
            isAnion[index] ? OxidationStates.negative(element) : OxidationStates.positive(element)
        sums = sums.flatMap { sum in states.map { sum + $0 * stoichiometry[index] } }
    }
    return sums.contains(0)
}
