import CKernels

/// The loops over the edges of a piece; results as ``KernelReference`` gives them.
extension KernelVariant {
    func convolve(_ x: EdgeOperands, _ piece: Range<Int>) -> [[Float]] {
        let memory = GuardedMemory()
        let message = memory.blank(piece.count * x.width)
        table().convolve(
            memory.graph(x, x.cubics), piece.lowerBound, piece.upperBound, x.width,
            memory.atoms(x, piece), memory.panels(x.bond, columns: x.row), x.functions, message)
        return memory.finish(message)
    }

    func edgeStatistics(_ x: EdgeOperands, _ piece: Range<Int>) -> [[Float]] {
        let memory = GuardedMemory()
        let (sum, squares) = (memory.blank(x.row), memory.blank(x.row))
        table().edge_statistics(
            memory.graph(x, x.gaussians), piece.lowerBound, piece.upperBound, x.width,
            memory.atoms(x, piece), memory.panels(x.bond, columns: x.row), x.functions, sum,
            squares)
        return memory.finish(sum, squares)
    }

    func gatedMessages(_ x: EdgeOperands, _ piece: Range<Int>) -> [[Float]] {
        let memory = GuardedMemory()
        let message = memory.blank(piece.count * x.width)
        let (sum, squares) = (memory.blank(x.width), memory.blank(x.width))
        table().gated_messages(
            memory.graph(x, x.gaussians), piece.lowerBound, piece.upperBound, x.width,
            memory.atoms(x, piece), memory.panels(x.bond, columns: x.row), x.functions,
            memory.copy(x.edgeNorm.scale), memory.copy(x.edgeNorm.shift), message, sum, squares)
        return memory.finish(message, sum, squares)
    }

    func gatedGradient(_ x: EdgeOperands, _ piece: Range<Int>) -> [[Float]] {
        let memory = GuardedMemory()
        var operands = memory.gradientOperands(x, piece)
        table().gated_gradient(
            memory.graph(x, x.gaussians), piece.lowerBound, piece.upperBound, x.width, &operands)
        let found = memory.finish(
            operands.dy_atoms, operands.x_atoms, operands.dy_bond, operands.x_bond,
            operands.sum_dy, operands.sum_dy_x)
        let columns = [2 * x.row, 2 * x.row, x.row, x.row, x.row, x.row]
        return zip(found, columns).map { PanelLayout.matrix($0, columns: $1) }
    }
}

extension GuardedMemory {
    fileprivate func atoms(
        _ x: EdgeOperands, _ piece: Range<Int>
    ) -> UnsafeMutablePointer<Float> {
        panels(x.rows(x.atoms, of: piece, columns: 2 * x.row), columns: 2 * x.row)
    }

    fileprivate func gradientOperands(
        _ x: EdgeOperands, _ piece: Range<Int>
    ) -> KBGatedGradient {
        let (order, places) = Self.order(x)
        let (edge, atom, functions) = (x.edgeNorm, x.atomNorm, x.bond.count)
        return KBGatedGradient(
            atoms: atoms(x, piece), bond: panels(x.bond, columns: x.row), functions: x.functions,
            scale: copy(edge.scale), shift: copy(edge.shift), mean: copy(edge.mean),
            inverse_deviation: copy(edge.inverse),
            message: copy(x.rows(x.message, of: piece, columns: x.width)),
            du: copy(x.rows(x.du, of: piece, columns: x.width)), message_scale: copy(atom.scale),
            message_mean: copy(atom.mean), message_inverse_deviation: copy(atom.inverse),
            mean_du: copy(x.meanDu), mean_du_message: copy(x.meanDuMessage), order: copy(order),
            places: copy(places), scratch: blank(x.edges(of: piece).count * 64, .nan),
            dy_atoms: atomSums(x, piece), x_atoms: atomSums(x, piece),
            dy_bond: blank(functions, 0), x_bond: blank(functions, 0), sum_dy: blank(x.row),
            sum_dy_x: blank(x.row))
    }

    /// Only the neighbour parts start at zero.
    private func atomSums(_ x: EdgeOperands, _ piece: Range<Int>) -> UnsafeMutablePointer<Float> {
        let row = [Float](repeating: 777, count: x.row) + [Float](repeating: 0, count: x.row)
        return panels(piece.flatMap { _ in row }, columns: 2 * x.row)
    }

    /// Edges of each piece by their first function, and the place of each in that order.
    private static func order(_ x: EdgeOperands) -> (order: [Int32], places: [Int32]) {
        var (order, places) = (x.first, x.first)
        for piece in x.pieces {
            let edges = x.edges(of: piece)
            let sorted = edges.sorted { (x.first[$0], $0) < (x.first[$1], $1) }
            for (place, e) in sorted.enumerated() {
                order[edges.lowerBound + place] = Int32(e)
                places[e] = Int32(place)
            }
        }
        return (order, places)
    }
}
