import Crystals
import Foundation
import TestKit
import Testing

@testable import Learning

@Suite("Leaks")
struct LeakTests {
    private static func record(
        _ id: String, _ symbols: [String], a: Double, y: Double = 1, name: String? = nil,
        tall: Double = 1
    ) -> CrystalRecord {
        let positions = [Fractional(0, 0, 0), Fractional(0.5, 0.5, 0.5)]
        let sites = zip(symbols, positions).compactMap { symbol, position in
            Element(symbol).map { Site($0, at: position) }
        }
        var record = CrystalRecord(
            id: id,
            crystal: Crystal(
                lattice: Lattice(
                    rows: [SIMD3(a, 0, 0), SIMD3(0, a, 0), SIMD3(0, 0, a * tall)]), sites: sites),
            labels: ["y": y, "year": y], source: Source(file: "made"))
        record.repeatedName = name
        return record
    }

    /// Rows that a split by the year 10 divides: a to d train, v validates (9), t1 to t4 test.
    private static let records = [
        record("a", ["Cs", "Cl"], a: 4.12, y: 1), record("b", ["Fe", "Al"], a: 2.9, y: 2),
        record("c", ["W"], a: 2.7, y: 3), record("d", ["Na"], a: 3.7, y: 4),
        record("v", ["Fe", "Al"], a: 3.3, y: 9, tall: 1.5),
        // The structure of a; the composition of b and v, in another; of v's system alone; nothing.
        record("t1", ["Cs", "Cl"], a: 4.14, y: 10),
        record("t2", ["Al", "Fe"], a: 3.8, y: 11, tall: 0.6),
        record("c-2", ["Mo"], a: 3.1, y: 12, name: "c"), record("t4", ["K"], a: 4.6, y: 13),
    ]

    private static let rule = SplitRule.years(label: "year", validationFrom: 9, testFrom: 10)

    private static func report(
        _ records: [CrystalRecord] = records, rule: SplitRule = rule,
        comparesStructures: Bool = true,
        source: ModelCard? = nil
    ) -> LeakReport {
        let dataset = Dataset(
            records, targets: [Target(name: "y")], rule: .standard, grouping: rule.grouping)
        var facts = RowFactCollection(comparesStructures: comparesStructures)
        for record in records { facts.add(record) }
        facts.reconsider(facts.candidates.map { ($0, records[$0]) })
        return LeakReport(
            dataset, split: Split(dataset, rule: rule, seed: 1), rule: rule,
            facts: facts.facts(of: Array(records.indices)), sources: [source].compactMap { $0 })
    }

