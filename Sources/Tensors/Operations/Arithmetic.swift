extension Tensor {
    /// Elementwise sum of equal shapes.
    public static func + (a: Tensor, b: Tensor) -> Tensor {
        combine(a, b, +).recorded(a, b) { [$0, $0] }
    }

    /// Elementwise difference of equal shapes.
    public static func - (a: Tensor, b: Tensor) -> Tensor {
        combine(a, b, -).recorded(a, b) { [$0, $0.map { -$0 }] }
    }

    /// Elementwise product of equal shapes.
    public static func * (a: Tensor, b: Tensor) -> Tensor {
        combine(a, b, *).recorded(a, b) { [combine($0, b, *), combine($0, a, *)] }
    }

    /// Every element times a constant.
    public static func * (a: Tensor, s: Float) -> Tensor {
        a.map { $0 * s }.recorded(a) { [$0.map { $0 * s }] }
    }

    /// `vector` of shape [columns] added to every row of `self`.
    public func addingToRows(_ vector: Tensor) -> Tensor {
        precondition(vector.count == columns, "\(vector.shape) added to rows of \(shape)")
        let (rows, width, x, v) = (rows, columns, scalars, vector.scalars)
        let values = [Float](unsafeUninitializedCapacity: count) { buffer, initialized in
            for r in 0..<rows {
                for c in 0..<width { buffer[r * width + c] = x[r * width + c] + v[c] }
            }
            initialized = x.count
        }
        return Tensor(values, shape: shape).recorded(self, vector) { [$0, $0.sumOfRows()] }
    }

    /// Sum of all elements, a scalar.
    public func sum() -> Tensor {
        // Double: a sum of 10⁵ floats would lose its last three digits.
        let total = scalars.reduce(0.0) { $0 + Double($1) }
        let shape = shape
        return Tensor(Float(total)).recorded(self) { [.filled($0.item, shape)] }
    }

    /// Mean of all elements, a scalar.
    public func mean() -> Tensor { sum() * (1 / Float(count)) }

    /// Columns `range` of a matrix.
    public func columns(_ range: Range<Int>) -> Tensor {
        precondition(range.lowerBound >= 0 && range.upperBound <= columns, "\(range) of \(shape)")
        let (rows, width) = (rows, columns)
        var part = [Float]()
        part.reserveCapacity(rows * range.count)
        for r in 0..<rows {
            part += scalars[(r * width + range.lowerBound)..<(r * width + range.upperBound)]
        }
        return Tensor(part, shape: [rows, range.count]).recorded(self) { gradient in
            var whole = [Float](repeating: 0, count: rows * width)
            for r in 0..<rows {
                for c in 0..<range.count {
                    whole[r * width + range.lowerBound + c] = gradient.scalars[r * range.count + c]
                }
            }
            return [Tensor(whole, shape: [rows, width])]
        }
    }

    /// Rows `range` of a matrix.
    public func rows(_ range: Range<Int>) -> Tensor {
        precondition(range.lowerBound >= 0 && range.upperBound <= rows, "\(range) of \(shape)")
        let (shape, width) = (shape, columns)
        let part = scalars[(range.lowerBound * width)..<(range.upperBound * width)]
        let itsShape = [range.count] + shape.dropFirst()
        return Tensor(Array(part), shape: itsShape).recorded(self) { gradient in
            var whole = [Float](repeating: 0, count: shape.reduce(1, *))
            for (k, slope) in gradient.scalars.enumerated() {
                whole[range.lowerBound * width + k] = slope
            }
            return [Tensor(whole, shape: shape)]
        }
    }

    /// Elementwise function off the tape.
    func map(_ body: (Float) -> Float) -> Tensor { Tensor(scalars.map(body), shape: shape) }

    /// Column sums, shape [columns]; Double inside for the same reason as ``sum()``.
    func sumOfRows() -> Tensor {
        let width = columns
        var sums = [Double](repeating: 0, count: width)
        for r in 0..<rows {
            for c in 0..<width { sums[c] += Double(scalars[r * width + c]) }
        }
        return Tensor(sums.map(Float.init), shape: [width])
    }
}

/// Elementwise function of two tensors off the tape.
func combine(_ a: Tensor, _ b: Tensor, _ body: (Float, Float) -> Float) -> Tensor {
    precondition(a.shape == b.shape, "shapes \(a.shape) and \(b.shape) differ")
    let (x, y) = (a.scalars, b.scalars)
    let values = [Float](unsafeUninitializedCapacity: x.count) { buffer, initialized in
        for i in 0..<x.count { buffer[i] = body(x[i], y[i]) }
        initialized = x.count
    }
    return Tensor(values, shape: a.shape)
}
