internal import Crystals

/// All decorations that some rule allows, each once.
struct DecorationSearch {
    var elements: Set<Element>
    var rules: [DecorationRule]

    /// Sorted, without repetition.
    func decorations() -> [DecorationKey] {
        var keys = Set<DecorationKey>()
        for rule in rules {
            guard let index = Prototype.all.firstIndex(where: { $0.id == rule.prototype }) else {
                preconditionFailure(
                    "a rule names the prototype \(rule.prototype), which is unknown")
            }
            let prototype = Prototype.all[index]
            precondition(
                Set(rule.roles.keys) == Set(prototype.roles),
                "\(prototype.id) has the roles \(prototype.roles), a rule \(rule.roles.keys.sorted())"
            )
            var partial: [Element] = []
            extend(&partial, by: rule, on: prototype) { decoration in
                keys.insert(
                    DecorationKey(prototype: index, elements: prototype.canonical(decoration)))
            }
        }
        return keys.sorted()
    }

    /// Fills the next role with every element it may have, then the ones after it.
    private func extend(
        _ partial: inout [Element], by rule: DecorationRule, on prototype: Prototype,
        found: ([Element]) -> Void
    ) {
        guard partial.count < prototype.roles.count else {
            let isMolecular = partial.allSatisfy(ElementClass.molecular.elements.contains)
            if !isMolecular, rule.conditions.allSatisfy({ $0.holds(for: partial, on: prototype) }) {
                found(partial)
            }
            return
        }
        let allowed = rule.roles[prototype.roles[partial.count]]?.elements ?? []
        for element in allowed where elements.contains(element) && !partial.contains(element) {
            partial.append(element)
            extend(&partial, by: rule, on: prototype, found: found)
            partial.removeLast()
        }
    }
}
