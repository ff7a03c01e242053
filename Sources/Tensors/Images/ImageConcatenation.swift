extension ImageBatch {
    /// The channels of all, one after the other: images of one size and number.
    public static func concatenated(_ parts: [ImageBatch]) -> ImageBatch {
        guard let first = parts.first else { preconditionFailure("0 parts to put together") }
        precondition(
            parts.allSatisfy {
                $0.count == first.count && $0.height == first.height && $0.width == first.width
            },
            "parts of shapes \(parts.map(\.lanes.shape)) and \(parts.map(\.count)) images")
        let shapes = parts.map(\.lanes.shape)
        let whole = joined(parts.map(\.lanes))
        let channels = parts.reduce(0) { $0 + $1.channels }
        let shape = [first.blocks, channels, first.height, first.width, width]
        let recorded = whole.withShape(shape).recorded(parts.map(\.lanes)) { gradient in
            separated(gradient, shapes)
        }
        return ImageBatch(lanes: recorded, count: first.count)
    }

    /// Row by row.
    private static func joined(_ parts: [Tensor]) -> Tensor {
        let rows = parts[0].rows
        var values: [Float] = []
        values.reserveCapacity(parts.reduce(0) { $0 + $1.count })
        for row in 0..<rows {
            for part in parts {
                values += part.scalars[(row * part.columns)..<((row + 1) * part.columns)]
            }
        }
        return Tensor(values, shape: [rows, values.count / max(1, rows)])
    }

    private static func separated(_ whole: Tensor, _ shapes: [[Int]]) -> [Tensor] {
        var first = 0
        return shapes.map { shape in
            let columns = shape.dropFirst().reduce(1, *)
            defer { first += columns }
            var values: [Float] = []
            values.reserveCapacity(whole.rows * columns)
            for row in 0..<whole.rows {
                let start = row * whole.columns + first
                values += whole.scalars[start..<(start + columns)]
            }
            return Tensor(values, shape: shape)
        }
    }
}
