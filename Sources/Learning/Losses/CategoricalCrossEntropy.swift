public import Tensors

/// Mean of −ln p of the true class, where p = softmax(z) of logits z; its gradient is (p − y)/rows.
///
/// From the logits: ln p = z − max z − ln Σ e^(z − max z) neither overflows nor takes the logarithm of zero.
public enum CategoricalCrossEntropy {
    /// - Parameters:
    ///   - logits: [rows, classes]
    ///   - labels: [rows], 0..<classes
    /// - Returns: a scalar.
    public static func loss(_ logits: Tensor, _ labels: [Int]) -> Tensor {
        let classes = logits.columns
        precondition(
            labels.count == logits.rows && labels.allSatisfy { (0..<classes).contains($0) },
            "\(labels.count) labels up to \(labels.max() ?? -1) for logits \(logits.shape)")
        var truth = [Float](repeating: 0, count: logits.count)
        for (row, label) in labels.enumerated() {
            truth[row * classes + label] = -1 / Float(labels.count)
        }
        return (logits.logSoftmax() * Tensor(truth, shape: logits.shape)).sum()
    }
}
