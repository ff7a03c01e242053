public import Tensors

/// A network that has to say its input again after a bottleneck: what passes there is a description
/// of it in few numbers (Hinton & Salakhutdinov 2006).
///
/// With the identity for activation it can do no better than the principal components, and its best
/// reconstructions are those of their subspace (Baldi & Hornik 1989).
public struct Autoencoder: Layer {
    public var encoder: DenseNetwork
    public var decoder: DenseNetwork

    /// - Parameters:
    ///   - inputs: numbers of an input.
    ///   - hidden: widths between input and bottleneck, which the decoder has in reverse.
    ///   - latent: numbers of the bottleneck.
    public init(
        inputs: Int, hidden: [Int], latent: Int, activation: Activation,
        using generator: inout some RandomNumberGenerator
    ) {
        let widths = [inputs] + hidden + [latent]
        encoder = DenseNetwork(widths: widths, activation: activation, using: &generator)
        decoder = DenseNetwork(
            widths: widths.reversed(), activation: activation, using: &generator)
    }

    /// - Parameter x: [rows, inputs]
    /// - Returns: [rows, latent]
    public func encode(_ x: Tensor) -> Tensor { encoder(x) }

    /// - Parameter z: [rows, latent]
    /// - Returns: [rows, inputs]
    public func decode(_ z: Tensor) -> Tensor { decoder(z) }

    public func callAsFunction(_ x: Tensor) -> Tensor { decode(encode(x)) }

    public mutating func visit(
        _ path: String, _ body: (String, ParameterKind, inout Tensor) -> Void
    ) {
        encoder.visit(join(path, "encoder"), body)
        decoder.visit(join(path, "decoder"), body)
    }
}
