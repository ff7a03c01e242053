internal import Crystals
internal import Discovery
internal import Foundation
internal import Learning
internal import Tensors

/// The table of `kimberlite predict`, written as it is made; a file appears whole at the end.
final class PredictionTable {
    let suite: ModelSuite
    private let properties: [PredictedProperty]
    private let file: OutputFile?
    private let isJSON: Bool

    /// - Parameter path: "-" for standard output.
    init(models: [ModelPredictor], path: String, isJSON: Bool) throws {
        suite = ModelSuite(models)
        file = path == "-" ? nil : try OutputFile(path: path)
        self.isJSON = isJSON
        properties = suite.properties
        let names = suite.calibrated.flatMap { property, hasInterval in
            hasInterval
                ? [property.name, "\(property.name)_low", "\(property.name)_high"]
                : [property.name]
        }
        if !isJSON {
            try write(CSV.row(["id", "formula", "sites"] + names + ["status", "reason"]))
        }
    }

    /// - Parameter estimates: [inputs][properties]; nil for a rejected input.
    func add(_ inputs: [ExaminedInput], _ estimates: [[PropertyEstimate]?]) throws {
        try write(zip(inputs, estimates).map { row($0, $1) }.joined())
    }

    func finish() throws { try file?.commit() }

    private func row(_ input: ExaminedInput, _ estimates: [PropertyEstimate]?) -> String {
        let crystal = input.verdict.record?.crystal
        let composition = crystal?.composition
        let formula = composition?.reducedFormula ?? ""
        let doubts =
            unseenElements(composition?.elements ?? []) + remoteModels(estimates)
            + (crystal.map { remarks($0, estimates?.map(\.value)) } ?? [])
        let (status, reason) = Self.judgement(input, doubts)
        guard !isJSON else {
            return json(input.id, formula, crystal?.sites.count, estimates, status, reason)
        }
        let texts = suite.calibrated.enumerated().flatMap { k, column in
            let values = estimates.map { [$0[k].value, $0[k].low, $0[k].high] }
            let wanted = column.hasInterval ? 3 : 1
            return values?.prefix(wanted).map(Self.text) ?? Array(repeating: "", count: wanted)
        }
        return CSV.row(
            [input.id, formula, crystal.map { "\($0.sites.count)" } ?? ""] + texts
                + [status, reason])
    }

    private static func judgement(
        _ input: ExaminedInput, _ doubts: [String]
    ) -> (status: String, reason: String) {
        if doubts.isEmpty, case .accepted = input.verdict { return (input.verdict.status, "") }
        let reasons =
            input.verdict.findings.map { "\($0.category.rawValue): \($0.message)" } + doubts
        let isPlain = input.verdict.status == "accepted" && !doubts.isEmpty
        return (isPlain ? "warning" : input.verdict.status, reasons.joined(separator: "; "))
    }

    /// A sentence for each model that has never seen an element of the crystal.
    private func unseenElements(_ elements: [Element]) -> [String] {
        suite.models.compactMap { model in
            model.objection(toUnseen: elements).map { "unseen-element: \($0)" }
        }
    }

    /// A sentence for each model to whose training data the crystal is unlike.
    private func remoteModels(_ estimates: [PropertyEstimate]?) -> [String] {
        guard let estimates else { return [] }
        return zip(suite.models, suite.firstColumns).compactMap { model, column in
            model.objection(toRemoteness: estimates[column].remoteness).map {
                "far-from-training: \($0)"
            }
        }
    }

    /// What speaks against the predictions themselves: moduli that nothing has, a cell much larger
    /// or smaller than its arrangement of atoms would have.
    private func remarks(_ crystal: Crystal, _ values: [Double]?) -> [String] {
        guard let values else { return [] }
        func value(_ name: String) -> Double? {
            properties.firstIndex { $0.name == name }.map { values[$0] }
        }
        let hasModuli = value("K") != nil && value("G") != nil
        let (cell, expected) = (crystal.volumePerAtom, value(Target.volumeName))
        let volume =
            PredictionLimits.objection(cell: cell, expected: expected)
            ?? PredictionLimits.remark(cell: cell, expected: expected)
        let remarks = [
            hasModuli ? PredictionLimits.objection(bulk: value("K"), shear: value("G")) : nil,
            crystal.isOrdered ? volume : PredictionLimits.objection(toFillingOf: crystal),
        ]
        return remarks.compactMap { $0 }.map { "\($0.category): \($0.message)" }
    }

    /// Five significant digits: more than any of the networks is good for.
    private static func text(_ value: Double) -> String {
        value.isFinite ? Decimals.text(value, digits: 5) : ""
    }

    private func json(
        _ id: String, _ formula: String, _ sites: Int?, _ estimates: [PropertyEstimate]?,
        _ status: String, _ reason: String
    ) -> String {
        var object: [String: Any] = [
            "id": id, "formula": formula, "status": status, "reason": reason,
        ]
        if let sites { object["sites"] = sites }
        for (k, property) in properties.enumerated() {
            guard let estimate = estimates?[k] else { continue }
            for (name, value) in [
                (property.name, estimate.value), ("\(property.name)_low", estimate.low),
                ("\(property.name)_high", estimate.high),
            ] where value.isFinite {
                object[name] = NSDecimalNumber(string: Self.text(value))
            }
        }
        let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
        return data.map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
    }

    private func write(_ text: String) throws {
        if let file { try file.write(text) } else { Console.text(text) }
    }
}

extension ModelSuite {
    /// The predictions for the crystals of a piece of the inputs, nil for those that are rejected,
    /// computed on this thread.
    func estimates(for inputs: [ExaminedInput]) -> [[PropertyEstimate]?] {
        let crystals = inputs.compactMap { $0.verdict.record?.crystal }
        var estimates = Workers.withCount(1) { self.estimates(for: crystals) }.makeIterator()
        return inputs.map { $0.verdict.record == nil ? nil : estimates.next() }
    }
}
