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
    /// Inputs that were accepted as they are and that a model doubts.
    private(set) var doubted = 0

    /// - Parameter path: "-" for standard output.
    init(models: [ModelPredictor], path: String, isJSON: Bool) throws {
        suite = ModelSuite(models)
        if let name = Self.repeated(suite.properties.map(\.name)) {
            throw CommandFailure(
                "two of the models predict \(name), and a table has one column of it; ask them one after the "
                    + "other")
        }
        file = path == "-" ? nil : try OutputFile(path: path)
        self.isJSON = isJSON
        properties = suite.properties
        let names = suite.calibrated.flatMap { property, hasInterval in
            hasInterval
                ? [property.name, "\(property.name)_low", "\(property.name)_high"]
                : [property.name]
        }
        if !isJSON {
            try write(
                CSV.row(["id", "formula", "sites"] + names + ["status", "reason", "source"]))
        }
    }

    private static func repeated(_ names: [String]) -> String? {
        var seen: Set<String> = []
        return names.first { !seen.insert($0).inserted }
    }

    /// - Parameter estimates: [inputs][properties]; nil for a rejected input.
    func add(_ inputs: [ExaminedInput], _ estimates: [[PropertyEstimate]?]) throws {
        try write(zip(inputs, estimates).map { row(PredictedMaterial($0), $1) }.joined())
    }

    /// Formulas without structures, predicted on all threads.
    func add(_ inputs: [ExaminedFormula]) throws {
        let compositions = inputs.compactMap { $0.record?.composition }
        var estimates = suite.estimates(for: compositions).makeIterator()
        let rows = inputs.map { input in
            row(PredictedMaterial(input), input.record == nil ? nil : estimates.next())
        }
        try write(rows.joined())
    }

    func finish() throws { try file?.commit() }

    private func row(_ input: PredictedMaterial, _ estimates: [PropertyEstimate]?) -> String {
        let (crystal, composition) = (input.crystal, input.composition)
        let formula = composition?.reducedFormula ?? ""
        let doubts =
            unseenElements(composition?.elements ?? []) + remoteModels(estimates)
            + missingStructure(input)
            + (crystal.map { remarks($0, estimates?.map(\.value)) } ?? [])
        let (status, reason) = Self.judgement(input, doubts)
        if status != input.status { doubted += 1 }
        guard !isJSON else {
            return json(input, formula, estimates, status, reason)
        }
        let texts = suite.calibrated.enumerated().flatMap { k, column in
            let values = estimates.map { [$0[k].value, $0[k].low, $0[k].high] }
            let wanted = column.hasInterval ? 3 : 1
            return values?.prefix(wanted).map(Self.text) ?? Array(repeating: "", count: wanted)
        }
        return CSV.row(
            [input.id, formula, crystal.map { "\($0.sites.count)" } ?? ""] + texts
                + [status, reason, input.source])
    }

    private static func judgement(
        _ input: PredictedMaterial, _ doubts: [String]
    ) -> (status: String, reason: String) {
        let reasons = input.findings.map { "\($0.category.rawValue): \($0.message)" } + doubts
        let isPlain = input.status == "accepted" && !doubts.isEmpty
        return (isPlain ? "warning" : input.status, reasons.joined(separator: "; "))
    }

    /// A sentence for each model that cannot be asked about a formula.
    private func missingStructure(_ input: PredictedMaterial) -> [String] {
        guard input.composition != nil, input.crystal == nil else { return [] }
        return suite.models.filter { !$0.readsCompositions }.map { model in
            let names = model.model.card.targets.map(\.name).joined(separator: ", ")
            return "needs-structure: \(names) comes from a model of crystal graphs; "
                + "give a structure"
        }
    }

    /// A sentence for each model that has never seen an element of the crystal.
    private func unseenElements(_ elements: [Element]) -> [String] {
        suite.models.compactMap { model in
            model.objection(toUnseen: elements).map { "unseen-element: \($0)" }
        }
    }

    /// A sentence for each model to whose training data the crystal is unlike.
    private func remoteModels(_ estimates: [PropertyEstimate]?) -> [String] {
        (estimates.map(suite.objections) ?? []).map { "far-from-training: \($0)" }
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
        _ input: PredictedMaterial, _ formula: String, _ estimates: [PropertyEstimate]?,
        _ status: String, _ reason: String
    ) -> String {
        var object: [String: Any] = [
            "id": input.id, "formula": formula, "status": status, "reason": reason,
            "source": input.source,
        ]
        if let crystal = input.crystal { object["sites"] = crystal.sites.count }
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

/// An input as a row of the table has it.
private struct PredictedMaterial {
    let id: String
    /// The file, and where in it.
    let source: String
    /// nil if rejected.
    let composition: Composition?
    /// nil if rejected, and of a formula.
    let crystal: Crystal?
    let status: String
    let findings: [Finding]

    init(_ input: ExaminedInput) {
        (id, source, status) = (input.id, input.source.description, input.verdict.status)
        (crystal, findings) = (input.verdict.record?.crystal, input.verdict.findings)
        composition = crystal?.composition
    }

    init(_ input: ExaminedFormula) {
        (id, source) = (input.id, input.source.description)
        (status, crystal) = (input.status, nil)
        (composition, findings) = (input.record?.composition, input.findings)
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
