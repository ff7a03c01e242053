import CKernels
import Foundation
import Tensors
import Testing

@Suite("Elementary functions, in every instruction set that this machine can run")
struct ElementaryFunctionTests {
    /// One more than the largest bit pattern.
    static let patterns: UInt64 = 1 << 32

    @Test("there is at least the baseline, and each names itself")
    func variants() {
        let names = KernelVariant.all.map(\.description)
        #expect(names.last == "baseline" && Set(names).count == names.count)
        print("instruction sets: \(names.joined(separator: ", "))")
    }

    @Test("a million floats are good to the units that the header states", arguments: 0..<5)
    func sample(_ k: Int) {
        let function = ElementaryFunction.all[k]
        Self.expect(function, function.largestErrors(stride(from: 0, to: Self.patterns, by: 4099)))
    }

    /// `make check-kernels`; the figures in the header and in vector_math.h are what it prints.
    @Test(
        "every float is good to the units that the header states",
        .enabled(
            if: ProcessInfo.processInfo.environment["KIMBERLITE_EVERY_FLOAT"] != nil,
            "takes minutes: make check-kernels"), arguments: 0..<5)
    func everyFloat(_ k: Int) {
        let (function, block) = (ElementaryFunction.all[k], UInt64(1 << 20))
        let parts = Workers.map(Int(Self.patterns / block)) { part in
            let first = UInt64(part) * block
            return function.largestErrors(stride(from: first, to: first + block, by: 1))
        }
        let largest = KernelVariant.all.indices.map { variant in
            parts.map { $0[variant] }.max { $0.size < $1.size } ?? .init()
        }
        for (variant, error) in zip(KernelVariant.all, largest) {
            print("\(function), \(variant): \(error.size) ulp at \(error.x)")
        }
        Self.expect(function, largest)
    }

    private static func expect(_ function: ElementaryFunction, _ errors: [ElementaryFunction.Error])
    {
        #expect(errors.count == KernelVariant.all.count)
        for (variant, error) in zip(KernelVariant.all, errors) {
            #expect(
                error.size <= function.bound,
                "\(function), \(variant): \(error.size) ulp at \(error.x)")
            #expect(error.size > 0.4, "control: no function is rounded correctly throughout")
        }
    }

    @Test("ends are those of the header, and NaN stays NaN", arguments: KernelVariant.all)
    func ends(_ variant: KernelVariant) {
        func value(_ k: Int, _ x: Float) -> Float {
            KernelVariant.apply(ElementaryFunction.all[k].loop(variant.table()), [x])[0]
        }
        let (exp, log, sigmoid, softplus, tanh) = (0, 1, 2, 3, 4)
        for x: Float in [-87.0001, -88, -100, -1e30, -.infinity] {
            #expect(value(exp, x) == value(exp, -87), "exp(\(x))")
            #expect(value(softplus, x) == value(exp, -87), "softplus(\(x))")
            #expect((5e-39..<2e-38).contains(value(sigmoid, x)), "σ(\(x))")
            #expect(value(tanh, x) == -1, "tanh(\(x))")
        }
        for x: Float in [88.0001, 89, 100, 1e30, .infinity] {
            #expect(value(exp, x) == value(exp, 88), "exp(\(x))")
            #expect(value(softplus, x) == x, "softplus(\(x))")
            #expect(value(sigmoid, x) == 1 && value(tanh, x) == 1, "σ and tanh of \(x)")
        }
        #expect(value(log, 0) == -.infinity && value(log, -0.0) == -.infinity)
        #expect(value(log, .infinity) == .infinity && value(log, 1) == 0)
        for x: Float in [-.leastNonzeroMagnitude, -1e-39, -1, -1e30, -.infinity] {
            #expect(value(log, x).isNaN, "log(\(x))")
        }
        let noNumbers: [Float] = [
            .nan, -.nan, .signalingNaN, Float(bitPattern: 0x7FC0_00FF),
            Float(bitPattern: 0xFFFF_FFFF), Float(bitPattern: 0x7F80_0001),
        ]
        for k in 0..<5 { #expect(noNumbers.allSatisfy { value(k, $0).isNaN }) }
    }

    @Test(
        "an element's value does not depend on its place or on its neighbours",
        arguments: KernelVariant.all)
    func places(_ variant: KernelVariant) {
        let x: [Float] = [.nan, 3, -200, 0.5, .infinity, -.leastNonzeroMagnitude, 17]
        for function in ElementaryFunction.all {
            let loop = function.loop(variant.table())
            let alone = x.map { KernelVariant.apply(loop, [$0])[0].bitPattern }
            for shift in 0..<40 {
                let padding = [Float](repeating: shift % 2 == 0 ? .nan : 1, count: shift)
                let y = KernelVariant.apply(loop, padding + x)
                #expect(y.dropFirst(shift).map(\.bitPattern) == alone)
            }
        }
    }
}
