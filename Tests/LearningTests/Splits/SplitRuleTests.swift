import Crystals
import Foundation
import TestKit
import Testing

@testable import Learning

@Suite("Rules of a split")
struct SplitRuleTests {
    /// What version 0.3.0 gave, whose models have their test parts by it: the bits of the place, and the
    /// side by shares of 0.2 and 0.3.
    static let places: [(seed: UInt64, formula: String, place: UInt64, part: Split.Part)] = [
        (1, "C", 0x3fe4_e0ef_0aec_142b, .train),
        (1, "Al2O3", 0x3fd2_60f1_8b3e_4784, .test),
        (1, "Li3Fe2(PO4)3", 0x3fd4_1e4f_9020_ce2e, .validation),
        (1, "Sr0.15La1.85CuO4", 0x3fd2_fc3f_c9ea_169c, .test),
        (1, "TiN", 0x3fd6_2f33_79fb_671e, .validation),
        (2, "Al2O3", 0x3fe6_2f3a_d397_ba49, .train),
        (2, "W3C4", 0x3fd6_844b_907d_14be, .validation),
        (2, "Fe2O3", 0x3fc8_8f48_6689_ec90, .test),
        (18_012_019, "BN", 0x3fc9_923d_cca2_b25c, .test),
        (18_012_019, "MgB2", 0x3fd4_2906_ae0e_2886, .validation),
        (18_012_019, "SiO2", 0x3fed_f7f9_cfb6_949d, .train),
    ]

    @Test("shares put every formula where version 0.3.0 put it", arguments: places)
    func shares(seed: UInt64, formula: String, place: UInt64, part: Split.Part) {
        #expect(Split.place(of: formula, seed: seed).bitPattern == place)
        let rule = SplitRule(validation: 0.2, test: 0.3)
        #expect(rule.part(of: formula, seed: seed) == part)
    }

    private func decoded(_ json: String) throws -> SplitRule {
        try CardJSON.value(SplitRule.self, from: json)
    }

    /// Settings as people write them, and as cards do.
    static let settings: [(String, SplitRule, String)] = [
        (
            "{}", .shares(by: .formula, validation: 0.05, test: 0.05),
            #"{"test":0.05,"validation":0.05}"#
        ),
        (
            #"{"validation":0.1,"test":0.2}"#, .shares(by: .formula, validation: 0.1, test: 0.2),
            #"{"test":0.2,"validation":0.1}"#
        ),
        (
            #"{"by":"prototype"}"#, .shares(by: .prototype, validation: 0.05, test: 0.05),
            #"{"by":"prototype","test":0.05,"validation":0.05}"#
        ),
        (
            #"{"by":"chemical-system","folds":4,"fold":3}"#,
            .fold(3, of: 4, by: .chemicalSystem, validation: 0.05),
            #"{"by":"chemical-system","fold":3,"folds":4,"validation":0.05}"#
        ),
        (
            #"{"folds":5}"#, .fold(1, of: 5, by: .formula, validation: 0.05),
            #"{"by":"formula","fold":1,"folds":5,"validation":0.05}"#
        ),
        (
            #"{"by":"matbench","fold":5}"#,
            .rowFold(5, of: 5, validation: 0.25, state: 18_012_019),
            #"{"by":"input-order","fold":5,"folds":5,"randomState":18012019,"validation":0.25}"#
        ),
        (
            #"{"by":"input-order","folds":4,"fold":2,"randomState":0,"validation":0}"#,
            .rowFold(2, of: 4, validation: 0, state: 0),
            #"{"by":"input-order","fold":2,"folds":4,"randomState":0,"validation":0}"#
        ),
        (
            #"{"testFrom":2018,"validationFrom":2016}"#,
            .years(label: "year", validationFrom: 2016, testFrom: 2018),
            #"{"by":"year","testFrom":2018,"validationFrom":2016}"#
        ),
        (
            #"{"by":"label:published","testFrom":2018}"#,
            .years(label: "published", validationFrom: nil, testFrom: 2018),
            #"{"by":"label:published","testFrom":2018}"#
        ),
    ]

    @Test(
        "settings are read as they are meant, and written so that they are read again",
        arguments: settings)
    func coding(text: String, rule: SplitRule, written: String) throws {
        #expect(try decoded(text) == rule)
        #expect(try CardJSON.text(of: rule) == written)
        #expect(try decoded(written) == rule)
        #expect(rule.objection == nil)
    }

