internal import Discovery
internal import HTTPTypes
internal import Hummingbird
internal import NIOCore
internal import Store

/// Two properties of all crystals that a search finds, as numbers in one block: little-endian, a UInt32 count n, n
/// Float32 of x, n of y, n UInt32 of the crystals' rows, and n bytes that are 1 on the Pareto front of larger x and
/// larger y.
struct DiagramRoutes {
    private let catalogue: Catalogue
    private let answers: LargeAnswers
    private let places = Places(16)

    init(_ catalogue: Catalogue, _ answers: LargeAnswers) {
        (self.catalogue, self.answers) = (catalogue, answers)
    }

    func add(to group: RouterGroup<WorkbenchContext>) {
        group.get { [catalogue, answers, places] request, _ in
            let place = try places.take()
            defer { withExtendedLifetime(place) {} }
            let parameters = request.uri.queryParameters
            // The block too on the reader's thread: a hundred thousand points have many rivals.
            let block = try await catalogue.read { reader in
                let columns = try LibraryColumns(reader)
                return Self.block(
                    try reader.points(
                        x: try columns.column(String(parameters["x"] ?? "hardness")),
                        y: try columns.column(String(parameters["y"] ?? "toughness")),
                        try LibraryQuery(parameters, columns).condition))
            }
            return try answers.response(
                block,
                headers: [.contentType: "application/octet-stream", .cacheControl: "no-store"])
        }
    }

    static func block(_ points: CataloguePoints) -> ByteBuffer {
        var block = ByteBuffer()
        block.reserveCapacity(4 + 13 * points.keys.count)
        block.writeInteger(UInt32(points.keys.count), endianness: .little)
        for value in points.x { block.writeInteger(value.bitPattern, endianness: .little) }
        for value in points.y { block.writeInteger(value.bitPattern, endianness: .little) }
        for key in points.keys {
            block.writeInteger(UInt32(truncatingIfNeeded: key), endianness: .little)
        }
        let fronts = ParetoFronts(
            hardness: points.x.map(Double.init), toughness: points.y.map(Double.init))
        block.writeBytes(fronts.front.map { $0 == 1 ? 1 : 0 })
        return block
    }
}
