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

    init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    func add(to group: RouterGroup<WorkbenchContext>) {
        group.get { [catalogue] request, _ in
            let parameters = request.uri.queryParameters
            let points = try await catalogue.read { reader in
                let columns = try LibraryColumns(reader)
                return try reader.points(
                    x: try columns.column(String(parameters["x"] ?? "hardness")),
                    y: try columns.column(String(parameters["y"] ?? "toughness")),
                    try LibraryQuery(parameters, columns).condition)
            }
            return Response(
                status: .ok,
                headers: [.contentType: "application/octet-stream", .cacheControl: "no-store"],
                body: .init(byteBuffer: Self.block(points)))
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
