/// How the moduli of a polycrystal are averaged from those of its grains.
public enum StiffnessAverage: String, CaseIterable, Hashable, Sendable, Codable {
    /// Equal strain in every grain: the upper bound.
    case voigt
    /// Equal stress in every grain: the lower bound.
    case reuss
    /// The mean of the two, close to what is measured (Hill, Proc. Phys. Soc. A 65, 349, 1952).
    case hill
}

extension Stiffness {
    /// The moduli of a polycrystal without texture.
    ///
    /// - Throws: ``StiffnessError/unstable(eigenvalues:)`` if c is not positive definite;
    ///   ``StiffnessError/implausible(_:)`` if an average is outside ``ElasticModuli/range``.
    public func moduli(
        _ average: StiffnessAverage = .hill
    ) throws(StiffnessError) -> ElasticModuli {
        let values = try bounds()
        let (bulk, shear) =
            switch average {
            case .voigt: values.voigt
            case .reuss: values.reuss
            case .hill:
                (
                    (values.voigt.bulk + values.reuss.bulk) / 2,
                    (values.voigt.shear + values.reuss.shear) / 2
                )
            }
        do {
            return try ElasticModuli(bulk: bulk, shear: shear)
        } catch {
            throw .implausible(error)
        }
    }

    /// A_U = 5G_V/G_R + B_V/B_R − 6: zero for an isotropic crystal, else positive (Ranganathan &
    /// Ostoja-Starzewski, Phys. Rev. Lett. 101, 055504, 2008).
    public func universalAnisotropy() throws(StiffnessError) -> Double {
        let (voigt, reuss) = try bounds()
        return 5 * voigt.shear / reuss.shear + voigt.bulk / reuss.bulk - 6
    }

    private typealias Pair = (bulk: Double, shear: Double)

    private func bounds() throws(StiffnessError) -> (voigt: Pair, reuss: Pair) {
        let s = Sums(try compliance())
        let c = Sums(rows)
        let voigt = (
            bulk: (c.normal + 2 * c.coupling) / 9,
            shear: (c.normal - c.coupling + 3 * c.shear) / 15
        )
        let reuss = (
            bulk: 1 / (s.normal + 2 * s.coupling),
            shear: 15 / (4 * s.normal - 4 * s.coupling + 3 * s.shear)
        )
        return (voigt, reuss)
    }

    /// The three sums over a 6×6 matrix that survive averaging over all orientations.
    private struct Sums {
        let normal: Double
        let coupling: Double
        let shear: Double

        init(_ m: [[Double]]) {
            normal = m[0][0] + m[1][1] + m[2][2]
            coupling = m[0][1] + m[0][2] + m[1][2]
            shear = m[3][3] + m[4][4] + m[5][5]
        }
    }
}
