internal import Crystals
internal import Foundation

/// A crystal's structure in bytes: 72 for the lattice, 25 for an ordered site.
///
/// Version 1, little-endian IEEE doubles: the version; lattice rows (Å); number of sites (UInt32);
/// for each site its fractional position and its species: the atomic number, or 0, the number of
/// components, and for each the atomic number and the occupancy. Every bit comes back.
enum StructureBlob {
    private static let version: UInt8 = 1

    static func encode(_ crystal: Crystal) -> Data {
        var bytes = Data([version])
        bytes.reserveCapacity(77 + 25 * crystal.sites.count)
        for row in crystal.lattice.rows { append(row, to: &bytes) }
        append(UInt32(crystal.sites.count), to: &bytes)
        for site in crystal.sites {
            append(site.position.vector, to: &bytes)
            switch site.species {
            case .element(let element): bytes.append(UInt8(element.atomicNumber))
            case .mixture(let components):
                bytes.append(0)
                bytes.append(UInt8(components.count))
                for component in components {
                    bytes.append(UInt8(component.element.atomicNumber))
                    append(component.occupancy.bitPattern, to: &bytes)
                }
            }
        }
        return bytes
    }

    /// nil where the bytes are not what ``encode(_:)`` writes.
    static func decode(_ bytes: Data) -> Crystal? {
        bytes.withUnsafeBytes { buffer in
            var fields = Fields(bytes: buffer)
            return fields.crystal(version: version)
        }
    }

    private static func append(_ vector: SIMD3<Double>, to bytes: inout Data) {
        for k in 0..<3 { append(vector[k].bitPattern, to: &bytes) }
    }

    private static func append(_ integer: some FixedWidthInteger, to bytes: inout Data) {
        withUnsafeBytes(of: integer.littleEndian) { bytes.append(contentsOf: $0) }
    }
}

/// Fields of a fixed size, little-endian; nil where the bytes end before them.
private struct Fields {
    let bytes: UnsafeRawBufferPointer
    private var position = 0

    init(bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

    mutating func crystal(version: UInt8) -> Crystal? {
        guard integer(UInt8.self) == version, let a = vector(), let b = vector(), let c = vector(),
            let count = integer(UInt32.self)
        else { return nil }
        var sites: [Site] = []
        // A damaged count may ask for any memory; a site has 25 bytes at the least.
        sites.reserveCapacity(min(Int(count), bytes.count / 25))
        for _ in 0..<count {
            guard let position = vector(), let species = species() else { return nil }
            sites.append(Site(species, at: Fractional(position)))
        }
        guard position == bytes.count else { return nil }
        return Crystal(lattice: Lattice(rows: [a, b, c]), sites: sites)
    }

    private mutating func integer<Integer: FixedWidthInteger>(_ type: Integer.Type) -> Integer? {
        let size = MemoryLayout<Integer>.size
        guard position + size <= bytes.count else { return nil }
        defer { position += size }
        return Integer(littleEndian: bytes.loadUnaligned(fromByteOffset: position, as: type))
    }

    private mutating func double() -> Double? {
        integer(UInt64.self).map(Double.init(bitPattern:))
    }

    private mutating func vector() -> SIMD3<Double>? {
        guard let x = double(), let y = double(), let z = double() else { return nil }
        return SIMD3(x, y, z)
    }

    private mutating func element() -> Element? {
        integer(UInt8.self).flatMap { Element(atomicNumber: Int($0)) }
    }

    private mutating func species() -> Species? {
        guard let number = integer(UInt8.self) else { return nil }
        if number > 0 { return Element(atomicNumber: Int(number)).map(Species.element) }
        guard let count = integer(UInt8.self) else { return nil }
        var components: [Species.Component] = []
        for _ in 0..<count {
            guard let element = element(), let occupancy = double() else { return nil }
            components.append(Species.Component(element, occupancy: occupancy))
        }
        return .mixture(components)
    }
}