    @Test("seeded ones are found, each by what it shares, and with whom")
    func seeded() {
        let report = Self.report()
        let found = report.leaks.map { "\($0.kind) \($0.id) \($0.other)" }
        #expect(
            found == [
                "name c-2 c", "structure t1 a", "composition v b", "composition t1 a",
                "composition t2 b",
            ])
        #expect(report.count(.composition, in: .test) == 2)
        #expect(report.testCounts == ["name": 1, "structure": 1, "composition": 2])
        #expect(report.systems == (tested: 4, known: 2))
        #expect(report.repeatedRows == 0 && report.repeatedNames == 1)
    }

    @Test("are told in these words, and listed")
    func words() {
        let report = Self.report()
        #expect(
            report.warnings == [
                "1 of 4 test crystals is known to the other parts by name: c-2 as c (Mo)",
                "1 of 4 test crystals is known to the other parts by structure: t1 as a (CsCl)",
                "2 of 4 test crystals are known to the other parts by composition: t1 as a (CsCl), "
                    + "t2 as b (AlFe)",
                "1 of 1 validation crystals is known to the training part by composition: v as b (AlFe)",
            ])
        #expect(
            report.notes == [
                "2 of 4 chemical systems of the test part are learned from too",
                "1 names are those of several crystals",
            ])
        #expect(
            report.table == """
                kind,part,id,formula,known_as,known_part
                name,test,c-2,Mo,c,train
                structure,test,t1,CsCl,a,train
                composition,validation,v,AlFe,b,train
                composition,test,t1,CsCl,a,train
                composition,test,t2,AlFe,b,train

                """)
    }

    @Test("the same row on two sides is the worst, and on one side is told")
    func sameRow() {
        var copy = Self.records[5]
        copy.id = "copy"
        let apart = Self.report(
            Self.records + [copy], rule: .rowFold(1, of: 2, validation: 0, state: 2))
        let together = Self.report(Self.records + [copy])
        #expect(together.repeatedRows == 1 && together.count(.row, in: .test) == 0)
        #expect(apart.repeatedRows == 1 && apart.count(.row, in: .test) == 1)
        #expect(apart.warnings.first?.contains("known to the other parts as the same row") == true)
        // Another label makes it another row.
        copy.labels["y"] = 5
        let other = Self.report(
            Self.records + [copy], rule: .rowFold(1, of: 2, validation: 0, state: 2))
        #expect(other.repeatedRows == 0 && other.count(.row, in: .test) == 0)
        #expect(other.count(.structure, in: .test) > 0, "control: it still is there")
    }

    @Test("there are none where compositions are not divided, and that is said")
    func none() {
        for grouping in [Grouping.formula, .chemicalSystem] {
            let rule = SplitRule(validation: 0.3, test: 0.4, by: grouping)
            let report = Self.report(
                Self.records.map {
                    var r = $0; r.repeatedName = nil; return r
                }, rule: rule,
                comparesStructures: false)
            #expect(report.leaks == [] && report.warnings == [] && report.testCounts == nil)
            #expect(report.rows.values.allSatisfy { $0 > 0 }, "control: \(report.rows)")
            #expect(
                report.notes.first == "no composition, no structure and no row stands on two sides")
        }
        let unknown = Self.report(comparesStructures: false)
        #expect(unknown.count(.structure, in: .test) == 0)
        #expect(unknown.notes.first == "structures were not compared")
    }

    @Test("structures are compared themselves, among crystals of one formula, at whatever scale")
    func structures() {
        var comparison = StructureComparison()
        var sheared = Self.record("", ["Cs", "Cl"], a: 4.12).crystal
        // Rock salt's place of the anion along one axis only.
        sheared.sites[1].position = Fractional(0.5, 0, 0)
        let crystals =
            [
                Self.record("", ["Cs", "Cl"], a: 4.12), Self.record("", ["Cs", "Cl"], a: 4.6),
                Self.record("", ["Cl", "Cs"], a: 4.13), Self.record("", ["Cs", "Br"], a: 4.12),
            ].map(\.crystal) + [sheared]
        for crystal in crystals { comparison.add(crystal) }
        #expect(comparison.candidates == [0, 1, 2, 4])
        #expect(comparison.numbers == [0, 1, 2, 3, 4], "nothing has been compared")
        comparison.reconsider(comparison.candidates.map { ($0, crystals[$0]) })
        #expect(comparison.numbers == [0, 0, 0, 3, 4])
    }

    /// The card of a model that learned from the records, divided by a rule.
    private static func card(
        _ rule: SplitRule, _ records: [CrystalRecord] = records
    ) throws
        -> ModelCard
    {
        var plan = TrainingPlan()
        (plan.name, plan.targets) = ("source", [Target(name: "y")])
        var network = CGCNN.Configuration()
        (network.width, network.hiddenWidth, network.convolutions) = (16, 16, 1)
        plan.network = .crystalGraph(network)
        (plan.training.epochs, plan.training.split) = (1, rule)
        var training = EnsembleTraining(
            dataset: Dataset(
                records, targets: plan.targets, rule: network.rule, grouping: rule.grouping),
            network: plan.network, configuration: plan.training)
        _ = try training.runEpoch { _, _ in true }
        let card = ModelCard(training, plan: plan, data: [], rows: "", program: "test")
        return try CardJSON.value(ModelCard.self, from: CardJSON.text(of: card))
    }

    @Test(
        "a card knows again which of its crystals it held out, by every rule",
        arguments: [
            SplitRule(validation: 0.2, test: 0.4), SplitRule(validation: 0.2, test: 0.4, by: .row),
            SplitRule(validation: 0.2, test: 0.4, by: .prototype),
            .fold(2, of: 3, by: .chemicalSystem, validation: 0.1),
            .rowFold(2, of: 3, validation: 0.1, state: 5), rule,
        ])
    func heldOut(rule: SplitRule) throws {
        let card = try Self.card(rule)
        let dataset = Dataset(
            Self.records, targets: [Target(name: "y")], rule: .standard, grouping: rule.grouping)
        let test = Set(Split(dataset, rule: rule, seed: 1).test)
        #expect(Self.records.map(card.holdsOut) == Self.records.indices.map(test.contains))
        #expect(!test.isEmpty && test.count < Self.records.count && card.split.test == test.count)
        let needsList = rule.folds != nil
        #expect((card.split.heldOut != nil) == needsList)
    }

    @Test("what a model has learned from tests no training that goes on from it")
    func pretraining() throws {
        let shares = SplitRule(validation: 0.1, test: 0.4)
        let source = try Self.card(shares)
        let same = Self.report(rule: shares, comparesStructures: false, source: source)
        #expect(same.count(.pretraining, in: .test) == 0, "the same rule and seed leave none")
        #expect((same.rows[.test] ?? 0) > 0)
        let other = Self.report(source: source)
        let known = Self.records[5...].filter { !source.holdsOut($0) }
        #expect(other.leaks(.pretraining, in: .test).map(\.id) == known.map(\.id))
        #expect(!known.isEmpty && known.count < 4, "control")
        #expect(
            other.warnings.contains { $0.contains("may be known to \(source.name), a model") })
        #expect(same.untold.isEmpty && other.untold.isEmpty)
        // Where a row does not tell on which side of the source it is, that is said, and no more.
        let byYear = try Self.card(.years(label: "year", validationFrom: nil, testFrom: 100))
        let untold = Self.report(rule: shares, comparesStructures: false, source: byYear)
        #expect(untold.count(.pretraining, in: .test) == 0)
        let tested = untold.rows[.test] ?? 0
        #expect(
            untold.warnings.suffix(1) == [
                "of \(tested) of \(tested) test crystals it cannot be told whether they are known to "
                    + "\(byYear.name), a model that this training learns from"
            ])
        let clean = Self.records.map { record in
            var record = record
            record.repeatedName = nil
            return record
        }
        func isClean(_ source: ModelCard?) -> Bool {
            Self.report(clean, rule: shares, comparesStructures: false, source: source).isClean
        }
        #expect(isClean(nil) && isClean(source) && !isClean(byYear))
        #expect(Self.report(source: byYear).count(.pretraining, in: .test) == 4)
    }
}
