import CKernels

/// The loops over rows and the products; results as ``KernelReference`` gives them.
extension KernelVariant {
    /// - Parameter wantsSums: whether the loop is asked for the sums of the columns.
    func normalizationGradient(_ x: RowOperands, wantsSums: Bool = true) -> [[Float]] {
        let memory = GuardedMemory()
        let dy = memory.panels(x.a, columns: x.columns)
        let sums = memory.blank(x.columns)
        table().normalization_gradient(
            dy, memory.panels(x.b, columns: x.columns), memory.copy(x.weights),
            memory.copy(x.scale), memory.copy(x.mean), memory.copy(x.shift),
            wantsSums ? sums : nil, x.rows, x.columns)
        let found = memory.finish(dy, sums)
        return [PanelLayout.matrix(found[0], columns: x.columns)] + (wantsSums ? [found[1]] : [])
    }

    func residualUpdate(_ x: RowOperands) -> [[Float]] {
        let memory = GuardedMemory()
        let out = memory.blank(x.a.count)
        table().residual_update(
            memory.copy(x.a), memory.copy(x.b), memory.copy(x.scale), memory.copy(x.shift), out,
            x.rows, x.columns)
        return memory.finish(out)
    }

    func residualGradient(_ x: RowOperands) -> [[Float]] {
        let memory = GuardedMemory()
        let du = memory.blank(x.a.count)
        let (sum, products) = (memory.blank(x.columns), memory.blank(x.columns))
        table().residual_gradient(
            memory.copy(x.a), memory.copy(x.b), memory.copy(x.scale), memory.copy(x.shift),
            memory.copy(x.mean), memory.copy(x.inverse), memory.copy(x.c), du, sum, products,
            x.rows, x.columns)
        return memory.finish(du, sum, products)
    }

    /// a [rows, inner] · b [inner, columns] by `row_product`.
    func rowProduct(_ a: [Float], _ b: [Float], inner: Int, columns: Int) -> [Float] {
        let memory = GuardedMemory()
        let rows = a.count / inner
        let c = memory.blank(rows * columns)
        table().row_product(memory.copy(a), memory.copy(b), c, rows, inner, columns)
        return memory.finish(c)[0]
    }

    /// a · b + bias by `panel_product`.
    func panelProduct(
        _ a: [Float], _ b: [Float], bias: [Float], inner: Int, columns: Int
    ) -> [Float] {
        let memory = GuardedMemory()
        let rows = a.count / inner
        let c = memory.blank(rows * columns)
        table().panel_product(
            memory.copy(a), memory.copy(PanelLayout.blocks(b, columns: columns, block: 32)),
            memory.copy(bias), c, rows, inner, columns)
        return PanelLayout.matrix(memory.finish(c)[0], columns: columns)
    }

    /// c + a · b by `panel_product_adding`.
    func panelProductAdding(
        _ a: [Float], _ b: [Float], to c: [Float], inner: Int, columns: Int
    ) -> [Float] {
        let memory = GuardedMemory()
        let sum = memory.copy(c)
        table().panel_product_adding(
            memory.panels(a, columns: inner), memory.copy(b), sum, a.count / inner, inner, columns)
        return memory.finish(sum)[0]
    }

    /// aᵀ · d by `panel_outer_product`.
    func panelOuterProduct(
        _ a: [Float], _ d: [Float], inner: Int, columns: Int
    ) -> [Float] {
        let memory = GuardedMemory()
        let filled = [Float](repeating: 777, count: inner * columns)
        let sum = memory.panels(filled, columns: columns)
        table().panel_outer_product(
            memory.copy(a), memory.panels(d, columns: columns), sum, a.count / inner, inner,
            columns)
        return PanelLayout.matrix(memory.finish(sum)[0], columns: columns)
    }
}
