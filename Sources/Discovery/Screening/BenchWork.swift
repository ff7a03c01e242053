internal import Crystals
internal import Physics

/// An entry on its way over the bench.
struct BenchWork: Sendable {
    private let number: Int
    private let id: String
    private let origin: String
    /// nil where it is still to be found.
    private var symmetry: CrystalSymmetry?
    private var remarks: [Remark] = []
    private var isUnsized = false
    /// What the volume's network says, Å³/atom, and of itself.
    private var volume: Double?
    private var sizeRemarks: [Remark] = []
    private var rejection: Remark?
    /// nil once the entry is rejected.
    private(set) var crystal: Crystal?

    init(_ entry: ScreeningEntry, number: Int) {
        (self.number, id, origin) = (number, entry.id, entry.origin)
        switch entry.content {
        case .rejected(let remark): rejection = remark
        case .crystal(let crystal, let remarks, let symmetry):
            self.symmetry = symmetry
            rejection =
                remarks.first { $0.category == Category.vacuum.rawValue }
                ?? PredictionLimits.objection(toFillingOf: crystal)
            if rejection == nil { (self.crystal, self.remarks) = (crystal, remarks) }
        case .unsized(let crystal, let group):
            (self.crystal, isUnsized) = (crystal, true)
            // A candidate is made as the primitive cell of a known group.
            symmetry = group.map {
                CrystalSymmetry(spaceGroup: $0, primitiveSites: crystal.sites.count)
            }
        }
    }

    /// With the volume (Å³/atom) that the network expects: as its cell, if it has no size yet.
    func sized(_ size: NetworkPrediction) -> BenchWork {
        var work = self
        guard let crystal else { return work }
        work.volume = size.quantities[.predictedVolume]
        work.sizeRemarks = size.remarks
        guard isUnsized else { return work }
        let volume = work.volume ?? .nan
        if let remark = PredictionLimits.objection(volumePerAtom: volume) {
            return work.rejected(remark)
        }
        let sized = crystal.scaled(toVolumePerAtom: volume)
        if let reason = Plausibility(of: sized).reason {
            return work.rejected(Remark(category: "implausible-distances", message: reason))
        }
        work.crystal = sized
        return work
    }

    private func rejected(_ remark: Remark) -> BenchWork {
        var work = self
        (work.crystal, work.rejection) = (nil, remark)
        return work
    }

    /// The row, with all that follows from what the networks say.
    func outcome(_ predicted: NetworkPrediction) -> PredictionBench.Outcome {
        guard let crystal else { return rejection(rejection) }
        let (bulk, shear) = (
            predicted.quantities[.bulkModulus], predicted.quantities[.shearModulus]
        )
        if let remark = PredictionLimits.objection(bulk: bulk, shear: shear) {
            return rejection(remark)
        }
        guard var known = predicted.withMechanics(of: crystal) else {
            return rejection(
                Remark(
                    category: "implausible-moduli",
                    message: "no hardness or toughness follows from K \(figures(bulk ?? 0, 4)) and "
                        + "G \(figures(shear ?? 0, 4)) GPa"))
        }
        known[.predictedVolume] = known[.predictedVolume] ?? volume
        if !isUnsized, crystal.isOrdered, let remark = known.volumeObjection {
            return rejection(remark)
        }
        let elements = ElementSet(crystal.elements)
        let symmetry = symmetry ?? (try? CrystalSymmetry(crystal))
        let row = ScreenedCrystal(
            entry: number, id: id, formula: crystal.composition.reducedFormula,
            spaceGroup: symmetry?.spaceGroup, origin: origin,
            sites: crystal.sites.count,
            primitiveSites: symmetry?.primitiveSites ?? crystal.sites.count,
            isOrdered: crystal.isOrdered, elements: elements,
            quantities: known,
            caveats: remarks + caveats(elements, known) + predicted.remarks
                // A model of the volume and more has said of itself already.
                + sizeRemarks.filter { !predicted.remarks.contains($0) })
        return .ranked(row, crystal)
    }

    private func rejection(_ remark: Remark?) -> PredictionBench.Outcome {
        let remark = remark ?? Remark(category: "no-prediction", message: "nothing was predicted")
        return .rejected(Rejection(entry: number, id: id, origin: origin, remark: remark))
    }

    private func caveats(_ elements: ElementSet, _ known: Quantities) -> [Remark] {
        var caveats: [Remark] = []
        if let bulk = known[.bulkModulus], let shear = known[.shearModulus],
            let moduli = try? ElasticModuli(bulk: bulk, shear: shear)
        {
            caveats = ModelCaveat.mechanical(moduli, isMetallic: elements.areAllMetals).map {
                Remark(category: $0.rawValue, message: $0.text)
            }
        }
        if !isUnsized, let remark = known.volumeRemark { caveats.append(remark) }
        return caveats
    }
}

extension Quantities {
    fileprivate var volumeObjection: Remark? {
        PredictionLimits.objection(cell: self[.volumePerAtom], expected: self[.predictedVolume])
    }

    fileprivate var volumeRemark: Remark? {
        PredictionLimits.remark(cell: self[.volumePerAtom], expected: self[.predictedVolume])
    }
}
