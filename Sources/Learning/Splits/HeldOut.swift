public import Crystals

extension SplitRule {
    /// What tells the rows of a test part again, where the rule and the seed alone do not.
    func heldOut(_ rows: [Dataset.Row]) -> GroupSet? {
        switch self {
        case .shares, .years: nil
        case .fold: GroupSet(rows.map(\.group))
        case .rowFold: GroupSet(rows.map(\.id))
        }
    }
}

/// What a model was never shown.
extension ModelCard {
    /// Whether a crystal stands on the test side of the model's own split.
    ///
    /// By a rule of shares or years that is known of crystals that were not among its data. Of folds
    /// it is only known which groups tested; of rows in their order, which ids.
    public func holdsOut(_ record: some LabelledMaterial) -> Bool {
        let rule = training.split
        guard let grouping = rule.grouping else { return holdsOut(group: record.id) }
        return holdsOut(group: grouping.group(of: record))
    }

    /// Whether the model may have learned from a crystal, or been chosen by it, as far as a row of another
    /// dataset tells: a row of the test part of another training is then none that tests it.
    ///
    /// It may have, if it stands on a side of the model's own split that is not the test's, and the
    /// model had it among its data; whether it had, the card cannot say.
    ///
    /// - Parameters:
    ///   - row: of any dataset.
    ///   - grouping: by which the row has its ``Dataset/Row/group``.
    ///   - name: that the row came with.
    /// - Returns: nil where the row does not tell on which side it is.
    public func mayKnow(
        _ row: Dataset.Row, grouping: Grouping?, name: String
    ) -> Bool? {
        guard let own = training.split.grouping else { return !holdsOut(group: name) }
        if own == grouping { return row.group.isEmpty ? nil : !holdsOut(group: row.group) }
        switch own {
        case .formula: return !holdsOut(group: row.composition.reducedFormula)
        case .chemicalSystem: return !holdsOut(group: row.composition.chemicalSystem)
        case .row: return !holdsOut(group: name)
        case .prototype, .label: return nil
        }
    }

    private func holdsOut(group: String) -> Bool {
        switch training.split {
        case .shares, .years: training.split.part(of: group, seed: training.seed) == .test
        case .fold, .rowFold: split.heldOut?.contains(group) ?? false
        }
    }
}

extension CrystalGraph {
    /// Of the cell.
    public var composition: Composition {
        Composition(
            atoms.flatMap { atom in
                species[Int(atom)].components.map { ($0.element, $0.occupancy) }
            })
    }
}
