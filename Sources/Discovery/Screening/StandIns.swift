internal import Crystals
// To be deleted as the parts arrive.
extension PredictionBench {
    func crowding(_ crystal: Crystal) -> Remark? { nil }
}
