internal import Foundation
internal import Learning

extension ModelCard {
    /// What is said of a positive-unlabelled learning, in place of errors: its labels hold no no. nil for
    /// other models.
    var positiveUnlabelledLines: [String]? {
        guard let settings = positiveUnlabelled, let outcome = positiveUnlabelledOutcome else {
            return nil
        }
        let reports = [
            ("", "hidden crystals", outcome.model),
            ("the bags: ", "the same", outcome.bags),
            ("out of bag: ", "all crystals", outcome.outOfBag),
        ]
        return ["  positives and unlabelled by \(settings.words)"]
            + reports.compactMap { title, crystals, report in
                report.map { "  \(title)\($0.line(on: crystals))" }
            }
            + (outcome.prior.map {
                [String(format: "  positives among the unlabelled: %.1f %%", 100 * $0)]
            } ?? []) + (outcome.comparison.map { ["  \($0.line)"] } ?? [])
    }
}

extension PositiveUnlabelled {
    /// "100 bags on formation-energy.safetensors".
    fileprivate var words: String {
        guard method == .bagging else { return "the non-negative risk" }
        let names = encoders?.map(\.name).joined(separator: ", ") ?? "whole networks"
        return "\(bags) bags on \(names)"
    }
}

extension PositiveUnlabelledReport {
    /// - Parameter crystals: what it was measured on.
    func line(on crystals: String) -> String {
        String(
            format:
                "%.1f %% of %d positives found with %.1f %% of %d unlabelled above %@ (%@), "
                + "Lee–Liu %.2f, AUC %.3f",
            100 * truePositiveRate, hiddenPositives, 100 * unlabelledShare, unlabelled,
            "\(threshold)", crystals, leeLiu, areaUnderROC)
    }

    var json: String { (try? CardJSON.text(of: self)) ?? "{}" }
}

extension PositiveUnlabelledOutcome.Comparison {
    fileprivate var line: String {
        let bags = outOfBag.map {
            String(format: ", of the bags %.3f on all %d", $0, crystals)
        }
        return String(
            format: "rank correlation with %@: %.3f on %d hidden crystals", column, model,
            testCrystals) + (bags ?? "")
    }
}
