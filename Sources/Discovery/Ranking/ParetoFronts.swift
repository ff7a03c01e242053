/// The fronts of non-domination of points that are to be large in two objectives.
///
/// One crystal dominates another if it is at least as hard and at least as tough, and is more of
/// one. Front 1 holds the points that nothing dominates, front k those that only points of
/// fronts below k dominate (Goldberg 1989). For two objectives all fronts come out of one sweep in
/// O(n log n): walk the points from hard to soft; the toughness of the last point put on each
/// front falls from front to front, so the first front whose last point is less tough is found
/// by bisection, as in patience sorting (Jensen, IEEE Trans. Evol. Comput. 7, 503, 2003).
public struct ParetoFronts: Sendable {
    /// [points], from 1.
    public let front: [Int32]
    /// Number of fronts.
    public var count: Int { starts.count - 1 }

    private let hardness: [Double]
    private let toughness: [Double]
    /// Points front by front, within a front from hard to soft (and so from brittle to tough).
    private let members: [Int32]
    /// [fronts + 1], where each front begins in `members`.
    private let starts: [Int32]

    /// - Parameters: hardness and toughness of each point, finite, in any unit.
    public init(hardness: [Double], toughness: [Double]) {
        precondition(
            hardness.count == toughness.count,
            "\(hardness.count) hardnesses for \(toughness.count) toughnesses")
        (self.hardness, self.toughness) = (hardness, toughness)
        let order = Self.fromHardToSoft(hardness, toughness)
        let (front, count) = Self.sweep(order, hardness, toughness)
        self.front = front
        (members, starts) = Self.grouped(order, front, count)
    }

    /// The points of front `k` (from 1), from hard to soft.
    public func members(of k: Int) -> ArraySlice<Int32> {
        precondition((1...max(count, 1)).contains(k), "front \(k) of \(count)")
        return count == 0 ? [] : members[Int(starts[k - 1])..<Int(starts[k])]
    }

    /// A point of the front above that dominates `point`: of those, the toughest. nil on front 1.
    ///
    /// Among the members of the front above that are at least as hard, the softest is the
    /// toughest; as some member dominates `point`, that one does.
    public func dominator(of point: Int) -> Int? {
        let k = Int(front[point])
        guard k > 1 else { return nil }
        let above = members(of: k - 1)
        let end = partitionPoint(above) { hardness[Int($0)] >= hardness[point] }
        return Int(above[end - 1])
    }

    /// The nearest member of the same front that is harder (and less tough), if there is one.
    public func nextHarder(_ point: Int) -> Int? {
        let mates = members(of: Int(front[point]))
        let end = partitionPoint(mates) { hardness[Int($0)] > hardness[point] }
        return end > mates.startIndex ? Int(mates[end - 1]) : nil
    }

    /// The nearest member of the same front that is tougher (and less hard), if there is one.
    public func nextTougher(_ point: Int) -> Int? {
        let mates = members(of: Int(front[point]))
        let start = partitionPoint(mates) { toughness[Int($0)] <= toughness[point] }
        return start < mates.endIndex ? Int(mates[start]) : nil
    }

    private static func fromHardToSoft(_ hardness: [Double], _ toughness: [Double]) -> [Int32] {
        for (point, pair) in zip(hardness, toughness).enumerated() {
            precondition(
                pair.0.isFinite && pair.1.isFinite, "point \(point) is \(pair), not finite")
        }
        return (0..<Int32(hardness.count)).sorted { a, b in
            let (a, b) = (Int(a), Int(b))
            if hardness[a] != hardness[b] { return hardness[a] > hardness[b] }
            if toughness[a] != toughness[b] { return toughness[a] > toughness[b] }
            return a < b
        }
    }

    private static func sweep(
        _ order: [Int32], _ hardness: [Double], _ toughness: [Double]
    ) -> (front: [Int32], count: Int) {
        var front = [Int32](repeating: 0, count: order.count)
        var last: [Double] = []  // [fronts], toughness of the point put there last; falls
        var previous: Int?
        for point in order.map(Int.init) {
            if let previous, hardness[previous] == hardness[point],
                toughness[previous] == toughness[point]
            {
                front[point] = front[previous]  // equal points do not dominate each other
                continue
            }
            let k = partitionPoint(last[...]) { $0 >= toughness[point] }
            if k == last.count { last.append(toughness[point]) } else { last[k] = toughness[point] }
            front[point] = Int32(k + 1)
            previous = point
        }
        return (front, last.count)
    }

    /// A counting sort by front that keeps the order within each.
    private static func grouped(
        _ order: [Int32], _ front: [Int32], _ count: Int
    ) -> (members: [Int32], starts: [Int32]) {
        var starts = [Int32](repeating: 0, count: count + 1)
        for k in front { starts[Int(k)] += 1 }
        for k in 0..<count { starts[k + 1] += starts[k] }
        var next = starts
        var members = order
        for point in order {
            let k = Int(front[Int(point)]) - 1
            members[Int(next[k])] = point
            next[k] += 1
        }
        return (members, starts)
    }
}

/// The first index whose element does not satisfy `holds`, where those that do come first.
private func partitionPoint<Element>(
    _ elements: ArraySlice<Element>, where holds: (Element) -> Bool
) -> Int {
    var (low, high) = (elements.startIndex, elements.endIndex)
    while low < high {
        let middle = (low + high) / 2
        if holds(elements[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
}
