/// Counts of numbers in bins of one width around zero, which is the middle of one.
struct Histogram {
    private(set) var bins: [(middle: Double, count: Int)] = []
    let range: ClosedRange<Double>
    /// Numbers that no bin holds.
    private(set) var outside = 0
    /// Half of the numbers are no larger.
    let half: Double

    private static let side = 20

    /// So wide that 98 % of the numbers are within.
    init(_ values: [Double]) {
        let sizes = values.map(abs).sorted()
        half = sizes.isEmpty ? .nan : sizes[(sizes.count - 1) / 2]
        let reach = sizes.isEmpty ? 1 : sizes[(sizes.count - 1) * 98 / 100]
        let width = max(reach, 1e-12) / (Double(Self.side) + 0.5)
        range = (-reach.nextUp - 1e-12)...(reach.nextUp + 1e-12)
        var counts = [Int](repeating: 0, count: 2 * Self.side + 1)
        for value in values {
            let place = (value / width).rounded()
            if abs(place) <= Double(Self.side) {
                counts[Int(place) + Self.side] += 1
            } else {
                outside += 1
            }
        }
        bins = counts.enumerated().map { (Double($0 - Self.side) * width, $1) }
    }
}
