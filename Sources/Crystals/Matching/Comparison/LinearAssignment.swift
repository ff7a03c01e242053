/// Gives each row a column of its own such that the sum of the costs is least.
///
/// Shortest augmenting paths with potentials on rows and columns (Jonker and Volgenant, Computing 38,
/// 325, 1987, without their initial heuristics): exact, in time n³.
struct LinearAssignment {
    /// [rows] the column of each.
    let columns: [Int]

    /// - Parameter costs: [rows][columns], as many of both; infinite where a row may not have a column.
    /// - Returns: nil where the rows cannot all have a column.
    init?(costs: [[Double]]) {
        var search = AssignmentSearch(costs)
        for row in costs.indices {
            guard search.assign(row) else { return nil }
        }
        columns = search.columnOfRow
    }
}

/// Rows that have their columns, and the potentials u, v with u_i + v_j ≤ c_ij, equal on the assigned.
private struct AssignmentSearch {
    private let costs: [[Double]]
    private var rowPotential: [Double]
    private var columnPotential: [Double]
    /// [columns] −1 where no row has it.
    private var rowOfColumn: [Int]

    init(_ costs: [[Double]]) {
        self.costs = costs
        rowPotential = Array(repeating: 0, count: costs.count)
        columnPotential = rowPotential
        rowOfColumn = Array(repeating: -1, count: costs.count)
    }

    var columnOfRow: [Int] {
        var columns = rowOfColumn
        for (column, row) in rowOfColumn.enumerated() { columns[row] = column }
        return columns
    }

    /// Gives a row a column, and other rows others where that is cheaper; false where it cannot have one.
    mutating func assign(_ row: Int) -> Bool {
        var path = ShortestPaths(columns: costs.count)
        var last = (row: row, distance: 0.0)
        while true {
            for column in costs.indices where !path.isFinal[column] {
                let reduced =
                    costs[last.row][column] - rowPotential[last.row] - columnPotential[column]
                path.offer(column, last.distance + reduced, from: last.row)
            }
            guard let column = path.nearest else { return false }
            path.isFinal[column] = true
            let next = rowOfColumn[column]
            guard next >= 0 else {
                movePotentials(path, from: row, length: path.distance[column])
                augment(to: column, path)
                return true
            }
            last = (next, path.distance[column])
        }
    }

    private mutating func movePotentials(_ path: ShortestPaths, from start: Int, length: Double) {
        rowPotential[start] += length
        for column in costs.indices where path.isFinal[column] {
            let gain = length - path.distance[column]
            columnPotential[column] -= gain
            if rowOfColumn[column] >= 0 { rowPotential[rowOfColumn[column]] += gain }
        }
    }

    /// Moves each row on the path to the next column of it.
    private mutating func augment(to end: Int, _ path: ShortestPaths) {
        var column = end
        while column >= 0 {
            let row = path.from[column]
            let freed = rowOfColumn.firstIndex(of: row) ?? -1
            rowOfColumn[column] = row
            column = freed
        }
    }
}

/// From one row, over assigned columns, to all others.
private struct ShortestPaths {
    private(set) var distance: [Double]
    /// [columns] the row before it.
    private(set) var from: [Int]
    var isFinal: [Bool]

    init(columns: Int) {
        distance = Array(repeating: .infinity, count: columns)
        from = Array(repeating: -1, count: columns)
        isFinal = Array(repeating: false, count: columns)
    }

    mutating func offer(_ column: Int, _ length: Double, from row: Int) {
        if length < distance[column] { (distance[column], from[column]) = (length, row) }
    }

    /// The nearest column that is not final; nil where none can be reached.
    var nearest: Int? {
        var nearest: Int?
        for column in distance.indices where !isFinal[column] && distance[column].isFinite {
            if nearest.map({ distance[column] < distance[$0] }) ?? true { nearest = column }
        }
        return nearest
    }
}
