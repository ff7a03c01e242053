import Crystals
import Testing

@Suite("Frames")
struct FrameTests {
    @Test("A position is wrapped into the half-open cell, and never to −0 or 1")
    func wrapped() {
        let cases: [(Double, Double)] = [
            (0.25, 0.25), (1, 0), (-0.25, 0.75), (3.5, 0.5), (-0.0, 0), (-1e-17, 0), (-2, 0),
        ]
        for (given, expected) in cases {
            for axis in 0..<3 {
                var position = SIMD3(repeating: 0.5)
                position[axis] = given
                let wrapped = Fractional(position).wrapped.vector
                #expect(wrapped[axis] == expected && wrapped[axis].sign == .plus, "\(given)")
                #expect(wrapped[(axis + 1) % 3] == 0.5)
            }
        }
    }
}
