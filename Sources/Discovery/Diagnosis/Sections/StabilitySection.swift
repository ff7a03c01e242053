internal import Crystals
internal import Learning

/// By how much its answers change where a crystal hardly does.
struct StabilitySection {
    private let diagnosis: ModelDiagnosis

    init(_ diagnosis: ModelDiagnosis) { self.diagnosis = diagnosis }

    var section: DiagnosisSection? {
        guard let stability = diagnosis.stability, stability.crystals > 0 else { return nil }
        return DiagnosisSection(
            id: "stability", heading: "Stability",
            paragraphs: [
                "Predictions for \(grouped(stability.crystals)) crystals whose atoms are moved at random in "
                    + "cells of 2×2×2 (Gaussian, along each axis), and whose cells are stretched and "
                    + "compressed, less those for the crystals as they are. Atoms move by a few hundredths of an Å "
                    + "between two relaxations and by a tenth at room temperature."
            ] + diagnosis.targets.indices.map { sentence($0, stability.targets[$0]) },
            findings: diagnosis.targets.indices.map { sentence($0, stability.targets[$0]) },
            table: .init(name: "stability", rows: table(stability)),
            groups: diagnosis.targets.indices.map {
                .init(figures: figures($0, stability.targets[$0]))
            })
    }

    private func error(_ k: Int) -> Double {
        let errors = diagnosis.judged.map { abs($0.error(k)) }.filter(\.isFinite)
        return errors.reduce(0, +) / Double(errors.count)
    }

    private func sentence(_ k: Int, _ changes: [PredictionStability.Change]) -> String {
        let (target, limit) = (diagnosis.targets[k], error(k))
        let noises = Self.noises(changes)
        let first = noises.first { $0.1.rootMeanSquare > limit }
        let largest = noises.last?.1.rootMeanSquare ?? .nan
        return first.map {
            "\(target.name): from a noise of \(brief($0.0)) Å its predictions move by more than it errs "
                + "(\(measured(limit)))."
        }
            ?? "\(target.name): up to the largest noise its predictions move by less (\(measured(largest))) than it "
            + "errs (\(measured(limit)))."
    }

    private static func noises(
        _ changes: [PredictionStability.Change]
    ) -> [(Double, PredictionStability.Change)] {
        changes.compactMap { change in
            if case .noise(let size) = change.disturbance { (size, change) } else { nil }
        }
    }

    private static func strains(
        _ changes: [PredictionStability.Change]
    ) -> [(Double, PredictionStability.Change)] {
        changes.compactMap { change in
            if case .strain(let share) = change.disturbance { (share, change) } else { nil }
        }
    }

    private func figures(_ k: Int, _ changes: [PredictionStability.Change]) -> [DiagnosisFigure] {
        let target = diagnosis.targets[k]
        return [noise(k, target, changes), strain(target, changes)]
    }

    private func noise(
        _ k: Int, _ target: Target, _ changes: [PredictionStability.Change]
    ) -> DiagnosisFigure {
        let noises = Self.noises(changes)
        let chart = Chart(
            title: "Change of \(target.name) with noise",
            x: .init("Displacement of the atoms (Å)", scale: .logarithmic),
            y: .init(
                "Change of \(target.name)\(ModelDiagnosis.bracketed(target))", scale: .logarithmic),
            series: [
                .init(
                    "rms change", noises.map { Chart.Point($0.0, $0.1.rootMeanSquare) },
                    style: .lineAndMarks),
                .init(
                    "largest", noises.map { Chart.Point($0.0, $0.1.largest) }, style: .dashedLine,
                    color: 5),
            ],
            rules: error(k).isFinite ? [.horizontal(error(k), "the model’s error")] : [])
        return DiagnosisFigure(
            ModelDiagnosis.file("noise", target), .chart(chart),
            caption:
                "\(target.name) under noise: the root of the mean square of the changes, and the "
                + "largest.",
            numbers: .table("stability"))
    }

    private func strain(
        _ target: Target, _ changes: [PredictionStability.Change]
    ) -> DiagnosisFigure {
        let strains = Self.strains(changes)
        let points = strains.map { share, change in
            let (mean, spread) = (change.mean, change.deviation)
            return Chart.Point(100 * share, mean, range: (mean - spread)...(mean + spread))
        }
        let still = [Chart.Point(0, 0)]
        let chart = Chart(
            title: "Change of \(target.name) with strain", x: .init("Change of all lengths (%)"),
            y: .init("Change of \(target.name)\(ModelDiagnosis.bracketed(target))"),
            series: [
                .init("", (points + still).sorted { $0.x < $1.x }, style: .lineAndMarks)
            ], rules: [.horizontal(0, "")])
        return DiagnosisFigure(
            ModelDiagnosis.file("strain", target), .chart(chart),
            caption:
                "\(target.name) under strain: mean and standard deviation of the changes over the "
                + "crystals. A smooth network gives a smooth line.",
            numbers: .table("stability"))
    }

    /// Size of the changes under noise, and their mean under the largest strains.
    private func table(_ stability: PredictionStability) -> [[String]] {
        func shown(_ changes: [PredictionStability.Change]) -> [(head: String, cell: String)] {
            let strains = Self.strains(changes).sorted { $0.0 < $1.0 }
            let ends = [strains.first, strains.last].compactMap { $0 }
            return Self.noises(changes).map {
                ("\(brief($0.0)) Å, rms", measured($0.1.rootMeanSquare))
            }
                + ends.map {
                    ("\($0.0 > 0 ? "+" : "")\(brief(100 * $0.0)) %, mean", measured($0.1.mean))
                }
        }
        let heads = stability.targets.first.map { shown($0).map(\.head) } ?? []
        let rows = zip(diagnosis.targets, stability.targets).map { target, changes in
            ["\(target.name)\(ModelDiagnosis.bracketed(target))"] + shown(changes).map(\.cell)
        }
        return [["Change under"] + heads] + rows
    }

    /// The table as CSV.
    static func csv(_ stability: PredictionStability, _ targets: [Target]) -> String {
        let rows = zip(targets, stability.targets).flatMap { target, changes in
            changes.map { change in
                CSV.row(
                    [target.name] + change.disturbance.cells
                        + [change.rootMeanSquare, change.mean, change.largest].map(exact)
                        + ["\(stability.crystals)"])
            }
        }
        return CSV.row(["target", "disturbance", "size", "rms", "mean", "largest", "crystals"])
            + rows.joined()
    }
}

extension PredictionStability.Disturbance {
    fileprivate var cells: [String] {
        switch self {
        case .noise(let size): ["noise_angstrom", exact(size)]
        case .strain(let share): ["strain", exact(share)]
        }
    }
}
