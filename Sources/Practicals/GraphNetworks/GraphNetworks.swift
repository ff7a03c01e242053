extension Practical {
    /// Graph networks for new materials: from a crystal to its graph, through a network to its hardness, and
    /// from one crystal to thousands.
    public static let graphNetworks = Practical(
        id: "graph-networks",
        steps: [
            CrystalStep.step, FeaturesStep.step, InvarianceStep.step, ConvolutionStep.step,
            TrainStep.step, DepthStep.step, NoiseStep.step, TransferStep.step, PredictStep.step,
            ScreenStep.step, LadderStep.step,
        ])
}
