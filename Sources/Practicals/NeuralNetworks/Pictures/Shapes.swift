internal import Tensors

/// A function on a rectangle, row by row from the lowest y; the corners are included.
struct Grid: Hashable, Sendable, Codable {
    var columns: Int
    var rows: Int
    /// Least and largest.
    var x: [Double]
    var y: [Double]
    /// [rows · columns]
    var values: [Float]

    /// Of the points' features, two for each row.
    static func points(
        _ size: Int, x: ClosedRange<Double>, y: ClosedRange<Double>
    ) -> Tensor {
        var values: [Float] = []
        for row in 0..<size {
            for column in 0..<size {
                let (u, v) = (Double(column) / Double(size - 1), Double(row) / Double(size - 1))
                values.append(Float(x.lowerBound + u * (x.upperBound - x.lowerBound)))
                values.append(Float(y.lowerBound + v * (y.upperBound - y.lowerBound)))
            }
        }
        return Tensor(values, shape: [size * size, 2])
    }

    init(
        size: Int, x: ClosedRange<Double>, y: ClosedRange<Double>, _ function: (Tensor) -> Tensor
    ) {
        (columns, rows) = (size, size)
        self.x = [x.lowerBound, x.upperBound]
        self.y = [y.lowerBound, y.upperBound]
        values = function(Self.points(size, x: x, y: y)).scalars.map { $0.shortened }
    }
}

/// A point of one of two classes.
struct Point: Hashable, Sendable, Codable {
    var x: Double
    var y: Double
    var label: Int
}

struct Curve: Hashable, Sendable, Codable {
    var x: [Double] = []
    var y: [Double] = []
}

/// A picture, row by row from the top.
struct Picture: Hashable, Sendable, Codable {
    var width: Int
    var height: Int
    var values: [Float]

    init(width: Int, height: Int, _ values: some Sequence<Float>) {
        (self.width, self.height) = (width, height)
        self.values = values.map(\.shortened)
    }

    /// Those of one image, a picture for each channel.
    static func channels(_ images: ImageBatch, image: Int = 0) -> [Picture] {
        let size = images.width * images.height
        let values = images.flattened().rows(image..<(image + 1)).scalars
        return (0..<images.channels).map { channel in
            Picture(
                width: images.width, height: images.height,
                values[(channel * size)..<((channel + 1) * size)])
        }
    }
}

extension Float {
    /// To a thousandth of a number near one: what a picture shows, in a third of the characters.
    var shortened: Float {
        guard isFinite else { return self }
        return magnitude < 100 ? (self * 1000).rounded() / 1000 : self
    }
}
