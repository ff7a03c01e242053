internal import Crystals
internal import Discovery
internal import Foundation
internal import Learning

/// The table of `kimberlite predict`, written as it is made; a file appears whole at the end.
final class PredictionTable {
    private let suite: ModelSuite
    private let file: OutputFile?
    private let isJSON: Bool

    /// - Parameter path: "-" for standard output.
    init(models: [ModelPredictor], path: String, isJSON: Bool) throws {
        suite = ModelSuite(models)
        file = path == "-" ? nil : try OutputFile(path: path)
        self.isJSON = isJSON
        let names = suite.properties.map(\.name)
        if !isJSON {
            try write(CSV.row(["id", "formula", "sites"] + names + ["status", "reason"]))
        }
    }

    func add(_ inputs: [ExaminedInput]) throws {
        let crystals = inputs.compactMap { $0.verdict.record?.crystal }
        var predictions = suite.predict(crystals).makeIterator()
        for input in inputs {
            let values = input.verdict.record == nil ? nil : predictions.next()
            try write(row(input, values))
        }
    }

    func finish() throws { try file?.commit() }

    private func row(_ input: ExaminedInput, _ values: [Double]?) -> String {
        let crystal = input.verdict.record?.crystal
        let formula = crystal?.composition.reducedFormula ?? ""
        let doubts = crystal.map { unseenElements($0) + remarks($0, values) } ?? []
        let (status, reason) = Self.judgement(input, doubts)
        let texts = suite.properties.indices.map { k in values.map { Self.text($0[k]) } ?? "" }
        guard !isJSON else {
            return json(input.id, formula, crystal?.sites.count, values, status, reason)
        }
        return CSV.row(
            [input.id, formula, crystal.map { "\($0.sites.count)" } ?? ""] + texts
                + [status, reason])
    }

    private static func judgement(
        _ input: ExaminedInput, _ doubts: [String]
    ) -> (status: String, reason: String) {
        let reasons =
            input.verdict.findings.map { "\($0.category.rawValue): \($0.message)" } + doubts
        let isPlain = input.verdict.status == "accepted" && !doubts.isEmpty
        return (isPlain ? "warning" : input.verdict.status, reasons.joined(separator: "; "))
    }

    /// A sentence for each model that has never seen an element of the crystal.
    private func unseenElements(_ crystal: Crystal) -> [String] {
        suite.models.compactMap { model in
            model.objection(toUnseen: crystal.elements.sorted()).map { "unseen-element: \($0)" }
        }
    }

    /// What speaks against the predictions themselves: moduli that nothing has, a cell much larger
    /// or smaller than its arrangement of atoms would have.
    private func remarks(_ crystal: Crystal, _ values: [Double]?) -> [String] {
        guard let values else { return [] }
        func value(_ name: String) -> Double? {
            suite.properties.firstIndex { $0.name == name }.map { values[$0] }
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
        value.isFinite ? String(format: "%.5g", value) : ""
    }

    private func json(
        _ id: String, _ formula: String, _ sites: Int?, _ values: [Double]?, _ status: String,
        _ reason: String
    ) -> String {
        var object: [String: Any] = [
            "id": id, "formula": formula, "status": status, "reason": reason,
        ]
        if let sites { object["sites"] = sites }
        for (k, property) in suite.properties.enumerated() {
            if let value = values?[k], value.isFinite {
                object[property.name] = NSDecimalNumber(string: Self.text(value))
            }
        }
        let data = try? JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
        return data.map { String(decoding: $0, as: UTF8.self) + "\n" } ?? ""
    }

    private func write(_ text: String) throws {
        if let file { try file.write(text) } else { Console.text(text) }
    }
}
