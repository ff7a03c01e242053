import Crystals
import Learning
import TestKit
import Testing

@Suite("Cleaning of labels")
struct CleaningTests {
    private func record(
        _ id: String, _ symbol: String, a: Double, k: Double, g: Double
    ) throws
        -> CrystalRecord
    {
        let element = try #require(Element(symbol))
        let sites = [Site(element, at: Fractional(0, 0, 0))]
        return CrystalRecord(
            id: id, crystal: Crystal(lattice: .cubic(a), sites: sites), labels: ["K": k, "G": g],
            source: Source(file: "made"))
    }

    private var cleaner: LabelCleaner {
        var rules = CleaningRules()
        rules.ranges = ["K": [10, 500]]
        rules.ratios = [.init(of: "G", to: "K", maximum: 1.25)]
        rules.disagreement = 0.3
        return LabelCleaner(
            rules: rules, targets: [Target(name: "K"), Target(name: "G")], maximumSites: 10)
    }

    /// All records shown once, and the doubtful ones a second time.
    private func clean(
        _ records: [CrystalRecord], by cleaner: LabelCleaner
    ) -> (kept: [CrystalRecord], leftOut: [LeftOut]) {
        var cleaner = cleaner
        let admitted = records.compactMap { cleaner.admit($0) }
        cleaner.reconsider(cleaner.doubtful.map { ($0, admitted[$0]) })
        let dismissed = cleaner.dismissed
        return (
            admitted.indices.filter { dismissed[$0] == nil }.map { admitted[$0] },
            cleaner.leftOut + dismissed.sorted { $0.key < $1.key }.map(\.value)
        )
    }

    @Test("ranges and ratios leave out with the value in the reason")
    func rules() throws {
        let (kept, leftOut) = clean(
            [
                try record("fine", "Po", a: 3.3, k: 50, g: 30),
                try record("soft", "Na", a: 4.2, k: 5, g: 3),
                try record("odd", "Fe", a: 2.5, k: 100, g: 200),
            ], by: cleaner)
        #expect(kept.map(\.id) == ["fine"])
        #expect(leftOut.map(\.rule) == ["range", "ratio"])
        #expect(leftOut[0].reason.contains("5") && leftOut[1].reason.contains("2"))
    }

    @Test("of two that disagree neither is kept, of three the one far from the median goes")
    func disagreement() throws {
        let (kept, leftOut) = clean(
            [
                try record("a", "Po", a: 3.30, k: 50, g: 30),
                try record("b", "Po", a: 3.31, k: 80, g: 30),
                try record("c", "Fe", a: 2.50, k: 100, g: 60),
                try record("d", "Fe", a: 2.51, k: 104, g: 61),
                try record("e", "Fe", a: 2.51, k: 160, g: 62),
                // The same formula, another volume: another crystal.
                try record("f", "Po", a: 3.9, k: 20, g: 10),
            ], by: cleaner)
        #expect(kept.map(\.id) == ["c", "d", "f"])
        #expect(leftOut.map(\.id) == ["a", "b", "e"])
    }

    @Test("two of one crystal that nearly agree both stay")
    func agreement() throws {
        let (kept, _) = clean(
            [
                try record("a", "Po", a: 3.30, k: 50, g: 30),
                try record("b", "Po", a: 3.31, k: 54, g: 31),
            ], by: cleaner)
        #expect(kept.count == 2)
    }

    @Test("of two that differ by little more than the limit both stand near their mean, and stay")
    func nearLimit() throws {
        for (other, kept) in [(66.5, 2), (68, 0)] {
            let (rows, _) = clean(
                [
                    try record("a", "Po", a: 3.30, k: 50, g: 30),
                    try record("b", "Po", a: 3.31, k: other, g: 31),
                ], by: cleaner)
            #expect(rows.count == kept, "\(other)")
        }
    }

    @Test("a file under pressure gives formation energies at none, in stretched cells")
    func adaptation() throws {
        let energy = Adaptation.FormationEnergy(
            from: "energy", to: "e_form", pressure: 10, references: ["C": -155])
        let adaptation = Adaptation(
            file: "carbon.jsonl", stretch: 1.1, volumePerAtom: [0, 12], energy: energy)
        let cleaner = LabelCleaner(
            rules: CleaningRules(), targets: [Target(name: "e_form")], maximumSites: nil,
            adaptations: [adaptation])
        func record(_ file: String, _ symbol: String, a: Double) throws -> CrystalRecord {
            var record = try self.record(file, symbol, a: a, k: 1, g: 1)
            record.labels["energy"] = -154.5
            record.source.file = "data/\(file)"
            return record
        }
        let (kept, leftOut) = clean(
            [
                try record("carbon.jsonl", "C", a: 2), try record("carbon.jsonl", "C", a: 2.1),
                try record("carbon.jsonl", "Si", a: 2), try record("other.jsonl", "C", a: 2),
            ], by: cleaner)
        // By hand: −154.5 + 155 − 10 · 8 / 160.2177 = 0.0006793; 2.1 · 1.1 = 2.31, 12.3 Å³.
        #expect(kept.count == 1)
        #expect(abs((kept[0].labels["e_form"] ?? 0) - 0.000_679_3) < 1e-6)
        #expect(abs(kept[0].crystal.lattice.lengths.x - 2.2) < 1e-12)
        #expect(leftOut.map(\.rule) == ["volume", "no target", "no target"])
    }
}
