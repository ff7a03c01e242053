import Tensors
import Testing

/// An index into one tape means something else on another: mixing them must not pass unnoticed.
@Suite("Tensors of two tapes")
struct TapeTests {
    @Test("cannot be operands of one operation")
    func operands() async {
        await #expect(processExitsWith: .failure) {
            let (one, two) = (Tape(), Tape())
            let (x, y) = (one.watch(Tensor([1, 2])), two.watch(Tensor([3, 4])))
            _ = x + y
            withExtendedLifetime((one, two)) {}
        }
    }

    @Test("cannot be loss and source")
    func sources() async {
        await #expect(processExitsWith: .failure) {
            let (one, two) = (Tape(), Tape())
            let (x, y) = (one.watch(Tensor([1, 2])), two.watch(Tensor([3, 4])))
            _ = one.gradients(of: x.sum(), for: [x, y])
            withExtendedLifetime((one, two)) {}
        }
    }

    @Test("cannot be a loss and the tape that differentiates it")
    func losses() async {
        await #expect(processExitsWith: .failure) {
            let (one, two) = (Tape(), Tape())
            let x = two.watch(one.watch(Tensor([1, 2])).detached)
            _ = one.gradients(of: x.sum(), for: [])
            withExtendedLifetime((one, two)) {}
        }
    }

    @Test("control: with a constant, or on one tape, all is well")
    func control() async {
        await #expect(processExitsWith: .success) {
            let (tape, other) = (Tape(), Tape())
            _ = other.watch(Tensor([7]))
            let (x, y) = (tape.watch(Tensor([1, 2])), tape.watch(Tensor([3, 4])))
            let loss = (x * y + x * Tensor([5, 6])).sum()
            let gradients = tape.gradients(of: loss, for: [x, y, Tensor([1])])
            precondition(gradients.map(\.scalars) == [[8, 10], [1, 2], [0]])
            withExtendedLifetime((tape, other)) {}
        }
    }
}
