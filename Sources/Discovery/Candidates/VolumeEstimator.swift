public import Crystals

/// Anything that says how large a crystal of known shape is.
///
/// Owed by every implementation: the answer depends on the shape alone, not on the size the crystal
/// comes in, nor on its neighbours in `crystals`; a volume that cannot be given is NaN.
public protocol VolumeEstimator: Sendable {
    /// - Returns: [crystals], Å³ per atom.
    func volumesPerAtom(_ crystals: [Crystal]) -> [Double]
}

extension VolumeEstimator {
    /// Every crystal at its estimated volume; nil where the estimate is no positive number.
    public func sized(_ crystals: [Crystal]) -> [Crystal?] {
        zip(crystals, volumesPerAtom(crystals)).map { crystal, volume in
            volume > 0 && volume.isFinite ? crystal.scaled(toVolumePerAtom: volume) : nil
        }
    }
}
