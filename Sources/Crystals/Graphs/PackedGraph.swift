/// A graph in as few bytes as it takes, for files that one machine writes and reads again: numbers
/// stand as in memory, indices in one, two or four bytes.
///
///     atoms, edges, species            4 bytes each
///     widths                           1 byte each of a species index, an edge count, a neighbour index;
///                                      1 byte: whether boundaries follow
///     species                          1 byte each, Z; 0 for a mixture: 1 byte the number of
///                                      components, and of each 1 byte Z, 8 bytes occupancy
///     [atoms] species index · [atoms] edge count · [atoms] boundary, 4 bytes
///     [edges] neighbour index · [edges] distance, 4 bytes
///
/// That is 5 bytes an edge and 6 an atom in a cell of up to 256 sites.
extension CrystalGraph {
    /// Appends the packed graph.
    public func pack(into bytes: inout [UInt8]) {
        let counts = zip(offsets.dropFirst(), offsets).map { $0 - $1 }
        let hasBoundaries = boundaries.contains { $0 != .infinity }
        let widths = [
            IndexWidth(for: species.count), IndexWidth(for: Int(counts.max() ?? 0) + 1),
            IndexWidth(for: atomCount),
        ]
        bytes.reserveCapacity(bytes.count + 32 + 16 * atomCount + 8 * edgeCount)
        bytes.append(bytesOf: [atomCount, edgeCount, species.count].map(UInt32.init))
        bytes += widths.map(\.rawValue) + [hasBoundaries ? 1 : 0]
        for one in species { one.pack(into: &bytes) }
        widths[0].pack(atoms, into: &bytes)
        widths[1].pack(counts, into: &bytes)
        if hasBoundaries { bytes.append(bytesOf: boundaries) }
        widths[2].pack(neighbors, into: &bytes)
        bytes.append(bytesOf: distances)
    }

    /// The graph at the front of the bytes.
    ///
    /// Traps on bytes that end in the middle: those of a file are checked before.
    /// - Parameter rule: the one that it was made by.
    public init(packed bytes: UnsafeRawBufferPointer, rule: GraphRule) {
        var reader = PackedReader(bytes)
        let head = PackedHead(&reader)
        let species = head.species(&reader)
        let atoms = head.widths[0].indices(head.atoms, &reader)
        var offsets: [Int32] = [0]
        offsets.reserveCapacity(head.atoms + 1)
        for count in head.widths[1].indices(head.atoms, &reader) {
            offsets.append(offsets[offsets.count - 1] + count)
        }
        let boundaries: [Float] =
            head.hasBoundaries
            ? reader.array(head.atoms) : Array(repeating: .infinity, count: head.atoms)
        let neighbors = head.widths[2].indices(head.edges, &reader)
        self.init(
            species: species, atoms: atoms, offsets: offsets, neighbors: neighbors,
            distances: reader.array(head.edges), boundaries: boundaries, rule: rule)
    }

    /// The species of the packed graph at the front of the bytes.
    public static func species(packed bytes: UnsafeRawBufferPointer) -> [Species] {
        var reader = PackedReader(bytes)
        return PackedHead(&reader).species(&reader)
    }
}

private struct PackedHead {
    let atoms: Int
    let edges: Int
    let speciesCount: Int
    let widths: [IndexWidth]
    let hasBoundaries: Bool

    init(_ reader: inout PackedReader) {
        atoms = Int(reader.next(UInt32.self))
        edges = Int(reader.next(UInt32.self))
        speciesCount = Int(reader.next(UInt32.self))
        widths = (0..<3).map { _ in IndexWidth(rawValue: reader.next(UInt8.self)) ?? .four }
        hasBoundaries = reader.next(UInt8.self) != 0
    }

    func species(_ reader: inout PackedReader) -> [Species] {
        (0..<speciesCount).map { _ in Species(&reader) }
    }
}

extension Species {
    fileprivate func pack(into bytes: inout [UInt8]) {
        switch self {
        case .element(let element): bytes.append(UInt8(element.atomicNumber))
        case .mixture(let components):
            bytes += [0, UInt8(components.count)]
            for component in components {
                bytes.append(UInt8(component.element.atomicNumber))
                bytes.append(bytesOf: [component.occupancy])
            }
        }
    }

    fileprivate init(_ reader: inout PackedReader) {
        let number = reader.next(UInt8.self)
        guard number == 0 else {
            self = .element(Self.element(number))
            return
        }
        let count = reader.next(UInt8.self)
        self = .mixture(
            (0..<count).map { _ in
                let element = Self.element(reader.next(UInt8.self))
                return Component(element, occupancy: reader.next(Double.self))
            })
    }

    private static func element(_ number: UInt8) -> Element {
        guard let element = Element(atomicNumber: Int(number)) else {
            preconditionFailure("a packed graph with an element \(number)")
        }
        return element
    }
}
