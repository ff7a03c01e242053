/// The Crystallographic Information File (Hall, Allen & Brown, Acta Cryst. A47 (1991) 655), block
/// after block. Symmetry is expanded on reading; writing gives the whole cell in P1, or on demand the
/// asymmetric unit of the conventional cell.
///
/// A CIF holds lengths and angles: the frame of the lattice, and its handedness, are not kept.
public struct CIF: CrystalFormat {
    public init() {}

    public var name: FormatName { .cif }
    public var enclosure: Enclosure? { .plain }

    public func reader(of bytes: ByteReader) -> any RecordReader { CIFReader(bytes) }

    /// The whole cell, in P 1.
    public func text(of record: CrystalRecord) -> String {
        CIFWriter(record).text(AsymmetricUnit(whole: record.crystal))
    }

    /// The conventional cell in its standard setting, by its space group and the sites that this
    /// repeats. Positions and lengths are moved to where symmetry has them, by up to 0.01 Å.
    ///
    /// - Throws: `not-expressible` where no space group is found.
    public func symmetricText(of record: CrystalRecord) throws(Finding) -> String {
        do {
            let symmetry = try Symmetry(record.crystal)
            guard let unit = AsymmetricUnit(symmetry) else {
                throw SymmetryError(
                    reason: .notFound, tolerance: symmetry.tolerance,
                    atomCount: record.crystal.sites.count)
            }
            return CIFWriter(record).text(unit)
        } catch {
            throw Finding(.notExpressible, "\(error); convert it without --symmetry")
        }
    }

    /// Tags of our own start with it.
    static let prefix: StaticString = "_kimberlite_"
}
