/// "In panels" is [columns / 16][rows][16].
enum PanelLayout {
    /// A matrix [rows, columns] in panels.
    static func panels(_ matrix: [Float], columns: Int) -> [Float] {
        blocks(matrix, columns: columns, block: 16)
    }

    /// [columns / block][rows][block] of a matrix [rows, columns].
    static func blocks(_ matrix: [Float], columns: Int, block: Int) -> [Float] {
        var blocks: [Float] = []
        for first in stride(from: 0, to: columns, by: block) {
            for row in stride(from: first, to: matrix.count, by: columns) {
                blocks += matrix[row..<(row + block)]
            }
        }
        return blocks
    }

    /// A matrix [rows, columns] from its panels.
    static func matrix(_ panels: [Float], columns: Int) -> [Float] {
        let rows = panels.count / columns
        var matrix: [Float] = []
        for row in stride(from: 0, to: rows * 16, by: 16) {
            for panel in stride(from: row, to: panels.count, by: rows * 16) {
                matrix += panels[panel..<(panel + 16)]
            }
        }
        return matrix
    }
}
