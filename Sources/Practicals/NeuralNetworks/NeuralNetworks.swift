extension Practical {
    /// The basics of neural networks, in the order of the course.
    public static let neuralNetworks = Practical(
        id: "neural-networks",
        steps: [
            PracticalStep(PerceptronStep.self), PracticalStep(CrossEntropyStep.self),
            PracticalStep(HiddenLayerStep.self), PracticalStep(ApproximationStep.self),
            PracticalStep(OverfittingStep.self), PracticalStep(OptimizerRaceStep.self),
            PracticalStep(OptimizerTrainingStep.self), PracticalStep(ScheduleStep.self),
            PracticalStep(BatchSizeStep.self), PracticalStep(VanishingGradientStep.self),
            PracticalStep(ImageConvolutionStep.self), PracticalStep(PoolingStep.self),
            PracticalStep(BatchNormStep.self), PracticalStep(AutoencoderStep.self),
        ])
}
