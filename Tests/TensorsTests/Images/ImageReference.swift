import Tensors

/// The equations of image operations as plain loops over [images, channels, height, width], in Double.
enum ImageReference {
    /// An array with its four extents; outside of an image it is zero.
    struct Images {
        let shape: [Int]
        var values: [Double]

        init(_ tensor: Tensor) { (shape, values) = (tensor.shape, tensor.scalars.map(Double.init)) }

        init(shape: [Int]) {
            self.shape = shape
            values = [Double](repeating: 0, count: shape.reduce(1, *))
        }

        func holds(_ row: Int, _ column: Int) -> Bool {
            (0..<shape[2]).contains(row) && (0..<shape[3]).contains(column)
        }

        func place(_ image: Int, _ channel: Int, _ row: Int, _ column: Int) -> Int {
            ((image * shape[1] + channel) * shape[2] + row) * shape[3] + column
        }

        subscript(image: Int, channel: Int, row: Int, column: Int) -> Double {
            get {
                holds(row, column) ? values[place(image, channel, row, column)] : 0
            }
            set { values[place(image, channel, row, column)] = newValue }
        }
    }

    static func size(_ pixels: Int, _ kernel: Int, _ stride: Int, _ padding: Int) -> Int {
        (pixels + 2 * padding - kernel) / stride + 1
    }

    static func convolution(
        _ x: Tensor, _ weights: Tensor, _ bias: Tensor, stride: Int, padding: Int
    ) -> Images {
        let (x, w) = (Images(x), Images(weights))
        let rows = size(x.shape[2], w.shape[2], stride, padding)
        let columns = size(x.shape[3], w.shape[3], stride, padding)
        var y = Images(shape: [x.shape[0], w.shape[0], rows, columns])
        for n in 0..<x.shape[0] {
            for o in 0..<w.shape[0] {
                for r in 0..<rows {
                    for c in 0..<columns {
                        var sum = Double(bias.scalars[o])
                        for i in 0..<x.shape[1] {
                            for k in 0..<w.shape[2] {
                                for l in 0..<w.shape[3] {
                                    let row = r * stride + k - padding
                                    let column = c * stride + l - padding
                                    sum += w[o, i, k, l] * x[n, i, row, column]
                                }
                            }
                        }
                        y[n, o, r, c] = sum
                    }
                }
            }
        }
        return y
    }

    /// The matrix of a convolution of one image: [outputs · rows · columns, channels · height · width].
    static func matrix(
        of weights: Tensor, height: Int, width: Int, stride: Int, padding: Int
    ) -> Tensor {
        let w = Images(weights)
        let (channels, kernel) = (w.shape[1], (w.shape[2], w.shape[3]))
        let rows = size(height, kernel.0, stride, padding)
        let columns = size(width, kernel.1, stride, padding)
        let inner = channels * height * width
        var matrix = [Float](repeating: 0, count: w.shape[0] * rows * columns * inner)
        for o in 0..<w.shape[0] {
            for r in 0..<rows {
                for c in 0..<columns {
                    for i in 0..<channels {
                        for k in 0..<kernel.0 {
                            for l in 0..<kernel.1 {
                                let (row, column) = (
                                    r * stride + k - padding, c * stride + l - padding
                                )
                                guard (0..<height).contains(row), (0..<width).contains(column)
                                else { continue }
                                let output = (o * rows + r) * columns + c
                                let input = (i * height + row) * width + column
                                matrix[output * inner + input] = Float(w[o, i, k, l])
                            }
                        }
                    }
                }
            }
        }
        return Tensor(matrix, shape: [w.shape[0] * rows * columns, inner])
    }

    static func pooling(
        _ x: Tensor, _ kind: PoolingKind, window: Int, stride: Int, padding: Int
    ) -> Images {
        let x = Images(x)
        let rows = size(x.shape[2], window, stride, padding)
        let columns = size(x.shape[3], window, stride, padding)
        var y = Images(shape: [x.shape[0], x.shape[1], rows, columns])
        for n in 0..<x.shape[0] {
            for i in 0..<x.shape[1] {
                for r in 0..<rows {
                    for c in 0..<columns {
                        var inside: [Double] = []
                        for k in 0..<window {
                            for l in 0..<window {
                                let (row, column) = (
                                    r * stride + k - padding, c * stride + l - padding
                                )
                                if x.holds(row, column) { inside.append(x[n, i, row, column]) }
                            }
                        }
                        y[n, i, r, c] =
                            switch kind {
                            case .maximum: inside.max() ?? .nan
                            case .minimum: inside.min() ?? .nan
                            case .mean: inside.reduce(0, +) / Double(window * window)
                            }
                    }
                }
            }
        }
        return y
    }
}
