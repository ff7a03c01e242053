import Crystals
import Foundation
// To be deleted as the parts arrive.
extension Element {
    var isMetal: Bool { ![1,2,5,6,7,8,9,10,14,15,16,17,18,32,33,34,35,36,52,53,54,85,86].contains(atomicNumber) }
}
struct CompositionStandIn { var reducedFormula: String; var meanAtomicMass: Double }
extension Crystal {
    var composition: CompositionStandIn {
        var counts: [Element: Int] = [:]
        for s in sites { for c in s.species.components { counts[c.element, default: 0] += 1 } }
        func gcd(_ a: Int, _ b: Int) -> Int { b == 0 ? a : gcd(b, a % b) }
        let g = max(1, counts.values.reduce(0, gcd))
        let f = counts.sorted { $0.key < $1.key }.map { "\($0.key)\($0.value/g == 1 ? "" : String($0.value/g))" }.joined()
        let m = counts.reduce(0.0) { $0 + Double($1.key.atomicNumber) * 2.2 * Double($1.value) } / Double(sites.count)
        return CompositionStandIn(reducedFormula: f, meanAtomicMass: m)
    }
}
extension PredictionBench {
    func spaceGroup(of crystal: Crystal) -> SpaceGroupName? { nil }
    func crowding(_ crystal: Crystal) -> Remark? { nil }
    func mechanics(_ crystal: Crystal, bulk K: Double, shear G: Double, _ predicted: Quantities) -> Quantities? {
        let E = 9*K*G/(3*K+G), n = (3*K-2*G)/(2*(3*K+G))
        let chi = (1 - 8.5*n + 19.5*n*n)/(1 - 7.5*n + 12.2*n*n + 19.6*n*n*n)
        let xi = (1 - 13.7*n + 48.6*n*n)/(1 - 15.2*n + 70.2*n*n - 81.5*n*n*n)
        let H = 0.096*chi*E
        let T = pow(8840, -0.5)*pow(crystal.volumePerAtom*1e-30, 1.0/6)*pow(xi*E, 1.5)*1000
        guard H > 0, T > 0, H.isFinite, T.isFinite else { return nil }
        var q = predicted
        q[.youngModulus] = E; q[.poissonRatio] = n; q[.hardness] = H; q[.toughness] = T
        q[.volumePerAtom] = crystal.volumePerAtom
        q[.debyeTemperature] = 300 * (G/50).squareRoot()
        return q
    }
}
