import CKernels
import Testing

/// Memory for the operands and results of one call of a C loop, with NaN before and after each: what
/// is read there shows, and what is written there is reported.
final class GuardedMemory {
    private struct Block {
        let start: UnsafeMutablePointer<Float>
        let count: Int
    }

    private var floats: [Block] = []
    private var integers: [UnsafeMutablePointer<Int32>] = []
    private static let margin = 40
    private static let guardBits: UInt32 = 0x7FC0_1234

    func copy(_ values: [Float]) -> UnsafeMutablePointer<Float> {
        let copy = blank(values.count)
        for (k, value) in values.enumerated() { copy[k] = value }
        return copy
    }

    /// For a result: not zero, so that what is not written shows.
    func blank(_ count: Int, _ value: Float = 777) -> UnsafeMutablePointer<Float> {
        let all = UnsafeMutablePointer<Float>.allocate(capacity: count + 2 * Self.margin)
        all.initialize(
            repeating: Float(bitPattern: Self.guardBits), count: count + 2 * Self.margin)
        let start = all + Self.margin
        start.update(repeating: value, count: count)
        floats.append(Block(start: start, count: count))
        return start
    }

    func copy(_ values: [Int32]) -> UnsafeMutablePointer<Int32> {
        let copy = UnsafeMutablePointer<Int32>.allocate(capacity: max(1, values.count))
        for (k, value) in values.enumerated() { copy[k] = value }
        integers.append(copy)
        return copy
    }

    /// A matrix in panels.
    func panels(_ matrix: [Float], columns: Int) -> UnsafeMutablePointer<Float> {
        copy(PanelLayout.panels(matrix, columns: columns))
    }

    /// - Parameter terms: of every edge.
    func graph(_ x: EdgeOperands, _ terms: [Float]) -> KBGraph {
        KBGraph(
            offsets: copy(x.offsets), neighbors: copy(x.neighbors), weights: copy(x.weights),
            first: copy(x.first), terms: copy(terms))
    }

    /// Contents of the blocks at `results`; frees all memory.
    func finish(_ results: UnsafeMutablePointer<Float>...) -> [[Float]] {
        let values = results.map { result in
            floats.filter { $0.start == result }.flatMap { block in
                (0..<block.count).map { block.start[$0] }
            }
        }
        let isIntact = floats.allSatisfy(isGuarded)
        #expect(isIntact, "control: a loop wrote beside its result")
        for block in floats { (block.start - Self.margin).deallocate() }
        for block in integers { block.deallocate() }
        (floats, integers) = ([], [])
        return values
    }

    private func isGuarded(_ block: Block) -> Bool {
        (1...Self.margin).allSatisfy { k in
            block.start[-k].bitPattern == Self.guardBits
                && block.start[block.count + k - 1].bitPattern == Self.guardBits
        }
    }
}
