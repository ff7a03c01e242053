internal import Crystals

/// A crystal's structure in bytes: 72 for the lattice, 25 for an ordered site.
///
/// Version 1, little-endian IEEE doubles: the version; lattice rows (Å); number of sites (UInt32);
/// for each site its fractional position and its species: the atomic number, or 0, the number of
/// components, and for each the atomic number and the occupancy. Every bit comes back.
enum StructureBlob {
    private static let version: UInt8 = 1

    static func encode(_ crystal: Crystal) -> [UInt8] {
        var bytes: [UInt8] = [version]
        bytes.reserveCapacity(77 + 25 * crystal.sites.count)
        for row in crystal.lattice.rows { append(row, to: &bytes) }
        append(UInt32(crystal.sites.count), to: &bytes)
        for site in crystal.sites {
            append(site.position.vector, to: &bytes)
            switch site.species {
            case .element(let element): bytes.append(UInt8(element.atomicNumber))
            case .mixture(let components):
                bytes += [0, UInt8(components.count)]
                for component in components {
                    bytes.append(UInt8(component.element.atomicNumber))
                    append(component.occupancy.bitPattern, to: &bytes)
                }
            }
        }
        return bytes
    }

    /// nil where the bytes are not what ``encode(_:)`` writes.
    static func decode(_ bytes: [UInt8]) -> Crystal? {
        var reader = ByteReader(bytes: bytes)
        guard reader.byte() == version, let a = reader.vector(), let b = reader.vector(),
            let c = reader.vector(), let count = reader.integer(UInt32.self)
        else { return nil }
        var sites: [Site] = []
        for _ in 0..<count {
            guard let position = reader.vector(), let species = reader.species() else { return nil }
            sites.append(Site(species, at: Fractional(position)))
        }
        guard reader.isAtEnd else { return nil }
        return Crystal(lattice: Lattice(rows: [a, b, c]), sites: sites)
    }

    private static func append(_ vector: SIMD3<Double>, to bytes: inout [UInt8]) {
        for k in 0..<3 { append(vector[k].bitPattern, to: &bytes) }
    }

    private static func append(_ integer: some FixedWidthInteger, to bytes: inout [UInt8]) {
        withUnsafeBytes(of: integer.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

private struct ByteReader {
    let bytes: [UInt8]
    private var place = 0

    init(bytes: [UInt8]) { self.bytes = bytes }

    var isAtEnd: Bool { place == bytes.count }

    mutating func byte() -> UInt8? { integer(UInt8.self) }

    mutating func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Integer? {
        let size = MemoryLayout<Integer>.size
        guard place + size <= bytes.count else { return nil }
        defer { place += size }
        return bytes.withUnsafeBytes {
            Integer(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Integer.self))
        }
    }

    mutating func double() -> Double? { integer(UInt64.self).map(Double.init(bitPattern:)) }

    mutating func vector() -> SIMD3<Double>? {
        guard let x = double(), let y = double(), let z = double() else { return nil }
        return SIMD3(x, y, z)
    }

    mutating func species() -> Species? {
        guard let number = byte() else { return nil }
        if number > 0 { return Element(atomicNumber: Int(number)).map(Species.element) }
        guard let count = byte() else { return nil }
        var components: [Species.Component] = []
        for _ in 0..<count {
            guard let number = byte(), let element = Element(atomicNumber: Int(number)),
                let occupancy = double()
            else { return nil }
            components.append(Species.Component(element, occupancy: occupancy))
        }
        return .mixture(components)
    }
}
