import Foundation
import TestKit
import Testing

@testable import Learning

@Suite("The document of plans")
struct PlanDocumentTests {
    /// Every key of a plan, with those that stand in no plan unless they are given.
    private static func keys() throws -> Set<String> {
        var plan = TrainingPlan()
        (plan.maximumSites, plan.transfer, plan.semiSupervised) = (1, Transfer(), SemiSupervised())
        (plan.positiveUnlabelled, plan.kernel) = (PositiveUnlabelled(), KernelSettings())
        plan.cleaning.average = LabelAverage()
        var keys: Set<String> = ["maximumSites", "rule", "convolutions"]
        func add(_ value: Any) {
            for (key, inner) in value as? [String: Any] ?? [:] {
                keys.insert(key)
                add(inner)
            }
        }
        for network in [plan.network, .composition(.init())] {
            plan.network = network
            add(try JSONSerialization.jsonObject(with: JSONEncoder().encode(plan)))
        }
        // That nothing of it is given without being chosen.
        keys.formUnion(Target.keys + Adaptation.keys + CleaningRules.Ratio.keys)
        keys.formUnion(SplitSettings.CodingKeys.allCases.map(\.rawValue))
        keys.formUnion([
            "averaging", "clipping", "members", "labels", "splitSeed", "disagreement", "keepsHead",
            "share", "prior", "bagSize", "encoderNetworks",
        ])
        // Filled in by the program; parts of a value that stand in its place.
        return keys.subtracting(["outputs", "sites", "source", "sources", "risk", "encoders"])
    }

    @Test("names every setting, and every value that is a word")
    func settings() throws {
        let folder = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let text = try String(
            contentsOf: folder.appending(path: "Documents/Plans.md"), encoding: .utf8)
        let words = Set(
            text.split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }.map(String.init))
        let keys = try Self.keys()
        #expect(keys.count > 70 && keys.contains("milestones") == false, "control")
        #expect(keys.subtracting(words).sorted() == [])
        let values =
            Loss.allCases.map(\.rawValue)
            + OptimizerChoice.allCases.map(\.rawValue)
            + TrainingConfiguration.Selection.allCases.map(\.rawValue)
            + SemiSupervised.Method.allCases.map(\.rawValue)
            + PositiveUnlabelled.Method.allCases.map(\.rawValue)
            + NonNegativeRisk.Surrogate.allCases.map(\.rawValue)
            + PropertyNetwork.Kind.allCases.map(\.rawValue)
        #expect(Set(values).subtracting(words).sorted() == [])
    }
}
