/// Sets of numbers 0..<count that are joined, two at a time.
struct DisjointSets {
    /// [numbers] another of its set, itself for the one that stands for the set: the smallest.
    private var links: [Int]

    init(count: Int) { links = Array(0..<count) }

    /// The smallest number of the set that `number` is in.
    mutating func first(of number: Int) -> Int {
        var root = number
        while links[root] != root { root = links[root] }
        var next = number
        while links[next] != root { (links[next], next) = (root, links[next]) }
        return root
    }

    mutating func join(_ p: Int, _ q: Int) {
        let (p, q) = (first(of: p), first(of: q))
        links[max(p, q)] = min(p, q)
    }

    /// The sets, by their smallest numbers, each in ascending order.
    var members: [[Int]] {
        var copy = self
        var places = [Int](repeating: -1, count: links.count)
        var members: [[Int]] = []
        for number in links.indices {
            let first = copy.first(of: number)
            if first == number {
                places[number] = members.count
                members.append([])
            }
            members[places[first]].append(number)
        }
        return members
    }
}
