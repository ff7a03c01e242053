internal import Crystals
internal import Foundation
internal import Physics

/// What is done to each entry of a chunk: size it if it has no size, predict, apply the formulas.
struct PredictionBench: Sendable {
    let models: ModelSet

    enum Outcome: Sendable {
        case ranked(ScreenedCrystal, Crystal)
        case rejected(Rejection)
    }

    /// A crystal on its way through the bench.
    private struct Work {
        var index: Int
        var entry: ScreeningEntry
        var crystal: Crystal
        var spaceGroup: SpaceGroupName?
        var remarks: [Remark] = []
        var isUnsized = false
    }

    /// Where each quantity of a row comes from.
    var origins: [Quantity: Origin] {
        let mechanics = Origin(kind: .formula, name: "isotropic elasticity")
        let strength = Origin(kind: .formula, name: "Mazhnik–Oganov 2019")
        let formulas: [Quantity: Origin] = [
            .youngModulus: mechanics, .poissonRatio: mechanics, .hardness: strength,
            .toughness: strength, .volumePerAtom: Origin(kind: .structure, name: "cell"),
            .debyeTemperature: Origin(kind: .formula, name: "Debye temperature from moduli"),
        ]
        return models.origins.merging(formulas) { network, _ in network }
    }

    /// [entries] the outcome for each.
    func examine(_ entries: [ScreeningEntry], from first: Int) -> [Outcome] {
        var outcomes = [Outcome?](repeating: nil, count: entries.count)
        func reject(_ index: Int, _ remark: Remark) {
            let entry = entries[index]
            outcomes[index] = .rejected(
                Rejection(
                    entry: first + index, id: entry.id, origin: entry.origin, remark: remark))
        }
        var works: [Work] = []
        for (index, entry) in entries.enumerated() {
            switch entry.content {
            case .rejected(let remark): reject(index, remark)
            case .crystal(let crystal, let remarks):
                works.append(
                    Work(index: index, entry: entry, crystal: crystal, remarks: remarks))
            case .unsized(let crystal, let group):
                works.append(
                    Work(
                        index: index, entry: entry, crystal: crystal, spaceGroup: group,
                        isUnsized: true))
            }
        }
        works = sized(works, reject: reject)
        for (work, predicted) in zip(works, models.predict(works.map(\.crystal))) {
            switch row(work, entry: first + work.index, predicted) {
            case .success(let row): outcomes[work.index] = .ranked(row, work.crystal)
            case .failure(let objection): reject(work.index, objection.remark)
            }
        }
        return outcomes.compactMap { $0 }
    }

    /// Gives the crystals without a size the one that the volume network expects of them.
    private func sized(_ works: [Work], reject: (Int, Remark) -> Void) -> [Work] {
        let volumes = models.volumesPerAtom(of: works.filter(\.isUnsized).map(\.crystal))
        var next = volumes.makeIterator()
        return works.compactMap { work in
            guard work.isUnsized, let volume = next.next() else { return work }
            if let remark = PredictionLimits.objection(volumePerAtom: volume) {
                reject(work.index, remark)
                return nil
            }
            var work = work
            let factor = cbrt(volume / work.crystal.volumePerAtom)
            work.crystal.lattice = work.crystal.lattice.scaled(by: factor)
            if let remark = crowding(work.crystal) {
                reject(work.index, remark)
                return nil
            }
            return work
        }
    }

    private struct Objection: Error { var remark: Remark }

    private func row(
        _ work: Work, entry: Int, _ predicted: Quantities
    ) -> Result<ScreenedCrystal, Objection> {
        let (bulk, shear) = (predicted[.bulkModulus], predicted[.shearModulus])
        if let remark = PredictionLimits.objection(bulk: bulk, shear: shear) {
            return .failure(Objection(remark: remark))
        }
        let crystal = work.crystal
        guard let known = predicted.withMechanics(of: crystal) else {
            return .failure(Objection(remark: noFormula(bulk, shear)))
        }
        let elements = ElementSet(crystal.elements)
        let caveats = work.remarks + caveats(elements, known, isUnsized: work.isUnsized)
        return .success(
            ScreenedCrystal(
                entry: entry, id: work.entry.id, formula: crystal.composition.reducedFormula,
                spaceGroup: work.spaceGroup ?? (work.isUnsized ? nil : crystal.spaceGroupName),
                origin: work.entry.origin, sites: crystal.sites.count,
                isOrdered: crystal.isOrdered, elements: elements, quantities: known,
                caveats: caveats))
    }

    private func noFormula(_ bulk: Double?, _ shear: Double?) -> Remark {
        Remark(
            category: "implausible-moduli",
            message: "no hardness or toughness follows from K \(figures(bulk ?? .nan, 4)) and G "
                + "\(figures(shear ?? .nan, 4)) GPa")
    }

    private func caveats(
        _ elements: ElementSet, _ known: Quantities, isUnsized: Bool
    ) -> [Remark] {
        var caveats: [Remark] = []
        if elements.areAllMetals {
            caveats.append(
                Remark(
                    category: "metal",
                    message: "only metallic elements: hardness is overestimated (W: 20 GPa "
                        + "against 3.4 measured) and toughness lacks its metallic part"))
        }
        guard !isUnsized, let cell = known[.volumePerAtom], let expected = known[.predictedVolume],
            !(0.75...1.33).contains(cell / expected)
        else { return caveats }
        caveats.append(
            Remark(
                category: "unexpected-volume",
                message: "the cell has \(figures(cell, 3)) Å³/atom where the volume network "
                    + "expects \(figures(expected, 3)): strained, or unlike what it has seen"))
        return caveats
    }
}
