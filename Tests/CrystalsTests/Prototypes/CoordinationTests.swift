import Crystals
import Testing

/// Neighbours up to `reach` times the nearest, around the first site of a role.
struct FamousCoordination: Sendable, CustomTestStringConvertible {
    var prototype: String
    var role: Role
    var neighbors: Int
    var reach = 1.2

    var testDescription: String { "\(prototype), role \(role): \(neighbors)" }

    static let all: [FamousCoordination] = [
        .init(prototype: "A1", role: .a, neighbors: 12),
        .init(prototype: "A2", role: .a, neighbors: 14),
        .init(prototype: "A2", role: .a, neighbors: 8, reach: 1.1),
        .init(prototype: "A3", role: .a, neighbors: 12),
        .init(prototype: "A4", role: .a, neighbors: 4),
        .init(prototype: "lonsdaleite", role: .a, neighbors: 4),
        .init(prototype: "A9", role: .a, neighbors: 3),
        .init(prototype: "A5", role: .a, neighbors: 6),
        .init(prototype: "A_h", role: .a, neighbors: 6),
        .init(prototype: "B1", role: .a, neighbors: 6),
        .init(prototype: "B2", role: .b, neighbors: 14),
        .init(prototype: "B3", role: .a, neighbors: 4),
        .init(prototype: "B4", role: .b, neighbors: 4),
        .init(prototype: "B5", role: .a, neighbors: 4),
        .init(prototype: "B6", role: .b, neighbors: 4),
        .init(prototype: "B_h", role: .a, neighbors: 6),
        .init(prototype: "B8_1", role: .b, neighbors: 6),
        .init(prototype: "B_k", role: .a, neighbors: 3),
        .init(prototype: "C1", role: .a, neighbors: 8),
        .init(prototype: "C1", role: .x, neighbors: 10),
        .init(prototype: "C1", role: .x, neighbors: 4, reach: 1.1),
        .init(prototype: "C3", role: .a, neighbors: 2),
        .init(prototype: "C3", role: .x, neighbors: 4),
        .init(prototype: "C4", role: .a, neighbors: 6),
        .init(prototype: "C4", role: .x, neighbors: 3),
        .init(prototype: "C9", role: .x, neighbors: 2),
        .init(prototype: "C15", role: .a, neighbors: 16),
        .init(prototype: "C15", role: .b, neighbors: 12),
        .init(prototype: "C14", role: .a, neighbors: 16),
        .init(prototype: "C36", role: .a, neighbors: 16),
        .init(prototype: "C32", role: .a, neighbors: 12, reach: 1.1),
        .init(prototype: "C32", role: .x, neighbors: 3),
        .init(prototype: "D0_9", role: .a, neighbors: 6),
        .init(prototype: "D2_1", role: .a, neighbors: 24),
        .init(prototype: "D2_1", role: .x, neighbors: 5),
        .init(prototype: "D2_f", role: .a, neighbors: 24),
        .init(prototype: "D5_1", role: .a, neighbors: 6),
        .init(prototype: "L1_2", role: .a, neighbors: 12),
        .init(prototype: "L2_1", role: .a, neighbors: 14),
        .init(prototype: "E2_1", role: .a, neighbors: 12),
        .init(prototype: "E2_1", role: .b, neighbors: 6),
        .init(prototype: "H1_1", role: .a, neighbors: 4),
        .init(prototype: "H1_1", role: .b, neighbors: 6),
        .init(prototype: "E1_1", role: .a, neighbors: 4),
        .init(prototype: "beta-Si3N4", role: .a, neighbors: 4),
        .init(prototype: "beta-Si3N4", role: .x, neighbors: 3),
        .init(prototype: "C3N4", role: .x, neighbors: 3),
        .init(prototype: "Cr2AlC", role: .x, neighbors: 6),
        .init(prototype: "ReB2", role: .a, neighbors: 8),
    ]
}

@Suite("Coordination in the prototypes")
struct CoordinationTests {
    @Test("Famous types have their famous coordination numbers", arguments: FamousCoordination.all)
    func famous(_ expected: FamousCoordination) throws {
        let prototype = try #require(Prototype.named(expected.prototype))
        let crystal = prototype.crystal(
            decoratedWith: distinctElements(prototype), cell: prototype.cell)
        let site = try #require(prototype.siteRoles.firstIndex(of: expected.role))
        let shells = crystal.shells(around: site)
        let nearest = try #require(shells.first).distance
        let count = shells.filter { $0.distance < expected.reach * nearest }
            .reduce(0) { $0 + $1.count }
        #expect(count == expected.neighbors)
    }
}