    static let refused: [(String, String)] = [
        (
            #"{"tset":0.1}"#,
            "training.split: it has no tset; here stand by, fold, folds, randomState, test, testFrom, validation, validationFrom"
        ),
        (
            #"{"by":"fromula"}"#,
            "training.split: it has no rule by fromula; there are formula, chemical-system, prototype, row, year, label:NAME, input-order, matbench"
        ),
        (#"{"fold":2}"#, "training.split: it has a fold and does not say of how many"),
        (#"{"folds":5,"test":0.1}"#, "training.split: it has test, which does not go with folds"),
        (#"{"folds":5,"fold":6}"#, "training.split has no fold 6 among 5"),
        (#"{"folds":1}"#, "training.split has 1 folds, and needs 2 at least"),
        (
            #"{"by":"matbench","folds":4}"#,
            "training.split: it is Matbench's, which has 5 folds and randomState 18012019; by input-order takes others"
        ),
        (#"{"validationFrom":2018}"#, "training.split: it has validationFrom and no testFrom"),
        (
            #"{"validationFrom":2018,"testFrom":2018}"#,
            "training.split has validationFrom 2018, which is not before testFrom 2018"
        ),
        (
            #"{"by":"formula","testFrom":2018}"#,
            "training.split: it tests from 2018 on by formula, which is no label"
        ),
        (
            #"{"by":"year","testFrom":2018,"test":0.1}"#,
            "training.split: it has test, which does not go with years"
        ),
        (#"{"validation":0.6,"test":0.4}"#, "training.split leaves nothing to train on"),
    ]

    @Test("what is of no rule is refused in words", arguments: refused)
    func refusals(text: String, sentence: String) throws {
        let object = try JSONSerialization.jsonObject(with: Data(text.utf8))
        let error = #expect(throws: PlanError.self) {
            try TrainingPlan(overriding: ["training": ["split": object]])
        }
        #expect(error.map { "\($0)" } == "a setting does not fit: \(sentence)")
    }

    @Test("a plan's split that says one thing keeps the rest as it was")
    func overriding() throws {
        let plan = try TrainingPlan(overriding: ["training": ["split": ["test": 0.25]]])
        #expect(plan.training.split == SplitRule(validation: 0.05, test: 0.25))
        #expect(try TrainingPlan(overriding: [:]).training.split == SplitRule())
    }

    @Test("a command line changes what it names and drops what does not go with it")
    func changes() throws {
        let shares = SplitRule(validation: 0.1, test: 0.2)
        func changed(_ rule: SplitRule, _ changes: SplitChanges) throws -> SplitRule {
            try changes.applied(to: rule)
        }
        #expect(try changed(shares, .init()) == shares)
        #expect(
            try changed(shares, .init(by: "prototype"))
                == .shares(by: .prototype, validation: 0.1, test: 0.2))
        #expect(
            try changed(shares, .init(folds: 5, fold: 2))
                == .fold(2, of: 5, by: .formula, validation: 0.1))
        let fold = SplitRule.fold(2, of: 5, by: .chemicalSystem, validation: 0.1)
        #expect(
            try changed(fold, .init(fold: 4))
                == .fold(4, of: 5, by: .chemicalSystem, validation: 0.1))
        #expect(try changed(fold, .init(by: "matbench", fold: 3)) == .matbench(fold: 3))
        #expect(
            try changed(shares, .init(by: "input-order", folds: 4))
                == .rowFold(1, of: 4, validation: 0.1, state: 18_012_019))
        let years = SplitRule.years(label: "year", validationFrom: nil, testFrom: 2018)
        #expect(try changed(fold, .init(testFrom: 2018)) == years)
        #expect(
            try changed(years, .init(validationFrom: 2016))
                == .years(label: "year", validationFrom: 2016, testFrom: 2018))
        #expect(try changed(years, .init(by: "formula")) == SplitRule())
        #expect(try changed(.matbench(fold: 2), .init(by: "row")) == SplitRule(by: .row))
        #expect(throws: SplitRuleError.self) { try changed(shares, .init(fold: 2)) }
        #expect(throws: SplitRuleError.self) { try changed(shares, .init(by: "x")) }
    }

    @Test("years go before and after, and what has none stands nowhere")
    func years() {
        let rule = SplitRule.years(label: "year", validationFrom: 2016, testFrom: 2018)
        let parts = ["2015", "2016", "2017", "2018", "2020", "", "2017.5"].map {
            rule.part(of: $0, seed: 1)
        }
        #expect(
            parts == [.train, .validation, .validation, .test, .test, nil, .validation])
        let without = SplitRule.years(label: "year", validationFrom: nil, testFrom: 2018)
        #expect(without.part(of: "2017", seed: 1) == .train)
    }

    @Test("groups of famous crystals")
    func groupings() throws {
        func crystal(_ name: String) throws -> CrystalRecord {
            let famous = try #require(FamousCrystal.all.first { $0.name == name })
            return CrystalRecord(
                id: "\(name)-2", crystal: famous.crystal, labels: ["year": 1997, "t": 0.5],
                source: Source(file: "book"))
        }
        var fluorite = try crystal("fluorite")
        fluorite.repeatedName = "fluorite"
        #expect(Grouping.formula.group(of: fluorite) == "CaF2")
        #expect(Grouping.chemicalSystem.group(of: fluorite) == "Ca-F")
        #expect(Grouping.prototype.group(of: fluorite) == "AB2 Fm-3m 3")
        #expect(Grouping.label("year").group(of: fluorite) == "1997")
        #expect(Grouping.label("t").group(of: fluorite) == "0.5")
        #expect(Grouping.label("month").group(of: fluorite) == "")
        #expect(Grouping.row.group(of: fluorite) == "fluorite")
        #expect(Grouping.prototype.group(of: try crystal("SrTiO3")) == "ABC3 Pm-3m 5")
        let rockSalt = Grouping.prototype.group(of: try crystal("NaCl"))
        #expect(rockSalt == "AB Fm-3m 2")
        #expect(Grouping.prototype.group(of: try crystal("CsCl")) != rockSalt)
        let many = (0..<150).map { _ in fluorite }
        #expect(Grouping.chemicalSystem.groups(of: many) == many.map { _ in "Ca-F" })
        for grouping in [.formula, .chemicalSystem, .prototype, .row, .label("year"), .label("t")]
            as [Grouping]
        {
            #expect(Grouping(grouping.description) == grouping)
        }
        #expect(Grouping("label:") == nil)
    }

    @Test("a set of groups knows its own, also after it was written")
    func groupSet() throws {
        let groups = (0..<500).map { "g\($0)" }
        let set = GroupSet(groups + groups)
        let again = try CardJSON.value(GroupSet.self, from: CardJSON.text(of: set))
        #expect(again == set && set.count == 500)
        #expect(groups.allSatisfy(again.contains))
        #expect(!(500..<5000).contains { again.contains("g\($0)") })
        #expect(!GroupSet([]).contains(""))
        #expect(throws: (any Error).self) {
            try CardJSON.value(GroupSet.self, from: "\"AAAA\"")
        }
    }
}
