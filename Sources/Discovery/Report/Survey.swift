internal import Crystals

/// What the report shows of all crystals, gathered while they pass by in the order of rank.
struct Survey {
    private(set) var shortlist: [CandidateTable.Entry] = []
    private(set) var top: [CandidateTable.Entry] = []
    private(set) var hardest: ScreenedCrystal?
    private(set) var superhard = Superhard()
    private var superhardKinds = PlacedKinds()
    private var points: [AshbyDiagram.Point] = []
    private var front: [AshbyDiagram.Point] = []
    private var refined: [AshbyDiagram.Named] = []
    private let ladder: Ladder

    init(ladder: Ladder) { self.ladder = ladder }

    /// - Parameter structure: of an entry, asked for where superhard crystals may be the same.
    mutating func add(
        _ entry: CandidateTable.Entry, structure: (Int) throws -> Crystal?
    ) rethrows {
        let quantities = entry.row.quantities
        guard let hardness = quantities[.hardness], let toughness = quantities[.toughness] else {
            return
        }
        let point = AshbyDiagram.Point(hardness: hardness, toughness: toughness)
        points.append(point)
        if hardness >= 40 { try count(superhard: entry.row, structure) }
        if entry.status != "filtered", hardness > hardest?.quantities[.hardness] ?? 0 {
            hardest = entry.row
        }
        if top.count < 10 { top.append(entry) }
        if entry.placement.front == 1, entry.status != "filtered" { front.append(point) }
        if entry.status == "shortlisted" {
            shortlist.append(entry)
        } else if entry.status == "refined" {
            refined.append(AshbyDiagram.Named(name: entry.row.formula, point: point))
        }
    }

    private mutating func count(
        superhard crystal: ScreenedCrystal, _ structure: (Int) throws -> Crystal?
    ) rethrows {
        superhard.crystals += 1
        let twin = try superhardKinds.twin(
            of: crystal, by: .formulaAndSpaceGroup, structure: structure)
        if twin == nil { superhard.different += 1 }
    }

    func diagram(landmarks: [LandmarkEstimate]) -> AshbyDiagram {
        AshbyDiagram(
            crystals: points, front: front.sorted { $0.hardness > $1.hardness }, refined: refined,
            shortlist: shortlist.compactMap { entry in
                guard let hardness = entry.row.quantities[.hardness],
                    let toughness = entry.row.quantities[.toughness]
                else { return nil }
                return AshbyDiagram.Named(
                    name: entry.row.formula,
                    point: .init(hardness: hardness, toughness: toughness),
                    hardness: entry.row.quantities.interval(of: .hardness),
                    toughness: entry.row.quantities.interval(of: .toughness))
            },
            landmarks: landmarks.map {
                AshbyDiagram.Named(
                    name: $0.name, point: .init(hardness: $0.hardness, toughness: $0.toughness))
            })
    }
}
